import { resolve } from 'node:path';
import { BackupFolder, verifyBackup } from '@regieboek/backup';
import { exerciseBackup } from '../../backup/exercise-backup.js';
import { keyForBackup } from '../../backup/key-of-backup.js';
import type { Settings } from '../../process/settings.js';
import { printResults } from '../checks/check-command.js';
import { checkTexts } from '../checks/texts.js';
import { CommandRefused, table, type Output } from '../output.js';
import { exerciseTexts } from './exercise-texts.js';
import { backupTexts } from './texts.js';

/** Options of `backup exercise`. */
export interface ExerciseOptions {
  readonly key?: string;
  readonly json?: boolean;
}

const MS = 1_000;

/** The exercise itself: verifies the backup, restores it and checks the restored ledger. */
async function exercised(dir: string, settings: Settings, file: string | undefined, output: Output) {
  const texts = backupTexts[output.language];
  const { names } = checkTexts[output.language];
  const started = new Date();
  const folder = new BackupFolder(resolve(dir));
  const manifest = await verifyBackup(folder, {
    deep: true,
    onPart: (done, all) => output.progress(texts.verifying(done, all)),
  });
  const { results, differing } = await exerciseBackup(settings, {
    ...{ folder, manifest, key: keyForBackup(settings, manifest, file) },
    onPosition: (region, position) => output.progress(texts.restoring(region, position)),
    onResult: ({ check, subject }) => output.progress(`${names[check]} ${subject}`),
  });
  const seconds = Math.round((Date.now() - started.getTime()) / MS);
  const { completedAt, ledger, version, keys } = manifest;
  const record = { startedAt: started.toISOString(), seconds, folder: folder.path, completedAt, ledger, version };
  return { record: { ...record, key: keys.at(-1)?.id ?? '' }, results, differing };
}

type Exercised = Awaited<ReturnType<typeof exercised>>;

const faultsOf = ({ results, differing }: Exercised): number =>
  results.reduce((sum, { faults }) => sum + faults.length, differing.length);

/** Prints the record to keep: the backup, every check with its mark, and the result. */
function printRecord(exercise: Exercised, output: Output): void {
  const texts = exerciseTexts[output.language];
  const { record, results, differing } = exercise;
  const faults = faultsOf(exercise);
  const result = faults === 0 ? texts.sound(results.length) : texts.unsound(faults);
  const rows = Object.entries({ ...record, result }).map(([name, value]) => [
    texts.names[name as keyof typeof texts.names],
    String(value ?? ''),
  ]);
  for (const line of table(texts.columns, rows, [])) output.line(line);
  output.line();
  printResults(results, output);
  for (const region of differing) output.line(`- ${texts.differs(region)}`);
}

/** `regieboek backup exercise`: restores a backup on trial, checks it, and prints a record; refused when something is not in order. */
export async function exerciseCommand(
  dir: string,
  settings: Settings,
  { key, json }: ExerciseOptions,
  output: Output,
): Promise<void> {
  const exercise = await exercised(dir, settings, key, output).finally(() => output.progressDone());
  const isSound = faultsOf(exercise) === 0;
  const { record, results, differing } = exercise;
  if (json) output.json({ ...record, isSound, differing, results });
  else printRecord(exercise, output);
  if (!isSound) throw new CommandRefused(exerciseTexts[output.language].refused);
}
