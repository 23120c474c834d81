import { GrowingTable } from '../tables/growing-table.js';
import type { RegionNames } from '../names/region-names.js';
import { lineColumns, type LineTable } from './segment.js';
import { at, NONE } from '../tables/table.js';

/** No lines. */
export const noLines: LineTable = new GrowingTable(lineColumns).inOrder();

/** Whether a row of lines is approved and about a known youth. */
const isApproved = ({ column }: LineTable, row: number): boolean =>
  at(column.codes, row) === NONE && at(column.youth, row) !== NONE;

/** Whether a row refers to an earlier line, as only credits do; unknown for a line stored as JSON. */
export const mayBeCredit = ({ column, text }: LineTable, row: number): boolean => {
  const bytes = at(column.referenceBytes, row);
  return bytes === NONE || at(text.offsets, row + 1) - at(text.offsets, row) > bytes;
};

/** Rows of the lines of a segment that may be the only evidence of care: its evidence index, sorted by youth. */
export function evidenceRows(lines: Iterable<LineTable>, { reported, providers, payers }: RegionNames): LineTable {
  const found = new GrowingTable(lineColumns);
  for (const table of lines) {
    const { column } = table;
    const rows = new Int32Array(table.rows);
    let count = 0;
    for (let row = 0; row < table.rows; row += 1) {
      if (!isApproved(table, row)) continue;
      const declaration = at(column.declaration, row);
      const key = {
        youth: at(column.youth, row),
        municipality: payers[declaration] ?? NONE,
        provider: providers[declaration] ?? NONE,
        assignment: at(column.assignment, row),
      };
      if (!reported.mayBeEvidence(key, at(column.position, row))) continue;
      rows[count] = row;
      count += 1;
    }
    if (count > 0) found.copy(table, rows.subarray(0, count), true);
  }
  return found.sortedBy('youth');
}
