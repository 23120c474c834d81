import { Argument, Option, type Command } from 'commander';
import type { CalendarDate, Language } from '@regieboek/kernel';
import { date, lineCount, separator, spreadsheetFile } from '../arguments.js';
import { optionHelp } from '../language/help-texts.js';
import type { Input } from '../input.js';
import type { Output } from '../output.js';
import type { NamedFiles } from './named-files.js';
import { ijwHelp } from './help.js';

const paths = (language: Language) => new Argument('[paths...]', ijwHelp[language].paths);
const today = (language: Language) =>
  new Option('--today <yyyy-mm-dd>', ijwHelp[language].today).argParser(date(language));

/** Text after the help of a command: how it is called. */
const example = (language: Language, call: string): string => `\n${ijwHelp[language].example}\n  regieboek ijw ${call}`;

interface WithToday {
  readonly today?: CalendarDate;
}

async function dayOf({ today: given }: WithToday): Promise<CalendarDate> {
  const { systemToday } = await import('@regieboek/platform/today');
  return given ?? systemToday();
}

/** The files of a command; wrong usage when nothing is named and nothing is piped in. */
async function filesOf(
  named: readonly string[],
  { input, language }: { readonly input: Input; readonly language: Language },
  command: Command,
): Promise<NamedFiles> {
  if (named.length === 0 && input.isTTY) command.error(ijwHelp[language].nothing, { exitCode: 2 });
  const files = await import('./named-files.js');
  return new files.NamedFiles(named, input, language);
}

function addCheck(ijw: Command, output: Output, input: Input): void {
  const { language } = output;
  const help = ijwHelp[language];
  ijw
    .command('check')
    .summary(help.checkSummary)
    .description(help.check)
    .addArgument(paths(language))
    .addOption(today(language))
    .option('--json', help.checkJson)
    .addHelpText('after', example(language, `check received/     ${help.everyMessage}`))
    .action(async (named: string[], options: WithToday & { json?: boolean }, command: Command) => {
      const { checkCommand } = await import('./check-command.js');
      const files = await filesOf(named, { input, language }, command);
      await checkCommand(files, { ...options, today: await dayOf(options) }, output);
    });
}

function addAnswer(ijw: Command, output: Output, input: Input): void {
  const { language } = output;
  const help = ijwHelp[language];
  ijw
    .command('answer')
    .summary(help.answerSummary)
    .description(help.answer)
    .addArgument(paths(language))
    .option('--out <folder>', help.answerOut)
    .addOption(today(language))
    .addHelpText('after', example(language, 'answer received/start.xml > answer.xml'))
    .action(async (named: string[], options: WithToday & { out?: string }, command: Command) => {
      const { answerCommand } = await import('./answer-command.js');
      const files = await filesOf(named, { input, language }, command);
      if (!(await answerCommand(files, { ...options, today: await dayOf(options) }, output)))
        command.error(help.needsOut, { exitCode: 2 });
    });
}

function addShow(ijw: Command, output: Output, input: Input): void {
  const { language } = output;
  const help = ijwHelp[language];
  ijw
    .command('show')
    .summary(help.showSummary)
    .description(help.show)
    .addArgument(new Argument('[file]', help.file))
    .addOption(new Option('--lines <number>', help.lines).argParser(lineCount(language)).default(50))
    .addOption(today(language))
    .addHelpText('after', example(language, 'show received/declaration.xml --lines 10'))
    .action(async (file: string | undefined, options: WithToday & { lines: number }, command: Command) => {
      const { showCommand } = await import('./show-command.js');
      const files = await filesOf(file === undefined ? [] : [file], { input, language }, command);
      await showCommand(files, { lines: options.lines, today: await dayOf(options) }, output);
    });
}

interface CsvGiven extends WithToday {
  readonly out?: string;
  readonly separator: string;
  readonly decimal: 'comma' | 'point';
  readonly withBsn?: boolean;
}

function addCsv(ijw: Command, output: Output, input: Input): void {
  const { language } = output;
  const help = ijwHelp[language];
  ijw
    .command('csv')
    .summary(help.csvSummary)
    .description(help.csv)
    .addArgument(paths(language))
    .addOption(new Option('--out <file>', help.csvOut).argParser(spreadsheetFile(language)))
    .addOption(
      new Option('--separator <character>', optionHelp[language].separator).argParser(separator(language)).default(';'),
    )
    .addOption(
      new Option('--decimal <sign>', optionHelp[language].decimal).choices(['comma', 'point']).default('comma'),
    )
    .option('--with-bsn', help.withBsn)
    .addOption(today(language))
    .addHelpText('after', example(language, 'csv declarations/ --out lines.xlsx'))
    .action(async (named: string[], options: CsvGiven, command: Command) => {
      const { csvCommand } = await import('./csv-command.js');
      const { out, decimal, withBsn = false } = options;
      const form = { decimal, withBsn, separator: options.separator, today: await dayOf(options) };
      await csvCommand(
        await filesOf(named, { input, language }, command),
        out === undefined ? form : { ...form, out },
        output,
      );
    });
}

/** Adds `regieboek ijw` and its commands: work on messages without a ledger. */
export function addIjwCommands(program: Command, output: Output, input: Input): void {
  const ijw = program
    .command('ijw')
    .description(ijwHelp[output.language].ijw)
    .addHelpText('after', example(output.language, 'show message.xml'));
  addCheck(ijw, output, input);
  addAnswer(ijw, output, input);
  addShow(ijw, output, input);
  addCsv(ijw, output, input);
}
