import { parse } from 'csv-parse/sync';
import { Refusal, type Language, type Sentence } from '@regieboek/kernel';
import { remarkFaults, type Remark, type RemarkFault } from './remark.js';

/** Headings of the two columns that are read, in both languages and as in JSON. */
const KEYS = ['key', 'sleutel'];
const REMARKS = ['remark', 'opmerking'];

const refused = (en: string, nl: string): Refusal => new Refusal('not-a-work-list', 'invalid', { en, nl });

/** Separator of a CSV file: the one that its first line has most. */
function separatorOf(text: string): string {
  const [first = ''] = text.split(/\r?\n/, 1);
  const count = (separator: string): number => first.split(separator).length;
  return [';', ',', '\t'].toSorted((a, b) => count(b) - count(a))[0] ?? ';';
}

function rowsOf(text: string): string[][] {
  try {
    return parse(text, { bom: true, delimiter: separatorOf(text), relax_column_count: true, skip_empty_lines: true });
  } catch {
    throw refused(
      'the file is not CSV: save the work list as CSV',
      'het bestand is geen CSV: bewaar de werklijst als CSV',
    );
  }
}

/** Text of a cell; spreadsheet programs guard a leading sign with an apostrophe. */
const cellOf = (row: readonly string[], at: number): string => (row[at] ?? '').trim().replace(/^'(?=[=+\-@])/, '');

const FAULTS_SHOWN = 20;

/** Every row that cannot be kept, in both languages; the first twenty of many. */
function faultsIn(faults: readonly RemarkFault[]): Sentence {
  const sentence = (language: Language, row: string, none: string): string =>
    [
      none,
      ...faults
        .slice(0, FAULTS_SHOWN)
        .map(({ index, field, text }) => `${row} ${index + 2}, ${columnNames[language][field]}: ${text[language]}`),
    ].join('\n');
  return {
    en: sentence('en', 'row', 'some remarks cannot be kept; none was written'),
    nl: sentence('nl', 'rij', 'sommige opmerkingen kunnen niet worden bewaard; er is niets geschreven'),
  };
}

const columnNames = { en: { key: 'key', remark: 'remark' }, nl: { key: 'sleutel', remark: 'opmerking' } } as const;

/** Remarks of a work list that somebody filled in, as CSV. Throws as `remarksInRows` does. */
export const remarksInCsv = (text: string): Remark[] => remarksInRows(rowsOf(text));

/**
 * Remarks in the rows of a work list, headings first: the columns with key and remark, whatever the others are. Throws a Refusal that
 * names every row that cannot be kept.
 */
export function remarksInRows(all: readonly (readonly string[])[]): Remark[] {
  const [head = [], ...rows] = all;
  const headings = head.map((one) => one.trim().toLowerCase());
  const [key, remark] = [KEYS, REMARKS].map((names) => headings.findIndex((one) => names.includes(one)));
  if (key === undefined || remark === undefined || key < 0 || remark < 0)
    throw refused(
      'the file has no columns Key and Remark: use a work list of regieboek reconcile --out',
      'het bestand heeft geen kolommen Sleutel en Opmerking: gebruik een werklijst van regieboek reconcile --out',
    );
  const found = rows.map((row) => ({ key: cellOf(row, key), remark: cellOf(row, remark) }));
  const faults = remarkFaults(found);
  if (faults.length > 0) throw new Refusal('invalid-remarks', 'invalid', faultsIn(faults));
  return found;
}
