import { faultText } from '@regieboek/platform';
import {
  GetRegionNames,
  ListReceipts,
  mustBeKnownParties,
  type ReceiptOnRecord,
  receiptsSheet,
  RecordReceipt,
} from '@regieboek/finance';
import { receiptRecorded, type Receipt } from '@regieboek/events';
import { formatEuro, type CalendarDate, type Language } from '@regieboek/kernel';
import { withLedger } from '../../process/regieboek.js';
import type { Settings } from '../../process/settings.js';
import type { MonthsOfOption } from '../arguments.js';
import { mustKnow } from '../billing/bill-command.js';
import { writeOut, type OutFile } from '../files/out-file.js';
import { CommandRefused, table, type Output } from '../output.js';
import { paymentTexts } from './texts.js';

/** Options of `receive`. */
export interface ReceiveOptions {
  readonly region: string;
  readonly reference: string;
  readonly municipality: string;
  readonly kind: Receipt['kind'];
  /** A month, a quarter or a year that it is for. */
  readonly for: MonthsOfOption;
  readonly cents: number;
  /** Value date. */
  readonly on: CalendarDate;
  readonly json?: boolean;
}

/** Options of `receipts`. */
export interface ReceiptsOptions extends OutFile {
  readonly region: string;
  readonly json?: boolean;
}

const rowOf = (one: ReceiptOnRecord, language: Language): string[] => [
  one.receivedOn,
  one.reference,
  one.municipality,
  paymentTexts[language].kinds[one.kind] ?? one.kind,
  one.from === one.to ? one.from : paymentTexts[language].span(one.from, one.to),
  formatEuro(one.cents),
];

/** Lines for people about receipts. */
export function receiptLines(receipts: readonly ReceiptOnRecord[], language: Language): string[] {
  const { noReceipts, receiptColumns } = paymentTexts[language];
  if (receipts.length === 0) return [noReceipts];
  return table(
    receiptColumns,
    receipts.map((one) => rowOf(one, language)),
    [5],
  );
}

/** The receipt of the options. Throws CommandRefused with every fault at once. */
function receiptOf(options: ReceiveOptions, language: Language): Receipt {
  const { reference, municipality, kind, for: months, cents, on } = options;
  const read = receiptRecorded.schema.safeParse({ reference, municipality, kind, ...months, cents, receivedOn: on });
  if (read.success) return read.data;
  const faults = read.error.issues.map(({ path, message }) => `--${path.join('.')}: ${faultText(message, language)}`);
  throw new CommandRefused(faults.join('\n'));
}

/** `regieboek receive`: records a payment by a municipality, once per reference. */
export async function receiveCommand(settings: Settings, options: ReceiveOptions, output: Output): Promise<void> {
  const receipt = receiptOf(options, output.language);
  const recorded = await withLedger(settings, async (regieboek) => {
    await mustKnow(regieboek, options.region, output.language);
    mustBeKnownParties(await regieboek.ask(new GetRegionNames(options.region)), options.region, options);
    return regieboek.execute(new RecordReceipt(options.region, receipt));
  });
  if (options.json) output.json(recorded);
  else for (const line of receiptLines([recorded], output.language)) output.line(line);
}

/** `regieboek receipts`: what municipalities paid, as it was recorded. */
export async function receiptsCommand(
  settings: Settings,
  { region, json, ...file }: ReceiptsOptions,
  output: Output,
): Promise<void> {
  const receipts = await withLedger(settings, async (regieboek) => {
    await mustKnow(regieboek, region, output.language);
    return regieboek.ask(new ListReceipts(region));
  });
  await writeOut({ ...file, json }, (language) => [receiptsSheet(receipts, language)], output);
  if (json) output.json(receipts);
  else for (const line of receiptLines(receipts, output.language)) output.line(line);
}
