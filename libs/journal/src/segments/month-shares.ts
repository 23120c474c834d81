import { Worker } from 'node:worker_threads';
import type { Month } from '@regieboek/kernel';
import { lineShares, monthColumns, type LineShare } from '../columns/month-columns.js';
import { monthLines, monthsOfLines, type MonthLines, type MonthsQuestion } from '../columns/month-lines.js';
import type { MonthsWork } from '../columns/months-work.js';
import type { RegionHistory } from '../region-history.js';
import { ofRun, type FileSegments, type KeptFiles } from './file-segments.js';
import type { AskedShare, SharedMonths } from './month-share.js';
import type { Opened } from './region-journal.js';
import { SegmentDamaged } from './segment-folder.js';
import { linesFile } from './segment-files.js';
import { pause, type Watch } from './watch.js';

/** How shares are done: in how many threads, from how many lines on beside the caller, and who looks on. */
export interface InShares {
  /** Folder of the segments of the region. */
  readonly folder: string;
  readonly workers: number;
  readonly aloneLinesMax: number;
  readonly watch: Watch;
}

/** Lines of one share at most, so that the thread of the caller is free between two of them. */
const SHARE_LINES = 250_000;

/** What months are asked about, of a region as known then. */
interface Asked {
  readonly question: MonthsQuestion;
  readonly region: RegionHistory;
}

/** Does work over months share by share; by workers when there are so many lines that these are sooner done. */
export async function monthsInShares<Part, Answer>(
  opened: Opened,
  { question, region }: Asked,
  work: MonthsWork<Part, Answer>,
  how: InShares,
): Promise<Answer> {
  const periods = monthsOfLines(opened.declarations, question);
  const files = filesOf(opened.segments, periods);
  const segments = opened.segments.sharing(files);
  const lines = monthLines(segments, question, opened.declarations, { region, names: opened.names });
  const workers = lines.lines.rows > how.aloneLinesMax ? how.workers : 1;
  const end = opened.manifest.segments.reduce((most, { endYouth }) => Math.max(most, endYouth), 0);
  const shares = lineShares(lines.lines, Math.max(workers, Math.ceil(lines.lines.rows / SHARE_LINES)), end);
  const done = (count: number) => pause(how.watch, { step: 'reconciling', done: count, total: shares.length });
  if (workers < 2 || shares.length < 2) {
    const marked = { ...lines, marks: work.marks(lines) };
    const parts: Part[] = [];
    await done(0);
    for (const share of shares) {
      parts.push(work.part(monthColumns(opened.segments, marked, share)));
      await done(parts.length);
    }
    return work.answer(parts, lines);
  }
  const { provider, payer } = lines;
  const shared: SharedMonths = {
    ...{ question, lines: lines.lines, provider, payer, files, folder: how.folder },
    regionId: opened.manifest.region,
    entries: opened.manifest.segments,
    ofRun: ofRun(
      opened.manifest.segments,
      shares.map(({ least }) => least),
    ),
    definition: region.definition,
    contracts: [...region.contracts.values()],
  };
  const beside = new MonthWorkers(shared, Math.min(workers, shares.length), work);
  return work.answer(await beside.parts(lines, shares, { done, signal: how.watch.signal }), lines);
}

/** Files for all to share: those in memory, and the lines of the months. */
function filesOf(segments: FileSegments, [first, ...others]: readonly Month[]): KeptFiles {
  const files: KeptFiles = segments.filesOf(first ?? '');
  for (const period of others)
    for (const entry of segments.entries)
      if (linesFile(period) in entry.files)
        files.set(`${entry.folder}/${linesFile(period)}`, segments.read(entry, linesFile(period)));
  return files;
}

interface Looking {
  readonly done: (count: number) => Promise<void>;
  readonly signal: AbortSignal | undefined;
}

/** Workers that do shares of months. None is left when the parts are there, a share failed, or the signal was aborted. */
class MonthWorkers<Part> {
  readonly #workers: readonly Worker[];

  constructor(
    shared: SharedMonths,
    count: number,
    private readonly work: Pick<MonthsWork<Part, unknown>, 'worker' | 'marks' | 'isPart'>,
  ) {
    this.#workers = Array.from({ length: count }, () => new Worker(work.worker, { workerData: shared }));
  }

  /** Parts in order of the shares. The lines are marked while the workers start. */
  async parts(lines: MonthLines, shares: readonly LineShare[], { done, signal }: Looking): Promise<Part[]> {
    const stop = () => void this.#end();
    const failing = Promise.race(this.#workers.map(failure));
    // Workers that are ended below fail as well, when nobody looks any more.
    failing.catch(() => undefined);
    signal?.addEventListener('abort', stop, { once: true });
    try {
      const marks = this.work.marks(lines);
      await done(0);
      const parts: Part[] = [];
      const left = shares.entries();
      let count = 0;
      const doing = this.#workers.map(async (worker) => {
        for (const [index, share] of left) {
          parts[index] = await this.#part(worker, { share, marks });
          await done((count += 1));
        }
      });
      await Promise.race([Promise.all(doing), failing]);
      return parts;
    } catch (error) {
      signal?.throwIfAborted();
      throw error;
    } finally {
      signal?.removeEventListener('abort', stop);
      await this.#end();
    }
  }

  async #end(): Promise<void> {
    await Promise.all(this.#workers.map((worker) => worker.terminate()));
  }

  #part(worker: Worker, asked: AskedShare): Promise<Part> {
    return new Promise((resolve, reject) => {
      worker.once('message', (answer: unknown) => {
        if (hasPart(answer) && this.work.isPart(answer.part)) resolve(answer.part);
        else if (isDamaged(answer)) reject(new SegmentDamaged(answer.damagedAfter, 'a segment', answer.reason));
        else reject(new TypeError('a worker of the journal gave no part'));
      });
      worker.postMessage(asked);
    });
  }
}

/** Rejects when a worker fails or ends. */
const failure = (worker: Worker): Promise<never> =>
  new Promise((_, reject) => {
    worker.once('error', reject);
    worker.once('exit', (code) => reject(new Error(`a worker of the journal ended with code ${code}`)));
  });

const hasPart = (answer: unknown): answer is { readonly part: unknown } =>
  typeof answer === 'object' && answer !== null && 'part' in answer;

const isDamaged = (answer: unknown): answer is { readonly damagedAfter: number; readonly reason: string } =>
  typeof answer === 'object' && answer !== null && 'damagedAfter' in answer;
