import { Worker } from 'node:worker_threads';
import type { YouthRange } from '../columns/gathered.js';
import type { BilledParts } from '../columns/parts.js';
import type { PartOfRun } from './run-part.js';
import { SegmentDamaged } from './segment-folder.js';

/** Compiled worker, also when this file itself runs from source. */
const workerFile = new URL(
  import.meta.url.endsWith('.ts') ? '../../dist/segments/worker.js' : './worker.js',
  import.meta.url,
);

const isParts = (answer: unknown): answer is { readonly parts: BilledParts } =>
  typeof answer === 'object' && answer !== null && 'parts' in answer;

const isDamaged = (answer: unknown): answer is { readonly damagedAfter: number; readonly reason: string } =>
  typeof answer === 'object' && answer !== null && 'damagedAfter' in answer;

/** Bills one share in a worker of its own. */
function inWorker(part: PartOfRun): Promise<BilledParts> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(workerFile, { workerData: part });
    worker.once('message', (answer: unknown) => {
      if (isParts(answer)) resolve(answer.parts);
      else if (isDamaged(answer)) reject(new SegmentDamaged(answer.damagedAfter, 'a segment', answer.reason));
      else reject(new TypeError('a worker of the journal gave no answer'));
    });
    worker.once('error', reject);
    worker.once('exit', (code) => reject(new Error(`a worker of the journal ended with code ${code}`)));
  });
}

/** Bills shares of a month, so many at a time, each in a worker that ends with it; in order of the ranges. */
export async function inWorkers(
  part: Omit<PartOfRun, 'range'>,
  ranges: readonly YouthRange[],
  workers: number,
): Promise<BilledParts[]> {
  const parts: BilledParts[] = [];
  const left = ranges.entries();
  const work = async (): Promise<void> => {
    for (const [index, range] of left) parts[index] = await inWorker({ ...part, range });
  };
  await Promise.all(Array.from({ length: workers }, work));
  return parts;
}
