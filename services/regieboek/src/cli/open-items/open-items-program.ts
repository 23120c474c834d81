import { InvalidArgumentError, Option, type Command } from 'commander';
import { openReason } from '@regieboek/events';
import type { Language } from '@regieboek/kernel';
import { actor, agbCode, monthsOf, reason, spreadsheetFile, youthId } from '../arguments.js';
import { onRegion, type ProgramContext } from '../closing/closing-program.js';
import { closingHelp } from '../closing/help.js';
import { optionHelp } from '../language/help-texts.js';
import type { OpenItemsOptions } from './open-items-command.js';
import type { StandingOptions, StandingWithdrawOptions, TakeOptions } from './standing-commands.js';
import { openItemsHelp } from './texts.js';

interface Given {
  readonly dataDir?: string;
}

/** Code of a reason of an option. Throws InvalidArgumentError in the given language. */
const reasonCode =
  (language: Language) =>
  (text: string): string => {
    if (!openReason.safeParse(text).success) throw new InvalidArgumentError(openItemsHelp[language].waives);
    return text;
  };

const months = (language: Language) =>
  new Option('--period <period>', openItemsHelp[language].period).argParser(monthsOf(language)).makeOptionMandatory();
const why = (language: Language) =>
  new Option('--reason <text>', openItemsHelp[language].why).argParser(reason(language)).makeOptionMandatory();
const by = (language: Language) =>
  new Option('--by <who>', closingHelp[language].by).argParser(actor(language)).makeOptionMandatory();

function addStandingCommands(program: Command, { output, settingsOf }: ProgramContext): void {
  const { language } = output;
  const help = openItemsHelp[language];
  const standing = program.command('standing').description(help.standing);
  onRegion(standing, 'list', help.list, language).action(async (options: Given & StandingOptions) => {
    const { listStandingCommand } = await import('./standing-commands.js');
    await listStandingCommand(await settingsOf(options), options, output);
  });
  onRegion(standing, 'take', help.take, language)
    .addOption(new Option('--youth <id>', help.takenFor).argParser(youthId(help.pseudonym)).makeOptionMandatory())
    .addOption(new Option('--waives <code>', help.waives).argParser(reasonCode(language)).makeOptionMandatory())
    .addOption(months(language))
    .addOption(why(language))
    .addOption(by(language))
    .action(async (options: Given & TakeOptions) => {
      const { takeStandingCommand } = await import('./standing-commands.js');
      await takeStandingCommand(await settingsOf(options), options, output);
    });
  onRegion(standing, 'withdraw', help.withdraw, language)
    .addOption(new Option('--decision <id>', help.decision).makeOptionMandatory())
    .addOption(why(language))
    .addOption(by(language))
    .action(async (options: Given & StandingWithdrawOptions) => {
      const { withdrawStandingCommand } = await import('./standing-commands.js');
      await withdrawStandingCommand(await settingsOf(options), options, output);
    });
}

/** Adds `open-items` and `standing`. */
export function addOpenItemsCommands(program: Command, around: ProgramContext): void {
  const { output, settingsOf } = around;
  const { language } = output;
  const help = openItemsHelp[language];
  onRegion(program, 'open-items', help.openItems, language)
    .addOption(months(language))
    .option('--municipality <code>', help.municipality)
    .addOption(new Option('--provider <agb>', optionHelp[language].provider).argParser(agbCode(language)))
    .addOption(new Option('--kind <kind>', help.kind).choices(['line', 'declaration']))
    .addOption(new Option('--youth <id>', help.youth).argParser(youthId(help.pseudonym)))
    .addOption(new Option('--reason <code>', help.reason).argParser(reasonCode(language)))
    .addOption(new Option('--out <file>', help.out).argParser(spreadsheetFile(language)))
    .action(async (options: Given & Omit<OpenItemsOptions, 'lang'>, command: Command) => {
      const { openItemsCommand } = await import('./open-items-command.js');
      // Documents are Dutch unless another language is requested.
      const { lang = 'nl' } = command.optsWithGlobals<{ lang?: Language }>();
      await openItemsCommand(await settingsOf(options), { ...options, lang }, output);
    });
  addStandingCommands(program, around);
}
