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
import type { Language } from '../language/language.js';
import { CommandRefused, table, warnOfOthers, type Output } from '../output.js';
import { readTermsFile } from './terms-file.js';
import { paymentTexts, settlementTexts } from './texts.js';

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
function settlementLines(result: SettlementResult, language: Language): string[] {
  const texts = settlementTexts[language];
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
    own.map(({ period, cents }) => `  ${formatEuro(cents).padStart(14)}  ${municipality}  ${texts.of(period)}`),
  );
  return [
    ...table(texts.columns, rows, [2, 3, 4, 5, 6, 7, 8, 9, 10]),
    '',
    texts.borne(formatEuro(borneCents), formatEuro(unresolvedCents), position),
    texts.advances(texts.countedAs[result.advancesCounted] ?? result.advancesCounted),
    ...(corrections.length > 0 ? [texts.corrections, ...corrections] : []),
    ...(claims.length > 0 ? [texts.claims] : []),
    ...claims.map(
      ({ debtor, creditor, cents }) => `  ${formatEuro(cents).padStart(14)}  ${texts.claim(debtor, creditor)}`,
    ),
    ...(open.length > 0 ? [texts.notFinal(open.join(', '))] : []),
  ];
}

/** `regieboek settle`: what municipalities settle over a month, a quarter or a year; records nothing. */
export async function settleCommand(settings: Settings, options: SettleOptions, output: Output): Promise<void> {
  const { region, period, knownAt } = options;
  const terms = await readTermsFile(options.terms, region, output.language);
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

const batchRow = (one: OrderedBatch, state: string): string[] => [
  one.order.batch,
  one.order.provider,
  one.order.creditor.name,
  String(one.order.transfers.length),
  formatEuro(batchCents(one.order)),
  state,
];

/** Lines for people about the ordered payments. */
function paymentLines({ batches, newBatches, held }: PaymentsOrdered, language: Language): string[] {
  const texts = paymentTexts[language];
  const rows = batches.map((one) =>
    batchRow(one, newBatches.includes(one.order.batch) ? texts.isNew : texts.orderedBefore),
  );
  const waiting = held.map(
    ({ provider, municipality, cents, reason }) =>
      `  ${formatEuro(cents).padStart(14)}  ${provider}  ${municipality ?? texts.allPayers}  ${texts.heldBecause[reason]}`,
  );
  return [
    ...(rows.length > 0 ? table(texts.columns, rows, [3, 4]) : []),
    ...(rows.length > 0 ? [] : [texts.nothingNew]),
    ...(waiting.length > 0 ? [texts.heldBack, ...waiting] : []),
  ];
}

/** Writes the messages of batches to a folder. Throws CommandRefused, naming what is ordered by then and stays so. */
async function writeBatches(batches: readonly OrderedBatch[], folder: string, language: Language): Promise<void> {
  try {
    for (const batch of batches) await writePrivate(join(folder, fileOf(batch)), batchXml(batch));
  } catch (error) {
    const problem = systemProblem(error, language);
    if (problem === undefined) throw error;
    throw new CommandRefused(paymentTexts[language].notWritten(problem));
  }
}

/** `regieboek pay`: orders approved amounts, each once, and writes the messages for the bank of that day. */
export async function payCommand(settings: Settings, options: PayOptions, output: Output): Promise<void> {
  const { region, on, provider, out } = options;
  const texts = paymentTexts[output.language];
  const terms = await readTermsFile(options.terms, region, output.language);
  const folder = resolve(out);
  // Before anything is ordered: a batch without its file would have to be asked for again.
  await privateFolder(folder);
  await warnOfOthers(folder, output);
  const ordered = await inRegion(settings, options, output, (regieboek) =>
    regieboek.execute(new OrderPayments(region, terms, { executionDate: on, provider }, watching(output))),
  );
  await writeBatches(ordered.batches, folder, output.language);
  if (options.json) return output.json(ordered);
  for (const batch of ordered.withdrawn)
    output.error(`regieboek: ${texts.withdrawn(batch.order.batch, join(folder, fileOf(batch)))}`);
  for (const line of paymentLines(ordered, output.language)) output.line(line);
  if (ordered.batches.length > 0) output.line(texts.filesWritten(ordered.batches.length, folder));
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
  const texts = paymentTexts[output.language];
  const reason = bankReason.safeParse(options.reason);
  if (!reason.success) throw new CommandRefused(texts.reasonFault(reason.error.issues[0]?.message ?? texts.aCode));
  const withdrawn = await inRegion(settings, options, output, (regieboek) =>
    regieboek.execute(new WithdrawPayment(region, { batch, reason: reason.data, by })),
  );
  if (!withdrawn) throw new CommandRefused(texts.noBatch(region, batch));
  print(withdrawn, options, output, ({ order, withdrawn: own }) => [
    texts.isWithdrawn(order.batch, formatEuro(batchCents(order)), order.creditor.name, own?.reason ?? ''),
  ]);
}
