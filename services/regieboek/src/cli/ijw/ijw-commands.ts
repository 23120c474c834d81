import { Argument, Option, type Command } from 'commander';
import type { CalendarDate } from '@regieboek/kernel';
import { date, lineCount, separator, spreadsheetFile } from '../arguments.js';
import type { Input } from '../input.js';
import type { Output } from '../output.js';
import type { NamedFiles } from './named-files.js';

const paths = () =>
  new Argument(
    '[paths...]',
    'XML files, or folders to search for *.xml; with - or without paths standard input is read',
  );
const today = () =>
  new Option('--today <yyyy-mm-dd>', 'day of the receiver (default: today in the Netherlands)').argParser(date);

interface WithToday {
  readonly today?: CalendarDate;
}

async function dayOf({ today: given }: WithToday): Promise<CalendarDate> {
  const { systemToday } = await import('@regieboek/platform/today');
  return given ?? systemToday();
}

/** The files of a command; wrong usage when nothing is named and nothing is piped in. */
async function filesOf(named: readonly string[], input: Input, command: Command): Promise<NamedFiles> {
  if (named.length === 0 && input.isTTY)
    command.error('error: nothing to read: name files or folders, or pipe a message in', { exitCode: 2 });
  const files = await import('./named-files.js');
  return new files.NamedFiles(named, input);
}

function addCheck(ijw: Command, output: Output, input: Input): void {
  ijw
    .command('check')
    .summary('judge messages by the standard, every fault with its place and remedy')
    .description(
      'judge messages by the standard: the schema (level 1), the rules inside one message (level 2), and of levels 3 and 4 ' +
        'what needs no ledger. Every fault comes with its rule, return code, place and what to do.',
    )
    .addArgument(paths())
    .addOption(today())
    .option('--json', 'print the result as JSON: per file its message, verdict and findings')
    .addHelpText('after', '\nExample:\n  regieboek ijw check received/     every message in a folder')
    .action(async (named: string[], options: WithToday & { json?: boolean }, command: Command) => {
      const { checkCommand } = await import('./check-command.js');
      const files = await filesOf(named, input, command);
      await checkCommand(files, { ...options, today: await dayOf(options) }, output);
    });
}

function addAnswer(ijw: Command, output: Output, input: Input): void {
  ijw
    .command('answer')
    .summary('make the answers that follow from the messages alone')
    .description(
      'make the answers that follow from the messages alone: JW302, 306, 308, 316, 318 and 320, accepting or refusing on ' +
        'levels 1 and 2, and the JW325 that refuses a declaration on level 2. A declaration that is right on level 2 is ' +
        'answered from the ledger: regieboek import <file> --answers <folder>. The same file gives the same answer.',
    )
    .addArgument(paths())
    .option('--out <folder>', 'write an answer per file there, never over other content; needed for several files')
    .addOption(today())
    .addHelpText('after', '\nExample:\n  regieboek ijw answer received/start.xml > answer.xml')
    .action(async (named: string[], options: WithToday & { out?: string }, command: Command) => {
      const { answerCommand } = await import('./answer-command.js');
      const files = await filesOf(named, input, command);
      if (!(await answerCommand(files, { ...options, today: await dayOf(options) }, output)))
        command.error('error: the answers of several files need --out <folder>', { exitCode: 2 });
    });
}

function addShow(ijw: Command, output: Output, input: Input): void {
  ijw
    .command('show')
    .summary('show a message as a table')
    .description(
      'show a message as a table: header, client, lines and totals. A BSN shows its last three digits, a name its initials.',
    )
    .addArgument(new Argument('[file]', 'XML file; with - or without file standard input is read'))
    .addOption(new Option('--lines <number>', 'lines to show, or all').argParser(lineCount).default(50))
    .addOption(today())
    .addHelpText('after', '\nExample:\n  regieboek ijw show received/declaration.xml --lines 10')
    .action(async (file: string | undefined, options: WithToday & { lines: number }, command: Command) => {
      const { showCommand } = await import('./show-command.js');
      const files = await filesOf(file === undefined ? [] : [file], input, command);
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
  ijw
    .command('csv')
    .summary('write the lines of messages as CSV or XLSX')
    .description(
      'write the lines of messages as CSV or XLSX, a row each: declared lines (JW323), answered lines (JW325), and the ' +
        'products of other messages. Columns have the names of the standard. Choose XLSX to keep codes such as 0505 whole.',
    )
    .addArgument(paths())
    .addOption(
      new Option('--out <file>', 'file that ends in .csv or .xlsx (default: CSV to standard output)').argParser(
        spreadsheetFile,
      ),
    )
    .addOption(
      new Option('--separator <character>', 'between columns of CSV: one of ; , | or tab')
        .argParser(separator)
        .default(';'),
    )
    .addOption(new Option('--decimal <mark>', 'in amounts of CSV').choices(['comma', 'point']).default('comma'))
    .option(
      '--with-bsn',
      'whole BSNs, names of referrers and comments, which are masked otherwise; what is written is then PERSONAL DATA',
    )
    .addOption(today())
    .addHelpText('after', '\nExample:\n  regieboek ijw csv declarations/ --out lines.xlsx')
    .action(async (named: string[], options: CsvGiven, command: Command) => {
      const { csvCommand } = await import('./csv-command.js');
      const { out, decimal, withBsn = false } = options;
      const form = { decimal, withBsn, separator: options.separator, today: await dayOf(options) };
      await csvCommand(await filesOf(named, input, command), out === undefined ? form : { ...form, out }, output);
    });
}

/** Adds `regieboek ijw` and its commands: work on messages without a ledger. */
export function addIjwCommands(program: Command, output: Output, input: Input): void {
  const ijw = program
    .command('ijw')
    .description('look into iJw messages, judge and answer them, without a database')
    .addHelpText('after', '\nExample:\n  regieboek ijw show message.xml');
  addCheck(ijw, output, input);
  addAnswer(ijw, output, input);
  addShow(ijw, output, input);
  addCsv(ijw, output, input);
}
