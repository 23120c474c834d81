import { workerData } from 'node:worker_threads';
import type { MonthsWork } from '../columns/months-work.js';
import { openRegion, type AskedShare } from './month-share.js';
import { serve } from './serve.js';
import type { SharedRegion } from './shared-region.js';

const isRegion = (value: unknown): value is SharedRegion =>
  typeof value === 'object' && value !== null && 'entries' in value && 'files' in value;
const isAsked = (value: unknown): value is AskedShare =>
  typeof value === 'object' && value !== null && 'share' in value;

/**
 * Makes this thread a worker that does shares of months until it is ended: the module that `MonthsWork.worker` names calls
 * it with the work.
 */
export function serveMonths(work: Pick<MonthsWork<unknown, unknown>, 'part'>): void {
  const given: unknown = workerData;
  if (!isRegion(given)) throw new TypeError('a worker of the journal was given no region');
  let columnsOf: ReturnType<typeof openRegion> | undefined;
  serve((asked) => {
    if (!isAsked(asked)) throw new TypeError('a worker of the journal was given no share of months');
    columnsOf ??= openRegion(given);
    return { answer: work.part(columnsOf(asked)) };
  });
}
