import {
  type SegmentSource,
  type RegionHistory,
  linesOfAllMonths,
  youthsWithCreditsOfSuccessors,
  youthsWithLostStarts,
  youthsWithOddWithdrawals,
  type MonthDeclarations,
  noLines,
  type RowNames,
  LineCollector,
  YouthCollector,
  youthsOf,
  type YouthRange,
  at,
} from '@regieboek/journal';
import { lastDayOf, type Month } from '@regieboek/kernel';
import type { BillingRules } from './column-rules.js';
import { foldYouths } from './fold-youths.js';
import type { BilledParts } from './lines/billed-parts.js';
import { RunRules } from './run-rules.js';

/** Question of a share of a run: a month as known at a position, of youths with these numbers. */
export interface MonthQuestion {
  readonly month: Month;
  readonly upTo: number;
  readonly range: YouthRange;
  /** Rules to bill by. */
  readonly rules: BillingRules;
  /** Some of these youths; all when left out. */
  readonly youths?: ReadonlySet<number>;
}

/** The region at that position: its contracts, and the declarations of the month that count. */
export interface KnownMonth {
  readonly region: RegionHistory;
  readonly declarations: MonthDeclarations;
}

/** Bills the lines of a month from segments. Pure but for reading them. Throws RangeError without a definition. */
export function billMonth(
  source: SegmentSource,
  { month, upTo, range, rules: by, youths: wanted }: MonthQuestion,
  { region, declarations }: KnownMonth,
  names: RowNames,
): BilledParts {
  const gathered = new LineCollector(range, upTo, declarations.counts, wanted);
  for (const table of source.lines(month)) gathered.add(table);
  const lines = gathered.done();
  const youths = youthsOf(lines.column.youth);
  const gatheredYouths = new YouthCollector(youths, upTo, declarations.decided);
  if (youths.length > 0) {
    const among = { least: at(youths, 0), end: at(youths, youths.length - 1) + 1 };
    for (const tables of source.youths(among)) gatheredYouths.add(tables);
  }
  const known = gatheredYouths.done();
  const rules = new RunRules(region, names.words, lastDayOf(month));
  const whole = new Set([
    ...youthsWithLostStarts(known.care),
    ...youthsWithOddWithdrawals(known.other.table, names.words),
    ...youthsWithCreditsOfSuccessors(lines, declarations.payer, (word) => rules.isSuccessor(word)),
  ]);
  const all = whole.size > 0 ? linesOfAllMonths(source, whole, { ...declarations, upTo }) : noLines;
  return foldYouths({ month, youths, lines, known, whole, all, declarations, rules, by, names });
}
