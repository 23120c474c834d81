/** The document of a statement as sheets: a workbook for people, and one table of all lines for CSV. */
import type { IntroLine, Sheet, SheetRow } from '@regieboek/sheets';
import { sumCents, type Language } from '@regieboek/kernel';
import { categoryName } from '@regieboek/ijw';
import { listsOf, listedLines, provenKinds, provenLine, type ProvenKind } from '../../statements/proof/proven-line.js';
import { columnsOf, type ColumnKey } from './columns.js';
import { correctionWords, lineRows, type RowValues } from './line-rows.js';
import { proofParts } from './proof-text.js';
import { reviewInWords } from './review-words.js';
import { changeColumns, columnsOfKind, csvColumns } from './sheet-columns.js';
import type { StatementDocument } from './statement-document.js';
import { summaryOf, type SummaryRow } from './summary.js';
import { documentTexts } from './texts.js';

/** Cells of a row in the order of the columns. */
const cellsOf = (keys: readonly ColumnKey[], values: RowValues): SheetRow => keys.map((key) => values[key] ?? null);

function* cells(keys: readonly ColumnKey[], rows: Iterable<RowValues>): Generator<SheetRow> {
  for (const values of rows) yield cellsOf(keys, values);
}

/** State of a document in the lines above its summary. */
export function introOf({ statement, names, seal, proof }: StatementDocument, language: Language): IntroLine[] {
  const texts = documentTexts[language];
  const { municipality, name, region, period, position, toldBy, ruleSet } = statement;
  return [
    [texts.title, `${name} (${municipality}), ${period}`],
    [texts.region, names.region === '' ? region : `${names.region} (${region})`],
    [texts.period, period],
    [texts.municipality, `${name} (${municipality})`],
    [texts.state, seal ? texts.sealedOn(seal.sealedOn) : texts.open],
    [texts.position, position, 'integer'],
    ...(toldBy === null ? [] : [[texts.knownOn, toldBy, 'day'] as const]),
    [texts.ruleSet, ruleSet],
    ...(seal ? [[texts.mark, seal.mark] as const] : []),
    [texts.tabs.seal, typeof proof === 'string' ? texts.noProof[proof] : texts.proof],
  ];
}

const nameOfPart = ({ part, code }: SummaryRow, { names }: StatementDocument): string =>
  part === 'provider' ? names.provider(code) : part === 'category' ? (categoryName(code) ?? '') : '';

function summarySheet(document: StatementDocument, language: Language): Sheet {
  const texts = documentTexts[language];
  const rows = summaryOf(listedLines(document.statement), document.statement.municipality);
  const keys = ['part', 'partCode', 'partName', 'lines', 'cents'] as const;
  return {
    name: texts.tabs.summary,
    intro: introOf(document, language),
    columns: columnsOf(keys, language),
    rows: rows.map((row) => [texts.parts[row.part], row.code, nameOfPart(row, document), row.lines, row.cents]),
  };
}

/** A row below a table with the sum of its amounts. */
const totalRow = (keys: readonly ColumnKey[], label: string, sums: RowValues): SheetRow =>
  keys.map((key, index) => sums[key] ?? (index === 1 ? label : null));

const tabOf = { line: 'lines', 'lump-sum': 'lumpSums', correction: 'corrections', claim: 'claims' } as const;

function linesSheet(document: StatementDocument, kind: ProvenKind, language: Language): Sheet {
  const texts = documentTexts[language];
  const keys = columnsOfKind[kind];
  const cents = sumCents(listsOf(document.statement)[kind].map((one) => one.cents));
  // Claims have no total: those to receive and those to pay are two sums, which the summary has.
  const totals = kind === 'claim' ? [] : [totalRow(keys, texts.total, { cents })];
  return {
    name: texts.tabs[tabOf[kind]],
    columns: columnsOf(keys, language),
    rows: cells(keys, lineRows(document, kind, language)),
    totals,
  };
}

function changesSheet({ changes, names }: StatementDocument, language: Language): Sheet {
  const texts = documentTexts[language];
  const differences = changes?.differences ?? [];
  const rows = differences.map((one) => ({
    ...provenLine('correction', one).values,
    ...correctionWords(one, { names, language }),
  }));
  const cents = sumCents(differences.map((one) => one.cents));
  return {
    name: texts.tabs.changes,
    intro: [changes ? [texts.since, changes.from, 'integer'] : [texts.since, texts.nothingToCompare]],
    columns: columnsOf(changeColumns, language),
    rows: cells(changeColumns, rows),
    totals: changes ? [totalRow(changeColumns, texts.total, { cents })] : [],
  };
}

function openItemsSheet({ openItems }: StatementDocument, language: Language): Sheet {
  const keys = ['item', 'reasons', 'cents'] as const;
  return {
    name: documentTexts[language].tabs.openItems,
    columns: columnsOf(keys, language),
    rows: openItems.map(({ item, reasons, cents }) => [
      item,
      reasons.map((reason) => reviewInWords(reason, language)).join('; '),
      cents,
    ]),
  };
}

function sealSheet({ proof }: StatementDocument, language: Language): Sheet {
  const texts = documentTexts[language];
  const parts = typeof proof === 'string' ? [] : proofParts(proof);
  return {
    name: texts.tabs.seal,
    intro: [[texts.tabs.seal, typeof proof === 'string' ? texts.noProof[proof] : texts.proof]],
    columns: columnsOf(['nr', 'seal'], language),
    rows: parts.map((part, index) => [index + 1, part]),
  };
}

/** Sheets of the workbook of a statement. */
export const workbookOf = (document: StatementDocument, language: Language): [Sheet, ...Sheet[]] => [
  summarySheet(document, language),
  ...provenKinds.map((kind) => linesSheet(document, kind, language)),
  changesSheet(document, language),
  openItemsSheet(document, language),
  sealSheet(document, language),
];

function* csvRows(document: StatementDocument, language: Language): Generator<RowValues> {
  const { rows } = documentTexts[language];
  for (const kind of provenKinds)
    for (const values of lineRows(document, kind, language)) yield { ...values, row: rows[kind] };
  if (typeof document.proof === 'string') return;
  for (const [index, seal] of proofParts(document.proof).entries()) yield { row: rows.proof, nr: index + 1, seal };
}

function* allRows(documents: readonly StatementDocument[], language: Language): Generator<RowValues> {
  for (const document of documents) yield* csvRows(document, language);
}

/** All lines of statements in one table, for CSV; the proof of each, where there is one, is in its last rows. */
export const csvSheetOf = (documents: readonly StatementDocument[], language: Language): Sheet => ({
  name: documentTexts[language].tabs.lines,
  columns: columnsOf(csvColumns, language),
  rows: cells(csvColumns, allRows(documents, language)),
});
