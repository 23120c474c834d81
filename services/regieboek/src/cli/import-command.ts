import { resolve } from 'node:path';
import { readyToReadLarge } from '@regieboek/finance';
import { limits } from '@regieboek/kernel';
import { filesToImport } from '../import/files-to-import.js';
import { importFiles, type FileResult } from '../import/import-files.js';
import { writeAnswers } from '../import/write-answers.js';
import { withRegieboek } from '../process/regieboek.js';
import type { Settings } from '../process/settings.js';
import { protectFromDemos } from './demo/folder.js';
import { CommandRefused, counted, table, warnOfOthers, type Output } from './output.js';

/** Options of `import`. */
export interface ImportOptions {
  readonly json?: boolean;
  readonly answers?: string;
}

const FAULTS_SHOWN = 20;

const names: Record<FileResult['kind'], string> = {
  contracts: 'contracts.yaml',
  'residence-facts': 'residence facts (CSV)',
  JW301: 'assignments (JW301)',
  care: 'starts and stops (JW305, JW307)',
  JW323: 'declarations (JW323)',
  'other-xml': 'other XML',
  unknown: 'other files',
  unreadable: 'files that cannot be read',
  'passed-over': 'files passed over',
};

/** A row per kind of file: numbers imported, already known, waiting, refused or passed over. */
export function importTable(results: readonly FileResult[]): string[] {
  const rows = [...Map.groupBy(results, ({ kind }) => kind)].map(([kind, own]) => {
    const count = (...statuses: FileResult['status'][]) =>
      String(own.filter(({ status }) => statuses.includes(status)).length);
    return [
      names[kind],
      String(own.length),
      count('processed'),
      count('unchanged'),
      count('waiting'),
      count('refused', 'passed-over'),
    ];
  });
  return table(['', 'files', 'taken in', 'unchanged', 'waiting', 'refused'], rows, [1, 2, 3, 4, 5]);
}

/** File name on one line, whatever it contains: nothing in it can look like another line. */
const oneLine = (path: string): string => path.replace(/\p{Cc}/gu, '?');

/** Lines for people about declarations that wait for another. */
function waitingLines(results: readonly FileResult[]): string[] {
  const waiting = results.filter(({ status }) => status === 'waiting');
  const lines = waiting.flatMap(({ file, faults }) => faults.map(({ text }) => `${oneLine(file)}: ${text}`));
  const more = lines.length > FAULTS_SHOWN ? [`... and ${lines.length - FAULTS_SHOWN} more wait; see --json`] : [];
  return [...lines.slice(0, FAULTS_SHOWN), ...more];
}

const isNotTaken = ({ status }: FileResult): boolean => status === 'refused' || status === 'passed-over';

/** Lines for people about files that were refused or passed over. */
export function refusedLines(results: readonly FileResult[]): string[] {
  const refused = results.filter(isNotTaken);
  const faults = refused.flatMap(({ file, faults: own }) =>
    own.map(({ place, text }) => `${oneLine(file)}: ${place}: ${text}`),
  );
  const more = faults.length > FAULTS_SHOWN ? [`... and ${faults.length - FAULTS_SHOWN} more; see --json`] : [];
  return [...faults.slice(0, FAULTS_SHOWN), ...more];
}

/** One sentence about declared lines. */
export function declaredSentence(results: readonly FileResult[]): string {
  const released = results.flatMap(({ released: own }) => own ?? []);
  const declarations = [...results.flatMap(({ declaration }) => declaration ?? []), ...released];
  const lines = declarations.reduce((sum, one) => sum + one.lines, 0);
  const approved = declarations.reduce((sum, one) => sum + one.approvedLines, 0);
  // No line of such a declaration is judged: without a note it would be counted as imported, and nothing more.
  const whole = declarations.filter((one) => one.lines === 0).length;
  return [
    `${counted(declarations.length, 'declaration')} decided: ${counted(lines, 'line')}, ${approved} approved, ${lines - approved} rejected`,
    ...(whole > 0 ? [`${counted(whole, 'declaration')} refused as a whole; --answers <folder> writes why`] : []),
    ...(released.length > 0 ? [`${counted(released.length, 'declaration')} among these had waited`] : []),
  ].join('; ');
}

/** `regieboek import <files or folders>`: imports any mix of files; the same files again change nothing. */
export async function importCommand(
  paths: readonly string[],
  settings: Settings,
  options: ImportOptions,
  output: Output,
): Promise<void> {
  // An empty path, as of a variable that is not set, would mean everything below this folder.
  if (paths.some((path) => path.trim() === ''))
    throw new CommandRefused('one of the paths is empty: name files or folders, or leave it out');
  const files = await filesToImport(paths.map((path) => resolve(path)));
  if (files.every(({ kind }) => kind === 'passed-over'))
    throw new CommandRefused(
      [
        `there is nothing to import in ${paths.join(', ')}: name XML, CSV or YAML files, or a folder with them`,
        ...files.slice(0, FAULTS_SHOWN).map(({ path, reason }) => `  ${oneLine(path)} ${reason ?? ''}`),
      ].join('\n'),
    );
  // Its modules load while the database starts.
  if (files.some(({ kind, bytes }) => kind === 'JW323' && bytes >= limits.apartBytes)) readyToReadLarge();
  const results = await withRegieboek(settings, async (regieboek) => {
    await protectFromDemos(settings.dataDir);
    let done = 0;
    const imported = await importFiles(regieboek, files, () =>
      output.progress(`importing ${(done += 1)} of ${files.length} files`),
    );
    output.progressDone();
    if (options.answers) {
      await warnOfOthers(options.answers, output);
      await writeAnswers(regieboek, imported, resolve(options.answers));
    }
    return imported;
  });
  const refused = results.filter(isNotTaken);
  if (options.json) output.json(results);
  else {
    for (const line of [
      ...importTable(results),
      '',
      declaredSentence(results),
      ...waitingLines(results),
      ...refusedLines(refused),
    ])
      output.line(line);
  }
  if (refused.length > 0) throw new CommandRefused(refusal(refused, results.length));
}

/** Number of files that were not imported, with the remedy. */
function refusal(notTaken: readonly FileResult[], all: number): string {
  const refused = notTaken.filter(({ status }) => status === 'refused');
  const passedOver = notTaken.length - refused.length;
  return [
    ...(refused.length > 0 ? [`${refused.length} of ${all} files refused; ${remedyFor(refused)}`] : []),
    ...(passedOver > 0 ? [`${passedOver} of ${all} files passed over; move them out of the folder`] : []),
  ].join('\n');
}

/** Remedy for refused files: an answer is final, so an answered message must be sent again as another message. */
function remedyFor(refused: readonly FileResult[]): string {
  const answered = refused.filter(({ answer }) => answer).length;
  const repair = 'they are kept and can be imported again after repair';
  if (answered === 0) return repair;
  const anew = 'a message that was answered needs a new one, with a new Identificatie';
  return answered === refused.length ? anew : `${repair}; ${anew}`;
}
