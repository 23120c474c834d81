import type pg from 'pg';
import type { KeptTable } from './tables.js';

/** A connection in a transaction with one snapshot. */
export type Snapshot = Pick<pg.ClientBase, 'query'>;

/** Value of the order at which a chunk begins; null: at the beginning of the table. */
export type First = string | null;

/** Rows of a chunk as they are in the database. */
export interface FoundChunk {
  readonly first: First;
  readonly last: string;
  readonly rows: number;
  /** Digest of keys and versions of its rows. */
  readonly fingerprint: string;
}

/** Order of rows: the order, then the key. */
export const sortOf = ({ order, key }: KeptTable): string => [order.by, ...key].join(', ');

/**
 * The chunks that begin at these values, as they are now, in one reading of the table; chunks without rows are left out. A row that
 * was changed has another version (xmin), and so its chunk another fingerprint.
 */
export async function findChunks(
  snapshot: Snapshot,
  { table, order, key }: KeptTable,
  firsts: readonly First[],
): Promise<readonly FoundChunk[]> {
  const { rows } = await snapshot.query<{ bucket: number; rows: string; last: string; fingerprint: string }>(
    `SELECT bucket, count(*) AS rows, max(ordered)::text AS last,
       encode(sha256(convert_to(string_agg(version, E'\\n' ORDER BY ordered, version), 'UTF8')), 'hex') AS fingerprint
     FROM (
       SELECT width_bucket(${order.by}, $1::${order.type}[]) AS bucket, ${order.by} AS ordered,
         concat_ws(' ', ${key.join(', ')}, xmin::text) AS version
       FROM ${table}
     ) found GROUP BY bucket ORDER BY bucket`,
    [firsts.filter((first) => first !== null)],
  );
  return rows.map(({ bucket, rows: count, last, fingerprint }) => ({
    ...{ first: firsts[bucket] ?? null, last, rows: Number(count), fingerprint },
  }));
}

/** Sizes at which a chunk ends. */
export interface ChunkLimits {
  readonly rowsMax: number;
  readonly bytesMax: number;
}

export const chunkLimits: ChunkLimits = { rowsMax: 10_000, bytesMax: 33_554_432 };

/** Bytes of a row beside its large columns, roughly. */
const ROW_BYTES = 200;

/** Stored sizes of the large columns, read without the values themselves. */
const sizeOf = ({ large }: KeptTable): string =>
  [ROW_BYTES, ...large.map((column) => `coalesce(pg_column_size(${column}), 0)`)].join(' + ');

/** Part of a table: rows from `from` on, and before `until`. */
export interface Stretch {
  readonly from: First;
  readonly until: string | undefined;
}

/** Divides a stretch into chunks: values at which they begin, the first of which is the beginning of the stretch. */
export async function divide(
  snapshot: Snapshot,
  of: KeptTable,
  { from, until }: Stretch,
  { rowsMax, bytesMax }: ChunkLimits,
): Promise<readonly First[]> {
  const { by, type } = of.order;
  const { rows } = await snapshot.query<{ first: string }>(
    `SELECT min(ordered)::text AS first FROM (
       SELECT ordered, greatest((number - 1) / ${rowsMax}, (size - own) / ${bytesMax}) AS chunk FROM (
         SELECT ${by} AS ordered, ${sizeOf(of)} AS own, row_number() OVER sorted AS number, sum(${sizeOf(of)}) OVER sorted AS size
         FROM ${of.table} WHERE ($1::${type} IS NULL OR ${by} >= $1::${type}) AND ($2::${type} IS NULL OR ${by} < $2::${type})
         WINDOW sorted AS (ORDER BY ${sortOf(of)} ROWS UNBOUNDED PRECEDING)
       ) numbered
     ) divided GROUP BY chunk ORDER BY chunk`,
    [from, until ?? null],
  );
  const starts = [...new Set(rows.map(({ first }) => first))];
  return [from, ...starts.slice(1)];
}

/** First value of the order after the last row that is saved; undefined when there is none. */
export async function nextAfter(
  snapshot: Snapshot,
  { table, order }: KeptTable,
  last: string,
): Promise<string | undefined> {
  const { rows } = await snapshot.query<{ next: string | null }>(
    `SELECT min(${order.by})::text AS next FROM ${table} WHERE ${order.by} > $1::${order.type}`,
    [last],
  );
  return rows[0]?.next ?? undefined;
}
