import { Argument, InvalidArgumentError, Option, type Command } from 'commander';
import { date } from '../arguments.js';
import type { ProgramContext } from '../closing/closing-program.js';
import { optionHelp } from '../language/help-texts.js';
import { dataDir } from '../place/data-dir.js';
import type { Language } from '@regieboek/kernel';
import type { BackupCommandOptions, PositionInRegion, RestoreOptions, VerifyBackupOptions } from './backup-commands.js';
import type { ExerciseOptions } from './exercise-command.js';
import { exerciseTexts } from './exercise-texts.js';
import { backupHelp } from './texts.js';

interface Given {
  readonly dataDir?: string;
}

/** Positions of an option, each with those given before it. */
const upTo =
  (language: Language) =>
  (text: string, before: readonly PositionInRegion[] = []): readonly PositionInRegion[] => {
    const [, region, digits] = /^([A-Za-z0-9][A-Za-z0-9_-]*):([1-9][0-9]{0,14})$/.exec(text) ?? [];
    if (region === undefined || digits === undefined) throw new InvalidArgumentError(backupHelp[language].upToForm);
    return [...before, { region, position: Number(digits) }];
  };

function addExercise(backup: Command, { output, settingsOf }: ProgramContext): void {
  const { language } = output;
  const texts = exerciseTexts[language];
  backup
    .command('exercise')
    .description(texts.help)
    .addArgument(new Argument('<folder>', backupHelp[language].folder))
    .option('--key <file>', texts.key)
    .addOption(dataDir(language))
    .option('--json', optionHelp[language].json)
    .action(async (dir: string, options: Given & ExerciseOptions) => {
      const { exerciseCommand } = await import('./exercise-command.js');
      await exerciseCommand(dir, await settingsOf(options), options, output);
    });
}

/** Adds `backup create`, `backup verify`, `backup exercise` and `restore`. */
export function addBackupCommands(program: Command, context: ProgramContext): void {
  const { output, settingsOf } = context;
  const { language } = output;
  const help = backupHelp[language];
  const version = program.version() ?? '';
  const folder = () => new Argument('<folder>', help.folder);
  const backup = program.command('backup').description(help.backup);
  backup
    .command('create', { isDefault: true })
    .description(help.create)
    .addArgument(folder())
    .addOption(dataDir(language))
    .option('--json', optionHelp[language].json)
    .action(async (dir: string, options: Given & Omit<BackupCommandOptions, 'version'>) => {
      const { backupCommand } = await import('./backup-commands.js');
      await backupCommand(dir, await settingsOf(options), { ...options, version }, output);
    });
  backup
    .command('verify')
    .description(help.verify)
    .addArgument(folder())
    .option('--deep', help.deep)
    .option('--json', optionHelp[language].json)
    .action(async (dir: string, options: VerifyBackupOptions) => {
      const { verifyBackupCommand } = await import('./backup-commands.js');
      await verifyBackupCommand(dir, options, output);
    });
  addExercise(backup, context);
  program
    .command('restore')
    .description(help.restore)
    .addArgument(folder())
    .option('--key <file>', help.key)
    .option('--erased <folder>', help.erased)
    .addOption(
      new Option('--recorded-until <yyyy-mm-dd>', help.recordedUntil).argParser(date(language)).conflicts('upTo'),
    )
    .addOption(new Option('--up-to <zhz:1234>', help.upTo).argParser(upTo(language)))
    .addHelpText('after', `\n${help.moment}`)
    .addOption(dataDir(language))
    .option('--json', optionHelp[language].json)
    .action(async (dir: string, options: Given & RestoreOptions) => {
      const { restoreCommand } = await import('./restore-command.js');
      await restoreCommand(dir, await settingsOf(options), options, output);
    });
}
