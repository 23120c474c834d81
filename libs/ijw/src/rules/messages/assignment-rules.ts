import { REMOVAL_REASON } from '../../reference/codes.js';
import type { JW301ToegewezenProduct } from '../../generated/messages.js';
import { frequencyRule, overlapRule, productRules, volumeRules, type GrantPlace } from './grant-rules.js';
import { assignedProducts } from './message-parts.js';
import { messageRule, uniqueRule, type MessageRule } from './message-rule.js';
import { signedOn } from './person-rules.js';

type Assigned = JW301ToegewezenProduct;

const isRemoved = ({ redenWijziging, ingangsdatum, einddatum }: Assigned): boolean =>
  (redenWijziging === REMOVAL_REASON || redenWijziging === '01') && ingangsdatum === einddatum;

const on = { messages: ['JW301'], on: 'ToegewezenProduct' } as const;

const place: GrantPlace<Assigned> = {
  message: 'JW301',
  on: 'ToegewezenProduct',
  end: 'Einddatum',
  noun: 'toegewezen product',
  parts: assignedProducts,
  view: ({ product, omvang, budget, ingangsdatum, einddatum }) => ({
    product,
    omvang,
    budget,
    from: ingangsdatum,
    to: einddatum,
  }),
};

/** Rules of level 2 on assigned products (iJw 3.2, §6.1). */
export const assignmentRules: readonly MessageRule[] = [
  uniqueRule({ ...on, element: 'ToewijzingNummer' }, 'Dit toewijzingnummer komt al eerder in het bericht voor.', [
    assignedProducts,
    ({ toewijzingNummer }) => String(toewijzingNummer),
  ]),
  overlapRule('TR302', place, (assigned) => !isRemoved(assigned)),
  messageRule(
    'TR134',
    { ...on, element: 'Toewijzingsdatum' },
    'De toewijzingsdatum ligt na de dagtekening van het bericht.',
    [assignedProducts, ({ toewijzingsdatum }, message) => toewijzingsdatum > signedOn(message)],
  ),
  ...volumeRules(place),
  ...productRules(place, 'CD080'),
  messageRule(
    'CS335',
    { ...on, element: 'RedenWijziging' },
    'Reden 13 (verwijderd) mag alleen als ingangsdatum en einddatum gelijk zijn.',
    [
      assignedProducts,
      ({ redenWijziging, ingangsdatum, einddatum }) => redenWijziging === REMOVAL_REASON && ingangsdatum !== einddatum,
    ],
  ),
  messageRule(
    'CS336',
    { ...on, element: 'RedenWijziging' },
    'Reden 01 is vervallen; gebruik 14 (administratieve correctie) of 13 (verwijderd).',
    [assignedProducts, ({ redenWijziging }) => redenWijziging === '01'],
  ),
  frequencyRule('CS338', place),
];
