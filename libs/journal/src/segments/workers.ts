import type { YouthRange } from '../columns/gathered.js';
import type { BilledParts } from '../columns/parts.js';
import { AskedWorker, besideWorkers, compiled } from './asked-worker.js';
import { byTurns } from './by-turns.js';
import type { SharedRun } from './run-part.js';

/** What a worker makes lives long or is large: a small nursery of objects is collected as well, and takes less memory. */
const resourceLimits = { maxYoungGenerationSizeMb: 4 };

const isParts = (answer: unknown): answer is BilledParts =>
  typeof answer === 'object' && answer !== null && 'starts' in answer;

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
export function inWorkers(
  run: SharedRun,
  ranges: readonly YouthRange[],
  { workers: count, billed, signal }: InWorkers,
): Promise<BilledParts[]> {
  const workers = Array.from(
    { length: Math.min(count, ranges.length) },
    () => new AskedWorker<YouthRange, BilledParts>(compiled('worker'), isParts, { workerData: run, resourceLimits }),
  );
  const bill = workers.map((worker) => (range: YouthRange) => worker.ask(range));
  return besideWorkers(workers, signal, () => byTurns(ranges, bill, billed));
}
