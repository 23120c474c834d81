import type { Month } from '@regieboek/kernel';
import { lineShares, monthCare, monthColumns } from '../../columns/months/columns.js';
import type { LineShare, MonthColumns, SharedColumns } from '../../columns/months/columns.js';
import { monthLines, monthsOfLines, type MonthLines, type MonthsQuestion } from '../../columns/months/lines.js';
import type { FileSegments, KeptFiles } from '../files/file-segments.js';
import { linesFile } from '../files/segment-files.js';
import type { DividedWork, MonthsWork, OpenedRegion, ReadRegion, ShareSizes } from './months-work.js';
import { serveMonths } from './serve-months.js';

/** Work over the declared lines of some months and the care that there was. */
export interface LinesWork<Part, Answer> {
  readonly worker: URL;
  /** A number for each line, of what lines of different youths say of each other; in memory that workers can share. */
  marks(lines: MonthLines): Uint8Array<SharedArrayBuffer>;
  part(columns: MonthColumns): Part;
  isPart(value: unknown): value is Part;
  answer(parts: readonly Part[], lines: MonthLines): Answer;
}

/** Months whose lines are read; declarations of one provider (AGB code) or all. */
export type LinesQuestion = Omit<MonthsQuestion, 'upTo'>;

/** Lines of one share at most: the thread of the caller is free between two of them, and no thread waits long at the end. */
const SHARE_LINES = 50_000;

/**
 * This multiple of `aloneLinesMax` takes one thread as long as several: two threads were no sooner at a million declared
 * lines, for what they have to start and cannot share.
 */
const SOONER = 40;

/** Lines and care of months as work that is done in shares of youths. */
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
  ({ region, names }: ReadRegion, shared: SharedColumns, share: LineShare): Part =>
    work.part(monthColumns({ ...shared, region, names }, share));

/** Makes this thread a worker over lines and care until it is ended; called by the module that `LinesWork.worker` names. */
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
  // Of later months few lines count: their tables need not stay in memory.
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

/** Files for all to share: those in memory, and the lines of the months that are asked about. */
function filesOf(segments: FileSegments, [first, ...others]: readonly Month[]): KeptFiles {
  const files: KeptFiles = segments.filesOf(first ?? '');
  for (const period of others)
    for (const entry of segments.entries)
      if (linesFile(period) in entry.files)
        files.set(`${entry.folder}/${linesFile(period)}`, segments.read(entry, linesFile(period)));
  return files;
}
