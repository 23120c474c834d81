import { join } from 'node:path';
import type { Day, Month } from '@regieboek/kernel';
import type { YouthRange } from '../columns/read/collectors.js';
import type { RegionHistory } from '../history/region-history.js';
import type { JournalLog } from './building/follow-log.js';
import { SegmentFolder, type CrashPoint } from './files/segment-folder.js';
import { runJobInShares } from './jobs/run-in-shares.js';
import type { MonthsWork } from './jobs/months-work.js';
import { excerptAt, type SuccessorsOf } from './region/excerpt.js';
import { firstRecordedIn, firstBusinessDayIn } from './region/first-days.js';
import { positionIn, RegionJournal, type OpenedSegments } from './region/region-journal.js';
import type { ExcerptRequest, KnownRegion, MonthRequest, ReplaySource } from './replay-source.js';
import type { Watch } from './watch.js';

/** Folder of a journal's segments, and its limits in memory. */
export interface JournalOptions {
  readonly dataDir: string;
  readonly log: JournalLog;
  /**
   * Municipalities that others merged into, under the law that the caller applies; excerpts read their credits
   * completely.
   */
  readonly successorsOf: SuccessorsOf;
  /** Number of threads for a job over a month; 1: only the caller's thread. */
  readonly workers?: number;
  /**
   * Up to this many lines of a month the caller's thread bills alone, since workers would take longer; 0 when left out.
   */
  readonly aloneLinesMax?: number;
  /** Approximate number of lines billed together: fewer need less memory, and more reads. */
  readonly shareLines?: number;
  /** Events in a full segment. */
  readonly segmentEvents?: number;
  /** Bytes of lines, and of rows without columns, that also make a segment full; 128 MiB when left out. */
  readonly segmentBytes?: number;
  /** Maximum bytes of segments kept in memory between runs, per region. */
  readonly keptBytesMax?: number;
  /** Called at every step of writing a segment, for tests that end the process there. */
  readonly reached?: (point: CrashPoint) => void;
}

const SEGMENT_EVENTS = 500_000;
/** Lines of a month per share: more shares than workers keep the memory of each small. */
const SHARE_LINES = 100_000;
const KEPT_BYTES_MAX = 256 * 1024 * 1024;

/**
 * Segments of regions in `<dataDir>/journal/<region>`, built from the log and brought up to its head for every
 * question.
 */
export class Journal implements ReplaySource {
  readonly #regions = new Map<string, RegionJournal>();
  #isClosed = false;

  constructor(private readonly options: JournalOptions) {}

  head(region: string): Promise<number> {
    return this.options.log.head(region);
  }

  positionAt(region: string, day: Day): Promise<number> {
    return this.#region(region).ask((opened) => positionIn(opened, day));
  }

  firstRecorded(region: string): Promise<Day | null> {
    return this.#region(region).ask(firstRecordedIn);
  }

  firstBusinessDay(region: string): Promise<Day | null> {
    return this.#region(region).ask(firstBusinessDayIn);
  }

  /** History of the region as known then, with the declarations of the period. */
  history({ period, ...request }: MonthRequest, watch: Watch = {}): Promise<RegionHistory> {
    return this.excerpt({ ...request, periods: [period] }, watch);
  }

  excerpt(request: ExcerptRequest, watch: Watch = {}): Promise<RegionHistory> {
    return this.#region(request.region).ask(
      (opened) => excerptAt(opened, request, upToOf(opened, request), this.options.successorsOf),
      watch,
    );
  }

  declaredMonths(request: KnownRegion, watch: Watch = {}): Promise<readonly Month[]> {
    return this.#region(request.region).ask((opened) => opened.declarations.months(upToOf(opened, request)), watch);
  }

  months<Shared, Share extends YouthRange, Part, Answer>(
    request: KnownRegion,
    work: MonthsWork<Shared, Share, Part, Answer>,
    watch: Watch = {},
  ): Promise<Answer> {
    const { workers = 1, aloneLinesMax = 0, shareLines = SHARE_LINES } = this.options;
    const sizes = { workers, aloneLinesMax, shareLines };
    const folder = this.#folder(request.region);
    return this.#region(request.region).ask(
      (opened) => runJobInShares(opened, work, { upTo: upToOf(opened, request), folder, sizes, watch }),
      watch,
    );
  }

  /** Brings the segments of a region up to the head of its log; returns the position they reach. */
  catchUp(region: string, watch: Watch = {}): Promise<number> {
    return this.#region(region).ask(headOf, watch);
  }

  #folder(region: string): string {
    return join(this.options.dataDir, 'journal', region);
  }

  /**
   * Refuses further questions; resolves when reading and writing have ended, so that another process may use the
   * folder.
   */
  async close(): Promise<void> {
    this.#isClosed = true;
    await Promise.all([...this.#regions.values()].map((region) => region.idle()));
  }

  #region(region: string): RegionJournal {
    if (this.#isClosed) throw new Error('the journal is closed: open it again');
    const known = this.#regions.get(region);
    if (known) return known;
    if (!/^[A-Za-z0-9][A-Za-z0-9_-]*$/.test(region))
      throw new RangeError(`region ${JSON.stringify(region)} may contain only letters, digits, _ and -`);
    const { log, segmentEvents = SEGMENT_EVENTS, segmentBytes, keptBytesMax = KEPT_BYTES_MAX, reached } = this.options;
    const journal = new RegionJournal(log, new SegmentFolder(this.#folder(region), region, reached), {
      segmentEvents,
      segmentBytes,
      keptBytesMax,
    });
    this.#regions.set(region, journal);
    return journal;
  }
}

const headOf = ({ manifest }: OpenedSegments): number => manifest.segments.at(-1)?.upTo ?? 0;

/** Position of a request, never past the segments, fixed when the run starts. */
function upToOf(opened: OpenedSegments, { knownAt }: KnownRegion): number {
  if (!knownAt) return headOf(opened);
  const position = 'day' in knownAt ? positionIn(opened, knownAt.day) : knownAt.position;
  if (!Number.isSafeInteger(position) || position < 0)
    throw new RangeError(`position ${position} must be a non-negative integer`);
  return Math.min(position, headOf(opened));
}
