import { InvalidArgumentError, Option, type Command } from 'commander';
import type { Language } from '@regieboek/kernel';
import { date, youthId } from '../arguments.js';
import { onRegion, type ProgramContext } from '../closing/closing-program.js';
import type { Input } from '../input.js';
import { whoHelp } from './texts.js';
import type { FactOptions, IdentityOptions, NamedBy, WhoOptions } from './who-commands.js';

interface Given {
  readonly dataDir?: string;
}

const assignmentNumber =
  (language: Language) =>
  (text: string): number => {
    if (!/^\d{1,15}$/.test(text)) throw new InvalidArgumentError(whoHelp[language].number);
    return Number(text);
  };

const asJson =
  (language: Language) =>
  (text: string): unknown => {
    try {
      return JSON.parse(text);
    } catch {
      throw new InvalidArgumentError(whoHelp[language].notJson);
    }
  };

/** Options by which a youth is named. */
function namedBy(command: Command, language: Language): Command {
  const help = whoHelp[language];
  return command
    .addOption(new Option('--assignment <number>', help.assignment).argParser(assignmentNumber(language)))
    .option('--reference <text>', help.reference)
    .addOption(new Option('--youth <id>', help.youth).argParser(youthId(help.pseudonym)));
}

const countOf = ({ assignment, reference, youth }: NamedBy): number =>
  [assignment, reference, youth].filter((one) => one !== undefined).length;

/** Adds `who`, `identity` and `fact`. */
export function addWhoCommands(program: Command, { output, settingsOf }: ProgramContext, input: Input): void {
  const { language } = output;
  const help = whoHelp[language];
  namedBy(onRegion(program, 'who', help.who, language), language).action(
    async (options: Given & WhoOptions, command: Command) => {
      if (countOf(options) > 1) command.error(help.oneOf, { exitCode: 2 });
      const { whoCommand } = await import('./who-commands.js');
      await whoCommand(await settingsOf(options), options, output, input);
    },
  );
  onRegion(program, 'identity', help.identity, language)
    .addOption(new Option('--youth <id>', help.youth).argParser(youthId(help.pseudonym)).makeOptionMandatory())
    .action(async (options: Given & IdentityOptions) => {
      const { identityCommand } = await import('./who-commands.js');
      await identityCommand(await settingsOf(options), options, output);
    });
  namedBy(onRegion(program, 'fact', help.fact, language), language)
    .addOption(new Option('--fact <json>', help.json).argParser(asJson(language)).makeOptionMandatory())
    .addOption(new Option('--on <yyyy-mm-dd>', help.on).argParser(date(language)))
    .action(async (options: Given & FactOptions, command: Command) => {
      if (countOf(options) !== 1) command.error(help.oneOf, { exitCode: 2 });
      const { factCommand } = await import('./who-commands.js');
      await factCommand(await settingsOf(options), options, output);
    });
}
