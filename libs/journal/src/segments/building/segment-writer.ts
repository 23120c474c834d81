import type { Segment } from '../../columns/encode/segment.js';
import type { Table } from '../../columns/tables/table.js';
import { WorkerClient } from '../workers/worker-client.js';
import type { Manifest, SegmentEntry } from '../files/manifest.js';
import type { SegmentEnd } from '../files/segment-folder.js';

/** Request to a writer: write a segment below a folder, like `SegmentFolder.write`. */
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

/** URL of the compiled worker, also when this file itself runs from source. */
const writer = new URL(
  import.meta.url.endsWith('.ts')
    ? '../../../dist/segments/building/segment-writer-worker.js'
    : './segment-writer-worker.js',
  import.meta.url,
);

/** Writes segments one by one in a separate thread, while the caller reads and builds the next. */
export class SegmentWriter {
  #worker: WorkerClient<WriteRequest, SegmentEntry> | null = null;

  /**
   * Writes a segment and returns its entry. Its columns are transferred to the writer and cannot be read by the caller
   * afterwards. Rejects with an Error that names the file and the failure.
   */
  async write(request: WriteRequest): Promise<SegmentEntry> {
    const worker = (this.#worker ??= new WorkerClient(writer, isEntry));
    return worker.ask(request, memoryOf(request.segment));
  }

  /** Ends the thread; no write may be running. */
  async end(): Promise<void> {
    const worker = this.#worker;
    this.#worker = null;
    await worker?.end();
  }
}

/** Memory of the columns of a segment. */
function memoryOf(segment: Segment): ArrayBuffer[] {
  const { youths, events, facts, care, assignments, lines, evidence, other } = segment;
  const tables: readonly Table[] = [events, facts, care, assignments, other, evidence, ...lines.values()];
  const columns = tables.flatMap((table) => Object.values(table.column));
  const texts = [youths, ...tables.map(({ text }) => text)].flatMap(({ offsets, bytes }) => [offsets, bytes]);
  const memory = new Set<ArrayBuffer>();
  for (const { buffer } of [...columns, ...texts]) if (buffer instanceof ArrayBuffer) memory.add(buffer);
  return [...memory];
}
