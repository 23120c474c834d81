import { Worker } from 'node:worker_threads';
import type { Segment } from '../columns/segment.js';
import type { Table } from '../columns/table.js';
import type { Manifest, SegmentEntry } from './manifest.js';
import type { SegmentEnd } from './segment-folder.js';

/** Compiled worker, also when this file itself runs from source. */
const workerFile = new URL(
  import.meta.url.endsWith('.ts') ? '../../dist/segments/writer-worker.js' : './writer-worker.js',
  import.meta.url,
);

/** What a writer is asked: to write a segment below a folder, as `SegmentFolder.write` does. */
export interface WriteRequest {
  readonly folder: string;
  readonly region: string;
  readonly segment: Segment;
  readonly words: readonly string[];
  readonly end: SegmentEnd;
  readonly manifest: Manifest;
}

const isWritten = (answer: unknown): answer is { readonly entry: SegmentEntry } =>
  typeof answer === 'object' && answer !== null && 'entry' in answer;

const isFailed = (answer: unknown): answer is { readonly failure: string } =>
  typeof answer === 'object' && answer !== null && 'failure' in answer;

/** Writes segments in a thread of its own, one after another, while the caller reads and builds the next. */
export class SegmentWriter {
  #worker: Worker | null = null;

  /**
   * Writes a segment and gives its entry. Its columns move to the writer: nothing can be read of them here afterwards. Rejects with an
   * Error that says what went wrong with which file.
   */
  write(request: WriteRequest): Promise<SegmentEntry> {
    const worker = (this.#worker ??= new Worker(workerFile));
    return new Promise((resolve, reject) => {
      const ended = (code: number) => reject(new Error(`the writer of segments ended with code ${code}: ask again`));
      worker.once('error', reject);
      worker.once('exit', ended);
      worker.once('message', (answer: unknown) => {
        worker.off('error', reject);
        worker.off('exit', ended);
        if (isWritten(answer)) resolve(answer.entry);
        else reject(new Error(isFailed(answer) ? answer.failure : 'the writer of segments gave no answer'));
      });
      worker.postMessage(request, memoryOf(request.segment));
    });
  }

  /** Ends the thread; nothing may be under way. */
  async end(): Promise<void> {
    const worker = this.#worker;
    this.#worker = null;
    await worker?.terminate();
  }
}

/** The memory that the columns of a segment are in. */
function memoryOf(segment: Segment): ArrayBuffer[] {
  const { youths, events, facts, care, assignments, lines, other } = segment;
  const tables: readonly Table[] = [events, facts, care, assignments, other, ...lines.values()];
  const columns = tables.flatMap((table) => Object.values(table.column));
  const texts = [youths, ...tables.map(({ text }) => text)].flatMap(({ offsets, bytes }) => [offsets, bytes]);
  const memory = new Set<ArrayBuffer>();
  for (const { buffer } of [...columns, ...texts]) if (buffer instanceof ArrayBuffer) memory.add(buffer);
  return [...memory];
}
