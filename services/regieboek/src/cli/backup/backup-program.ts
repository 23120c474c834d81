import { Argument, type Command } from 'commander';
import type { ProgramContext } from '../closing/closing-program.js';
import { optionHelp } from '../language/help-texts.js';
import { dataDir } from '../place/data-dir.js';
import type { BackupCommandOptions, RestoreOptions, VerifyBackupOptions } from './backup-commands.js';
import { backupHelp } from './texts.js';

interface Given {
  readonly dataDir?: string;
}

/** Adds `backup create`, `backup verify` and `restore`. */
export function addBackupCommands(program: Command, { output, settingsOf }: ProgramContext): void {
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
  program
    .command('restore')
    .description(help.restore)
    .addArgument(folder())
    .option('--key <file>', help.key)
    .addOption(dataDir(language))
    .option('--json', optionHelp[language].json)
    .action(async (dir: string, options: Given & RestoreOptions) => {
      const { restoreCommand } = await import('./restore-command.js');
      await restoreCommand(dir, await settingsOf(options), options, output);
    });
}
