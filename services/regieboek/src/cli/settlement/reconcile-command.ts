import {
  ReconcileMonths,
  GetRegionNames,
  ListRemarks,
  mustBeKnownParties,
  selectedWork,
  workListSheet,
  workListTexts,
  type WorkOutcome,
  type KnownAt,
  type ReconciliationResult,
  type WorkItem,
} from '@regieboek/finance';
import { formatEuro, type Month, type Language } from '@regieboek/kernel';
import type { CsvForm } from '@regieboek/sheets';
import type { Settings } from '../../process/settings.js';
import { inRegion, watching } from '../in-region.js';
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
  readonly municipality?: string;
  readonly outcome?: readonly WorkOutcome[];
  /** Smallest difference in the work list, in cents. */
  readonly leastCents?: number;
  readonly knownAt?: KnownAt;
  /** Language of the file. */
  readonly lang: Language;
  /** File that ends in .csv or .xlsx for the work list. */
  readonly out?: string;
  readonly json?: boolean;
}

const ITEMS_SHOWN = 10;
/** Width of the longest class, in both languages. */
const CLASS_WIDTH = 16;

const classIn = (name: string, language: Language): string =>
  settlementTexts[language].classes[name] ?? words(language)[name] ?? name;

const words = (language: Language): Readonly<Record<string, string>> => workListTexts[language].outcomes;

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
  const { region, period, to = period, provider, municipality, knownAt, out, lang: language } = options;
  const { outcome: outcomes, leastCents } = options;
  const texts = settlementTexts[output.language];
  if (to < period) throw new CommandRefused(texts.wrongOrder(to, period));
  if (out !== undefined) await mustHaveFolder(out, output);
  const { result, names, remarks, states } = await inRegion(settings, options, output, async (regieboek) => {
    const known = await regieboek.ask(new GetRegionNames(region));
    mustBeKnownParties(known, region, { provider, municipality });
    const asked = new ReconcileMonths(region, { from: period, to, provider, knownAt }, watching(output));
    const reconciled = await regieboek.ask(asked);
    return {
      result: { ...reconciled, items: selectedWork(reconciled.items, { outcomes, municipality, leastCents }) },
      names: known,
      remarks: await regieboek.ask(new ListRemarks(region)),
      states: await statesOf(regieboek, region, { from: period, to }),
    };
  });
  if (out !== undefined)
    await writeSheets(out, [workListSheet(result.items, { names, remarks, language })], { form: options });
  if (options.json) return output.json({ ...result, months: states });
  for (const line of reconciliationLines(result, output.language)) output.line(line);
  for (const line of stateLines(states, output.language)) output.line(line);
  if (out !== undefined) output.line(texts.linesWritten(result.items.length, out));
}
