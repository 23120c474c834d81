import type { Command } from 'commander';
import type { ProgramContext } from '../closing/closing-program.js';
import { optionHelp } from '../language/help-texts.js';
import { dataDir } from '../place/data-dir.js';
import { upgradeTexts } from './texts.js';
import type { UpgradeOptions } from './upgrade-command.js';

/** Adds `upgrade`. */
export function addUpgradeCommand(program: Command, { output, settingsOf }: ProgramContext): void {
  const { language } = output;
  const texts = upgradeTexts[language];
  program
    .command('upgrade')
    .description(texts.help)
    .option('--backup <folder>', texts.backup)
    .option('--without-backup', texts.withoutBackup)
    .addOption(dataDir(language))
    .option('--json', optionHelp[language].json)
    .action(async (options: UpgradeOptions & { readonly dataDir?: string }) => {
      const { upgradeCommand } = await import('./upgrade-command.js');
      await upgradeCommand(await settingsOf(options), options, output);
    });
}
