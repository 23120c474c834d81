import type { CareSource } from './month-columns.js';
import type { LinesSource } from './month-lines.js';
import type { SegmentSource } from './bill-month.js';
import type { RowNames } from './decode-rows.js';
import type { RegionNames } from './region-names.js';
import type { Segment } from './segment.js';
import { at } from './table.js';

/** Whether a table sorted by youth has rows in a range. */
const touches = (
  { column }: { readonly column: { readonly youth: Int32Array } },
  least: number,
  end: number,
): boolean =>
  column.youth.length > 0 && at(column.youth, 0) < end && at(column.youth, column.youth.length - 1) >= least;

/** Segments in memory as a source of runs. */
export const inMemory = (segments: readonly Segment[]): SegmentSource & LinesSource & CareSource => ({
  lines: (month) => segments.flatMap(({ lines }) => lines.get(month) ?? []),
  youths: ({ least, end }) =>
    segments.filter(({ facts, care, assignments, other }) =>
      [facts, care, assignments, other].some((table) => touches(table, least, end)),
    ),
  holds: () => true,
  careTables: () => segments.map((segment) => ({ ...segment, holds: true })),
});

const encoder = new TextEncoder();

/** Dictionaries of a region as rows are read with. */
export const rowNames = ({ words, declarations, youths }: RegionNames): RowNames => ({
  words,
  declarations,
  youth: (number) => youths.text(number),
  youthBytes: (number) => encoder.encode(youths.text(number)),
});
