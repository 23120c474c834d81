import { parentPort, workerData } from 'node:worker_threads';
import type { MonthsWork } from '../columns/months-work.js';
import { openMonths, type AskedShare, type SharedMonths } from './month-share.js';
import { SegmentDamaged } from './segment-folder.js';

const isMonths = (value: unknown): value is SharedMonths =>
  typeof value === 'object' && value !== null && 'question' in value && 'files' in value;
const isAsked = (value: unknown): value is AskedShare =>
  typeof value === 'object' && value !== null && 'share' in value;

/**
 * Makes this thread a worker that does shares of months until it is ended: the module that `MonthsWork.module` names calls
 * it with the work. What is damaged it names by position, for its owner to mend.
 */
export function serveMonths(work: Pick<MonthsWork<unknown, unknown>, 'part'>): void {
  const given: unknown = workerData;
  if (!isMonths(given)) throw new TypeError('a worker of the journal was given no months');
  let columnsOf: ReturnType<typeof openMonths> | undefined;
  parentPort?.on('message', (asked: unknown) => {
    if (!isAsked(asked)) throw new TypeError('a worker of the journal was given no share of months');
    try {
      columnsOf ??= openMonths(given);
      parentPort?.postMessage({ part: work.part(columnsOf(asked)) });
    } catch (error) {
      if (!(error instanceof SegmentDamaged)) throw error;
      parentPort?.postMessage({ damagedAfter: error.after, reason: error.message });
    }
  });
}
