import type { Command } from 'commander';
import type { Settings } from '../../process/settings.js';
import { dataDir } from './data-dir.js';
import { optionHelp } from '../language/help-texts.js';
import type { Output } from '../output.js';
import { placeHelp } from './texts.js';
import type { RemoveOptions } from './remove-command.js';
import type { StatusOptions } from './status-command.js';

/** Options that settings come from. */
interface Given {
  readonly dataDir?: string;
  readonly adopt?: boolean;
}

/** Context of the commands: output and settings. */
interface Surroundings {
  readonly output: Output;
  readonly settingsOf: (given: Given) => Promise<Settings>;
}

/** Adds `status` and `remove`. */
export function addPlaceCommands(program: Command, { output, settingsOf }: Surroundings): void {
  const { language } = output;
  const help = placeHelp[language];
  const version = program.version() ?? '';
  program
    .command('status')
    .description(help.status)
    .option('--adopt', help.adopt)
    .addOption(dataDir(language))
    .option('--json', optionHelp[language].json)
    .action(async (options: Given & Omit<StatusOptions, 'version'>) => {
      const { statusCommand } = await import('./status-command.js');
      await statusCommand(await settingsOf(options), { ...options, version }, output);
    });
  program
    .command('remove')
    .description(help.remove)
    .addOption(dataDir(language))
    .option('--leftovers', help.leftovers)
    .option('--unknown', help.unknown)
    .option('--yes', help.yes)
    .action(async (options: Given & RemoveOptions) => {
      const { removeCommand } = await import('./remove-command.js');
      await removeCommand(await settingsOf(options), options, output);
    });
}
