import type { RegionHistory, YouthHistory } from '@regieboek/journal';
import { lastDayOf, sumCents, type Cents, type Month } from '@regieboek/kernel';
import { codeOn, type MergerTable } from '@regieboek/residence';
import type { FundingMode, MonthlyAmount } from '../rules/funding/funding-mode.js';
import { monthlyAmounts } from '../rules/funding/modes.js';
import { divide, type AllocationKey, type Weights } from '../rules/lump-sum.js';
import type { Use } from './days-of-use.js';

/** Part of a monthly amount (lump sum or availability) that one municipality bears. */
export interface LumpSumLine {
  /** `<AGB>.<lump sum>.<month>.<municipality>`. */
  readonly id: string;
  readonly kind: 'lump-sum';
  readonly provider: string;
  readonly lumpSum: string;
  readonly municipality: string;
  readonly cents: Cents;
  /** Model of the key (verdeelsleutel), and the days of use that it counted. */
  readonly model: AllocationKey['model'];
  readonly useDays: number;
  /** For availability: the paid places, their days in the month, and how many of these days were used. */
  readonly places?: number;
  readonly placeDays?: number;
  readonly usedDays?: number;
}

interface Due {
  readonly provider: string;
  readonly amount: MonthlyAmount;
}

/** Amounts of a month by contract. */
const due = (history: RegionHistory, month: Month, modes: readonly FundingMode[]): Due[] =>
  [...history.contracts.values()].flatMap((contract) =>
    monthlyAmounts(contract, month, modes).map((amount) => ({ provider: contract.provider, amount })),
  );

const isDividedByUse = ({ amount: { key } }: Due): boolean => key.model === 'use' || key.model === 'hybrid';

const needsUse = (one: Due): boolean => isDividedByUse(one) || one.amount.capacity !== undefined;

/** True when an amount of the month needs days of use, for which all youths have to be read. */
export const dividesByUse = (history: RegionHistory, month: Month, modes: readonly FundingMode[]): boolean =>
  due(history, month, modes).some(needsUse);

/** Maps a municipality to the one that exists on the last day of a month. */
type Successor = (code: string) => string;

/** The legal successor on a day; a municipality that was split has none, and keys that name one are refused on import. */
const successorOn =
  (mergers: MergerTable, month: Month): Successor =>
  (code) =>
    codeOn(mergers, code, lastDayOf(month)) ?? code;

/** Weights by existing municipality; weights of a predecessor and its successor are added (A31). */
function succeeded(weights: Weights, successor: Successor): Weights {
  const own: Record<string, number> = {};
  for (const [code, weight] of Object.entries(weights)) {
    const name = successor(code);
    own[name] = (own[name] ?? 0) + weight;
  }
  return own;
}

/** A key with existing municipalities: an ended one is billed under its successor (A15). */
function succeededKey(key: AllocationKey, successor: Successor): AllocationKey {
  switch (key.model) {
    case 'fixed':
    case 'hybrid':
      return { ...key, shares: succeeded(key.shares, successor) };
    case 'use':
      return { ...key, fallback: succeeded(key.fallback, successor) };
    case 'multi-year': {
      const history: Record<string, Weights> = {};
      for (const [year, weights] of Object.entries(key.history)) history[year] = succeeded(weights, successor);
      return { ...key, history };
    }
  }
}

/** The use that an amount pays for: at its provider, in its forms. */
const usesOf = (uses: readonly Use[], { provider, amount }: Due): Use[] =>
  uses.filter((use) => use.provider === provider && amount.forms.some((form) => form === use.form));

/** Use per municipality of the region; other municipalities have no share. Empty for a key that does not divide by use. */
function weights(uses: readonly Use[], one: Due, members: ReadonlySet<string>): Weights {
  if (!isDividedByUse(one)) return {};
  const days: Record<string, number> = {};
  for (const { municipality, days: own } of uses)
    if (members.has(municipality)) days[municipality] = (days[municipality] ?? 0) + own;
  return days;
}

/** Inputs of dividing the amounts of a month: funding modes, reorganisations, and the days of care of a youth in that month. */
export interface DivisionInputs {
  readonly modes: readonly FundingMode[];
  readonly mergers: MergerTable;
  readonly usesOf: (youth: YouthHistory) => readonly Use[];
}

/** Amounts of a month divided by their keys, to the municipalities that exist on its last day. */
export function monthlyLines(
  history: RegionHistory,
  month: Month,
  { modes, mergers, usesOf: usesOfYouth }: DivisionInputs,
): { lumpSums: LumpSumLine[]; totalCents: Cents } {
  const all = due(history, month, modes);
  const uses = all.some(needsUse) ? [...history.youths.values()].flatMap((youth) => usesOfYouth(youth)) : [];
  const members = new Set(history.definition?.municipalities.map(({ code }) => code));
  const successor = successorOn(mergers, month);
  const lumpSums = all.flatMap((one) => {
    const { provider, amount } = one;
    const own = usesOf(uses, one);
    const use = succeeded(weights(own, one, members), successor);
    const parts = divide(amount.cents, succeededKey(amount.key, successor), use);
    const occupancy = occupancyOf(amount, own);
    return [...parts].map(([municipality, cents]): LumpSumLine => ({
      id: `${provider}.${amount.id}.${month}.${municipality}`,
      kind: 'lump-sum',
      provider,
      lumpSum: amount.id,
      municipality,
      cents,
      model: amount.key.model,
      useDays: use[municipality] ?? 0,
      ...occupancy,
    }));
  });
  return { lumpSums, totalCents: sumCents(all.map(({ amount }) => amount.cents)) };
}

/** Occupancy of the places that an amount pays for; nothing for an amount without places. */
const occupancyOf = (
  { capacity }: MonthlyAmount,
  uses: readonly Use[],
): Pick<LumpSumLine, 'places' | 'placeDays' | 'usedDays'> =>
  capacity ? { ...capacity, usedDays: uses.reduce((sum, { days }) => sum + days, 0) } : {};
