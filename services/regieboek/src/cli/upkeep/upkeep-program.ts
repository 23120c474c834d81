import { Argument, Option, type Command } from 'commander';
import type { ProgramContext } from '../closing/closing-program.js';
import { optionHelp } from '../language/help-texts.js';
import { dataDir } from '../place/data-dir.js';
import { upkeepHelp } from './help.js';
import type { KeysOptions } from './keys-commands.js';
import type { ParkedOptions } from './parked-commands.js';

/** Options that settings come from. */
interface Given {
  readonly dataDir?: string;
}

/** Adds `parked list`, `parked retry` and `parked skip`. */
export function addParkedCommands(program: Command, { output, settingsOf }: ProgramContext): void {
  const { language } = output;
  const help = upkeepHelp[language];
  const parked = program.command('parked').description(help.parked);
  const command = (name: string, description: string): Command =>
    parked
      .command(name)
      .description(description)
      .addOption(dataDir(language))
      .option('--database <url>', optionHelp[language].database);
  const named = () => new Argument('<name>', help.parkedName);
  const consumer = () => new Option('--consumer <name>', help.consumer);
  command('list', help.parkedList)
    .addOption(new Option('--json', optionHelp[language].json))
    .action(async (options: Given & ParkedOptions) => {
      const { listParked } = await import('./parked-commands.js');
      await listParked(options, await settingsOf(options), output);
    });
  command('retry', help.retry)
    .addArgument(named())
    .addOption(consumer())
    .action(async (name: string, options: Given & ParkedOptions) => {
      const { retryParked } = await import('./parked-commands.js');
      await retryParked(name, options, await settingsOf(options), output);
    });
  command('skip', help.skip)
    .addArgument(named())
    .requiredOption('--reason <text>', help.skipReason)
    .addOption(consumer())
    .action(async (name: string, options: Given & ParkedOptions) => {
      const { skipParked } = await import('./parked-commands.js');
      await skipParked(name, options, await settingsOf(options), output);
    });
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
