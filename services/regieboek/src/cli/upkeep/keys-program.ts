import { Option, type Command } from 'commander';
import type { Settings } from '../../process/settings.js';
import { optionHelp } from '../language/help-texts.js';
import type { Output } from '../output.js';
import { dataDir } from '../place/data-dir.js';
import { upkeepHelp } from './help.js';
import type { KeysOptions } from './keys-commands.js';

/** Options that settings come from. */
interface Given {
  readonly dataDir?: string;
}

/** Context of the commands: output and settings. */
interface ProgramContext {
  readonly output: Output;
  readonly settingsOf: (given: Given) => Promise<Settings>;
}

/** Adds `keys check` and `keys rotate`. */
export function addKeyCommands(program: Command, { output, settingsOf }: ProgramContext): void {
  const { language } = output;
  const help = upkeepHelp[language];
  const keys = program.command('keys').description(help.keys);
  keys
    .command('check')
    .description(help.keysCheck)
    .addOption(dataDir(language))
    .addOption(new Option('--json', optionHelp[language].json))
    .action(async (options: Given & KeysOptions) => {
      const { checkKeys } = await import('./keys-commands.js');
      await checkKeys(await settingsOf(options), options, output);
    });
  keys
    .command('rotate')
    .description(help.keysRotate)
    .addOption(dataDir(language))
    .addOption(new Option('--json', optionHelp[language].json))
    .action(async (options: Given & KeysOptions) => {
      const { rotateKeysCommand } = await import('./keys-commands.js');
      await rotateKeysCommand(await settingsOf(options), options, output);
    });
}
