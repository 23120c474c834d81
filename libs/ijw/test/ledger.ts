/** A ledger in memory, for tests. */
import { OPEN, toDay } from '@regieboek/kernel';
import type {
  ContractedProduct,
  ContractTariff,
  DeclarationLedger,
  EarlierLine,
  LedgerAssignment,
} from '../src/declaration/ledger.js';
import { bsn, provider } from './messages.js';

/** The assignment behind `line` of the test messages: 30 hours a month in 2026. */
export const assignment = (changes: Partial<LedgerAssignment> = {}): LedgerAssignment => ({
  number: 700101,
  client: 'client-1',
  provider,
  category: '45',
  code: '45A04',
  unit: '04',
  volume: 30,
  frequency: '4',
  from: toDay('2026-01-12'),
  to: OPEN,
  removed: false,
  ...changes,
});

/** Differences from an empty history with one assignment and one tariff. */
export interface LedgerFacts {
  readonly messages?: readonly string[];
  readonly numbers?: readonly string[];
  readonly lastPeriod?: ReturnType<DeclarationLedger['lastPeriod']>;
  readonly municipalities?: readonly string[];
  readonly clients?: readonly string[];
  readonly assignments?: readonly LedgerAssignment[];
  readonly tariffs?: Readonly<Record<string, ContractTariff>>;
  /** Products of a unit without tariff. */
  readonly products?: Readonly<Record<string, ContractedProduct>>;
  readonly lines?: Readonly<Record<string, EarlierLine>>;
  readonly volume?: Readonly<Record<string, number>>;
  readonly cents?: number;
  readonly standing?: Readonly<Record<string, string>>;
}

/** A ledger with the first two test clients, category 45 and a tariff of 92,40 an hour by default. */
export function ledgerOf(facts: LedgerFacts = {}): DeclarationLedger {
  const assignments = new Map((facts.assignments ?? [assignment()]).map((each) => [each.number, each]));
  const clients = new Map((facts.clients ?? bsn.slice(0, 2)).map((each, index) => [each, `client-${index + 1}`]));
  const tariffs: Readonly<Record<string, ContractTariff>> = facts.tariffs ?? { '45A04': { cents: 9240, unit: '04' } };
  return {
    messageSeen: (_, identification) => facts.messages?.includes(identification) ?? false,
    isMunicipality: (code) => (facts.municipalities ?? ['0505']).includes(code),
    declarationNumberSeen: (_, number) => facts.numbers?.includes(number) ?? false,
    lastPeriod: () => facts.lastPeriod,
    client: (number) => clients.get(number),
    assignment: (number) => assignments.get(number),
    product: (_, code) => {
      const tariff = tariffs[code];
      return facts.products?.[code] ?? (tariff && { unit: tariff.unit, tariff });
    },
    isProduct: (category, code) => code.startsWith(category),
    lineByReference: (_, reference) => facts.lines?.[reference],
    approvedVolume: (_, unit) => facts.volume?.[unit] ?? 0,
    approvedCents: () => facts.cents ?? 0,
    standingDebit: (key) => facts.standing?.[key],
  };
}
