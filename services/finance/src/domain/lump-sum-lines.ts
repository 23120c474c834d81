import { divide, twelfth, type Weights } from '@regieboek/billing';
import { firstDayOf, lastDayOf, sumCents, toDay, type Cents, type Month } from '@regieboek/kernel';
import type { Contract, LumpSum } from '@regieboek/events';
import type { RegionHistory, YouthHistory } from '@regieboek/journal';

/** Part of the month's lump sum that one municipality bears. */
export interface LumpSumLine {
  /** `<AGB>.<lump sum>.<month>.<municipality>`. */
  readonly id: string;
  readonly kind: 'lump-sum';
  readonly provider: string;
  readonly lumpSum: string;
  readonly municipality: string;
  readonly cents: Cents;
  /** Model of the key (verdeelsleutel), and the days of use it saw. */
  readonly model: LumpSum['key']['model'];
  readonly useDays: number;
}

/** Days of care of a youth at a provider in a form, for a responsible municipality. */
export interface Use {
  readonly provider: string;
  readonly form: string;
  readonly municipality: string;
  readonly days: number;
}

interface Due {
  readonly contract: Contract;
  readonly lumpSum: LumpSum;
}

/** Lump sums of which this month is part. */
const due = (history: RegionHistory, month: Month): Due[] =>
  [...history.contracts.values()].flatMap((contract) =>
    contract.lumpSums
      .filter(({ from, to }) => toDay(from) <= firstDayOf(month) && lastDayOf(month) <= toDay(to))
      .map((lumpSum) => ({ contract, lumpSum })),
  );

const needsUse = ({ lumpSum }: Due): boolean => lumpSum.key.model === 'use' || lumpSum.key.model === 'hybrid';

/** Whether a lump sum of the month is divided by days of use, for which all youths have to be looked at. */
export const dividesByUse = (history: RegionHistory, month: Month): boolean => due(history, month).some(needsUse);

/** Use of a lump sum per municipality of the region; others are no party to it. A key that does not divide by it sees none. */
function weights(uses: readonly Use[], due: Due, members: ReadonlySet<string>): Weights {
  const { contract, lumpSum } = due;
  if (!needsUse(due)) return {};
  const days: Record<string, number> = {};
  for (const use of uses) {
    const counts = use.provider === contract.provider && lumpSum.forms.some((form) => form === use.form);
    if (counts && members.has(use.municipality)) days[use.municipality] = (days[use.municipality] ?? 0) + use.days;
  }
  return days;
}

/** Lump sums of a month divided by their keys; `usesOf` gives the days of care of a youth in that month. */
export function lumpSumLines(
  history: RegionHistory,
  month: Month,
  usesOf: (youth: YouthHistory) => readonly Use[],
): { lumpSums: LumpSumLine[]; totalCents: Cents } {
  const all = due(history, month);
  const uses = all.some(needsUse) ? [...history.youths.values()].flatMap((youth) => usesOf(youth)) : [];
  const members = new Set(history.definition?.municipalities.map(({ code }) => code));
  const lumpSums = all.flatMap((one) => {
    const use = weights(uses, one, members);
    const parts = divide(twelfth(one.lumpSum.yearlyCents, month), one.lumpSum.key, use);
    return [...parts].map(([municipality, cents]): LumpSumLine => ({
      id: `${one.contract.provider}.${one.lumpSum.id}.${month}.${municipality}`,
      kind: 'lump-sum',
      provider: one.contract.provider,
      lumpSum: one.lumpSum.id,
      municipality,
      cents,
      model: one.lumpSum.key.model,
      useDays: use[municipality] ?? 0,
    }));
  });
  return { lumpSums, totalCents: sumCents(all.map(({ lumpSum }) => twelfth(lumpSum.yearlyCents, month))) };
}
