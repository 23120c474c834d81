import { workerData } from 'node:worker_threads';
import type { YouthRange } from '../../columns/read/collectors.js';
import { serve } from '../workers/serve.js';
import { openShared, type SharedRegion } from '../workers/shared-region.js';
import type { RegionReader, ShareQuery, ShareWork } from './months-work.js';

const isRegion = (value: unknown): value is SharedRegion =>
  typeof value === 'object' && value !== null && 'entries' in value && 'files' in value;
const isQuery = <Shared, Share>(value: unknown): value is ShareQuery<Shared, Share> =>
  typeof value === 'object' && value !== null && 'share' in value && 'shared' in value;

/**
 * Turns this thread into a worker that processes shares until it is terminated; called by the module that
 * `MonthsWork.worker` names.
 */
export function serveMonths<Shared, Share extends YouthRange, Part>(work: ShareWork<Shared, Share, Part>): void {
  const data: unknown = workerData;
  if (!isRegion(data)) throw new TypeError('a journal worker was started without a region');
  let region: RegionReader | undefined;
  serve((query) => {
    if (!isQuery<Shared, Share>(query)) throw new TypeError('a journal worker received a query without a share');
    region ??= openShared(data);
    const answer = work.part(region, query.shared, query.share);
    return { answer, memory: work.memoryOf?.(answer) ?? [] };
  });
}
