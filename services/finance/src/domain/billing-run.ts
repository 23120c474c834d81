/**
 * A billing run: a pure function of a region's history and a month. Every approved line of the declarations of that
 * month is divided by counted days over the municipalities responsible under the residence principle (Jeugdwet art.
 * 1.1); lump sums by their key. Undetermined days stay unresolved: they are never billed to somebody.
 */
import { firstDayOf, lastDayOf, sumCents, type Cents, type Month } from '@regieboek/kernel';
import {
  billYouth,
  daysOfUse,
  residenceParameters,
  type ApprovedDeclaredLine,
  type BilledLine,
  type RegionHistory,
} from '@regieboek/journal';
import { lumpSumLines, type LumpSumLine } from './lump-sum-lines.js';

export type { BilledLine, SplitGround } from '@regieboek/journal';

/** Outcome of a billing run; `position` is the last event of the log that it rests on. */
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
export class NotConserved extends Error {
  override readonly name = 'NotConserved';
}

/** Approved lines of the declarations of a month, by youth. A half-decided declaration has no outcome, so no lines. */
function approvedByYouth(history: RegionHistory, month: Month): Map<string, ApprovedDeclaredLine[]> {
  const byYouth = new Map<string, ApprovedDeclaredLine[]>();
  for (const { head, lines, outcome } of history.declarations.values()) {
    if (!outcome || head.period !== month) continue;
    for (const line of lines) {
      if (line.codes.length > 0 || line.youth === null) continue;
      const own = byYouth.get(line.youth) ?? [];
      byYouth.set(line.youth, own);
      own.push({ line, provider: head.provider, payer: head.municipality });
    }
  }
  return byYouth;
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
    billedCents: sumCents([...resolved, ...lumpSums].map(({ cents }) => cents)),
    unresolvedCents: sumCents(open.map(({ cents }) => cents)),
  });
}

/** Sums that add up. Throws NotConserved when they do not. */
export function conserved(totals: Totals): Totals {
  if (totals.billedCents + totals.unresolvedCents !== totals.approvedCents + totals.lumpSumCents) {
    throw new NotConserved(
      `the run does not add up: ${JSON.stringify(totals)}; it was stopped, report this with the region and month`,
    );
  }
  return totals;
}

/**
 * Bills a month of a region. Lines are in order of id, whatever the order of events. Throws NotConserved when money
 * would be lost, and RangeError when the region was never defined.
 */
export function billPeriod(history: RegionHistory, month: Month): BillingRun {
  if (!history.definition) throw new RangeError('the region has no definition: import its contracts.yaml first');
  const parameters = residenceParameters(history.definition);
  const approved = approvedByYouth(history, month);
  const lines = [...approved].flatMap(([id, own]) => {
    const youth = history.youths.get(id);
    return youth ? billYouth(own, youth, history, parameters) : [];
  });
  const cents = [...approved.values()].flat().map(({ line }) => line.cents);
  return runOf(history, month, { lines, approvedCents: sumCents(cents) });
}

/**
 * A run of lines that were billed already, with the lump sums of the month. The history needs contracts, and youths only
 * when `dividesByUse` says so. Throws as `billPeriod` does.
 */
export function runOf(
  history: RegionHistory,
  month: Month,
  { lines, approvedCents }: { readonly lines: readonly BilledLine[]; readonly approvedCents: Cents },
): BillingRun {
  if (!history.definition) throw new RangeError('the region has no definition: import its contracts.yaml first');
  const parameters = residenceParameters(history.definition);
  const window = { from: firstDayOf(month), to: lastDayOf(month) };
  const { lumpSums, totalCents } = lumpSumLines(history, month, (youth) =>
    daysOfUse(youth, { contracts: history.contracts, parameters, window }),
  );
  return {
    region: history.definition.region,
    period: month,
    position: history.position,
    lines: [...lines].sort(byId),
    lumpSums: [...lumpSums].sort(byId),
    totals: totalsOf(approvedCents, lines, lumpSums, totalCents),
  };
}
