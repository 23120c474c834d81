import type { CareSource } from '../months/columns.js';
import type { LinesSource } from '../months/lines.js';
import type { SegmentSource } from './segment-source.js';
import type { RowNames } from './decode-rows.js';
import type { RegionNames } from '../names/region-names.js';
import type { Segment } from '../encode/segment.js';
import { at } from '../tables/table.js';

/** Whether a table sorted by youth has rows in a range. */
const touches = (
  { column }: { readonly column: { readonly youth: Int32Array } },
  least: number,
  end: number,
): boolean =>
  column.youth.length > 0 && at(column.youth, 0) < end && at(column.youth, column.youth.length - 1) >= least;

/** Segments in memory as a source for runs. */
export const inMemory = (segments: readonly Segment[]): SegmentSource & LinesSource & CareSource => ({
  lines: (month) => segments.flatMap(({ lines }) => lines.get(month) ?? []),
  youths: ({ least, end }) =>
    segments.filter(({ facts, care, assignments, other, evidence }) =>
      [facts, care, assignments, other, evidence].some((table) => touches(table, least, end)),
    ),
  holds: () => true,
  careTables: () => segments.map((segment) => ({ ...segment, holds: true })),
});

const encoder = new TextEncoder();

/** Dictionaries of a region in the form for reading rows. */
export const rowNames = ({ words, declarations, youths }: RegionNames): RowNames => ({
  words,
  declarations,
  youth: (number) => youths.text(number),
  youthBytes: (number) => encoder.encode(youths.text(number)),
});
