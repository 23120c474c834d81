import pg from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import { PartWriter } from '../folder/part-writer.js';
import type { Chunk, TableOfBackup } from '../format/manifest.js';
import type { Saving } from '../log/save-region.js';
import { chunkLimits, sortOf, type ChunkLimits } from './find-chunks.js';
import { planChunks, type PlannedChunk } from './plan-chunks.js';
import type { KeptTable } from './tables.js';

const LF = 0x0a;

/** Columns of a table, in order. */
export async function columnsOf(client: Pick<pg.ClientBase, 'query'>, table: string): Promise<readonly string[]> {
  const { rows } = await client.query<{ name: string }>(
    `SELECT attname AS name FROM pg_attribute
     WHERE attrelid = to_regclass($1) AND attnum > 0 AND NOT attisdropped AND attgenerated = '' ORDER BY attnum`,
    [table],
  );
  return rows.map(({ name }) => name);
}

/** Columns as a list for SQL. */
export const listed = (columns: readonly string[]): string =>
  columns.map((name) => pg.escapeIdentifier(name)).join(', ');

/** Chunks that follow each other and are not saved: they are read by one COPY. */
function* stretches(planned: readonly PlannedChunk[]): Generator<readonly [number, number]> {
  for (let from = 0; from < planned.length; from += 1) {
    if (planned[from]?.saved) continue;
    let to = from;
    while (to < planned.length && !planned[to]?.saved) to += 1;
    yield [from, to];
    from = to;
  }
}

function copyStatement(
  table: KeptTable,
  columns: readonly string[],
  from: string | null,
  until: string | null,
): string {
  const { by, type } = table.order;
  const bounds = [
    ...(from === null ? [] : [`${by} >= ${pg.escapeLiteral(from)}::${type}`]),
    ...(until === null ? [] : [`${by} < ${pg.escapeLiteral(until)}::${type}`]),
  ];
  const where = bounds.length === 0 ? '' : ` WHERE ${bounds.join(' AND ')}`;
  return `COPY (SELECT ${listed(columns)} FROM ${table.table}${where} ORDER BY ${sortOf(table)}) TO STDOUT`;
}

/** Offset after the given number of lines, or the length of the bytes, with the number of lines before it. */
function cut(bytes: Buffer, lines: number): { readonly end: number; readonly lines: number } {
  let end = 0;
  for (let found = 0; found < lines; found += 1) {
    const at = bytes.indexOf(LF, end);
    if (at < 0) return { end: bytes.length, lines: found };
    end = at + 1;
  }
  return { end, lines };
}

/** Distributes the lines of a COPY over parts, by the number of rows of each chunk. */
async function* inParts(
  lines: AsyncIterable<Buffer>,
  { table }: KeptTable,
  chunks: readonly PlannedChunk[],
  { folder, nextFile }: Saving,
): AsyncGenerator<Chunk> {
  const open = () => PartWriter.open(folder, nextFile(table));
  let part: PartWriter | undefined;
  let [index, left] = [0, chunks[0]?.rows ?? 0];
  try {
    for await (const bytes of lines)
      for (let rest = bytes; rest.length > 0;) {
        part ??= await open();
        const { end, lines: count } = cut(rest, left);
        await part.write(rest.subarray(0, end));
        rest = rest.subarray(end);
        left -= count;
        const chunk = chunks[index];
        if (!chunk) throw new Error(`table ${table} returned more rows than were counted in one snapshot`);
        if (left > 0) continue;
        const made = await part.end();
        part = undefined;
        index += 1;
        left = chunks[index]?.rows ?? 0;
        const { first, last, rows, fingerprint } = chunk;
        yield { ...made, first, last, rows, fingerprint };
      }
  } finally {
    await part?.abandon();
  }
}

/** A table that is being saved, after each part that was added: chunks that are not saved yet are left out. */
export async function* saveTable(
  snapshot: pg.Client,
  table: KeptTable,
  saved: TableOfBackup | undefined,
  saving: Saving & { readonly chunks?: ChunkLimits },
): AsyncGenerator<TableOfBackup> {
  const columns = await columnsOf(snapshot, table.table);
  if (columns.length === 0) return;
  const isSameShape = columns.join() === saved?.columns.join();
  const planned = await planChunks(snapshot, table, isSameShape ? saved.chunks : [], saving.chunks ?? chunkLimits);
  const chunks: (Chunk | undefined)[] = planned.map(({ saved: part, first }) => part && { ...part, first });
  const state = (): TableOfBackup => ({
    ...{ table: table.table, columns: [...columns] },
    rows: planned.reduce((sum, { rows }) => sum + rows, 0),
    chunks: chunks.filter((chunk) => chunk !== undefined),
  });
  for (const [from, to] of stretches(planned)) {
    const stretch = planned.slice(from, to);
    const statement = copyStatement(table, columns, stretch[0]?.first ?? null, planned[to]?.first ?? null);
    const lines = snapshot.query(copyTo(statement));
    let next = from;
    for await (const chunk of inParts(lines, table, stretch, saving)) {
      chunks[next] = chunk;
      next += 1;
      yield state();
    }
  }
  yield state();
}
