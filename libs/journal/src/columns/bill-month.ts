import type { BilledLine } from '../bill-youth.js';
import type { RegionHistory } from '../region-history.js';
import type { MonthDeclarations } from './declarations.js';
import { parsed, type RowNames } from './decode-rows.js';
import { foldYouths } from './fold-youths.js';
import { GatheredLines, GatheredYouths, youthsOf, type YouthRange, type YouthTables } from './gathered.js';
import { inOrderOfId, type PartPlaces } from './in-order.js';
import { partBytes, type BilledParts } from './parts.js';
import { RunRules } from './run-rules.js';
import type { LineTable } from './segment.js';
import { at } from './table.js';

/** Where a run reads its segments: from memory or from files, one after another in order. */
export interface SegmentSource {
  /** Lines of the declarations of a month, in the segments that have some. */
  lines(month: string): Iterable<LineTable>;
  /** Tables of the segments that hold rows of youths with these numbers. */
  youths(range: YouthRange): Iterable<YouthTables>;
}

/** What a part of a run bills: a month as known at a position, of youths with these numbers. */
export interface MonthQuestion {
  readonly month: string;
  readonly upTo: number;
  readonly range: YouthRange;
  /** Which of these youths; all when left out. */
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
  { month, upTo, range, youths: wanted }: MonthQuestion,
  { region, declarations }: KnownMonth,
  names: RowNames,
): BilledParts {
  const gathered = new GatheredLines(range, upTo, declarations.counts, wanted);
  for (const table of source.lines(month)) gathered.add(table);
  const lines = gathered.done();
  const youths = youthsOf(lines.column.youth);
  const known = new GatheredYouths(youths, upTo);
  if (youths.length > 0) {
    const among = { least: at(youths, 0), end: at(youths, youths.length - 1) + 1 };
    for (const tables of source.youths(among)) known.add(tables);
  }
  const rules = new RunRules(region, names.words);
  return foldYouths({ youths, lines, known: known.done(), declarations, rules, names });
}

const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

const isBilledLine = (value: unknown): value is BilledLine =>
  typeof value === 'object' && value !== null && 'kind' in value && value.kind === 'line';

/** A line from its JSON. Throws TypeError when it is something else. */
export function lineIn(bytes: Uint8Array): BilledLine {
  const line = parsed(decoder.decode(bytes));
  if (!isBilledLine(line)) throw new TypeError('a line of the run is no billed line');
  return line;
}

/** The lines of a run as objects, in order of id. */
export function billedLines(parts: readonly BilledParts[]): BilledLine[] {
  const order = inOrderOfId(parts);
  return linesFrom(parts, order, { from: 0, to: order.rows });
}

/** Some lines of a run as objects: those at the places `from` up to, not including, `to` in order of id. */
export function linesFrom(
  parts: readonly BilledParts[],
  { rows, part, row }: PartPlaces,
  { from, to }: { readonly from: number; readonly to: number },
): BilledLine[] {
  return Array.from({ length: Math.max(0, Math.min(to, rows) - from) }, (_, place) => {
    const index = from + place;
    const holder = parts[at(part, index)];
    if (!holder) throw new TypeError(`line ${index} of the run is in no part`);
    return lineIn(partBytes(holder, at(row, index)));
  });
}
