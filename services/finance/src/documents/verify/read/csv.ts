import { parse } from 'csv-parse/sync';
import { columnWith } from '../../statement/columns.js';
import { documentTexts } from '../../statement/texts.js';
import { provenKinds, type ProvenKind } from '../../../statements/proof/proven-line.js';
import { lineIn, numberIn, textIn, type ReadRow } from './cells.js';
import { NotAStatement, proofIn, type ReadLine, type ReadStatement } from './statement.js';

/** Kind of a row by its word, in any language. */
const kindOfWord = new Map<string, ProvenKind | 'proof'>(
  Object.values(documentTexts).flatMap(({ rows }) =>
    ([...provenKinds, 'proof'] as const).map((kind) => [rows[kind], kind] as const),
  ),
);

/** Rows of a CSV file by column, each with its line; columns with an unknown heading are left out. */
function rowsOf(text: string): { readonly row: ReadRow; readonly line: number }[] {
  try {
    const records = parse(text, {
      delimiter: text.split('\n', 1)[0]?.includes(';') ? ';' : ',',
      bom: true,
      info: true,
      relax_column_count: true,
    }) as unknown as {
      readonly record: readonly string[];
      readonly info: { readonly lines: number };
    }[];
    const keys = (records[0]?.record ?? []).map((heading) => columnWith(heading));
    return records.slice(1).map(({ record, info }) => ({
      row: Object.fromEntries(keys.flatMap((key, index) => (key ? [[key, record[index]]] : []))),
      line: info.lines,
    }));
  } catch {
    return [];
  }
}

/** Reads a statement in CSV. Throws NotAStatement. */
export function readCsv(text: string): ReadStatement {
  const lines: ReadLine[] = [];
  let proof = '';
  for (const { row, line } of rowsOf(text)) {
    const kind = kindOfWord.get(textIn(row, 'row'));
    if (kind === undefined)
      throw new NotAStatement({
        nl: `regel ${line} is geen regel van een specificatie: gebruik het bestand zoals het werd ontvangen`,
        en: `line ${line} is not a line of a statement: use the file as it was received`,
      });
    if (kind === 'proof') proof += textIn(row, 'seal');
    else {
      const digest = textIn(row, 'digest') || null;
      lines.push({ ...lineIn(kind, row), place: `:${line}`, nr: numberIn(row, 'nr'), digest });
    }
  }
  return { proof: proofIn(proof), lines, totals: [] };
}
