import { Argument, Option, type Command } from 'commander';
import { marks, monthsOf } from '../arguments.js';
import { knownAt, onRegion, type ProgramContext } from '../closing/closing-program.js';
import { ledgerHelp, optionHelp } from '../language/help-texts.js';
import { documentLanguage } from '../files/out-file.js';
import type { StatementOptions } from './command.js';
import { statementFormats } from './formats.js';

type Given = Omit<StatementOptions, 'lang'> & { readonly dataDir?: string };

/** Statements of municipalities, and their proof. */
export function addStatementCommands(program: Command, { output, settingsOf }: ProgramContext): void {
  const { language } = output;
  const help = ledgerHelp[language];
  onRegion(program, 'statement', help.statement, language)
    .addOption(
      new Option('--period <period>', help.statementPeriod).argParser(monthsOf(language)).makeOptionMandatory(),
    )
    .option('--municipality <code>', help.municipality)
    .addOption(new Option('--known-at <when>', optionHelp[language].knownAt).argParser(knownAt(language)))
    .addOption(new Option('--since <when>', help.since).argParser(knownAt(language)))
    .option('--out <folder>', help.statementOut)
    .addOption(new Option('--format <formats...>', help.format).choices([...statementFormats]))
    .action(async (options: Given, command: Command) => {
      const { statementCommand } = await import('./command.js');
      await statementCommand(await settingsOf(options), { ...options, lang: documentLanguage(command) }, output);
    });
  program
    .command('verify-statement')
    .description(help.verifyStatement)
    .addArgument(new Argument('<file>', help.statementFile))
    .addOption(
      new Option('--mark <mark>', help.mark).argParser((text) => marks(language)(text)[0]).makeOptionMandatory(),
    )
    .addOption(new Option('--json', optionHelp[language].json))
    .action(async (path: string, options: { readonly mark: string; readonly json?: boolean }) => {
      const { verifyStatementCommand } = await import('./verify-command.js');
      await verifyStatementCommand(path, options, output);
    });
}
