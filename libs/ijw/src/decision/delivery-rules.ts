import { startedProducts, stoppedProducts } from '../rules/messages/message-parts.js';
import { judgeStarts, judgeStops, once, type Broken } from './delivered-care.js';
import { ledgerRule } from '../rules/rule.js';
import { among, type Judgement, type LedgerRule } from './ledger-rule.js';
import type { DeliveryLedger } from './ledgers.js';

const startOutcomes = once(judgeStarts);
const stopOutcomes = once(judgeStops);

const started = { messages: ['JW305'], on: 'StartProduct' } as const;
const stopped = { messages: ['JW307'], on: 'StopProduct' } as const;

/** Starts or stops that break a rule, once all of them were judged in order. */
const byOutcome =
  <T extends object>(outcomes: (judgement: Judgement<DeliveryLedger>) => Broken<T>, rule: string) =>
  (judgement: Judgement<DeliveryLedger>) => {
    const broken = outcomes(judgement);
    return (part: T): boolean => broken.get(part)?.includes(rule) === true;
  };

const unassigned =
  'Er is geen toewijzing met dit nummer van deze client aan deze aanbieder; alleen taakgerichte zorg mag zonder nummer.';

/** Rules of level 3 on started and stopped products (iJw 3.2, §7). A removal is judged on TR063 and TR071 only. */
export const deliveryLedgerRules: readonly LedgerRule<DeliveryLedger>[] = [
  ledgerRule({
    rule: 'TR019',
    level: 3,
    code: '9019',
    ...started,
    sentence: unassigned,
    breaches: among(startedProducts, byOutcome(startOutcomes, 'TR019')),
  }),
  ledgerRule({
    rule: 'TR063',
    level: 3,
    code: '9063',
    ...started,
    element: 'StatusAanlevering',
    sentence: 'Er is geen eerder aangeleverde start met deze sleutel om te verwijderen.',
    breaches: among(startedProducts, byOutcome(startOutcomes, 'TR063')),
  }),
  ledgerRule({
    rule: 'TR071',
    level: 3,
    code: '9071',
    ...started,
    element: 'StatusAanlevering',
    sentence: 'Op deze start is al een stop gemeld; verwijder eerst de stop.',
    breaches: among(startedProducts, byOutcome(startOutcomes, 'TR071')),
  }),
  ledgerRule({
    rule: 'TR074',
    level: 3,
    code: '9074',
    ...started,
    sentence: 'Deze start is al eerder aangeleverd; verwijder die eerst om haar te corrigeren.',
    breaches: among(startedProducts, byOutcome(startOutcomes, 'TR074')),
  }),
  ledgerRule({
    rule: 'TR326',
    level: 3,
    code: '9326',
    ...started,
    sentence: 'Op deze toewijzing loopt al een start; meld eerst de stop of verwijder de start.',
    breaches: among(startedProducts, byOutcome(startOutcomes, 'TR326')),
  }),
  ledgerRule({
    rule: 'TR019',
    level: 3,
    code: '9019',
    ...stopped,
    sentence: unassigned,
    breaches: among(stoppedProducts, byOutcome(stopOutcomes, 'TR019')),
  }),
  ledgerRule({
    rule: 'TR063',
    level: 3,
    code: '9063',
    ...stopped,
    element: 'StatusAanlevering',
    sentence: 'Er is geen eerder aangeleverde stop met deze sleutel om te verwijderen.',
    breaches: among(stoppedProducts, byOutcome(stopOutcomes, 'TR063')),
  }),
  ledgerRule({
    rule: 'TR074',
    level: 3,
    code: '9074',
    ...stopped,
    sentence: 'Deze stop is al eerder aangeleverd; verwijder die eerst om haar te corrigeren.',
    breaches: among(stoppedProducts, byOutcome(stopOutcomes, 'TR074')),
  }),
  ledgerRule({
    rule: 'TR382',
    level: 3,
    code: '9069',
    ...stopped,
    sentence: 'Er is geen start met deze toewijzing, dit product en deze begindatum; herhaal de gegevens van de start.',
    breaches: among(stoppedProducts, byOutcome(stopOutcomes, 'TR382')),
  }),
  ledgerRule({
    rule: 'TR413',
    level: 3,
    code: '9413',
    ...stopped,
    sentence: 'Op deze start is al een tijdelijke stop gemeld; een tweede kan niet.',
    breaches: among(stoppedProducts, byOutcome(stopOutcomes, 'TR413')),
  }),
  ledgerRule({
    rule: 'TR414',
    level: 3,
    code: '9414',
    ...stopped,
    sentence: 'Deze stop eindigt vóór een eerder gemelde stop op dezelfde start.',
    breaches: among(stoppedProducts, byOutcome(stopOutcomes, 'TR414')),
  }),
  ledgerRule({
    rule: 'TR415',
    level: 3,
    code: '9415',
    ...stopped,
    sentence: 'Op deze start is al een definitieve stop gemeld; verwijder die eerst.',
    breaches: among(stoppedProducts, byOutcome(stopOutcomes, 'TR415')),
  }),
];
