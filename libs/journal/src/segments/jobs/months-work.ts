import type { ResourceLimits } from 'node:worker_threads';
import type { Declarations } from '../../columns/names/declarations.js';
import type { YouthRange } from '../../columns/read/collectors.js';
import type { Between } from '../../columns/read/touched-youths.js';
import type { RegionHistory } from '../../history/region-history.js';
import type { FileSegments, CachedFiles } from '../files/file-segments.js';
import type { NamesToRead } from '../region/region-names.js';
import type { Progress } from '../watch.js';

/** A region as read by one thread. */
export interface RegionReader {
  readonly segments: FileSegments;
  readonly names: NamesToRead;
  /** Definition and contracts as known at the position of the work; no youths. */
  readonly region: RegionHistory;
}

/** A region at the start of a job, in the caller's thread. */
export interface OpenedRegion extends RegionReader {
  /** Id of the region. */
  readonly id: string;
  /** Position of the job, at most `head`. */
  readonly upTo: number;
  /** Position of the last event in the segments. */
  readonly head: number;
  readonly declarations: Declarations;
  /** One past the number of the last youth of the region. */
  readonly endYouth: number;
  /** Definition and contracts at another position. */
  regionAt(position: number): RegionHistory;
  /** Whether the definition of the region or a contract changed between two positions. */
  contractsChanged(between: Between): boolean;
}

/** Sizes that decide how a job is divided: see `JournalOptions`. */
export interface ShareSizes {
  readonly workers: number;
  readonly aloneLinesMax: number;
  readonly shareLines: number;
}

/** A job divided into shares of youths. */
export interface DividedWork<Shared, Share extends YouthRange, Part, Answer> {
  /** Segments that the caller's thread reads. */
  readonly segments: FileSegments;
  /** Files in memory that the workers share. */
  readonly files: CachedFiles;
  readonly shares: readonly Share[];
  /** Number of worker threads besides the caller's; 0: the caller processes all shares. */
  readonly workers: number;
  /** Whether the caller's thread processes shares as well. */
  readonly isCallerWorking: boolean;
  /** Reads the common input of all shares, while the workers start: plain values, and memory that threads share. */
  shared(): Shared;
  /** Combines the parts, in order of youth; the result does not depend on how the youths were divided. */
  answer(parts: readonly Part[]): Answer;
}

/** The part of a job that runs in a worker thread. */
export interface ShareWork<Shared, Share extends YouthRange, Part> {
  /** Processes a share: returns plain values and typed arrays, so that a worker can transfer them. */
  part(region: RegionReader, shared: Shared, share: Share): Part;
  /** Memory of a part that a worker transfers and does not use again. */
  memoryOf?(part: Part): readonly ArrayBuffer[];
}

/** Compiled module that worker threads run, and the limits of a thread. */
export interface WorkerModule<Part> {
  /** Address of the module; it calls `serveMonths` with the work. */
  readonly url: URL;
  readonly resourceLimits?: ResourceLimits;
  isPart(value: unknown): value is Part;
}

/** Work over months of a region, done in shares of youths by the thread of the caller or by workers. */
export interface MonthsWork<Shared, Share extends YouthRange, Part, Answer> {
  readonly step: Progress['step'];
  /** Null: the thread of the caller does all shares. */
  readonly worker: WorkerModule<Part> | null;
  /** Cuts the youths into shares. */
  divide(region: OpenedRegion, sizes: ShareSizes): DividedWork<Shared, Share, Part, Answer>;
  /** Does a share in the thread of the caller. */
  readonly part: (region: OpenedRegion, shared: Shared, share: Share) => Part;
}

/** Request to a worker to process a share. */
export interface ShareQuery<Shared, Share> {
  readonly share: Share;
  readonly shared: Shared;
}
