import {
  ReconcileMonths,
  workListColumns,
  type KnownAt,
  type ReconciliationResult,
  type WorkItem,
} from '@regieboek/finance';
import { formatEuro, type Month, type Language } from '@regieboek/kernel';
import type { CsvForm, SheetColumn, SheetRow } from '@regieboek/sheets';
import type { Settings } from '../../process/settings.js';
import { inRegion, watching } from '../in-region.js';
import { mustKnowProvider } from '../faults/known-codes.js';
import { stateLines, statesOf } from '../months/month-states.js';
import { CommandRefused, table, type Output } from '../output.js';
import { mustHaveFolder, writeSheets } from '../sheet-file.js';
import { settlementTexts } from './texts.js';

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
/** Width of the longest class, in both languages. */
const CLASS_WIDTH = 16;

const sheetColumns: readonly SheetColumn[] = workListColumns.map(({ field, title, kind }) => ({
  key: field,
  heading: title,
  kind,
}));

// The assignment is a number that is a name: text keeps a spreadsheet from adding it up.
const rowOf = (item: WorkItem): SheetRow =>
  workListColumns.map(({ field, kind }) => {
    const value = item[field];
    return value === null || value === '' ? undefined : kind === 'text' ? String(value) : value;
  });

function* rowsOf(items: readonly WorkItem[]): Generator<SheetRow> {
  for (const item of items) yield rowOf(item);
}

const classIn = (name: string, language: Language): string => settlementTexts[language].classes[name] ?? name;

const itemLine = (item: WorkItem, language: Language): string =>
  [
    `  ${formatEuro(item.differenceCents).padStart(12)}`,
    classIn(item.outcome, language).padEnd(CLASS_WIDTH),
    item.provider,
    item.reference ?? settlementTexts[language].assignment(item.assignment),
    item.code,
    `${item.from}..${item.to}`,
  ].join('  ');

/** Lines for people about a reconciliation, with the first lines of the work list. */
function reconciliationLines(result: ReconciliationResult, language: Language): string[] {
  const { position, undecided, totals, providers, items } = result;
  const texts = settlementTexts[language];
  const rows = [
    ...Object.entries(totals.declared).map(([name, { lines, cents }]) => [texts.declared, name, lines, cents] as const),
    ...Object.entries(totals.expected).map(([name, { lines, cents }]) => [texts.expected, name, lines, cents] as const),
  ];
  const more = items.length > ITEMS_SHOWN ? [texts.moreItems] : [];
  return [
    ...table(
      texts.sideColumns,
      rows.map(([side, name, lines, cents]) => [side, classIn(name, language), String(lines), formatEuro(cents)]),
      [2, 3],
    ),
    '',
    texts.basis,
    texts.knownAt(position, providers.length, undecided),
    texts.toReview(items.length),
    ...items.slice(0, ITEMS_SHOWN).map((item) => itemLine(item, language)),
    ...more,
  ];
}

/** `regieboek reconcile`: declared against expected, with a work list for people as CSV or XLSX. */
export async function reconcileCommand(settings: Settings, options: ReconcileOptions, output: Output): Promise<void> {
  const { region, period, to = period, provider, knownAt, out } = options;
  const texts = settlementTexts[output.language];
  if (to < period) throw new CommandRefused(texts.wrongOrder(to, period));
  if (out !== undefined) await mustHaveFolder(out, output);
  const { result, states } = await inRegion(settings, options, output, async (regieboek) => {
    await mustKnowProvider(regieboek, { region, code: provider }, output.language);
    return {
      result: await regieboek.ask(
        new ReconcileMonths(region, { from: period, to, provider, knownAt }, watching(output)),
      ),
      states: await statesOf(regieboek, region, { from: period, to }),
    };
  });
  if (out !== undefined)
    await writeSheets(out, [{ name: 'Regels', columns: sheetColumns, rows: rowsOf(result.items) }], { form: options });
  if (options.json) return output.json({ ...result, months: states });
  for (const line of reconciliationLines(result, output.language)) output.line(line);
  for (const line of stateLines(states, output.language)) output.line(line);
  if (out !== undefined) output.line(texts.linesWritten(result.items.length, out));
}
