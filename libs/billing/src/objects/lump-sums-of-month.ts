import { firstDayOf, lastDayOf, type Cents, type Month } from '@regieboek/kernel';
import type { RegionHistory } from '@regieboek/journal';
import type { RuleSet } from '../rule-sets/rule-set.js';
import { approvedByYouth } from './approved-lines.js';
import { daysOfUse } from './days-of-use.js';
import { dividesByUse, monthlyLines, type LumpSumLine } from './monthly-lines.js';
import { residenceParameters } from './youth-facts.js';

/** Shares in the amounts of a month, and the sum of these amounts. */
export interface LumpSumsOfMonth {
  readonly lumpSums: LumpSumLine[];
  readonly totalCents: Cents;
}

/**
 * Divides the amounts that contracts bill by month, by a version of the rules. The history needs contracts, and youths only when
 * `dividesByUse` returns true. Throws RangeError when the region was never defined.
 */
export function lumpSumsOfMonth(history: RegionHistory, month: Month, rules: RuleSet): LumpSumsOfMonth {
  const { contracts, definition } = history;
  if (!definition) throw new RangeError('the region has no definition: import its contracts.yaml first');
  const parameters = residenceParameters(definition);
  const window = { from: firstDayOf(month), to: lastDayOf(month) };
  const known = dividesByUse(history, month, rules.funding) ? approvedByYouth(history) : new Map<string, never>();
  return monthlyLines(history, month, {
    modes: rules.funding,
    mergers: parameters.mergers,
    usesOf: (youth) => daysOfUse(youth, { contracts, parameters, window, rules, lines: known.get(youth.youth) ?? [] }),
  });
}
