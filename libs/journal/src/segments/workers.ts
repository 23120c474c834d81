import { Worker } from 'node:worker_threads';
import type { YouthRange } from '../columns/gathered.js';
import type { BilledParts } from '../columns/parts.js';
import type { SharedRun } from './run-part.js';
import { SegmentDamaged } from './segment-folder.js';

/** Compiled worker, also when this file itself runs from source. */
const workerFile = new URL(
  import.meta.url.endsWith('.ts') ? '../../dist/segments/worker.js' : './worker.js',
  import.meta.url,
);

/** What a worker makes lives long or is large: a small nursery of objects is collected as well, and takes less memory. */
const resourceLimits = { maxYoungGenerationSizeMb: 4 };

const isParts = (answer: unknown): answer is { readonly parts: BilledParts } =>
  typeof answer === 'object' && answer !== null && 'parts' in answer;

const isDamaged = (answer: unknown): answer is { readonly damagedAfter: number; readonly reason: string } =>
  typeof answer === 'object' && answer !== null && 'damagedAfter' in answer;

/** Bills a share in a worker that was given its run. */
function billedBy(worker: Worker, range: YouthRange): Promise<BilledParts> {
  return new Promise((resolve, reject) => {
    const ended = (code: number) => reject(new Error(`a worker of the journal ended with code ${code}`));
    worker.once('error', reject);
    worker.once('exit', ended);
    worker.once('message', (answer: unknown) => {
      worker.off('error', reject);
      worker.off('exit', ended);
      if (isParts(answer)) resolve(answer.parts);
      else if (isDamaged(answer)) reject(new SegmentDamaged(answer.damagedAfter, 'a segment', answer.reason));
      else reject(new TypeError('a worker of the journal gave no answer'));
    });
    worker.postMessage(range);
  });
}

/** How shares are billed in workers: how many at a time, who is told of those that are done, and what stops them. */
export interface InWorkers {
  readonly workers: number;
  readonly billed: (done: number) => Promise<void>;
  readonly signal: AbortSignal | undefined;
}

/**
 * Bills shares of a month in so many workers, each share after share; in order of the ranges. No worker is left when it
 * ends, also when a share failed or the signal was aborted, whose reason it then rejects with.
 */
export async function inWorkers(
  run: SharedRun,
  ranges: readonly YouthRange[],
  { workers: count, billed, signal }: InWorkers,
): Promise<BilledParts[]> {
  await billed(0);
  const parts: BilledParts[] = [];
  const left = ranges.entries();
  let done = 0;
  const workers = Array.from(
    { length: Math.min(count, ranges.length) },
    () => new Worker(workerFile, { workerData: run, resourceLimits }),
  );
  const end = () => Promise.all(workers.map((worker) => worker.terminate()));
  const stop = () => void end();
  signal?.addEventListener('abort', stop, { once: true });
  const work = async (worker: Worker): Promise<void> => {
    for (const [index, range] of left) {
      parts[index] = await billedBy(worker, range);
      await billed((done += 1));
    }
  };
  try {
    await Promise.all(workers.map(work));
    return parts;
  } catch (error) {
    signal?.throwIfAborted();
    throw error;
  } finally {
    signal?.removeEventListener('abort', stop);
    await end();
  }
}
