import { readXlsx } from 'hucre/xlsx';
import type { Language } from '@regieboek/kernel';
import { columnWith, type ColumnKey } from '../../statement/columns.js';
import { documentTexts, summaryParts, type SummaryPart } from '../../statement/texts.js';
import type { ProvenKind } from '../../../statements/proof/proven-line.js';
import { lineIn, numberIn, textIn, valueIn, type ReadCell, type ReadRow } from './cells.js';
import { NotAStatement, proofIn, type ReadLine, type ReadStatement, type ReadTotal } from './statement.js';

type Rows = readonly (readonly ReadCell[])[];

/** Tabs with lines, by kind. */
const tabs = { line: 'lines', 'lump-sum': 'lumpSums', correction: 'corrections', claim: 'claims' } as const;
const languages = Object.keys(documentTexts) as Language[];

/** A row of a table with its place. */
interface PlacedRow {
  readonly row: ReadRow;
  readonly place: string;
}

/** Rows below the headings of a table, up to the first row without a value in `required`: below it are totals. */
function tableIn(name: string, rows: Rows, required: ColumnKey): PlacedRow[] {
  const head = rows.findIndex((cells) => cells.some((cell) => columnWith(String(cell ?? '')) === required));
  const keys = (rows[head] ?? []).map((heading) => columnWith(String(heading ?? '')));
  return rows.slice(head + 1).flatMap((cells, index) => {
    const row: ReadRow = Object.fromEntries(keys.flatMap((key, at) => (key ? [[key, cells[at]]] : [])));
    return valueIn(row, required) === null ? [] : [{ row, place: `${name}!${head + index + 2}` }];
  });
}

const byWord = new Map<string, SummaryPart>(
  languages.flatMap((language) =>
    summaryParts.map((part): [string, SummaryPart] => [documentTexts[language].parts[part], part]),
  ),
);

const totalsIn = (rows: readonly PlacedRow[]): ReadTotal[] =>
  rows.flatMap(({ row, place }) => {
    const part = byWord.get(textIn(row, 'part'));
    return part ? [{ place, part, code: textIn(row, 'partCode'), cents: numberIn(row, 'cents') }] : [];
  });

const linesIn = (kind: ProvenKind, rows: readonly PlacedRow[]): ReadLine[] =>
  rows.map(({ row, place }) => ({
    ...lineIn(kind, row),
    ...{ place, nr: numberIn(row, 'nr'), digest: textIn(row, 'digest') || null },
  }));

const damaged = (): NotAStatement =>
  new NotAStatement({
    nl: 'het bestand is geen werkmap (XLSX) van een specificatie: gebruik het bestand zoals het werd ontvangen',
    en: 'the file is not a workbook (XLSX) of a statement: use the file as it was received',
  });

/** Reads a statement in a workbook (XLSX). Throws NotAStatement. */
export async function readWorkbook(bytes: Uint8Array): Promise<ReadStatement> {
  const { sheets } = await readXlsx(bytes).catch(() => {
    throw damaged();
  });
  const language = languages.find((one) => sheets.some(({ name }) => name === documentTexts[one].tabs.seal));
  if (language === undefined) throw damaged();
  const names = documentTexts[language].tabs;
  const table = (name: string, required: ColumnKey) =>
    tableIn(name, sheets.find((sheet) => sheet.name === name)?.rows ?? [], required);
  const lines = (Object.keys(tabs) as ProvenKind[]).flatMap((kind) =>
    linesIn(kind, table(names[tabs[kind]], 'digest')),
  );
  const proof = table(names.seal, 'seal').map(({ row }) => textIn(row, 'seal'));
  return { proof: proofIn(proof.join('')), lines, totals: totalsIn(table(names.summary, 'part')) };
}
