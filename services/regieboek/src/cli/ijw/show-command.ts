import {
  checkFile,
  euro,
  headFacts,
  LineAdder,
  openMessage,
  returnCodesInWords,
  tableColumns,
  type Fact,
  type LineTotals,
  type OpenedMessage,
} from '@regieboek/ijw';
import type { CalendarDate, Language } from '@regieboek/kernel';
import type { Output } from '../output.js';
import { findingLines, verdict } from './findings.js';
import { fitColumns, tableHead, tableRow, type FittedColumn } from './fit-table.js';
import type { NamedFile, NamedFiles } from './named-files.js';
import { ijwTexts } from './texts.js';

/** Options of `ijw show`. */
export interface ShowOptions {
  readonly today: CalendarDate;
  /** Lines to show at most; Infinity for all. */
  readonly lines: number;
}

function factLines(facts: readonly Fact[]): string[] {
  const width = Math.max(...facts.map(({ label }) => label.length));
  return facts.flatMap(({ label, values }) =>
    values.map((value, i) => `${(i === 0 ? label : '').padEnd(width)}  ${value}`),
  );
}

interface Measured {
  readonly columns: readonly FittedColumn[];
  readonly totals: LineTotals;
  /** Return codes of all lines with their meanings, lowest first. */
  readonly codes: readonly string[];
}

/** Reads all lines for their totals, and the lines to show for the width of their columns; empty columns go. */
function measure(message: OpenedMessage, linesMax: number): Measured {
  const columns = tableColumns(message.type).map((column) => ({ column, width: 0 }));
  const adder = new LineAdder();
  const codes = new Set<string>();
  let seen = 0;
  for (const line of message.lines()) {
    adder.add(line);
    for (const code of returnCodesInWords(line)) codes.add(code);
    if ((seen += 1) > linesMax) continue;
    for (const each of columns) each.width = Math.max(each.width, each.column.of(line).length);
  }
  const filled = columns.filter(({ width }) => width > 0);
  for (const each of filled) each.width = Math.max(each.width, each.column.label.length);
  return { columns: filled, totals: adder.totals, codes: [...codes].sort() };
}

function* rowsOf(message: OpenedMessage, columns: readonly FittedColumn[], linesMax: number): Generator<string> {
  let seen = 0;
  for (const line of message.lines()) {
    if ((seen += 1) > linesMax) return;
    yield tableRow(columns, (column) => column.of(line));
  }
}

function totalLines({ lines, clients, amounts }: LineTotals, linesMax: number, language: Language): string[] {
  const texts = ijwTexts[language];
  const hidden = lines > linesMax ? [texts.shown(linesMax, lines)] : [];
  const all = `${texts.lines(lines)}${clients === 0 ? '' : texts.ofClients(clients)}`;
  if (!amounts) return [...hidden, lines === 0 ? texts.empty : all];
  const { debitCents, creditCents, netCents } = amounts;
  return [...hidden, `${all}: ${texts.amounts(euro(debitCents), euro(creditCents), euro(netCents))}`];
}

function leftOutLines(all: readonly FittedColumn[], shown: readonly FittedColumn[], language: Language): string[] {
  const kept = new Set(shown.map(({ column }) => column));
  const labels = all.filter(({ column }) => !kept.has(column)).map(({ column }) => column.label);
  return labels.length === 0 ? [] : [ijwTexts[language].leftOut(labels.join(', '))];
}

/** Shows one message; false when it breaks the schema, so that there is nothing sound to show but its faults. */
async function showFile(file: NamedFile, bytes: Uint8Array, options: ShowOptions, output: Output): Promise<boolean> {
  const report = checkFile(bytes, { today: options.today });
  const { language } = output;
  const outcome = verdict(file.name, report, language);
  if (report.level === 1) {
    for (const line of [outcome, ...findingLines(report.findings, language)]) output.line(line);
    return false;
  }
  const message = openMessage(bytes);
  for (const line of factLines(headFacts(message))) output.line(line);
  output.line();
  const { columns, totals, codes } = measure(message, options.lines);
  const fitted = fitColumns(columns, output.width);
  if (totals.lines > 0 && options.lines > 0) {
    for (const line of tableHead(fitted)) output.line(line);
    for (const row of rowsOf(message, fitted, options.lines)) await output.text(`${row}\n`);
    output.line();
  }
  if (codes.length > 0) {
    for (const line of codes) output.line(line);
    output.line();
  }
  for (const line of [...totalLines(totals, options.lines, language), ...leftOutLines(columns, fitted, language)])
    output.line(line);
  if (report.level !== null) output.line(`${outcome}: ${ijwTexts[language].checkTells}`);
  return true;
}

/** `regieboek ijw show`: a message as a table, with personal data masked. Refused when the message is not valid. */
export async function showCommand(files: NamedFiles, options: ShowOptions, output: Output): Promise<void> {
  const unsound: string[] = [];
  for await (const file of files) {
    const bytes = await files.attempt(() => file.read());
    if (bytes && !(await showFile(file, bytes, options, output))) unsound.push(file.name);
  }
  const whose = unsound.join(', ');
  files.refuseWhenAmiss(whose && ijwTexts[output.language].cannotShow(whose));
}
