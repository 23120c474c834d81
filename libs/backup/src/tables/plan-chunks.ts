import type { Chunk } from '../format/manifest.js';
import {
  divide,
  findChunks,
  nextAfter,
  type ChunkLimits,
  type First,
  type FoundChunk,
  type Snapshot,
} from './find-chunks.js';
import type { KeptTable } from './tables.js';

/** A chunk to save: with the part that has it already, or none. */
export interface PlannedChunk extends FoundChunk {
  readonly saved: Chunk | undefined;
}

/** A last chunk this small is written again together with new rows, so that frequent backups do not leave many tiny files. */
const [SMALL_ROWS, SMALL_BYTES] = [1_000, 1_048_576];

const isSmall = ({ rows, bytes }: Chunk): boolean => rows < SMALL_ROWS && bytes < SMALL_BYTES;

/** First values of the saved chunks, and of the rows after the last chunk. */
async function startsOf(snapshot: Snapshot, table: KeptTable, saved: readonly Chunk[]): Promise<readonly First[]> {
  const last = saved.at(-1);
  if (!last) return [null];
  const next = isSmall(last) ? undefined : await nextAfter(snapshot, table, last.last);
  const [, ...later] = saved.map(({ first }) => first);
  return [null, ...later, ...(next === undefined ? [] : [next])];
}

/**
 * Divides a table into chunks. Chunks that are saved and did not change stay as they are; the rest is divided again, and so are rows
 * that came after the last one.
 */
export async function planChunks(
  snapshot: Snapshot,
  table: KeptTable,
  saved: readonly Chunk[],
  limits: ChunkLimits,
): Promise<readonly PlannedChunk[]> {
  const known = new Map(saved.map((chunk) => [chunk.fingerprint, chunk]));
  const starts = await startsOf(snapshot, table, saved);
  const same = new Set(
    (await findChunks(snapshot, table, starts)).filter((one) => known.has(one.fingerprint)).map(({ first }) => first),
  );
  const firsts: First[] = [];
  for (let index = 0; index < starts.length; index += 1) {
    const from = starts[index] ?? null;
    if (same.has(from)) {
      firsts.push(from);
      continue;
    }
    const until = starts.findIndex((first, place) => place > index && same.has(first));
    firsts.push(...(await divide(snapshot, table, { from, until: starts[until] ?? undefined }, limits)));
    index = (until < 0 ? starts.length : until) - 1;
  }
  const found = await findChunks(snapshot, table, firsts);
  return found.map((chunk, index) => ({
    ...chunk,
    first: index === 0 ? null : chunk.first,
    saved: known.get(chunk.fingerprint),
  }));
}
