import { faultLine, faultText } from '@regieboek/platform';
import { resolve } from 'node:path';
import { readyToReadLarge } from '@regieboek/finance';
import { limits, type Language } from '@regieboek/kernel';
import { filesToImport } from '../import/files-to-import.js';
import { importFiles } from '../import/import-files.js';
import type { FileResult } from '../import/import-one.js';
import { writeAnswers } from '../import/write-answers.js';
import { withRegieboek } from '../process/regieboek.js';
import type { Settings } from '../process/settings.js';
import { protectFromDemos } from './demo/folder.js';
import { refusedInImport, refusedInImportLines, type RefusedInImport } from './refusals/refused-in-import.js';
import { CommandRefused, table, warnOfOthers, type Output } from './output.js';
import { importTexts } from './texts.js';

/** Options of `import`. */
export interface ImportOptions {
  readonly json?: boolean;
  readonly answers?: string;
}

const FAULTS_SHOWN = 20;

/** A row per kind of file: numbers imported, already known, waiting, refused or passed over. */
export function importTable(results: readonly FileResult[], language: Language): string[] {
  const { kinds, columns } = importTexts[language];
  const rows = [...Map.groupBy(results, ({ kind }) => kind)].map(([kind, own]) => {
    const count = (...statuses: FileResult['status'][]) =>
      String(own.filter(({ status }) => statuses.includes(status)).length);
    return [
      kinds[kind],
      String(own.length),
      count('processed'),
      count('unchanged'),
      count('waiting'),
      count('refused', 'passed-over'),
    ];
  });
  return table(columns, rows, [1, 2, 3, 4, 5]);
}

/** File name on one line, whatever it contains: nothing in it can look like another line. */
const oneLine = (path: string): string => path.replace(/\p{Cc}/gu, '?');

/** Lines for people about declarations that wait for another. */
function waitingLines(results: readonly FileResult[], language: Language): string[] {
  const waiting = results.filter(({ status }) => status === 'waiting');
  const lines = waiting.flatMap(({ file, faults }) =>
    faults.map(({ text }) => `${oneLine(file)}: ${faultText(text, language)}`),
  );
  const more = lines.length > FAULTS_SHOWN ? [importTexts[language].moreWaiting(lines.length - FAULTS_SHOWN)] : [];
  return [...lines.slice(0, FAULTS_SHOWN), ...more];
}

const isNotTaken = ({ status }: FileResult): boolean => status === 'refused' || status === 'passed-over';

/** Lines for people about files that were refused or passed over. */
export function refusedLines(results: readonly FileResult[], language: Language): string[] {
  const refused = results.filter(isNotTaken);
  const faults = refused.flatMap(({ file, faults: own }) =>
    own.map((fault) => `${oneLine(file)}: ${faultLine(fault, language)}`),
  );
  const more = faults.length > FAULTS_SHOWN ? [importTexts[language].more(faults.length - FAULTS_SHOWN)] : [];
  return [...faults.slice(0, FAULTS_SHOWN), ...more];
}

/** One sentence about declared lines. */
export function declaredSentence(results: readonly FileResult[], language: Language): string {
  const texts = importTexts[language];
  const released = results.flatMap(({ released: own }) => own ?? []);
  const declarations = [...results.flatMap(({ declaration }) => declaration ?? []), ...released];
  const lines = declarations.reduce((sum, one) => sum + one.lines, 0);
  const approved = declarations.reduce((sum, one) => sum + one.approvedLines, 0);
  // No line of such a declaration is judged: without a note it would be counted as imported, and nothing more.
  const whole = declarations.filter((one) => one.lines === 0).length;
  return [
    texts.decided(declarations.length, lines, approved),
    ...(whole > 0 ? [texts.whole(whole)] : []),
    ...(released.length > 0 ? [texts.released(released.length)] : []),
  ].join('; ');
}

/** Lines for people about an import: numbers, then everything that was not imported or was refused. */
function resultLines(results: readonly FileResult[], refusedOnes: RefusedInImport, language: Language): string[] {
  return [
    ...importTable(results, language),
    '',
    declaredSentence(results, language),
    ...waitingLines(results, language),
    ...refusedLines(results, language),
    ...refusedInImportLines(refusedOnes, oneLine, language),
  ];
}

/** `regieboek import <files or folders>`: imports any mix of files; the same files again change nothing. */
export async function importCommand(
  paths: readonly string[],
  settings: Settings,
  options: ImportOptions,
  output: Output,
): Promise<void> {
  const texts = importTexts[output.language];
  // An empty path, as of a variable that is not set, would mean everything below this folder.
  if (paths.some((path) => path.trim() === '')) throw new CommandRefused(texts.emptyPath);
  const files = await filesToImport(paths.map((path) => resolve(path)));
  if (files.every(({ kind }) => kind === 'passed-over'))
    throw new CommandRefused(
      [
        texts.nothing(paths.join(', ')),
        ...files
          .slice(0, FAULTS_SHOWN)
          .map(({ path, reason }) => `  ${oneLine(path)} ${faultText(reason ?? '', output.language)}`),
      ].join('\n'),
    );
  // Its modules load while the database starts.
  if (files.some(({ kind, bytes }) => kind === 'JW323' && bytes >= limits.apartBytes)) readyToReadLarge();
  const { results, refusedOnes } = await withRegieboek(settings, async (regieboek) => {
    await protectFromDemos(settings.dataDir);
    let done = 0;
    const imported = await importFiles(regieboek, files, () =>
      output.progress(texts.importing((done += 1), files.length)),
    );
    output.progressDone();
    if (options.answers) {
      await warnOfOthers(options.answers, output);
      await writeAnswers(regieboek, imported, resolve(options.answers));
    }
    return { results: imported, refusedOnes: await refusedInImport(regieboek, imported, FAULTS_SHOWN) };
  });
  const refused = results.filter(isNotTaken);
  if (options.json) output.json(results);
  else for (const line of resultLines(results, refusedOnes, output.language)) output.line(line);
  if (refused.length > 0) throw new CommandRefused(refusal(refused, results.length, output.language));
}

/** Number of files that were not imported, with the remedy. */
function refusal(notTaken: readonly FileResult[], all: number, language: Language): string {
  const texts = importTexts[language];
  const refused = notTaken.filter(({ status }) => status === 'refused');
  const passedOver = notTaken.length - refused.length;
  return [
    ...(refused.length > 0 ? [texts.refused(refused.length, all, remedyFor(refused, language))] : []),
    ...(passedOver > 0 ? [texts.skipped(passedOver, all)] : []),
  ].join('\n');
}

/** Remedy for refused files: an answer is final, so an answered message must be sent again as another message. */
function remedyFor(refused: readonly FileResult[], language: Language): string {
  const { repair, newMessage } = importTexts[language];
  const answered = refused.filter(({ answer, declaration }) => answer ?? declaration).length;
  if (answered === 0) return repair;
  return answered === refused.length ? newMessage : `${repair}; ${newMessage}`;
}
