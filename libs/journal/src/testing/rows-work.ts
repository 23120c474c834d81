/** A job over the rows of a month, without any law: the content of the store for a month, as a digest. */
import { createHash } from 'node:crypto';
import type { Month } from '@regieboek/kernel';
import type { MonthDeclarations } from '../columns/names/declarations.js';
import { allYouths, LineCollector, YouthCollector, youthsOf, type YouthRange } from '../columns/read/collectors.js';
import { at, type Table } from '../columns/tables/table.js';
import type { MonthsWork, OpenedRegion, RegionReader, ShareSizes } from '../segments/jobs/months-work.js';
import { RegionUndefined, type MonthRequest, type ReplaySource } from '../segments/replay-source.js';
import type { Watch } from '../segments/watch.js';

/** Common input of all shares. */
export interface SharedRows {
  readonly month: Month;
  readonly upTo: number;
  readonly declarations: MonthDeclarations;
}

/** Bytes of each column of the tables of a share. */
export type RowBytes = readonly Uint8Array[];

/** Rows of a month as read. */
export interface ReadRows {
  readonly position: number;
  readonly lines: number;
  readonly digest: string;
}

const bytesOf = (column: Int32Array): Uint8Array => new Uint8Array(column.slice().buffer);

/** Columns of a table, the lengths of its texts, and their bytes. */
function tableBytes({ rows, column, text }: Table): Uint8Array[] {
  const { offsets, bytes } = text;
  const lengths = Int32Array.from({ length: rows }, (_, row) => at(offsets, row + 1) - at(offsets, row));
  return [...Object.values(column).map(bytesOf), bytesOf(lengths), bytes.slice(0, at(offsets, rows))];
}

/** Reads the rows of a share: approved lines of the month, and all rows about their youths. */
export function rowsOfShare({ segments }: RegionReader, asked: SharedRows, range: YouthRange): RowBytes {
  const { month, upTo, declarations } = asked;
  const gathered = new LineCollector(range, upTo, declarations.counts);
  for (const table of segments.lines(month)) gathered.add(table);
  const lines = gathered.done();
  const youths = youthsOf(lines.column.youth);
  const known = new YouthCollector(youths, upTo, declarations.decided);
  if (youths.length > 0)
    for (const tables of segments.youths({ least: at(youths, 0), end: at(youths, youths.length - 1) + 1 }))
      known.add(tables);
  // Without the evidence index: it may contain more lines than necessary, depending on how segments are cut.
  const { facts, care, assignments, other } = known.done();
  const tables: readonly Table[] = [lines, ...[facts, care, assignments, other].map(({ table }): Table => table)];
  return tables.flatMap(tableBytes);
}

/** Ranges with about the same number of youths. */
function rangesOf({ endYouth }: OpenedRegion, { workers, shareLines }: ShareSizes): YouthRange[] {
  const shares = Math.max(workers, Math.ceil(endYouth / shareLines));
  const cuts = Array.from({ length: shares - 1 }, (_, index) => Math.floor(((index + 1) * endYouth) / shares));
  return [0, ...cuts].map((least, index) => ({ least, end: cuts[index] ?? allYouths.end }));
}

const worker = new URL(
  import.meta.url.endsWith('.ts') ? '../../dist/testing/rows-worker.js' : './rows-worker.js',
  import.meta.url,
);

const rowsWork = (month: Month): MonthsWork<SharedRows, YouthRange, RowBytes, ReadRows> => ({
  step: 'billing',
  worker: {
    url: worker,
    isPart: (value): value is RowBytes => Array.isArray(value) && value.every((one) => one instanceof Uint8Array),
  },
  divide: (region, sizes) => {
    const { id, upTo, declarations } = region;
    if (!region.region.definition) throw new RegionUndefined(id, upTo);
    const files = sizes.workers > 1 ? region.segments.filesOf(month) : undefined;
    const shares = rangesOf(region, sizes);
    const isDivided = files !== undefined && shares.length > 1;
    return {
      segments: files ? region.segments.sharing(files) : region.segments,
      files: files ?? new Map<string, never>(),
      shares,
      workers: isDivided ? sizes.workers : 0,
      isCallerWorking: !isDivided,
      shared: () => ({ month, upTo, declarations: declarations.of(month, upTo) }),
      answer: (parts) => {
        const digest = createHash('sha256');
        const columns = parts[0]?.length ?? 0;
        for (let column = 0; column < columns; column += 1)
          for (const part of parts) digest.update(part[column] ?? new Uint8Array(0));
        const lines = parts.reduce((sum, [first]) => sum + (first?.length ?? 0), 0) >> 2;
        return { position: upTo, lines, digest: digest.digest('hex') };
      },
    };
  },
  part: rowsOfShare,
});

/** Reads the rows of a month as known then. Throws RegionUndefined. */
export const readMonth = (
  source: Pick<ReplaySource, 'months'>,
  { period, ...known }: MonthRequest,
  watch: Watch = {},
): Promise<ReadRows> => source.months(known, rowsWork(period), watch);
