import { Option, type Command } from 'commander';
import { agbCode, cents, date, month, monthsOf, separator, spreadsheetFile } from '../arguments.js';
import { knownAt, type ProgramContext } from '../closing/closing-program.js';
import type { ReceiptsOptions, ReceiveOptions } from './receipt-commands.js';
import type { ReconcileOptions } from './reconcile-command.js';
import type { PayOptions, SettleOptions, WithdrawOptions } from './settlement-commands.js';

interface Given {
  readonly dataDir?: string;
}

/** A command on a region, with the options that all of them have. */
const onRegion = (program: Command, name: string, description: string): Command =>
  program
    .command(name)
    .description(description)
    .addOption(new Option('--region <id>', 'region, such as zhz').makeOptionMandatory())
    .addOption(new Option('--data-dir <folder>', 'where data is kept (default .regieboek)'))
    .addOption(new Option('--json', 'print the result as JSON'));

const onlyProvider = () => new Option('--provider <agb>', 'only this provider (AGB code)').argParser(agbCode);
const known = () =>
  new Option('--known-at <when>', 'as known at a day yyyy-mm-dd or a position of the log').argParser(knownAt);
const terms = () =>
  new Option('--terms <file>', 'terms of payment, YAML (docs/payments-file.md)').makeOptionMandatory();

/** Reconciliation, settlement and payments. */
export function addSettlementCommands(program: Command, { output, settingsOf }: ProgramContext): void {
  onRegion(program, 'reconcile', 'compare declared lines with those expected from stays, assignments and tariffs')
    .addOption(new Option('--period <yyyy-mm>', 'month, or the first one').argParser(month).makeOptionMandatory())
    .addOption(new Option('--to <yyyy-mm>', 'last month, when more than one').argParser(month))
    .addOption(onlyProvider())
    .addOption(known())
    .addOption(new Option('--out <file>', 'write the work list there: .csv or .xlsx').argParser(spreadsheetFile))
    .addOption(new Option('--separator <char>', 'between columns of CSV').argParser(separator).default(';'))
    .addOption(new Option('--decimal <sign>', 'in amounts of CSV').choices(['comma', 'point']).default('comma'))
    .action(async (options: Given & ReconcileOptions) => {
      const { reconcileCommand } = await import('./reconcile-command.js');
      await reconcileCommand(await settingsOf(options), options, output);
    });
  onRegion(program, 'settle', 'what municipalities settle over a month, a quarter or a year; records nothing')
    .addOption(
      new Option('--period <period>', 'yyyy-mm, yyyy-q1 to yyyy-q4, or yyyy').argParser(monthsOf).makeOptionMandatory(),
    )
    .addOption(terms())
    .addOption(known())
    .action(async (options: Given & SettleOptions) => {
      const { settleCommand } = await import('./settlement-commands.js');
      await settleCommand(await settingsOf(options), options, output);
    });
  onRegion(program, 'pay', 'order payments of all that was approved, each amount once, as SEPA files for the bank')
    .addOption(terms())
    .addOption(new Option('--on <yyyy-mm-dd>', 'day on which banks execute them').argParser(date).makeOptionMandatory())
    .addOption(onlyProvider())
    .requiredOption('--out <folder>', 'write a pain.001.001.09 file for each batch of that day there')
    .action(async (options: Given & PayOptions) => {
      const { payCommand } = await import('./settlement-commands.js');
      await payCommand(await settingsOf(options), options, output);
    });
  onRegion(program, 'withdraw-payment', 'withdraw a batch that the bank refused: its payments are ordered again, once')
    .requiredOption('--batch <id>', 'id of the batch')
    .requiredOption('--reason <code>', "reason in the bank's status report (pain.002), such as AC04")
    .requiredOption('--by <who>', 'actor: a role, initials or a staff number, never a name')
    .action(async (options: Given & WithdrawOptions) => {
      const { withdrawCommand } = await import('./settlement-commands.js');
      await withdrawCommand(await settingsOf(options), options, output);
    });
}

/** What municipalities paid: recording and listing it. */
export function addReceiptCommands(program: Command, { output, settingsOf }: ProgramContext): void {
  onRegion(program, 'receive', 'record a payment by a municipality, an advance or a settlement, once per reference')
    .requiredOption('--reference <text>', 'reference of the booking, such as that of the bank statement')
    .requiredOption('--municipality <code>', 'paying municipality (CBS code)')
    .addOption(new Option('--kind <kind>', 'kind of payment').choices(['advance', 'settlement']).makeOptionMandatory())
    .addOption(
      new Option('--for <period>', 'months it is for: yyyy-mm, yyyy-q1 to yyyy-q4, or yyyy')
        .argParser(monthsOf)
        .makeOptionMandatory(),
    )
    .addOption(
      new Option('--cents <amount>', 'in cents; negative when it was paid back').argParser(cents).makeOptionMandatory(),
    )
    .addOption(new Option('--on <yyyy-mm-dd>', 'day it was on the account').argParser(date).makeOptionMandatory())
    .action(async (options: Given & ReceiveOptions) => {
      const { receiveCommand } = await import('./receipt-commands.js');
      await receiveCommand(await settingsOf(options), options, output);
    });
  onRegion(program, 'receipts', 'what municipalities paid, as it was recorded').action(
    async (options: Given & ReceiptsOptions) => {
      const { receiptsCommand } = await import('./receipt-commands.js');
      await receiptsCommand(await settingsOf(options), options, output);
    },
  );
}
