/**
 * Settlement (afrekening) of months between the municipalities of a region: own use, lump sums and solidarity by their
 * keys, claims between municipalities set off, advances (voorschotten), and corrections of earlier months apart. Every
 * part is made per month and added up, so that quarters add up to the year to the cent.
 */
import { divide, type AllocationKey } from '@regieboek/billing';
import { sumCents, type Cents, type Month } from '@regieboek/kernel';
import type { BillingRun } from './billing-run.js';
import type { Difference } from './diff.js';
import type { ReceivedPart } from './received.js';
import { nettedClaims, type Claim, type NettedClaim } from './settle-claims.js';

/** A month to settle: what it came to, and the corrections of earlier months that it takes over. */
export interface SettledMonth extends Pick<BillingRun, 'period' | 'lines' | 'lumpSums'> {
  readonly corrections: readonly Difference[];
  /** What was ordered at the bank of the month's lump sums, by the municipality that pays; null: the organisation. */
  readonly paidLumpSums: readonly { readonly municipality: string | null; readonly cents: Cents }[];
  /** What the organisation received of municipalities for the month. */
  readonly received: readonly ReceivedPart[];
}

/** Products whose cost is borne together (solidariteit): divided by a key instead of by own use, in these months. */
export interface SolidarityPool {
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

/** What a region agreed about settling. */
export interface SettlementTerms {
  /** Who pays providers: the municipality that got the declaration (WPB-P1), or the purchasing organisation for all. */
  readonly providersPaidBy: 'municipalities' | 'organisation';
  readonly solidarity: readonly SolidarityPool[];
  readonly advances: readonly Advance[];
  /** Which advances count: as agreed, taken to be paid, or as received and recorded. */
  readonly advancesCounted: 'agreed' | 'received';
}

/** What a municipality has to settle; a positive balance is still to be paid by it. */
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
  /** What it paid to providers, for days that somebody bears and as ordered lump sums; nothing when the organisation pays. */
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

/** A settlement; borne and unresolved together are what the months and corrections came to. */
export interface Settlement {
  readonly municipalities: readonly MunicipalitySettlement[];
  readonly claims: readonly NettedClaim[];
  readonly borneCents: Cents;
  /** Approved, and nobody responsible was found yet; corrections of that included. */
  readonly unresolvedCents: Cents;
}

/** An amount of care that is borne by a municipality, or by nobody yet. */
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

/** What the pools of a month add to what municipalities bear: share by key, less own use. */
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
    const use = Object.fromEntries([...days.municipalities].map((code) => [code, days.of(code)]));
    const shares = divide(sumCents(own.map(({ cents }) => cents)), key, use);
    return [
      ...[...shares].map(([municipality, cents]) => ({ municipality, payer: null, cents })),
      ...own.map(({ municipality, cents }) => ({ municipality, payer: null, cents: -cents })),
    ];
  });
}

/** Care that somebody bears, at who paid it. */
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
