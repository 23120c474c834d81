import { stringify } from 'csv-stringify/sync';
import { spreadsheetText } from '@regieboek/kernel';
import type { BilledLine } from '../domain/runs/billing-run.js';
import type { Correction } from '../domain/differences/diff-causes.js';
import type { LumpSumLine } from '@regieboek/billing';

const columns = [
  'id',
  'kind',
  'municipality',
  'municipalityOfDays',
  'payer',
  'youth',
  'provider',
  'reference',
  'category',
  'code',
  'unit',
  'periodFrom',
  'periodTo',
  'from',
  'to',
  'days',
  'volume',
  'tariffCents',
  'cents',
  'rule',
  'chainStart',
  'referenceDay',
  'facts',
  'review',
  'ground',
  'lumpSum',
  'model',
  'useDays',
  'correctedPeriod',
  'causes',
] as const;

type Cell = string | number | readonly (string | number)[] | null;

function cell(value: Cell | undefined): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'object') return spreadsheetText(value.join(' '));
  return typeof value === 'string' ? spreadsheetText(value) : String(value);
}

/** A line of a statement, or a correction of an earlier month. */
type Listed = BilledLine | LumpSumLine | Correction;

const isCorrection = (line: Listed): line is Correction => 'causes' in line;

/** A correction in the columns of lines: its key as id, and its causes by event and place in the log. */
const correctionCells = ({
  key,
  product,
  rules,
  causes,
  period,
  ...rest
}: Correction): Readonly<Record<string, Cell>> => ({
  id: key,
  kind: 'correction',
  municipality: rest.municipality,
  payer: rest.payer,
  youth: rest.youth,
  provider: rest.provider,
  code: product,
  cents: rest.cents,
  rule: rules.join(' '),
  correctedPeriod: period,
  causes: causes.map(({ what, position }) => (position === null ? what : `${what}@${position}`)),
});

/** Columns added at the end when a line is about places. */
const placeColumns = ['places', 'placeDays', 'usedDays'] as const;

const toRow = (line: Listed, named: readonly string[]): string[] => {
  const values: Readonly<Record<string, Cell>> = isCorrection(line) ? correctionCells(line) : { ...line };
  return named.map((column) => cell(values[column]));
};

/**
 * Lines and corrections as CSV (UTF-8 with a byte order mark, which Dutch spreadsheets need; semicolons, CRLF), with column names
 * in the first line; cells never start a formula.
 */
export function csvOf(lines: readonly Listed[]): string {
  const named = lines.some((line) => 'places' in line) ? [...columns, ...placeColumns] : columns;
  return stringify([[...named], ...lines.map((line) => toRow(line, named))], {
    bom: true,
    delimiter: ';',
    record_delimiter: '\r\n',
    // A carriage return alone ends a row for Excel.
    quoted_match: /[\r\n]/,
  });
}
