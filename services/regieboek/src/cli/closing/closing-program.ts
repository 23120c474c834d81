import { InvalidArgumentError, Option, type Command } from 'commander';
import { KNOWN_AT_FORMS, parseKnownAt } from '@regieboek/kernel';
import type { KnownAt } from '@regieboek/finance';
import { actor, marks, month, reason } from '../arguments.js';
import type {
  BooksOptions,
  DiffOptions,
  ReopenOptions,
  ReplayOptions,
  ReplayRangeOptions,
  SealOptions,
  VerifyOptions,
} from './closing-commands.js';
import type { InRegion } from '../in-region.js';
import type { Output } from '../output.js';
import type { Settings } from '../../process/settings.js';

/** Data folder options of a command. */
interface Given {
  readonly dataDir?: string;
}

/** Context of the commands. */
export interface ProgramContext {
  readonly output: Output;
  readonly settingsOf: (given: Given) => Promise<Settings>;
}

/** A day of recording, a business day or a position of the log, of an option. Throws InvalidArgumentError, which ends as wrong usage. */
export const knownAt = (text: string): KnownAt => {
  const known = parseKnownAt(text);
  if (known === undefined) throw new InvalidArgumentError(`expected ${KNOWN_AT_FORMS}`);
  return known;
};

const collected = (text: string, before: readonly string[] | undefined): readonly string[] => [...(before ?? []), text];

const region = () => new Option('--region <id>', 'region, such as zhz').makeOptionMandatory();
const period = () => new Option('--period <yyyy-mm>', 'month of declaration').argParser(month).makeOptionMandatory();
const by = () =>
  new Option('--by <who>', 'role, initials or staff number of who does it; no name')
    .argParser(actor)
    .makeOptionMandatory();
const dataDir = () => new Option('--data-dir <folder>', 'where data is kept (default .regieboek)');
const json = () => new Option('--json', 'print the result as JSON');
const at = (flag: string, text: string) => new Option(`${flag} <when>`, text).argParser(knownAt);

/** A command on a region, with the options that all of them have. */
const onRegion = (program: Command, name: string, description: string): Command =>
  program.command(name).description(description).addOption(region()).addOption(dataDir()).addOption(json());

function addRuns(program: Command, { output, settingsOf }: ProgramContext): void {
  onRegion(
    program,
    'replay',
    'bill a month or months as known at a day or position, or by other rules; records nothing',
  )
    .addOption(new Option('--period <yyyy-mm>', 'month of declaration').argParser(month))
    .addOption(new Option('--from <yyyy-mm>', 'first of consecutive months').argParser(month))
    .addOption(new Option('--to <yyyy-mm>', 'last of them').argParser(month))
    .addOption(at('--known-at', `${KNOWN_AT_FORMS} (default: as sealed, or now)`))
    .option('--rule-set <version>', 'version of the rules; another than the usual one is a what-if')
    .action(async (options: Given & Partial<ReplayOptions & ReplayRangeOptions> & InRegion, command: Command) => {
      const { period, from, to } = options;
      const { replayCommand, replayRangeCommand } = await import('./closing-commands.js');
      if (period && !from && !to) await replayCommand(await settingsOf(options), { ...options, period }, output);
      else if (!period && from && to && from <= to)
        await replayRangeCommand(await settingsOf(options), { ...options, from, to }, output);
      else command.error('error: name a month with --period, or the first and the last of months with --from and --to');
    });
  onRegion(
    program,
    'diff',
    'show how the result of a month differs between two times, line by line, each with its causes',
  )
    .addOption(period())
    .addOption(at('--from', `${KNOWN_AT_FORMS} (default: as sealed, or now)`))
    .addOption(at('--to', `${KNOWN_AT_FORMS} (default: now)`))
    .option('--from-rule-set <version>', 'version of the rules of the first run')
    .option('--to-rule-set <version>', 'version of the rules of the second run')
    .action(async (options: Given & DiffOptions) => {
      const { diffCommand } = await import('./closing-commands.js');
      await diffCommand(await settingsOf(options), options, output);
    });
}

function addSeals(program: Command, { output, settingsOf }: ProgramContext): void {
  onRegion(program, 'seal', 'close a month: later facts become corrections in the month that is open then')
    .addOption(period())
    .addOption(by())
    .addOption(new Option('--waive <item=reason>', 'waive an open item (repeatable)').argParser(collected))
    .option('--waivers <file>', 'JSON list of { "item", "reason" } to waive')
    .action(async (options: Given & SealOptions) => {
      const { sealCommand } = await import('./closing-commands.js');
      await sealCommand(await settingsOf(options), options, output);
    });
  onRegion(program, 'reopen', 'open the month that was sealed last again')
    .addOption(period())
    .addOption(by())
    .addOption(new Option('--reason <text>', 'why, without personal data').argParser(reason).makeOptionMandatory())
    .action(async (options: Given & ReopenOptions) => {
      const { reopenCommand } = await import('./closing-commands.js');
      await reopenCommand(await settingsOf(options), options, output);
    });
  onRegion(
    program,
    'verify',
    'prove from the log that sealed months still produce their sealed results; needs no server',
  )
    .addOption(new Option('--mark <mark>', 'a mark kept outside the ledger (repeatable)').argParser(marks))
    .option('--from-scratch', 'ignore cached segments and database hashes; rebuild from the events')
    .addOption(new Option('--anew', 'earlier name of --from-scratch').hideHelp().implies({ fromScratch: true }))
    .action(async (options: Given & VerifyOptions) => {
      const { verifyCommand } = await import('./closing-commands.js');
      await verifyCommand(await settingsOf(options), options, output);
    });
}

function addBooks(program: Command, { output, settingsOf }: ProgramContext): void {
  onRegion(program, 'balances', 'what everybody owes and is owed over all months, in double entry')
    .addOption(at('--known-at', 'day or position (default: now)'))
    .action(async (options: Given & BooksOptions) => {
      const { balancesCommand } = await import('./closing-commands.js');
      await balancesCommand(await settingsOf(options), options, output);
    });
  onRegion(program, 'postings', 'the books of a month, posting by posting')
    .addOption(period())
    .addOption(at('--known-at', 'day or position (default: now)'))
    .action(async (options: Given & BooksOptions & Pick<ReplayOptions, 'period'>) => {
      const { postingsCommand } = await import('./closing-commands.js');
      await postingsCommand(await settingsOf(options), options, output);
    });
}

/** Adds the commands of replay, closing and the books to the program. */
export function addClosingCommands(program: Command, around: ProgramContext): void {
  addRuns(program, around);
  addSeals(program, around);
  addBooks(program, around);
}
