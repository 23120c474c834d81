/** Youths whose lines of all months must be read, because no index covers them. They are rare. */
import { LineCollector, type ByYouth } from './collectors.js';
import { mayBeCredit } from '../encode/evidence-rows.js';
import type { Dictionary } from '../names/dictionary.js';
import { careKinds, type CareTable, type LineTable, type OtherTable } from '../encode/segment.js';
import { at, NONE } from '../tables/table.js';

const STARTED = careKinds.indexOf('care-started');
const START_WITHDRAWN = careKinds.indexOf('care-start-withdrawn');

/** Whether two rows of care are about one assignment. */
const isSameCare = ({ column }: CareTable, one: number, other: number): boolean =>
  at(column.assignment, one) === at(column.assignment, other) &&
  at(column.provider, one) === at(column.provider, other) &&
  at(column.municipality, one) === at(column.municipality, other);

/** Whether the assignment of a row has no start left, among rows of one youth in order. */
function isStartLost(care: CareTable, withdrawn: number, { from, to }: { readonly from: number; readonly to: number }) {
  const standing = new Set<number>();
  for (let row = from; row < to; row += 1) {
    if (!isSameCare(care, row, withdrawn)) continue;
    const kind = at(care.column.kind, row);
    if (kind === STARTED) standing.add(at(care.column.begin, row));
    else if (kind === START_WITHDRAWN) standing.delete(at(care.column.begin, row));
  }
  return standing.size === 0;
}

/** Youths with a withdrawn start and no start left on its assignment: earlier approved lines may be evidence now. */
export function youthsWithLostStarts({ table, starts }: ByYouth<CareTable>): Set<number> {
  const found = new Set<number>();
  const { column, rows } = table;
  for (let row = 0, index = 0; row < rows; row += 1) {
    if (at(column.kind, row) !== START_WITHDRAWN) continue;
    while (at(starts, index + 1) <= row) index += 1;
    const own = { from: at(starts, index), to: at(starts, index + 1) };
    if (isStartLost(table, row, own)) found.add(at(column.youth, row));
  }
  return found;
}

/** Youths with a withdrawn start that has no columns, so that no index covers it. */
export function youthsWithOddWithdrawals({ column, rows }: OtherTable, words: Pick<Dictionary, 'find'>): Set<number> {
  const found = new Set<number>();
  const type = words.find('placements.care-start-withdrawn.v1');
  for (let row = 0; row < rows && type !== undefined; row += 1)
    if (at(column.type, row) === type) found.add(at(column.youth, row));
  return found;
}

/**
 * Youths with credits sent to a municipality that succeeded another: the debit may have been sent to its predecessor.
 */
export function youthsWithCreditsOfSuccessors(
  lines: LineTable,
  payers: Int32Array,
  isSuccessor: (word: number) => boolean,
): Set<number> {
  const found = new Set<number>();
  const { column } = lines;
  for (let row = 0; row < lines.rows; row += 1) {
    const youth = at(column.youth, row);
    if (youth === NONE || !isSuccessor(at(payers, at(column.declaration, row)))) continue;
    if (mayBeCredit(lines, row)) found.add(youth);
  }
  return found;
}

/** Approved lines of some youths, from decided declarations of all months. */
export function linesOfAllMonths(
  source: { lines(month: string): Iterable<LineTable> },
  youths: ReadonlySet<number>,
  {
    months,
    upTo,
    decided,
  }: { readonly months: readonly string[]; readonly upTo: number; readonly decided: Uint8Array },
): LineTable {
  const numbers = [...youths];
  const range = { least: Math.min(...numbers), end: Math.max(...numbers) + 1 };
  const gathered = new LineCollector(range, upTo, decided, youths);
  for (const month of months) for (const table of source.lines(month)) gathered.add(table);
  return gathered.done();
}
