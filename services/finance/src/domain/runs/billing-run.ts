/**
 * A billing run: a pure function of a region's history and a month. Every approved line of the declarations of that
 * month is divided by counted days over the municipalities responsible under the residence principle (Jeugdwet art.
 * 1.1); lump sums by their key. Undetermined days stay unresolved: they are never billed to somebody.
 */
import { sumCents, type Cents, type Month, Refusal } from '@regieboek/kernel';
import {
  approvedByYouth,
  billYouth,
  lumpSumsOfMonth,
  residenceParameters,
  type BilledLine,
  type LumpSumLine,
  type RuleSet,
} from '@regieboek/billing';
import type { RegionHistory } from '@regieboek/journal';

export type { BilledLine } from '@regieboek/billing';

/** Outcome of a billing run; `position` is the last event of the log that it uses. */
export interface BillingRun {
  readonly region: string;
  readonly period: Month;
  readonly position: number;
  readonly lines: readonly BilledLine[];
  readonly lumpSums: readonly LumpSumLine[];
  readonly totals: Totals;
}

/** Sums of a run: billed + unresolved = approved + lump sums, to the cent. */
export interface Totals {
  readonly approvedCents: Cents;
  readonly lumpSumCents: Cents;
  readonly billedCents: Cents;
  readonly unresolvedCents: Cents;
}

/** A run that lost or made money; it is stopped, and nothing of it is shown. */
export class NotConserved extends Refusal {
  override readonly name = 'NotConserved';
  constructor(message: string) {
    super('not-conserved', 'internal', message);
  }
}

const byId = (a: { id: string }, b: { id: string }): number => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);

function totalsOf(
  approvedCents: Cents,
  lines: readonly BilledLine[],
  lumpSums: readonly LumpSumLine[],
  lumpSumCents: Cents,
): Totals {
  const [resolved, open] = [
    lines.filter((one) => one.municipality !== null),
    lines.filter((one) => one.municipality === null),
  ];
  return conserved({
    approvedCents,
    lumpSumCents,
    billedCents: sumCents([...resolved, ...lumpSums].map((one) => one.cents)),
    unresolvedCents: sumCents(open.map((one) => one.cents)),
  });
}

/** Sums that add up. Throws NotConserved when they do not. */
export function conserved(totals: Totals): Totals {
  if (totals.billedCents + totals.unresolvedCents !== totals.approvedCents + totals.lumpSumCents) {
    throw new NotConserved(
      `the run does not add up: ${JSON.stringify(totals)}; it stopped; report this with the region and month`,
    );
  }
  return totals;
}

/**
 * Bills a month of a region by a version of the rules. Lines are in order of id, whatever the order of events. Throws NotConserved when money
 * would be lost, and RangeError when the region was never defined.
 */
export function billPeriod(history: RegionHistory, month: Month, rules: RuleSet): BillingRun {
  if (!history.definition) throw new RangeError('the region has no definition: import its contracts.yaml first');
  const billed = { history, parameters: residenceParameters(history.definition), month, rules };
  const known = approvedByYouth(history);
  const approved = approvedByYouth(history, month);
  const lines = [...approved].flatMap(([id, own]) => {
    const youth = history.youths.get(id);
    return youth ? billYouth({ lines: own, known: known.get(id) ?? own }, youth, billed) : [];
  });
  const cents = [...approved.values()].flat().map(({ line }) => line.cents);
  return runOf(history, month, { lines, approvedCents: sumCents(cents) }, rules);
}

/** The same rules without amounts that are billed by month: they bill declared lines alone. */
export const linesOnly = (rules: RuleSet): RuleSet => ({ ...rules, funding: [] });

/**
 * A run of lines that were billed already, with the lump sums of the month. The history needs contracts, and youths only
 * when `dividesByUse` returns true. Throws like `billPeriod`.
 */
export function runOf(
  history: RegionHistory,
  month: Month,
  { lines, approvedCents }: { readonly lines: readonly BilledLine[]; readonly approvedCents: Cents },
  rules: RuleSet,
): BillingRun {
  if (!history.definition) throw new RangeError('the region has no definition: import its contracts.yaml first');
  const { lumpSums, totalCents } = lumpSumsOfMonth(history, month, rules);
  return {
    region: history.definition.region,
    period: month,
    position: history.position,
    lines: [...lines].sort(byId),
    lumpSums: [...lumpSums].sort(byId),
    totals: totalsOf(approvedCents, lines, lumpSums, totalCents),
  };
}
