import { join } from 'node:path';
import type { Day, Month } from '@regieboek/kernel';
import { billMonth } from '../columns/bill-month.js';
import { allYouths, type YouthRange } from '../columns/gathered.js';
import { changedLines } from '../columns/changed-lines.js';
import { inOrderOfId } from '../columns/in-order.js';
import { noSums, type BilledParts, type RunSums } from '../columns/parts.js';
import type { MonthsWork } from '../columns/months-work.js';
import { at } from '../columns/table.js';
import type { RegionHistory } from '../region-history.js';
import { digestOfParts } from './digest.js';
import { byTurns } from './by-turns.js';
import { changesIn, touchesAll } from './changes.js';
import { excerptAt } from './excerpt.js';
import { ofRun, type FileSegments } from './file-segments.js';
import type { JournalLog } from './follow-log.js';
import { positionIn, regionAt, RegionJournal, type Opened } from './region-journal.js';
import {
  RegionUndefined,
  type Changes,
  type ChangesRequest,
  type ColumnRun,
  type ExcerptRequest,
  type KnownRegion,
  type MonthsRequest,
  type ReplaySource,
  type RunRequest,
} from './replay-source.js';
import { SegmentFolder, type CrashPoint } from './segment-folder.js';
import { sharedRegion } from './shared-region.js';
import { monthsInShares } from './month-shares.js';
import { pause, type Watch } from './watch.js';
import { inWorkers } from './workers.js';

/** Where a journal keeps its segments, and how large it may grow in memory. */
export interface JournalOptions {
  readonly dataDir: string;
  readonly log: JournalLog;
  /** Threads that a run is divided over; 1: the thread of the caller. */
  readonly workers?: number;
  /** Lines of a month up to which the thread of the caller bills alone, since workers would take longer; 0 when left out. */
  readonly aloneLinesMax?: number;
  /** Lines of a month that are billed together, about: fewer take less memory, and read more often. */
  readonly shareLines?: number;
  /** Events in a full segment. */
  readonly segmentEvents?: number;
  /** Bytes of lines, and of what has no columns, that make a segment full as well; 128 MiB when left out. */
  readonly segmentBytes?: number;
  /** Bytes of segments kept in memory between runs, for each region. */
  readonly keptBytesMax?: number;
  /** Told at every step of writing a segment, for tests that end the process there. */
  readonly reached?: (point: CrashPoint) => void;
}

const SEGMENT_EVENTS = 500_000;
/** Lines of a month that one worker takes at a time: more shares than workers keep the memory of each small. */
const SHARE_LINES = 100_000;
const KEPT_BYTES_MAX = 256 * 1024 * 1024;

/** Segments of regions below `<dataDir>/journal/<region>`, made from the log and brought up to its head at every question. */
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

  /** History of the region as known then, with the declarations of the period. */
  history({ period, ...request }: RunRequest, watch: Watch = {}): Promise<RegionHistory> {
    return this.excerpt({ ...request, periods: [period] }, watch);
  }

  excerpt(request: ExcerptRequest, watch: Watch = {}): Promise<RegionHistory> {
    return this.#region(request.region).ask((opened) => excerptAt(opened, request, upToOf(opened, request)), watch);
  }

  declaredMonths(request: KnownRegion, watch: Watch = {}): Promise<readonly Month[]> {
    return this.#region(request.region).ask((opened) => opened.declarations.months(upToOf(opened, request)), watch);
  }

  months<Part, Answer>(request: MonthsRequest, work: MonthsWork<Part, Answer>, watch: Watch = {}): Promise<Answer> {
    const { region, from, to, provider } = request;
    const { workers = 1, aloneLinesMax = 0 } = this.options;
    return this.#region(region).ask((opened) => {
      const question = { from, to, provider, upTo: upToOf(opened, request) };
      const asked = { question, region: regionAt(opened, question.upTo) };
      return monthsInShares(opened, asked, work, { folder: this.#folder(region), workers, aloneLinesMax, watch });
    }, watch);
  }

  /** Brings the segments of a region up to the head of its log; gives the position they reach. */
  catchUp(region: string, watch: Watch = {}): Promise<number> {
    return this.#region(region).ask(headOf, watch);
  }

  run(request: RunRequest, watch: Watch = {}): Promise<ColumnRun> {
    return this.#region(request.region).ask((opened) => this.#run(opened, request, watch), watch);
  }

  changes({ region, period, ...asked }: ChangesRequest, watch: Watch = {}): Promise<Changes> {
    return this.#region(region).ask(async (opened) => {
      const [from, to] = [asked.from, asked.to].map((position) => upToOf(opened, { region, knownAt: { position } }));
      if (from === undefined || to === undefined || from > to)
        throw new RangeError(`positions ${asked.from} and ${asked.to} are not in order`);
      const contracts = [regionAt(opened, from), regionAt(opened, to)] as const;
      if (!contracts[0].definition) throw new RegionUndefined(region, from);
      if (!touchesAll(opened, { from, to })) return { ...changesIn(opened, period, { from, to }), contracts };
      const runAt = (position: number) => this.#run(opened, { region, period, knownAt: { position } }, watch);
      return { ...changedLines(await runAt(from), await runAt(to)), contracts };
    }, watch);
  }

  async #run(opened: Opened, request: RunRequest, watch: Watch): Promise<ColumnRun> {
    const { region, period } = request;
    const upTo = upToOf(opened, request);
    const known = regionAt(opened, upTo);
    if (!known.definition) throw new RegionUndefined(region, upTo);
    const declarations = opened.declarations.of(period, upTo);
    const files = (this.options.workers ?? 1) > 1 ? opened.segments.filesOf(period) : undefined;
    const segments = files ? opened.segments.sharing(files) : opened.segments;
    const ranges = rangesOf(segments, period, this.options);
    const shared = ofRun(
      opened.manifest.segments,
      ranges.map(({ least }) => least),
    );
    const billed = (done: number) => pause(watch, { step: 'billing', done, total: ranges.length });
    const share = { month: period, upTo };
    const own = ranges.length === 1 ? segments : segments.inShares(shared);
    const bill = (range: YouthRange) =>
      billMonth(own, { ...share, range }, { region: known, declarations }, opened.names);
    const parts = await (ranges.length === 1 || !files
      ? byTurns(ranges, [bill], billed)
      : inWorkers(
          { ...sharedRegion(opened, known, this.#folder(region), files), ...share, ofRun: shared, declarations },
          ranges,
          {
            workers: this.options.workers ?? 1,
            billed,
            signal: watch.signal,
          },
        ));
    const order = inOrderOfId(parts);
    return {
      region,
      period,
      position: upTo,
      parts,
      order,
      sums: added(parts),
      contracts: known,
      digest: (lumpSums) => digestOfParts(parts, order, { region, period, lumpSums }),
    };
  }

  #folder(region: string): string {
    return join(this.options.dataDir, 'journal', region);
  }

  /** Takes no more questions; resolves when nothing is read or written any more, so that the folder may go to another. */
  async close(): Promise<void> {
    this.#isClosed = true;
    await Promise.all([...this.#regions.values()].map((region) => region.idle()));
  }

  #region(region: string): RegionJournal {
    if (this.#isClosed) throw new Error('the journal is closed: open it again to ask it anything');
    const known = this.#regions.get(region);
    if (known) return known;
    if (!/^[A-Za-z0-9][A-Za-z0-9_-]*$/.test(region))
      throw new RangeError(`region ${JSON.stringify(region)} may hold letters, digits, _ and - only`);
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

const headOf = ({ manifest }: Opened): number => manifest.segments.at(-1)?.upTo ?? 0;

/** The position that a request is about, never past the segments, so that it is fixed when the run starts. */
function upToOf(opened: Opened, { knownAt }: KnownRegion): number {
  if (!knownAt) return headOf(opened);
  const position = 'day' in knownAt ? positionIn(opened, knownAt.day) : knownAt.position;
  if (!Number.isSafeInteger(position) || position < 0)
    throw new RangeError(`position ${position} is no whole number from 0`);
  return Math.min(position, headOf(opened));
}

/** Ranges of youths with about as many lines of the month each: by the youths of the largest table of its lines. */
function rangesOf(
  segments: FileSegments,
  month: Month,
  { workers = 1, aloneLinesMax = 0, shareLines = SHARE_LINES }: JournalOptions,
): YouthRange[] {
  let [lines, youths] = [0, new Int32Array(0)];
  for (const { column } of segments.lines(month)) {
    lines += column.youth.length;
    if (column.youth.length > youths.length) youths = Int32Array.from(column.youth);
  }
  const shares = Math.max(lines > aloneLinesMax ? workers : 1, Math.ceil(youths.length / shareLines));
  const cuts = Array.from({ length: shares - 1 }, (_, index) =>
    Math.max(0, at(youths, Math.floor(((index + 1) * youths.length) / shares))),
  );
  return [0, ...cuts].map((least, index) => ({ least, end: cuts[index] ?? allYouths.end }));
}

function added(parts: readonly BilledParts[]): RunSums {
  const total = noSums();
  for (const { sums } of parts) {
    total.approvedCents += sums.approvedCents;
    total.billedCents += sums.billedCents;
    total.unresolvedCents += sums.unresolvedCents;
    total.youths.columns += sums.youths.columns;
    total.youths.objects += sums.youths.objects;
    total.unknownLines += sums.unknownLines;
  }
  return total;
}
