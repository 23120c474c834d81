import type { Month } from '@regieboek/kernel';
import { lineShares, monthCare, monthColumns, type LineShare } from '../columns/month-columns.js';
import { monthLines, monthsOfLines, type MonthLines, type MonthsQuestion } from '../columns/month-lines.js';
import type { MonthsWork } from '../columns/months-work.js';
import type { RegionHistory } from '../region-history.js';
import { AskedWorker, besideWorkers } from './asked-worker.js';
import { byTurns } from './by-turns.js';
import type { FileSegments, KeptFiles } from './file-segments.js';
import type { AskedShare } from './month-share.js';
import type { Opened } from './region-journal.js';
import { linesFile } from './segment-files.js';
import { sharedRegion } from './shared-region.js';
import { pause, type Watch } from './watch.js';

/** How shares are done: in how many threads, from how many lines on, and who looks on. */
export interface InShares {
  /** Folder of the segments of the region. */
  readonly folder: string;
  /** Threads at most, that of the caller among them. */
  readonly workers: number;
  /** Lines of a month that are billed by the thread of the caller alone: see `JournalOptions`. */
  readonly aloneLinesMax: number;
  readonly watch: Watch;
}

/** Lines of one share at most: the thread of the caller is free between two of them, and no thread waits long at the end. */
const SHARE_LINES = 50_000;

/**
 * So many times the lines that are billed before workers have started take one thread as long as several: two threads
 * were no sooner at a million declared lines, for what they have to start and cannot share.
 */
const SOONER = 40;

/** Shares that a worker is asked for at a time, so that it need not wait while the caller is at work. */
const AT_A_TIME = 2;

/** What months are asked about, of a region as known then. */
interface Asked {
  readonly question: MonthsQuestion;
  readonly region: RegionHistory;
}

/** Work with the lines that it is done over, and its shares. */
interface Shared<Part> {
  readonly work: Pick<MonthsWork<Part, unknown>, 'marks' | 'part'>;
  readonly lines: MonthLines;
  readonly shares: readonly LineShare[];
}

/**
 * Does work over months share by share, in the thread of the caller and, when there are many lines, in workers that take
 * shares as soon as they have started. The answer is the same for any number of workers and any shares.
 */
export async function monthsInShares<Part, Answer>(
  opened: Opened,
  { question, region }: Asked,
  work: MonthsWork<Part, Answer>,
  how: InShares,
): Promise<Answer> {
  const isAsked = (month: string) => month <= question.to;
  const files = filesOf(opened.segments, monthsOfLines(opened.declarations, question).filter(isAsked));
  const asked = opened.segments.sharing(files);
  // Of later months few lines count: their tables need not stay in memory.
  const source = {
    lines: (month: string) => (isAsked(month) ? asked : opened.segments).lines(month),
    holds: isAsked,
  };
  const lines = monthLines(source, question, opened.declarations, { region, names: opened.names });
  const { rows } = lines.lines;
  const isAlone = how.workers < 2 || rows <= how.aloneLinesMax * SOONER;
  const end = opened.manifest.segments.reduce((most, { endYouth }) => Math.max(most, endYouth), 0);
  const shares = lineShares(lines.lines, Math.max(isAlone ? 1 : how.workers, Math.ceil(rows / SHARE_LINES)), end);
  const workerData = sharedRegion(opened, region, how.folder, files);
  const workers = Array.from(
    { length: isAlone ? 0 : Math.min(how.workers, shares.length) - 1 },
    () => new AskedWorker<AskedShare, Part>(work.worker, work.isPart, { workerData }),
  );
  const parts = await besideWorkers(workers, how.watch.signal, () =>
    partsOf(opened, { work, lines, shares }, workers, how.watch),
  );
  return work.answer(parts, lines);
}

/** Parts in order of the shares, by the thread of the caller and workers beside it. */
function partsOf<Part>(
  opened: Opened,
  { work, lines, shares }: Shared<Part>,
  workers: readonly AskedWorker<AskedShare, Part>[],
  watch: Watch,
): Promise<Part[]> {
  // Care is read and lines are marked while the workers start.
  const { question, lines: table, provider, payer } = lines;
  const care = monthCare(opened.segments, lines);
  const columns = { question, lines: table, provider, payer, care, marks: work.marks(lines) };
  const known = { ...columns, region: lines.region, names: lines.names };
  const beside = workers
    .flatMap((worker) => Array.from({ length: AT_A_TIME }, () => worker))
    .map((worker) => (share: LineShare) => worker.ask({ share, columns }));
  const here = (share: LineShare) => work.part(monthColumns(known, share));
  const done = (count: number) => pause(watch, { step: 'reconciling', done: count, total: shares.length });
  return byTurns(shares, [...beside, here], done);
}

/** Files for all to share: those in memory, and the lines of the months that are asked about. */
function filesOf(segments: FileSegments, [first, ...others]: readonly Month[]): KeptFiles {
  const files: KeptFiles = segments.filesOf(first ?? '');
  for (const period of others)
    for (const entry of segments.entries)
      if (linesFile(period) in entry.files)
        files.set(`${entry.folder}/${linesFile(period)}`, segments.read(entry, linesFile(period)));
  return files;
}
