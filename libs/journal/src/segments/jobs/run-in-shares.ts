import { contractsAt } from '../../columns/read/known-region.js';
import type { YouthRange } from '../../columns/read/collectors.js';
import { sharedReading } from '../files/file-segments.js';
import { regionAt, type OpenedSegments } from '../region/region-journal.js';
import { runShares } from '../workers/run-shares.js';
import { sharedRegion } from '../workers/shared-region.js';
import { besideWorkers, WorkerClient } from '../workers/worker-client.js';
import { pause, type Watch } from '../watch.js';
import type { DividedWork, MonthsWork, OpenedRegion, ShareQuery, ShareSizes, WorkerModule } from './months-work.js';

/** Position of a job, and the threads and watcher that it uses. */
export interface ShareOptions {
  readonly upTo: number;
  /** Folder of the segments of the region. */
  readonly folder: string;
  readonly sizes: ShareSizes;
  readonly watch: Watch;
}

/** Queries queued at a worker, so that it does not wait while the caller is busy. */
const QUERIES_AHEAD = 2;

function openedRegion(opened: OpenedSegments, upTo: number): OpenedRegion {
  const { manifest, segments, names, declarations, contractEvents } = opened;
  return {
    id: manifest.region,
    segments,
    names,
    declarations,
    region: regionAt(opened, upTo),
    upTo,
    head: manifest.segments.at(-1)?.upTo ?? 0,
    endYouth: manifest.segments.reduce((most, { endYouth }) => Math.max(most, endYouth), 0),
    regionAt: (position) => contractsAt(contractEvents, position),
    contractsChanged: ({ from, to }) => contractEvents.some(({ position }) => position > from && position <= to),
  };
}

/**
 * Processes a job over months share by share, in the caller's thread and in workers. The result is the same for any
 * number of workers and any division. All workers have ended when it returns.
 */
export async function runJobInShares<Shared, Share extends YouthRange, Part, Answer>(
  opened: OpenedSegments,
  work: MonthsWork<Shared, Share, Part, Answer>,
  { upTo, folder, sizes, watch }: ShareOptions,
): Promise<Answer> {
  const asked = openedRegion(opened, upTo);
  const divided = work.divide(asked, sizes);
  const { shares, segments, files, isCallerWorking } = divided;
  const shared = sharedReading(
    opened.manifest.segments,
    shares.map(({ least }) => least),
  );
  const workerData = sharedRegion(opened, asked.region, { folder, files, shares: shared });
  const count = Math.min(divided.workers, shares.length - Number(isCallerWorking));
  const workers = work.worker ? clientsOf<ShareQuery<Shared, Share>, Part>(work.worker, count, workerData) : [];
  const region = { ...asked, segments: shares.length === 1 ? segments : segments.inShares(shared) };
  const parts = await besideWorkers(workers, watch.signal, () => partsOf({ work, divided, region }, workers, watch));
  return divided.answer(parts);
}

/** Starts `count` workers. */
function clientsOf<Query, Part>(
  { url, isPart, resourceLimits }: WorkerModule<Part>,
  count: number,
  workerData: unknown,
): WorkerClient<Query, Part>[] {
  const options = { workerData, ...(resourceLimits ? { resourceLimits } : {}) };
  return Array.from({ length: count }, () => new WorkerClient<Query, Part>(url, isPart, options));
}

interface Begun<Shared, Share extends YouthRange, Part> {
  readonly work: MonthsWork<Shared, Share, Part, unknown>;
  readonly divided: Omit<DividedWork<Shared, Share, Part, unknown>, 'answer'>;
  readonly region: OpenedRegion;
}

/** Parts in order of the shares. */
function partsOf<Shared, Share extends YouthRange, Part>(
  { work, divided, region }: Begun<Shared, Share, Part>,
  workers: readonly WorkerClient<ShareQuery<Shared, Share>, Part>[],
  watch: Watch,
): Promise<Part[]> {
  const { shares, isCallerWorking } = divided;
  const shared = divided.shared();
  const ask = workers.map((worker) => (share: Share) => worker.ask({ share, shared }));
  const ahead = Array.from({ length: isCallerWorking ? QUERIES_AHEAD : 1 }, () => ask).flat();
  const here = (share: Share) => work.part(region, shared, share);
  const done = (count: number) => pause(watch, { step: work.step, done: count, total: shares.length });
  return runShares(shares, isCallerWorking || workers.length === 0 ? [...ahead, here] : ahead, done);
}
