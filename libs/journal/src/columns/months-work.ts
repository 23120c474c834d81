import type { MonthColumns } from './month-columns.js';
import type { MonthLines } from './month-lines.js';

/** Work over some months that can be done in shares of youths, by the thread of the caller or by workers beside it. */
export interface MonthsWork<Part, Answer> {
  /** Compiled module that workers run, which calls `serveMonths` with this work. */
  readonly worker: URL;
  /** A number for each line, of what lines of different youths say of each other; in memory that workers can share. */
  marks(lines: MonthLines): Uint8Array<SharedArrayBuffer>;
  /** What becomes of a share: plain values and typed arrays, so that a worker can hand it over. */
  part(columns: MonthColumns): Part;
  isPart(value: unknown): value is Part;
  /** The answer from the parts in order of youth: the same however the youths were cut. */
  answer(parts: readonly Part[], lines: MonthLines): Answer;
}
