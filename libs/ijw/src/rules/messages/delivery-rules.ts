import { REMOVAL_STATUS } from '../../reference/codes.js';
import type { JW305StartProduct, JW307StopProduct } from '../../generated/messages.js';
import { startedProducts, stoppedProducts } from './message-parts.js';
import { messageRule, uniqueRule, type MessageRule } from './message-rule.js';
import { signedOn } from './person-rules.js';

/** Elements common to a start and a stop. */
type Delivered = Pick<JW305StartProduct, 'toewijzingNummer' | 'product' | 'begindatum'>;

const hasWrongStatus = ({ statusAanlevering }: JW305StartProduct | JW307StopProduct): boolean =>
  statusAanlevering !== '1' && statusAanlevering !== REMOVAL_STATUS;

const start = { messages: ['JW305'], on: 'StartProduct' } as const;
const stop = { messages: ['JW307'], on: 'StopProduct' } as const;

/** Logical key of a start: assignment, product and first day (IV096). */
export const startKey = ({ toewijzingNummer, product, begindatum }: Delivered): string =>
  [toewijzingNummer, product?.categorie, product?.code, begindatum].join('\0');

/** Logical key of a stop: that of its start, reason and last day. */
export const stopKey = (product: Delivered & Pick<JW307StopProduct, 'redenBeeindiging' | 'einddatum'>): string =>
  [startKey(product), product.redenBeeindiging, product.einddatum].join('\0');

const wrongStatus = 'Alleen status 1 (eerste aanlevering) of 3 (verwijderen) is toegestaan.';

/** Rules of level 2 on started and stopped products (iJw 3.2, §7). */
export const deliveryRules: readonly MessageRule[] = [
  messageRule('CS058', { ...start, element: 'StatusAanlevering' }, wrongStatus, [startedProducts, hasWrongStatus]),
  messageRule('CS058', { ...stop, element: 'StatusAanlevering' }, wrongStatus, [stoppedProducts, hasWrongStatus]),
  messageRule(
    'TR134',
    { ...start, element: 'Begindatum' },
    'De begindatum ligt na de dagtekening van het bericht; meld de start pas als de zorg is begonnen.',
    [startedProducts, ({ begindatum }, message) => begindatum > signedOn(message)],
  ),
  messageRule(
    'TR134',
    { ...stop, element: 'Einddatum' },
    'De einddatum ligt na de dagtekening van het bericht; meld de stop pas als de zorg is geëindigd.',
    [stoppedProducts, ({ einddatum }, message) => einddatum > signedOn(message)],
  ),
  messageRule('TR018', { ...stop, element: 'Einddatum' }, 'De einddatum van de stop ligt vóór de begindatum.', [
    stoppedProducts,
    ({ begindatum, einddatum }) => einddatum < begindatum,
  ]),
  uniqueRule(start, 'Dezelfde start (toewijzing, product en begindatum) komt al eerder in het bericht voor.', [
    startedProducts,
    startKey,
  ]),
  uniqueRule(
    stop,
    'Dezelfde stop (toewijzing, product, begindatum, reden en einddatum) komt al eerder in het bericht voor.',
    [stoppedProducts, stopKey],
  ),
];
