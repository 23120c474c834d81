import pMap from 'p-map';
import type { Language } from '@regieboek/kernel';
import { systemProblem } from '../../cli/describe-error.js';
import { notTaken, type ImportFile } from '../../import/classify.js';
import { filesOf } from '../../import/files-to-import.js';
import { inCreationOrder } from '../../import/message-order.js';
import { lookAt, type Arrival, type WholeArrival } from './arrivals.js';
import { isMissing } from './missing.js';
import { inboxTexts } from '../texts.js';

/** Files read at once to find their kind; each has at most 25 MB (OP179). */
const READ_AT_ONCE = 8;

/** Files of arrivals in the order of their import, and the arrivals that cannot be read now. */
export interface ReadArrivals {
  readonly files: readonly ImportFile[];
  /** Files of each arrival: one, or the entries of a ZIP file. */
  readonly filesOf: ReadonlyMap<Arrival, readonly ImportFile[]>;
  readonly unreadable: ReadonlyMap<Arrival, string>;
  /** Arrivals whose XML ends too early, and that changed recently: they may still be being copied. */
  readonly stalled: readonly Arrival[];
}

const notPlain = ({ path }: Arrival, language: Language): ImportFile =>
  notTaken({ path, reason: inboxTexts[language].notPlain }, 'passed-over');

/** Options of reading arrivals. */
interface ReadingOptions {
  readonly language: Language;
  /** Quiet time of a file whose XML ends too early. */
  readonly stalledMs: number;
  readonly signal: AbortSignal;
}

/** Reads arrivals that are still the same; leaves out those that changed or were moved by another process. */
export async function readArrivals(
  folder: string,
  arrivals: readonly WholeArrival[],
  { language, stalledMs, signal }: ReadingOptions,
): Promise<ReadArrivals> {
  const found = new Map<Arrival, readonly ImportFile[]>();
  const unreadable = new Map<Arrival, string>();
  const stalled: Arrival[] = [];
  const read = async (arrival: WholeArrival): Promise<void> => {
    if (signal.aborted || (await lookAt(folder, arrival.name))?.signature !== arrival.signature) return;
    try {
      const files = arrival.isPlain ? await filesOf(arrival.path) : [notPlain(arrival, language)];
      if (arrival.quietMs < stalledMs && files.some(({ isCut }) => isCut)) stalled.push(arrival);
      else found.set(arrival, files);
    } catch (error) {
      if (isMissing(error)) return;
      const problem = systemProblem(error, language);
      if (problem === undefined) throw error;
      unreadable.set(arrival, problem.replace(`${arrival.path} `, ''));
    }
  };
  await pMap(arrivals, read, { concurrency: READ_AT_ONCE });
  return { files: await inCreationOrder([...found.values()].flat()), filesOf: found, unreadable, stalled };
}
