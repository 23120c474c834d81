import { resolve } from 'node:path';
import { filesToImport } from '../import/classify.js';
import { importFiles, type FileResult } from '../import/import-files.js';
import { writeAnswers } from '../import/write-answers.js';
import { withRegieboek } from '../process/regieboek.js';
import type { Settings } from '../process/settings.js';
import { CommandRefused, counted, table, type Output } from './output.js';

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
};

/** A row per kind of file: how many were taken in, known already, refused. */
export function importTable(results: readonly FileResult[]): string[] {
  const rows = [...Map.groupBy(results, ({ kind }) => kind)].map(([kind, own]) => {
    const count = (status: FileResult['status']) => String(own.filter((one) => one.status === status).length);
    return [names[kind], String(own.length), count('processed'), count('unchanged'), count('refused')];
  });
  return table(['', 'files', 'taken in', 'unchanged', 'refused'], rows, [1, 2, 3, 4]);
}

/** Lines for people about refused files. */
export function refusedLines(results: readonly FileResult[]): string[] {
  const refused = results.filter(({ status }) => status === 'refused');
  const faults = refused.flatMap(({ file, faults: own }) => own.map(({ place, text }) => `${file}: ${place}: ${text}`));
  const more = faults.length > FAULTS_SHOWN ? [`... and ${faults.length - FAULTS_SHOWN} more; see --json`] : [];
  return [...faults.slice(0, FAULTS_SHOWN), ...more];
}

/** One sentence about declared lines. */
export function declaredSentence(results: readonly FileResult[]): string {
  const declarations = results.flatMap(({ declaration }) => declaration ?? []);
  const lines = declarations.reduce((sum, one) => sum + one.lines, 0);
  const approved = declarations.reduce((sum, one) => sum + one.approvedLines, 0);
  // No line of such a declaration is judged: without a word it would be among those that were taken in, and nothing more.
  const whole = declarations.filter((one) => one.lines === 0).length;
  return [
    `${counted(declarations.length, 'declaration')} decided: ${counted(lines, 'line')}, ${approved} approved, ${lines - approved} rejected`,
    ...(whole > 0 ? [`${counted(whole, 'declaration')} refused as a whole; --answers <folder> writes why`] : []),
  ].join('; ');
}

/** `regieboek import <files or folders>`: takes in any mix of files; the same files again change nothing. */
export async function importCommand(
  paths: readonly string[],
  settings: Settings,
  options: ImportOptions,
  output: Output,
): Promise<void> {
  const files = await filesToImport(paths.map((path) => resolve(path)));
  if (files.length === 0)
    throw new CommandRefused(
      `there is nothing to import in ${paths.join(', ')}: name XML, CSV or YAML files, or a folder with them`,
    );
  const results = await withRegieboek(settings, async (regieboek) => {
    let done = 0;
    const imported = await importFiles(regieboek, files, () =>
      output.progress(`importing ${(done += 1)} of ${files.length} files`),
    );
    output.progressDone();
    if (options.answers) await writeAnswers(regieboek, imported, resolve(options.answers));
    return imported;
  });
  const refused = results.filter(({ status }) => status === 'refused');
  if (options.json) output.json(results);
  else {
    for (const line of [...importTable(results), '', declaredSentence(results), ...refusedLines(refused)])
      output.line(line);
  }
  if (refused.length > 0)
    throw new CommandRefused(`${refused.length} of ${results.length} files refused; ${remedyFor(refused)}`);
}

/** What can be done about refused files: an answer is final, so what was answered comes again as another message. */
function remedyFor(refused: readonly FileResult[]): string {
  const answered = refused.filter(({ answer }) => answer).length;
  const repair = 'they are kept and can be imported again after repair';
  if (answered === 0) return repair;
  const anew = 'a message that was answered needs a new one, with a new Identificatie';
  return answered === refused.length ? anew : `${repair}; ${anew}`;
}
