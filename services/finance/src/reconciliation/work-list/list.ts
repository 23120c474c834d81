import { stringify } from 'csv-stringify/sync';
import { spreadsheetText, type Cents } from '@regieboek/kernel';

/** Outcomes of lines to review: errors first, then late lines and credits, which are none by themselves. */
export const workOutcomes = [
  ...(['different', 'unknown', 'duplicate', 'out-of-period', 'undeclared', 'refused'] as const),
  ...(['late', 'credit'] as const),
] as const;
export type WorkOutcome = (typeof workOutcomes)[number];

/** A line to review: declared, expected, and the difference. */
export interface WorkItem {
  readonly outcome: WorkOutcome;
  readonly provider: string;
  readonly municipality: string;
  readonly youth: string | null;
  readonly assignment: number;
  readonly category: string;
  readonly code: string;
  readonly from: string;
  readonly to: string;
  readonly unit: string;
  readonly reference: string | null;
  /** Retour codes of a refused line (WJ001), separated by spaces. */
  readonly codes: string;
  readonly basis: string | null;
  readonly declaredVolume: number | null;
  readonly expectedVolume: number | null;
  readonly declaredCents: Cents | null;
  readonly expectedCents: Cents | null;
  /** Declared minus expected; a missing side counts as zero. */
  readonly differenceCents: Cents;
}

const inText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** Order of a work list: by provider, first day, youth and product, then by everything that distinguishes two lines. */
export const inWorkOrder = (a: WorkItem, b: WorkItem): number =>
  inText(a.provider, b.provider) ||
  inText(a.from, b.from) ||
  inText(a.youth ?? '', b.youth ?? '') ||
  inText(a.code, b.code) ||
  inText(a.municipality, b.municipality) ||
  a.assignment - b.assignment ||
  inText(a.outcome, b.outcome) ||
  inText(a.reference ?? '', b.reference ?? '');

/** Columns of a work list: name, kind of value and title for people. */
export const workListColumns = [
  { field: 'outcome', kind: 'text', title: 'Uitkomst' },
  { field: 'provider', kind: 'text', title: 'Aanbieder' },
  { field: 'municipality', kind: 'text', title: 'Gemeente' },
  { field: 'youth', kind: 'text', title: 'Jeugdige' },
  { field: 'assignment', kind: 'text', title: 'Toewijzing' },
  { field: 'category', kind: 'text', title: 'Categorie' },
  { field: 'code', kind: 'text', title: 'Product' },
  { field: 'from', kind: 'day', title: 'Begindatum' },
  { field: 'to', kind: 'day', title: 'Einddatum' },
  { field: 'unit', kind: 'text', title: 'Eenheid' },
  { field: 'reference', kind: 'text', title: 'Referentie' },
  { field: 'codes', kind: 'text', title: 'Retourcodes' },
  { field: 'basis', kind: 'text', title: 'Grondslag' },
  { field: 'declaredVolume', kind: 'integer', title: 'Volume gedeclareerd' },
  { field: 'expectedVolume', kind: 'integer', title: 'Volume verwacht' },
  { field: 'declaredCents', kind: 'money', title: 'Bedrag gedeclareerd' },
  { field: 'expectedCents', kind: 'money', title: 'Bedrag verwacht' },
  { field: 'differenceCents', kind: 'money', title: 'Verschil' },
] as const satisfies readonly { field: keyof WorkItem; kind: 'text' | 'integer' | 'money' | 'day'; title: string }[];

const cell = (value: string | number | null): string =>
  typeof value === 'string' ? spreadsheetText(value) : String(value ?? '');

/** A work list as CSV with semicolons (RFC 4180), amounts in cents, fields named as in JSON. */
export const workListCsv = (items: readonly WorkItem[]): string =>
  stringify(
    [
      workListColumns.map(({ field }) => field),
      ...items.map((item) => workListColumns.map(({ field }) => cell(item[field]))),
    ],
    { delimiter: ';', record_delimiter: '\r\n', quoted_match: /[\r\n]/ },
  );
