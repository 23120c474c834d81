import { Refusal, type Fault, type Language } from '@regieboek/kernel';
import { logger, type Resources } from '@regieboek/platform';
import { describeError } from '../cli/describe-error.js';
import { importInOrder, type Imported } from '../import/import-files.js';
import type { ImportFile } from '../import/classify.js';
import type { FileResult } from '../import/import-one.js';
import { answersTo, type AnswerFile } from '../import/write-answers.js';
import { Arrivals, type Arrival, type WholeArrival } from './files/arrivals.js';
import { withFolderLock } from './folder-lock.js';
import type { Pace } from './inbox-settings.js';
import { LeftFiles } from './files/left-files.js';
import type { Outbox } from './outbox.js';
import { readArrivals, type ReadArrivals } from './files/read-arrivals.js';
import { refusalText, waitingText } from './reasons.js';
import type { RegionLedger } from './region-ledger.js';
import { Shelves } from './files/shelves.js';
import { textForLog } from './text-for-log.js';
import { batchLine, inboxTexts } from './texts.js';

/** Files that are imported before their answers are written and they are moved. */
const BATCH_FILES = 250;

/** A folder of the inbox, and the means to import its files. */
export interface FolderWork {
  readonly path: string;
  /** Region of its files; undefined for the inbox itself, whose files may be of every region. */
  readonly region: string | undefined;
  readonly ledger: RegionLedger;
  readonly pool: Resources['pool'];
  /** Undefined: answers are not written. */
  readonly outbox: Outbox | undefined;
  readonly language: Language;
  readonly pace: Pace;
  /** Called after a batch that recorded something. */
  readonly onRecorded: () => Promise<void>;
}

/** Name of a folder in the log. */
const place = ({ region }: FolderWork): string => (region === undefined ? 'inbox' : `inbox/${region}`);

/** Files of arrivals that are imported, with the results so far. */
type Results = ReadonlyMap<string, FileResult>;

/** Names of files are not UTF-8, so the files cannot be opened. */
class ForeignNames extends Refusal {
  override readonly name = 'ForeignNames';
  constructor(count: number) {
    super('foreign-names', 'invalid', `${count} files have names that are not UTF-8 and are not read: rename them`);
  }
}

/** One folder of the inbox: finds files that arrived whole, imports them in order, writes their answers, and moves them. */
export class InboxFolder {
  private readonly arrivals: Arrivals;
  private readonly shelves: Shelves;
  private readonly left: LeftFiles;

  constructor(private readonly work: FolderWork) {
    this.arrivals = new Arrivals(work.path, work.pace.quietMs);
    this.shelves = new Shelves(work.path);
    this.left = new LeftFiles(work.pace.retryMs);
  }

  /**
   * Takes in the files that arrived whole, unless another process works on the folder. Throws the error of the file system or the
   * database; the next round continues.
   */
  async round(signal: AbortSignal): Promise<void> {
    const due = await this.arrivals.whole((arrival) => this.left.isDue(arrival));
    const { pool, region = '' } = this.work;
    if (due.length > 0) await withFolderLock(pool, region, () => this.takeIn(due, signal));
    const { unreadableNames } = this.arrivals;
    if (unreadableNames > 0) throw new ForeignNames(unreadableNames);
  }

  private async takeIn(due: readonly WholeArrival[], signal: AbortSignal): Promise<void> {
    const { path, language, pace } = this.work;
    this.shelves.begin();
    const read = await readArrivals(path, due, { language, stalledMs: pace.stalledMs, signal });
    for (const arrival of read.stalled) this.left.add(arrival);
    for (const [arrival, problem] of read.unreadable) await this.leave(arrival, [{ place: 'file', text: problem }]);
    const open = new Set(read.filesOf.keys());
    try {
      await this.importAll(read, open, signal);
    } catch (error) {
      for (const arrival of open) this.left.add(arrival);
      throw error;
    }
    await this.shelves.tidy();
  }

  /** Imports files in batches, and moves their arrivals; leaves them at an error that is not a refusal. */
  private async importAll(read: ReadArrivals, open: Set<Arrival>, signal: AbortSignal): Promise<void> {
    const results = new Map<string, FileResult>();
    // An archive without files has nothing to import, and is settled with the first batch.
    for (let at = 0; (at === 0 || at < read.files.length) && !signal.aborted; at += BATCH_FILES) {
      const { failure, ...imported } = await this.importBatch(read.files.slice(at, at + BATCH_FILES), signal);
      for (const result of imported.results) results.set(result.file, result);
      await this.settle(open, read, results);
      if (failure !== undefined) return this.stopAt(failure, open);
    }
  }

  /** Imports a batch, and makes its answers appear once it is in the audit log. */
  private async importBatch(batch: readonly ImportFile[], signal: AbortSignal): Promise<Imported> {
    const { ledger, outbox, onRecorded } = this.work;
    const imported = await ledger.audited((own) => importInOrder(own, batch, { signal }));
    if (imported.results.length > 0) await onRecorded();
    const reading = ledger.ledger();
    const answers = new Map<string, AnswerFile>();
    for (const result of imported.results)
      for (const answer of answersTo(reading, result)) answers.set(`${answer.region}/${answer.name}`, answer);
    await outbox?.publish([...answers.values()]);
    return imported;
  }

  /**
   * Moves every arrival whose files all have a result, or leaves it where one of them waits. Throws the first error of the file
   * system, after the other arrivals.
   */
  private async settle(open: Set<Arrival>, { filesOf }: ReadArrivals, results: Results): Promise<void> {
    const counts = { done: 0, refused: 0, left: 0 };
    const problems: unknown[] = [];
    for (const arrival of open) {
      const files = filesOf.get(arrival) ?? [];
      const own = files.flatMap(({ path }) => results.get(path) ?? []);
      if (own.length < files.length) continue;
      open.delete(arrival);
      try {
        counts[await this.settleOne(arrival, own)] += 1;
      } catch (error) {
        problems.push(error);
        this.left.add(arrival);
      }
    }
    // A file that stays may have waited for one of these.
    if (counts.done > 0) this.left.wake();
    if (counts.done + counts.refused > 0) logger.info(batchLine(place(this.work), counts));
    if (problems.length > 0) throw problems[0];
  }

  private async settleOne(arrival: Arrival, results: readonly FileResult[]): Promise<'done' | 'refused' | 'left'> {
    const waiting = results.filter(({ status }) => status === 'waiting');
    if (waiting.length > 0) {
      await this.leave(
        arrival,
        waiting.flatMap(({ faults }) => faults),
      );
      return 'left';
    }
    this.left.remove(arrival);
    const refused = results.filter(({ status }) => status === 'refused' || status === 'passed-over');
    if (refused.length === 0 && results.length > 0) {
      await this.shelves.done(arrival);
      return 'done';
    }
    await this.shelves.refused(
      arrival,
      refusalText(refused.length > 0 ? refused : [this.nothingIn(arrival)], this.work),
    );
    return 'refused';
  }

  private nothingIn({ path }: Arrival): FileResult {
    const faults = [{ place: 'file', text: inboxTexts[this.work.language].nothing }];
    return { file: path, kind: 'unreadable', status: 'refused', region: null, faults };
  }

  /** Leaves a file in the folder, with a note, and tries it again later. */
  private async leave(arrival: Arrival, faults: readonly Fault[]): Promise<void> {
    this.left.add(arrival);
    await this.shelves.waiting(arrival, waitingText(faults, this.work)).catch(() => undefined);
  }

  /** Leaves all files that were not imported: a later one may depend on the one that failed. */
  private async stopAt(failure: unknown, open: ReadonlySet<Arrival>): Promise<void> {
    const text = await describeError(failure, this.work.language);
    logger.warn(`${place(this.work)}: ${open.size} files stay for now: ${await textForLog(failure)}`);
    for (const arrival of open) await this.leave(arrival, [{ place: 'file', text }]);
  }
}
