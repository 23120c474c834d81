import { Argument, Option, type Command } from 'commander';
import type { Language } from '@regieboek/kernel';
import { actor, agbCode, cents, date, month, monthsOf, separator, spreadsheetFile } from '../arguments.js';
import { knownAt, onRegion, type ProgramContext } from '../closing/closing-program.js';
import { optionHelp } from '../language/help-texts.js';
import { documentLanguage, outFile } from '../files/out-file.js';
import type { BankStatementOptions } from './bank-commands.js';
import type { IssueOptions, SettlementsOptions } from './issue-commands.js';
import type { ReceiptsOptions, ReceiveOptions } from './receipt-commands.js';
import type { ReconcileOptions } from './reconcile-command.js';
import type { PayOptions, WithdrawOptions } from './payment-commands.js';
import type { SettleOptions } from './settle-command.js';
import { closingHelp } from '../closing/help.js';
import type { RemarksOptions } from '../reconciliation/remarks-command.js';
import { outcomeNames, workListHelp } from '../reconciliation/texts.js';
import { settlementHelp } from './help.js';

interface Given {
  readonly dataDir?: string;
}

const onlyProvider = (language: Language) =>
  new Option('--provider <agb>', optionHelp[language].provider).argParser(agbCode(language));
const known = (language: Language) =>
  new Option('--known-at <when>', settlementHelp[language].knownAt).argParser(knownAt(language));
const terms = (language: Language) =>
  new Option('--terms <file>', settlementHelp[language].terms).makeOptionMandatory();

function addReconciliationCommands(program: Command, { output, settingsOf }: ProgramContext): void {
  const { language } = output;
  const help = settlementHelp[language];
  onRegion(program, 'reconcile', help.reconcile, language)
    .addOption(new Option('--period <yyyy-mm>', help.firstMonth).argParser(month(language)).makeOptionMandatory())
    .addOption(new Option('--to <yyyy-mm>', help.lastMonth).argParser(month(language)))
    .addOption(onlyProvider(language))
    .option('--municipality <code>', workListHelp[language].municipality)
    .addOption(new Option('--outcome <outcome...>', workListHelp[language].outcome).choices(outcomeNames))
    .addOption(new Option('--least-cents <amount>', workListHelp[language].leastCents).argParser(cents(language)))
    .addOption(known(language))
    .addOption(new Option('--out <file>', help.workList).argParser(spreadsheetFile(language)))
    .addOption(
      new Option('--separator <char>', optionHelp[language].separator).argParser(separator(language)).default(';'),
    )
    .addOption(
      new Option('--decimal <sign>', optionHelp[language].decimal).choices(['comma', 'point']).default('comma'),
    )
    .action(async (options: Given & Omit<ReconcileOptions, 'lang'>, command: Command) => {
      const { reconcileCommand } = await import('./reconcile-command.js');
      // Documents are Dutch unless another language is requested.
      const { lang = 'nl' } = command.optsWithGlobals<{ lang?: Language }>();
      await reconcileCommand(await settingsOf(options), { ...options, lang }, output);
    });
  onRegion(program, 'remarks', workListHelp[language].remarks, language)
    .addArgument(new Argument('<file>', workListHelp[language].file))
    .addOption(new Option('--by <who>', closingHelp[language].by).argParser(actor(language)).makeOptionMandatory())
    .action(async (path: string, options: Given & RemarksOptions) => {
      const { remarksCommand } = await import('../reconciliation/remarks-command.js');
      await remarksCommand(path, await settingsOf(options), options, output);
    });
}

/** Reconciliation, settlement and payments. */
export function addSettlementCommands(program: Command, context: ProgramContext): void {
  const { output, settingsOf } = context;
  const { language } = output;
  const help = settlementHelp[language];
  addReconciliationCommands(program, context);
  onRegion(program, 'settle', help.settle, language)
    .addOption(new Option('--period <period>', help.months).argParser(monthsOf(language)).makeOptionMandatory())
    .addOption(terms(language))
    .addOption(known(language))
    .addOption(outFile(language))
    .action(async (options: Given & SettleOptions, command: Command) => {
      const { settleCommand } = await import('./settle-command.js');
      await settleCommand(await settingsOf(options), { ...options, lang: documentLanguage(command) }, output);
    });
  onRegion(program, 'pay', help.pay, language)
    .addOption(terms(language))
    .addOption(new Option('--on <yyyy-mm-dd>', help.executionDay).argParser(date(language)))
    .addOption(onlyProvider(language))
    .requiredOption('--out <folder>', help.payOut)
    .action(async (options: Given & PayOptions) => {
      const { payCommand } = await import('./payment-commands.js');
      await payCommand(await settingsOf(options), options, output);
    });
  onRegion(program, 'withdraw-payment', help.withdraw, language)
    .requiredOption('--batch <id>', help.batch)
    .requiredOption('--reason <code>', help.bankReason)
    .requiredOption('--by <who>', help.by)
    .action(async (options: Given & WithdrawOptions) => {
      const { withdrawCommand } = await import('./payment-commands.js');
      await withdrawCommand(await settingsOf(options), options, output);
    });
}

/** Settlements that are issued to municipalities. */
export function addIssueCommands(program: Command, { output, settingsOf }: ProgramContext): void {
  const { language } = output;
  const help = settlementHelp[language];
  onRegion(program, 'issue-settlement', help.issue, language)
    .addOption(new Option('--period <period>', help.months).argParser(monthsOf(language)).makeOptionMandatory())
    .addOption(terms(language))
    .addOption(new Option('--by <who>', help.by).argParser(actor(language)).makeOptionMandatory())
    .option('--letters <folder>', help.letters)
    .action(async (options: Given & Omit<IssueOptions, 'lang'>, command: Command) => {
      const { issueCommand } = await import('./issue-commands.js');
      await issueCommand(await settingsOf(options), { ...options, lang: documentLanguage(command) }, output);
    });
  onRegion(program, 'settlements', help.settlements, language)
    .option('--number <number>', help.number)
    .option('--letters <folder>', help.letters)
    .addOption(outFile(language))
    .action(async (options: Given & Omit<SettlementsOptions, 'lang'>, command: Command) => {
      const { settlementsCommand } = await import('./issue-commands.js');
      await settlementsCommand(await settingsOf(options), { ...options, lang: documentLanguage(command) }, output);
    });
}

/** Adds the commands that record and list payments by municipalities. */
export function addReceiptCommands(program: Command, { output, settingsOf }: ProgramContext): void {
  const { language } = output;
  const help = settlementHelp[language];
  onRegion(program, 'receive', help.receive, language)
    .requiredOption('--reference <text>', help.reference)
    .requiredOption('--municipality <code>', help.municipality)
    .addOption(new Option('--kind <kind>', help.kind).choices(['advance', 'settlement']).makeOptionMandatory())
    .addOption(new Option('--for <period>', help.receiptMonths).argParser(monthsOf(language)).makeOptionMandatory())
    .addOption(new Option('--cents <amount>', help.cents).argParser(cents(language)).makeOptionMandatory())
    .addOption(new Option('--on <yyyy-mm-dd>', help.valueDay).argParser(date(language)).makeOptionMandatory())
    .action(async (options: Given & ReceiveOptions) => {
      const { receiveCommand } = await import('./receipt-commands.js');
      await receiveCommand(await settingsOf(options), options, output);
    });
  onRegion(program, 'receipts', help.receipts, language)
    .option('--unmatched', help.unmatched)
    .addOption(outFile(language))
    .action(async (given: Given & ReceiptsOptions & { readonly unmatched?: boolean }, command: Command) => {
      const options = { ...given, lang: documentLanguage(command) };
      if (given.unmatched) {
        const { unmatchedCommand } = await import('./bank-commands.js');
        return unmatchedCommand(await settingsOf(options), options, output);
      }
      const { receiptsCommand } = await import('./receipt-commands.js');
      await receiptsCommand(await settingsOf(options), options, output);
    });
  onRegion(program, 'bank-statement', help.bankStatement, language)
    .addArgument(new Argument('<file>', help.camtFile))
    .addOption(terms(language))
    .action(async (path: string, options: Given & BankStatementOptions) => {
      const { bankStatementCommand } = await import('./bank-commands.js');
      await bankStatementCommand(path, await settingsOf(options), options, output);
    });
}
