import { join, resolve } from 'node:path';
import { batchCents, batchXml, OrderPayments, SettleMonths, WithdrawPayment } from '@regieboek/finance';
import type { KnownAt, OrderedBatch, PaymentsOrdered, SettlementResult } from '@regieboek/finance';
import { bankReason } from '@regieboek/events';
import { formatEuro, type CalendarDate } from '@regieboek/kernel';
import { privateFolder, writePrivate } from '@regieboek/platform/files';
import type { Settings } from '../../process/settings.js';
import type { MonthsOfOption } from '../arguments.js';
import { systemProblem } from '../describe-error.js';
import { inRegion, print, watching } from '../in-region.js';
import { CommandRefused, table, warnOfOthers, type Output } from '../output.js';
import { readTermsFile } from './terms-file.js';

/** Options of `settle`. */
export interface SettleOptions {
  readonly region: string;
  /** A month, a quarter or a year. */
  readonly period: MonthsOfOption;
  /** File with the terms of payment. */
  readonly terms: string;
  readonly knownAt?: KnownAt;
  readonly json?: boolean;
}

/** Lines for people about a settlement. */
function settlementLines(result: SettlementResult): string[] {
  const { municipalities, claims, months, borneCents, unresolvedCents, position } = result;
  const columns = ['ownUse', 'lumpSum', 'solidarity', 'correction', 'borne', 'paid', 'advance'] as const;
  const rows = municipalities.map((one) => [
    one.municipality,
    one.name,
    ...columns.map((column) => formatEuro(one[`${column}Cents`])),
    formatEuro(one.receivedAdvanceCents + one.receivedSettlementCents),
    formatEuro(one.balanceCents),
  ]);
  const open = months.filter(({ sealed }) => !sealed).map(({ period }) => period);
  const corrections = municipalities.flatMap(({ municipality, corrections: own }) =>
    own.map(({ period, cents }) => `  ${formatEuro(cents).padStart(14)}  ${municipality}  of ${period}`),
  );
  return [
    ...table(
      [
        'code',
        'municipality',
        'own use',
        'lump sums',
        'solidarity',
        'corrections',
        'borne',
        'paid',
        'advances',
        'received',
        'balance',
      ],
      rows,
      [2, 3, 4, 5, 6, 7, 8, 9, 10],
    ),
    '',
    `borne ${formatEuro(borneCents)}, unresolved ${formatEuro(unresolvedCents)}; known at position ${position}`,
    `advances count as ${result.advancesCounted}`,
    ...(corrections.length > 0 ? ['corrections of earlier months:', ...corrections] : []),
    ...(claims.length > 0 ? ['claims, set off against each other:'] : []),
    ...claims.map(({ debtor, creditor, cents }) => `  ${formatEuro(cents).padStart(14)}  ${debtor} to ${creditor}`),
    ...(open.length > 0 ? [`not sealed yet, so not final: ${open.join(', ')}`] : []),
  ];
}

/** `regieboek settle`: what municipalities settle over a month, a quarter or a year; records nothing. */
export async function settleCommand(settings: Settings, options: SettleOptions, output: Output): Promise<void> {
  const { region, period, knownAt } = options;
  const terms = await readTermsFile(options.terms, region);
  const result = await inRegion(settings, options, output, (regieboek) =>
    regieboek.ask(new SettleMonths(region, { ...period, knownAt }, terms.settlement, watching(output))),
  );
  print(result, options, output, settlementLines);
}

/** Options of `pay`. */
export interface PayOptions {
  readonly region: string;
  readonly terms: string;
  /** Day on which banks execute the batches. */
  readonly on: CalendarDate;
  readonly provider?: string;
  /** Folder for the messages, one for each batch. */
  readonly out: string;
  readonly json?: boolean;
}

/** Name of the file of a batch. */
const fileOf = ({ order }: OrderedBatch): string => `${order.executionDate}-${order.provider}-${order.batch}.xml`;

const batchRow = (one: OrderedBatch, isNew: boolean): string[] => [
  one.order.batch,
  one.order.provider,
  one.order.creditor.name,
  String(one.order.transfers.length),
  formatEuro(batchCents(one.order)),
  isNew ? 'new' : 'ordered before',
];

const heldBecause: Readonly<Record<PaymentsOrdered['held'][number]['reason'], string>> = {
  'credit-outstanding': 'nothing to pay: as much or more was taken back, and is set off against what is approved next',
  'payer-without-account': 'the terms name no account of this municipality: add it, and give the command again',
  'provider-without-account': 'the terms name no account of this provider: add it, and give the command again',
  'above-bank-limit': 'more than a bank carries in one transfer: ask the bank how it can be paid',
};

/** Lines for people about the ordered payments. */
function paymentLines({ batches, newBatches, held }: PaymentsOrdered): string[] {
  const rows = batches.map((one) => batchRow(one, newBatches.includes(one.order.batch)));
  const waiting = held.map(
    ({ provider, municipality, cents, reason }) =>
      `  ${formatEuro(cents).padStart(14)}  ${provider}  ${municipality ?? 'all payers'}  ${heldBecause[reason]}`,
  );
  return [
    ...(rows.length > 0 ? table(['batch', 'AGB', 'provider', 'transfers', 'amount', ''], rows, [3, 4]) : []),
    ...(rows.length > 0 ? [] : ['nothing new to pay; files of another day are written again with --on that day']),
    ...(waiting.length > 0 ? ['held back:', ...waiting] : []),
  ];
}

/** Writes the messages of batches to a folder. Throws CommandRefused, naming what is ordered by then and stays so. */
async function writeBatches(batches: readonly OrderedBatch[], folder: string): Promise<void> {
  try {
    for (const batch of batches) await writePrivate(join(folder, fileOf(batch)), batchXml(batch));
  } catch (error) {
    const problem = systemProblem(error);
    if (problem === undefined) throw error;
    throw new CommandRefused(
      `${problem}; the payments are ordered, and not all files are written: give the same command again, if need be with another --out, and nothing is ordered twice`,
    );
  }
}

/** `regieboek pay`: orders approved amounts, each once, and writes the messages for the bank of that day. */
export async function payCommand(settings: Settings, options: PayOptions, output: Output): Promise<void> {
  const { region, on, provider, out } = options;
  const terms = await readTermsFile(options.terms, region);
  const folder = resolve(out);
  // Before anything is ordered: a batch without its file would have to be asked for again.
  await privateFolder(folder);
  await warnOfOthers(folder, output);
  const ordered = await inRegion(settings, options, output, (regieboek) =>
    regieboek.execute(new OrderPayments(region, terms, { executionDate: on, provider }, watching(output))),
  );
  await writeBatches(ordered.batches, folder);
  if (options.json) return output.json(ordered);
  for (const batch of ordered.withdrawn)
    output.error(
      `regieboek: batch ${batch.order.batch} was withdrawn: remove ${join(folder, fileOf(batch))} where it still lies, and do not send it to the bank`,
    );
  for (const line of paymentLines(ordered)) output.line(line);
  if (ordered.batches.length > 0) output.line(`${ordered.batches.length} files written to ${folder}`);
}

/** Options of `withdraw-payment`. */
export interface WithdrawOptions {
  readonly region: string;
  readonly batch: string;
  readonly reason: string;
  readonly by: string;
  readonly json?: boolean;
}

/** `regieboek withdraw-payment`: takes back a batch that the bank refused, so that it can be ordered again. */
export async function withdrawCommand(settings: Settings, options: WithdrawOptions, output: Output): Promise<void> {
  const { region, batch, by } = options;
  const reason = bankReason.safeParse(options.reason);
  if (!reason.success) throw new CommandRefused(`--reason must be ${reason.error.issues[0]?.message ?? 'a code'}`);
  const withdrawn = await inRegion(settings, options, output, (regieboek) =>
    regieboek.execute(new WithdrawPayment(region, { batch, reason: reason.data, by })),
  );
  if (!withdrawn)
    throw new CommandRefused(`region ${region} has no batch ${batch}: copy the id from the output of pay`);
  print(withdrawn, options, output, ({ order, withdrawn: own }) => [
    `batch ${order.batch} of ${formatEuro(batchCents(order))} to ${order.creditor.name} is withdrawn (${own?.reason ?? ''}); regieboek pay orders what is in it again`,
  ]);
}
