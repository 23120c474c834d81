import type { Segment } from '../../columns/encode/segment.js';
import type { Table } from '../../columns/tables/table.js';
import { WorkerClient } from '../workers/worker-client.js';
import type { Manifest, SegmentEntry } from '../files/manifest.js';
import type { SegmentEnd } from '../files/segment-folder.js';

/** What a writer is asked: to write a segment below a folder, as `SegmentFolder.write` does. */
export interface WriteRequest {
  readonly folder: string;
  readonly region: string;
  readonly segment: Segment;
  readonly words: readonly string[];
  readonly end: SegmentEnd;
  readonly manifest: Manifest;
}

const isEntry = (answer: unknown): answer is SegmentEntry =>
  typeof answer === 'object' && answer !== null && 'hash' in answer;

/** Address of the compiled worker, also when this file itself runs from source. */
const writer = new URL(
  import.meta.url.endsWith('.ts')
    ? '../../../dist/segments/building/segment-writer-worker.js'
    : './segment-writer-worker.js',
  import.meta.url,
);

/** Writes segments in a thread of its own, one after another, while the caller reads and builds the next. */
export class SegmentWriter {
  #worker: WorkerClient<WriteRequest, SegmentEntry> | null = null;

  /**
   * Writes a segment and gives its entry. Its columns move to the writer: nothing can be read of them here afterwards. Rejects with an
   * Error that says what went wrong with which file.
   */
  async write(request: WriteRequest): Promise<SegmentEntry> {
    const worker = (this.#worker ??= new WorkerClient(writer, isEntry));
    return worker.ask(request, memoryOf(request.segment));
  }

  /** Ends the thread; nothing may be under way. */
  async end(): Promise<void> {
    const worker = this.#worker;
    this.#worker = null;
    await worker?.end();
  }
}

/** The memory that the columns of a segment are in. */
function memoryOf(segment: Segment): ArrayBuffer[] {
  const { youths, events, facts, care, assignments, lines, evidence, other } = segment;
  const tables: readonly Table[] = [events, facts, care, assignments, other, evidence, ...lines.values()];
  const columns = tables.flatMap((table) => Object.values(table.column));
  const texts = [youths, ...tables.map(({ text }) => text)].flatMap(({ offsets, bytes }) => [offsets, bytes]);
  const memory = new Set<ArrayBuffer>();
  for (const { buffer } of [...columns, ...texts]) if (buffer instanceof ArrayBuffer) memory.add(buffer);
  return [...memory];
}
