import {
  ReconcileMonths,
  workListColumns,
  type KnownAt,
  type ReconciliationResult,
  type WorkItem,
} from '@regieboek/finance';
import { formatEuro, lastDayOf, toDay, type Month } from '@regieboek/kernel';
import type { Settings } from '../../process/settings.js';
import type { CsvForm } from '../ijw/csv-text.js';
import type { SheetColumn, SheetRow } from '../ijw/sheet-rows.js';
import { inRegion, watching } from '../in-region.js';
import { CommandRefused, table, type Output } from '../output.js';
import { mustHaveFolder, writeSheet } from '../sheet-file.js';

/** Options of `reconcile`. */
export interface ReconcileOptions extends CsvForm {
  readonly region: string;
  readonly period: Month;
  /** Last month, to reconcile several months. */
  readonly to?: Month;
  readonly provider?: string;
  readonly knownAt?: KnownAt;
  /** File that ends in .csv or .xlsx for the work list. */
  readonly out?: string;
  readonly json?: boolean;
}

const ITEMS_SHOWN = 10;

const sheetColumns: readonly SheetColumn[] = workListColumns.map(({ title, kind }) => ({ name: title, kind }));

// The assignment is a number that is a name: text keeps a spreadsheet from adding it up.
const rowOf = (item: WorkItem): SheetRow =>
  workListColumns.map(({ field, kind }) => {
    const value = item[field];
    return value === null || value === '' ? undefined : kind === 'text' ? String(value) : value;
  });

async function* rowsOf(items: readonly WorkItem[]): AsyncGenerator<SheetRow> {
  for (const item of items) yield rowOf(item);
}

const itemLine = (item: WorkItem): string =>
  [
    `  ${formatEuro(item.differenceCents).padStart(12)}`,
    item.outcome.padEnd(13),
    item.provider,
    item.reference ?? `assignment ${item.assignment}`,
    item.code,
    `${item.from}..${item.to}`,
  ].join('  ');

/** Lines for people about a reconciliation, with the first lines of the work list. */
function reconciliationLines({ position, undecided, totals, providers, items }: ReconciliationResult): string[] {
  const rows = [
    ...Object.entries(totals.declared).map(([name, { lines, cents }]) => ['declared', name, lines, cents] as const),
    ...Object.entries(totals.expected).map(([name, { lines, cents }]) => ['expected', name, lines, cents] as const),
  ];
  const more = items.length > ITEMS_SHOWN ? ['  ... write all of it with --out FILE.xlsx or --json'] : [];
  return [
    ...table(
      ['side', 'class', 'lines', 'amount'],
      rows.map(([side, name, lines, cents]) => [side, name, String(lines), formatEuro(cents)]),
      [2, 3],
    ),
    '',
    'expected amounts: of stays what the counted days come to, of other care the most that was assigned',
    `known at position ${position}; ${providers.length} providers; declarations not decided yet: ${undecided}`,
    `to look at: ${items.length}`,
    ...items.slice(0, ITEMS_SHOWN).map(itemLine),
    ...more,
  ];
}

/** `regieboek reconcile`: declared against expected, with a work list for people as CSV or XLSX. */
export async function reconcileCommand(settings: Settings, options: ReconcileOptions, output: Output): Promise<void> {
  const { region, period, to = period, provider, knownAt, out } = options;
  if (to < period) throw new CommandRefused(`--to ${to} lies before --period ${period}: name a later month`);
  if (out !== undefined) await mustHaveFolder(out, output);
  const { result, today } = await inRegion(settings, options, output, async (regieboek) => ({
    result: await regieboek.ask(new ReconcileMonths(region, { from: period, to, provider, knownAt }, watching(output))),
    today: regieboek.resources.today(),
  }));
  if (out !== undefined) await writeSheet(out, { columns: sheetColumns, rows: rowsOf(result.items), form: options });
  if (options.json) return output.json(result);
  for (const line of reconciliationLines(result)) output.line(line);
  if (lastDayOf(to) >= toDay(today)) output.line(`${to} is not over yet: what is undeclared there can still come`);
  if (out !== undefined) output.line(`${result.items.length} lines written to ${out}`);
}
