import type { Month } from '@regieboek/kernel';
import { lineShares, monthCare, monthColumns } from '../../columns/months/columns.js';
import type { LineShare, MonthColumns, SharedColumns } from '../../columns/months/columns.js';
import { monthLines, monthsOfLines, type MonthLines, type MonthsQuestion } from '../../columns/months/lines.js';
import type { FileSegments, CachedFiles } from '../files/file-segments.js';
import { linesFile } from '../files/segment-files.js';
import type { DividedWork, MonthsWork, OpenedRegion, RegionReader, ShareSizes } from './months-work.js';
import { serveMonths } from './serve-months.js';

/** A job over the declared lines of some months and the care in those months. */
export interface LinesWork<Part, Answer> {
  readonly worker: URL;
  /** A number per line that depends on lines of several youths; in memory that workers can share. */
  marks(lines: MonthLines): Uint8Array<SharedArrayBuffer>;
  part(columns: MonthColumns): Part;
  isPart(value: unknown): value is Part;
  answer(parts: readonly Part[], lines: MonthLines): Answer;
}

/** Months whose lines are read; declarations of one provider (AGB code) or all. */
export type LinesQuestion = Omit<MonthsQuestion, 'upTo'>;

/** Maximum lines per share: the caller's thread is free between two shares, and no thread waits long at the end. */
const SHARE_LINES = 50_000;

/**
 * Below this multiple of `aloneLinesMax` one thread is as fast as several: two threads were not faster at a million
 * declared lines, because of their start-up and of data that they cannot share.
 */
const SOONER = 40;

/** Lines and care of months as a job in shares of youths. */
export const linesWork = <Part, Answer>(
  question: LinesQuestion,
  work: LinesWork<Part, Answer>,
): MonthsWork<SharedColumns, LineShare, Part, Answer> => ({
  step: 'reconciling',
  worker: { url: work.worker, isPart: (value): value is Part => work.isPart(value) },
  divide: (asked, sizes) => divided(asked, question, work, sizes),
  part: partOf(work),
});

const partOf =
  <Part>(work: Pick<LinesWork<Part, unknown>, 'part'>) =>
  ({ region, names }: RegionReader, shared: SharedColumns, share: LineShare): Part =>
    work.part(monthColumns({ ...shared, region, names }, share));

/**
 * Turns this thread into a worker over lines and care until it is terminated; called by the module that
 * `LinesWork.worker` names.
 */
export const serveLines = <Part>(work: Pick<LinesWork<Part, unknown>, 'part'>): void =>
  serveMonths({ part: partOf(work) });

function divided<Part, Answer>(
  { segments, declarations, region, names, upTo, endYouth }: OpenedRegion,
  months: LinesQuestion,
  work: LinesWork<Part, Answer>,
  { workers, aloneLinesMax }: ShareSizes,
): DividedWork<SharedColumns, LineShare, Part, Answer> {
  const question = { ...months, upTo };
  const isAsked = (month: string) => month <= question.to;
  const files = filesOf(segments, monthsOfLines(declarations, question).filter(isAsked));
  const asked = segments.sharing(files);
  // Few lines of later months count: their tables need not stay in memory.
  const source = {
    lines: (month: string) => (isAsked(month) ? asked : segments).lines(month),
    holds: isAsked,
  };
  const lines = monthLines(source, question, declarations, { region, names });
  const { rows } = lines.lines;
  const isAlone = workers < 2 || rows <= aloneLinesMax * SOONER;
  return {
    segments,
    files,
    shares: lineShares(lines.lines, Math.max(isAlone ? 1 : workers, Math.ceil(rows / SHARE_LINES)), endYouth),
    workers: isAlone ? 0 : workers - 1,
    isCallerWorking: true,
    shared: () => {
      const { lines: table, provider, payer } = lines;
      return { question, lines: table, provider, payer, care: monthCare(segments, lines), marks: work.marks(lines) };
    },
    answer: (parts) => work.answer(parts, lines),
  };
}

/** Files for all threads to share: those in memory, and the lines of the months in question. */
function filesOf(segments: FileSegments, [first, ...others]: readonly Month[]): CachedFiles {
  const files: CachedFiles = segments.filesOf(first ?? '');
  for (const period of others)
    for (const entry of segments.entries)
      if (linesFile(period) in entry.files)
        files.set(`${entry.folder}/${linesFile(period)}`, segments.read(entry, linesFile(period)));
  return files;
}
