import type { RetourCode } from '../generated/messages.js';
import { startedProducts, stoppedProducts } from '../rules/message-parts.js';
import { judgeStarts, judgeStops, once } from './delivered-care.js';
import { ledgerRule, type LedgerRule } from './ledger-rule.js';
import type { DeliveryLedger } from './ledgers.js';

const startOutcomes = once(judgeStarts);
const stopOutcomes = once(judgeStops);

const startRule = (rule: string, code: RetourCode, sentence: string, element = ''): LedgerRule<DeliveryLedger> =>
  ledgerRule([rule, 3, code], { messages: ['JW305'], on: 'StartProduct', element }, sentence, [
    startedProducts,
    (judgement) => {
      const broken = startOutcomes(judgement);
      return (part) => broken.get(part)?.includes(rule) === true;
    },
  ]);

const stopRule = (rule: string, code: RetourCode, sentence: string, element = ''): LedgerRule<DeliveryLedger> =>
  ledgerRule([rule, 3, code], { messages: ['JW307'], on: 'StopProduct', element }, sentence, [
    stoppedProducts,
    (judgement) => {
      const broken = stopOutcomes(judgement);
      return (part) => broken.get(part)?.includes(rule) === true;
    },
  ]);

const unassigned =
  'Er is geen toewijzing met dit nummer van deze client aan deze aanbieder; alleen taakgerichte zorg mag zonder nummer.';

/** Rules of level 3 on started and stopped products (iJw 3.2, §7). A removal is judged on TR063 and TR071 only. */
export const deliveryLedgerRules: readonly LedgerRule<DeliveryLedger>[] = [
  startRule('TR019', '9019', unassigned),
  startRule(
    'TR063',
    '9063',
    'Er is geen eerder aangeleverde start met deze sleutel om te verwijderen.',
    'StatusAanlevering',
  ),
  startRule('TR071', '9071', 'Op deze start is al een stop gemeld; verwijder eerst de stop.', 'StatusAanlevering'),
  startRule('TR074', '9074', 'Deze start is al eerder aangeleverd; verwijder die eerst om haar te corrigeren.'),
  startRule('TR326', '9326', 'Op deze toewijzing loopt al een start; meld eerst de stop of verwijder de start.'),
  stopRule('TR019', '9019', unassigned),
  stopRule(
    'TR063',
    '9063',
    'Er is geen eerder aangeleverde stop met deze sleutel om te verwijderen.',
    'StatusAanlevering',
  ),
  stopRule('TR074', '9074', 'Deze stop is al eerder aangeleverd; verwijder die eerst om haar te corrigeren.'),
  stopRule(
    'TR382',
    '9069',
    'Er is geen start met deze toewijzing, dit product en deze begindatum; herhaal de gegevens van de start.',
  ),
  stopRule('TR413', '9413', 'Op deze start is al een tijdelijke stop gemeld; een tweede kan niet.'),
  stopRule('TR414', '9414', 'Deze stop eindigt vóór een eerder gemelde stop op dezelfde start.'),
  stopRule('TR415', '9415', 'Op deze start is al een definitieve stop gemeld; verwijder die eerst.'),
];
