import { InvalidArgumentError, Option, type Command } from 'commander';
import { parseKnownAt, type Language } from '@regieboek/kernel';
import type { KnownAt } from '@regieboek/finance';
import { actor, journalFile, marks, month, reason } from '../arguments.js';
import type { BooksOptions, ReopenOptions, SealOptions, VerifyOptions } from './closing-commands.js';
import type { DiffOptions, ReplayOptions, ReplayRangeOptions } from './run-commands.js';
import type { JournalOptions } from './journal-command.js';
import type { CorrectionsOptions } from './corrections-command.js';
import { optionHelp } from '../language/help-texts.js';
import type { InRegion } from '../in-region.js';
import { documentLanguage, outFile } from '../files/out-file.js';
import type { Output } from '../output.js';
import type { Settings } from '../../process/settings.js';
import { argumentTexts } from '../texts.js';
import { closingHelp } from './help.js';

/** Data folder options of a command. */
interface Given {
  readonly dataDir?: string;
}

/** Context of the commands. */
export interface ProgramContext {
  readonly output: Output;
  readonly settingsOf: (given: Given) => Promise<Settings>;
}

/** A recording day, a business day or a log position of an option. Throws InvalidArgumentError, which ends as wrong usage. */
export const knownAt =
  (language: Language) =>
  (text: string): KnownAt => {
    const known = parseKnownAt(text);
    if (known !== undefined) return known;
    throw new InvalidArgumentError(argumentTexts[language].knownAt(optionHelp[language].knownAtForms));
  };

const collected = (text: string, before: readonly string[] | undefined): readonly string[] => [...(before ?? []), text];

const period = (language: Language) =>
  new Option('--period <yyyy-mm>', optionHelp[language].period).argParser(month(language)).makeOptionMandatory();
const by = (language: Language) =>
  new Option('--by <who>', closingHelp[language].by).argParser(actor(language)).makeOptionMandatory();
const at = (language: Language, flag: string, text: string) =>
  new Option(`${flag} <when>`, text).argParser(knownAt(language));

/** A command on a region, with the options that all of them have. */
export function onRegion(program: Command, name: string, description: string, language: Language): Command {
  const { region, dataDir, json } = optionHelp[language];
  return program
    .command(name)
    .description(description)
    .addOption(new Option('--region <id>', region).makeOptionMandatory())
    .addOption(new Option('--data-dir <folder>', dataDir))
    .addOption(new Option('--json', json));
}

function addRuns(program: Command, { output, settingsOf }: ProgramContext): void {
  const { language } = output;
  const help = closingHelp[language];
  const forms = optionHelp[language].knownAtForms;
  onRegion(program, 'replay', help.replay, language)
    .addOption(new Option('--period <yyyy-mm>', optionHelp[language].period).argParser(month(language)))
    .addOption(new Option('--from <yyyy-mm>', help.first).argParser(month(language)))
    .addOption(new Option('--to <yyyy-mm>', help.last).argParser(month(language)))
    .addOption(at(language, '--known-at', help.knownAt(forms)))
    .option('--rule-set <version>', help.ruleSet)
    .action(async (options: Given & Partial<ReplayOptions & ReplayRangeOptions> & InRegion, command: Command) => {
      const { period, from, to } = options;
      const { replayCommand, replayRangeCommand } = await import('./run-commands.js');
      if (period && !from && !to) await replayCommand(await settingsOf(options), { ...options, period }, output);
      else if (!period && from && to && from <= to)
        await replayRangeCommand(await settingsOf(options), { ...options, from, to }, output);
      else command.error(help.months);
    });
  onRegion(program, 'diff', help.diff, language)
    .addOption(period(language))
    .addOption(at(language, '--from', help.knownAt(forms)))
    .addOption(at(language, '--to', help.knownNow(forms)))
    .option('--from-rule-set <version>', help.fromRuleSet)
    .option('--to-rule-set <version>', help.toRuleSet)
    .action(async (options: Given & DiffOptions) => {
      const { diffCommand } = await import('./run-commands.js');
      await diffCommand(await settingsOf(options), options, output);
    });
}

function addSeals(program: Command, { output, settingsOf }: ProgramContext): void {
  const { language } = output;
  const help = closingHelp[language];
  onRegion(program, 'seal', help.seal, language)
    .addOption(period(language))
    .addOption(by(language))
    .addOption(new Option('--waive <item=reason>', help.waive).argParser(collected))
    .option('--waivers <file>', help.waivers)
    .action(async (options: Given & SealOptions) => {
      const { sealCommand } = await import('./closing-commands.js');
      await sealCommand(await settingsOf(options), options, output);
    });
  onRegion(program, 'reopen', help.reopen, language)
    .addOption(period(language))
    .addOption(by(language))
    .addOption(new Option('--reason <text>', help.reason).argParser(reason(language)).makeOptionMandatory())
    .action(async (options: Given & ReopenOptions) => {
      const { reopenCommand } = await import('./closing-commands.js');
      await reopenCommand(await settingsOf(options), options, output);
    });
  onRegion(program, 'verify', help.verify, language)
    .addOption(new Option('--mark <mark>', help.mark).argParser(marks(language)))
    .option('--from-scratch', help.fromScratch)
    .addOption(new Option('--anew', help.anew).hideHelp().implies({ fromScratch: true }))
    .action(async (options: Given & VerifyOptions) => {
      const { verifyCommand } = await import('./closing-commands.js');
      await verifyCommand(await settingsOf(options), options, output);
    });
}

function addBooks(program: Command, { output, settingsOf }: ProgramContext): void {
  const { language } = output;
  const help = closingHelp[language];
  onRegion(program, 'balances', help.balances, language)
    .addOption(at(language, '--known-at', help.dayOrPosition))
    .addOption(outFile(language))
    .action(async (options: Given & BooksOptions, command: Command) => {
      const { balancesCommand } = await import('./closing-commands.js');
      await balancesCommand(await settingsOf(options), { ...options, lang: documentLanguage(command) }, output);
    });
  onRegion(program, 'corrections', help.corrections, language)
    .addOption(period(language))
    .addOption(at(language, '--known-at', help.dayOrPosition))
    .addOption(outFile(language))
    .action(async (options: Given & CorrectionsOptions, command: Command) => {
      const { correctionsCommand } = await import('./corrections-command.js');
      await correctionsCommand(await settingsOf(options), { ...options, lang: documentLanguage(command) }, output);
    });
  onRegion(program, 'journal-entries', help.journal, language)
    .addOption(period(language))
    .requiredOption('--accounts <file>', help.accounts)
    .option('--detailed', help.detailed)
    .addOption(at(language, '--known-at', help.dayOrPosition))
    .addOption(new Option('--out <file>', help.journalOut).argParser(journalFile(language)))
    .action(async (options: Given & JournalOptions, command: Command) => {
      const { journalCommand } = await import('./journal-command.js');
      await journalCommand(await settingsOf(options), { ...options, lang: documentLanguage(command) }, output);
    });
  onRegion(program, 'postings', help.postings, language)
    .addOption(period(language))
    .addOption(at(language, '--known-at', help.dayOrPosition))
    .addOption(outFile(language))
    .action(async (options: Given & BooksOptions & Pick<ReplayOptions, 'period'>, command: Command) => {
      const { postingsCommand } = await import('./closing-commands.js');
      await postingsCommand(await settingsOf(options), { ...options, lang: documentLanguage(command) }, output);
    });
}

/** Adds the commands of replay, closing and the books to the program. */
export function addClosingCommands(program: Command, around: ProgramContext): void {
  addRuns(program, around);
  addSeals(program, around);
  addBooks(program, around);
}
