/** A worker that bills shares of a month until it is ended. What is damaged it names by position, for its owner to mend. */
import { parentPort, workerData } from 'node:worker_threads';
import type { YouthRange } from '../columns/gathered.js';
import { openRun, type SharedRun } from './run-part.js';
import { SegmentDamaged } from './segment-folder.js';

const isRun = (value: unknown): value is SharedRun => typeof value === 'object' && value !== null && 'month' in value;
const isRange = (value: unknown): value is YouthRange =>
  typeof value === 'object' && value !== null && 'least' in value;

const given: unknown = workerData;
if (!isRun(given)) throw new TypeError('a worker of the journal was given no run');
let bill: ReturnType<typeof openRun> | undefined;

parentPort?.on('message', (range: unknown) => {
  if (!isRange(range)) throw new TypeError('a worker of the journal was given no range of youths');
  try {
    bill ??= openRun(given);
    const parts = bill(range);
    const { buffer } = parts.bytes;
    parentPort?.postMessage({ parts }, buffer instanceof ArrayBuffer ? [buffer] : []);
  } catch (error) {
    if (!(error instanceof SegmentDamaged)) throw error;
    parentPort?.postMessage({ damagedAfter: error.after, reason: error.message });
  }
});
