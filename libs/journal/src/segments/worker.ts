/** A worker that bills shares of a month until it is ended. */
import { workerData } from 'node:worker_threads';
import type { YouthRange } from '../columns/gathered.js';
import { openRun, type SharedRun } from './run-part.js';
import { serve } from './serve.js';

const isRun = (value: unknown): value is SharedRun => typeof value === 'object' && value !== null && 'month' in value;
const isRange = (value: unknown): value is YouthRange =>
  typeof value === 'object' && value !== null && 'least' in value;

const given: unknown = workerData;
if (!isRun(given)) throw new TypeError('a worker of the journal was given no run');
let bill: ReturnType<typeof openRun> | undefined;

serve((range) => {
  if (!isRange(range)) throw new TypeError('a worker of the journal was given no range of youths');
  bill ??= openRun(given);
  const answer = bill(range);
  const { buffer } = answer.bytes;
  return { answer, memory: buffer instanceof ArrayBuffer ? [buffer] : [] };
});
