/**
 * Settlement (afrekening) of months between the municipalities of a region: own use, lump sums and solidarity by their
 * keys, claims between municipalities set off, advances (voorschotten), and corrections of earlier months apart. Every
 * part is made per month and added up, so that quarters add up to the year to the cent.
 */
import { divide, type AllocationKey } from '@regieboek/billing';
import { sumCents, type Cents, type Month } from '@regieboek/kernel';
import type { BillingRun } from '../runs/billing-run.js';
import type { Difference } from '../differences/diff.js';
import type { ReceivedPart } from '../ledger/received.js';
import { nettedClaims, type Claim, type NettedClaim } from './claims.js';

/** A month to settle: its result, and the corrections of earlier months that it takes over. */
export interface SettledMonth extends Pick<BillingRun, 'period' | 'lines' | 'lumpSums'> {
  readonly corrections: readonly Difference[];
  /** Lump sums of the month ordered at the bank, by paying municipality; null: the organisation. */
  readonly paidLumpSums: readonly { readonly municipality: string | null; readonly cents: Cents }[];
  /** Received by the organisation from municipalities for the month. */
  readonly received: readonly ReceivedPart[];
}

/** Products whose cost is borne together (solidariteit): divided by a key instead of by own use, in these months. */
interface SolidarityPool {
  readonly id: string;
  /** Product codes (JZ021). */
  readonly products: readonly string[];
  readonly from: Month;
  readonly to: Month | null;
  readonly key: AllocationKey;
}

/** An advance agreed with a municipality for a month. */
export interface Advance {
  readonly municipality: string;
  readonly month: Month;
  readonly cents: Cents;
}

/** Agreements of a region about settling. */
export interface SettlementTerms {
  /** Payer of providers: the municipality that received the declaration (WPB-P1), or the purchasing organisation for all. */
  readonly providersPaidBy: 'municipalities' | 'organisation';
  readonly solidarity: readonly SolidarityPool[];
  readonly advances: readonly Advance[];
  /** Which advances count: as agreed, taken to be paid, or as received and recorded. */
  readonly advancesCounted: 'agreed' | 'received';
}

/** Settlement of a municipality; a positive balance is still to be paid by it. */
export interface MunicipalitySettlement {
  readonly municipality: string;
  /** Approved care that it is responsible for. */
  readonly ownUseCents: Cents;
  readonly lumpSumCents: Cents;
  /** Its share of solidarity by key, less its own use of the same products; over all municipalities: nothing. */
  readonly solidarityCents: Cents;
  /** Corrections of earlier months, in all and by the month that they are of. */
  readonly correctionCents: Cents;
  readonly corrections: readonly { readonly period: Month; readonly cents: Cents }[];
  /** Sum of the four amounts above. */
  readonly borneCents: Cents;
  /**
   * Paid by it to providers, for days with a responsible municipality and as ordered lump sums; zero when the organisation pays.
   */
  readonly paidCents: Cents;
  /** Advances as agreed. */
  readonly advanceCents: Cents;
  /** Advances and settlements of these months as received and recorded; negative when more was paid back. */
  readonly receivedAdvanceCents: Cents;
  readonly receivedSettlementCents: Cents;
  readonly claimsReceivableCents: Cents;
  readonly claimsPayableCents: Cents;
  /** Borne, less what it paid, its advances as agreed or as received, and settlements received. */
  readonly balanceCents: Cents;
}

/** A settlement; borne and unresolved together equal the months and corrections. */
export interface Settlement {
  readonly municipalities: readonly MunicipalitySettlement[];
  readonly claims: readonly NettedClaim[];
  readonly borneCents: Cents;
  /** Approved without a responsible municipality yet; corrections of that included. */
  readonly unresolvedCents: Cents;
}

/** An amount of care borne by a municipality, or not yet by any. */
interface Amount {
  readonly municipality: string | null;
  readonly payer: string | null;
  readonly cents: Cents;
}

/** Sums per municipality. */
class Sums {
  readonly #sums = new Map<string, Cents>();

  add(municipality: string | null, cents: Cents): this {
    if (municipality !== null) this.#sums.set(municipality, sumCents([this.of(municipality), cents]));
    return this;
  }

  of(municipality: string): Cents {
    return this.#sums.get(municipality) ?? 0;
  }

  get municipalities(): Iterable<string> {
    return this.#sums.keys();
  }
}

const sumsOf = (amounts: Iterable<{ readonly municipality: string | null; readonly cents: Cents }>): Sums => {
  const sums = new Sums();
  for (const { municipality, cents } of amounts) sums.add(municipality, cents);
  return sums;
};

/** Care of a month that was paid to providers: its lines, and corrections of lines. */
const paidCare = ({ lines, corrections }: SettledMonth): Amount[] => [
  ...lines,
  ...corrections.filter(({ kind }) => kind === 'line'),
];

/** Effect of the pools of a month on what municipalities bear: share by key, less own use. */
function solidarityIn(month: SettledMonth, pools: readonly SolidarityPool[]): Amount[] {
  const inForce = pools.filter(({ from, to }) => from <= month.period && (to === null || month.period <= to));
  return inForce.flatMap(({ products, key }) => {
    const isPooled = (product: string) => products.includes(product);
    const lines = month.lines.filter(({ code, municipality }) => isPooled(code) && municipality !== null);
    const corrected = month.corrections.filter(
      ({ kind, product, municipality }) => kind === 'line' && isPooled(product) && municipality !== null,
    );
    const own = [...lines, ...corrected];
    if (own.length === 0) return [];
    const days = sumsOf(lines.map(({ municipality, days: cents }) => ({ municipality, cents })));
    // Credits reverse days, perhaps of an earlier month: use is never negative.
    const use = Object.fromEntries([...days.municipalities].map((code) => [code, Math.max(0, days.of(code))]));
    const shares = divide(sumCents(own.map(({ cents }) => cents)), key, use);
    return [
      ...[...shares].map(([municipality, cents]) => ({ municipality, payer: null, cents })),
      ...own.map(({ municipality, cents }) => ({ municipality, payer: null, cents: -cents })),
    ];
  });
}

/** Care with a responsible municipality, at its payer. */
const paidByPayer = ({ municipality, payer, cents }: Amount) =>
  municipality === null ? [] : [{ municipality: payer, cents }];

const claimsOf = (amounts: readonly Amount[]): Claim[] =>
  amounts.flatMap(({ municipality, payer, cents }) =>
    municipality === null || payer === null || payer === municipality
      ? []
      : [{ payer, responsible: municipality, cents }],
  );

/** Corrections of one municipality by the month that they are of. */
const correctionsOf = (corrections: readonly Difference[], municipality: string) =>
  [
    ...Map.groupBy(
      corrections.filter((one) => one.municipality === municipality),
      ({ period }) => period,
    ),
  ]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([period, own]) => ({ period, cents: sumCents(own.map(({ cents }) => cents)) }));

/** Settles months between the municipalities that take part (CBS codes) and all others that bear or paid something. */
export function settle(
  months: readonly SettledMonth[],
  terms: SettlementTerms,
  members: readonly string[],
): Settlement {
  const periods = new Set(months.map(({ period }) => period));
  const corrections = months.flatMap((month) => month.corrections);
  const care = months.flatMap(paidCare);
  const received = months.flatMap((month) => month.received);
  const isPaidByThem = terms.providersPaidBy === 'municipalities';
  const claims = nettedClaims(isPaidByThem ? claimsOf(care) : []);
  const parts = {
    ownUse: sumsOf(months.flatMap(({ lines }) => lines)),
    lumpSum: sumsOf(months.flatMap(({ lumpSums }) => lumpSums)),
    solidarity: sumsOf(months.flatMap((month) => solidarityIn(month, terms.solidarity))),
    correction: sumsOf(corrections),
    paid: sumsOf([
      ...(isPaidByThem ? care.flatMap(paidByPayer) : []),
      ...months.flatMap(({ paidLumpSums }) => paidLumpSums),
    ]),
    advance: sumsOf(terms.advances.filter(({ month }) => periods.has(month))),
    receivedAdvance: sumsOf(received.filter(({ kind }) => kind === 'advance')),
    receivedSettlement: sumsOf(received.filter(({ kind }) => kind === 'settlement')),
    receivable: sumsOf(claims.map(({ creditor, cents }) => ({ municipality: creditor, cents }))),
    payable: sumsOf(claims.map(({ debtor, cents }) => ({ municipality: debtor, cents }))),
  };
  const codes = new Set([...members, ...Object.values(parts).flatMap((sums) => [...sums.municipalities])]);
  const municipalities = [...codes].sort().map((code) => ({
    ...settledWith(parts, code, terms.advancesCounted),
    corrections: correctionsOf(corrections, code),
  }));
  const all = [...care, ...months.flatMap(({ lumpSums }) => lumpSums), ...corrections.filter(isLumpSum)];
  return {
    municipalities,
    claims,
    borneCents: sumCents(municipalities.map(({ borneCents }) => borneCents)),
    unresolvedCents: sumCents(all.flatMap(({ municipality, cents }) => (municipality === null ? [cents] : []))),
  };
}

const isLumpSum = ({ kind }: Difference): boolean => kind === 'lump-sum';

type Part =
  | 'ownUse'
  | 'lumpSum'
  | 'solidarity'
  | 'correction'
  | 'paid'
  | 'advance'
  | 'receivedAdvance'
  | 'receivedSettlement'
  | 'receivable'
  | 'payable';

function settledWith(
  parts: Readonly<Record<Part, Sums>>,
  municipality: string,
  counted: SettlementTerms['advancesCounted'],
) {
  const of = (part: Part): Cents => parts[part].of(municipality);
  const borneCents = sumCents([of('ownUse'), of('lumpSum'), of('solidarity'), of('correction')]);
  const advances = of(counted === 'received' ? 'receivedAdvance' : 'advance');
  return {
    municipality,
    ownUseCents: of('ownUse'),
    lumpSumCents: of('lumpSum'),
    solidarityCents: of('solidarity'),
    correctionCents: of('correction'),
    borneCents,
    paidCents: of('paid'),
    advanceCents: of('advance'),
    receivedAdvanceCents: of('receivedAdvance'),
    receivedSettlementCents: of('receivedSettlement'),
    claimsReceivableCents: of('receivable'),
    claimsPayableCents: of('payable'),
    balanceCents: sumCents([borneCents, -of('paid'), -advances, -of('receivedSettlement')]),
  };
}
