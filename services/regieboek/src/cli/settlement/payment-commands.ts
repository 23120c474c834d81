import { join, resolve } from 'node:path';
import {
  batchCents,
  batchXml,
  GetRegionNames,
  mustBeKnownParties,
  OrderPayments,
  WithdrawPayment,
} from '@regieboek/finance';
import type { OrderedBatch, PaymentsOrdered } from '@regieboek/finance';
import { bankReason } from '@regieboek/events';
import { formatEuro, fromDay, toDay, type CalendarDate, type Language } from '@regieboek/kernel';
import { isAsked } from '@regieboek/platform';
import { privateFolder, writePrivate } from '@regieboek/platform/files';
import type { Settings } from '../../process/settings.js';
import { printAsked } from '../approvals/approval-commands.js';
import { systemProblem } from '../describe-error.js';
import { inRegion, print, watching } from '../in-region.js';
import { CommandRefused, table, warnOfOthers, type Output } from '../output.js';
import { readTermsFile } from './terms-file.js';
import { paymentTexts } from './texts.js';

/** Options of `pay`. */
export interface PayOptions {
  readonly region: string;
  readonly terms: string;
  /** Day on which banks execute the batches; the next working day when left out. */
  readonly on?: CalendarDate;
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

/** Days of the week on which banks do not execute payments, as JavaScript counts them. */
const WEEKEND = [0, 6];

/** The first day after a day that is not in a weekend; holidays are not known here. */
function nextWorkingDay(today: CalendarDate): CalendarDate {
  let day = toDay(today) + 1;
  while (WEEKEND.includes(new Date(`${fromDay(day)}T00:00:00Z`).getUTCDay())) day += 1;
  return fromDay(day);
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
  const ordered = await inRegion(settings, options, output, async (regieboek) => {
    mustBeKnownParties(await regieboek.ask(new GetRegionNames(region)), region, { provider });
    const executionDate = on ?? nextWorkingDay(regieboek.resources.today());
    return regieboek.execute(new OrderPayments(region, terms, { executionDate, provider }, watching(output)));
  });
  if (isAsked(ordered)) return options.json ? output.json(ordered) : printAsked(ordered.approval, output);
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
