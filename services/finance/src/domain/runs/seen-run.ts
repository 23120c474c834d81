import { sumCents } from '@regieboek/kernel';
import type { BilledLine, BillingRun } from './billing-run.js';

/** Whether the bill of a municipality (CBS code) is seen. */
export type SeesMunicipality = (code: string) => boolean;

/** Municipality that a line is for: the one that bears it, or while that is undetermined the one that pays. */
const bearerOf = ({ municipality, payer }: BilledLine): string | null => municipality ?? payer;

/** The part of a run that is for municipalities that are seen, with its own totals, which add up too. */
export function seenRun(run: BillingRun, sees: SeesMunicipality): BillingRun {
  const lines = run.lines.filter((line) => {
    const bearer = bearerOf(line);
    return bearer !== null && sees(bearer);
  });
  const lumpSums = run.lumpSums.filter(({ municipality }) => sees(municipality));
  const lumpSumCents = sumCents(lumpSums.map(({ cents }) => cents));
  const resolved = lines.filter(({ municipality }) => municipality !== null);
  const approvedCents = sumCents(lines.map(({ cents }) => cents));
  const resolvedCents = sumCents(resolved.map(({ cents }) => cents));
  return {
    ...{ ...run, lines, lumpSums },
    totals: {
      ...{ approvedCents, lumpSumCents },
      billedCents: resolvedCents + lumpSumCents,
      unresolvedCents: approvedCents - resolvedCents,
    },
  };
}
