import { stringify } from 'csv-stringify/sync';
import { fromDay, type Cents } from '@regieboek/kernel';
import {
  rangeText,
  type ReconciledExpectation,
  type ReconciledLine,
  type Reconciliation,
} from '../domain/reconcile.js';
import type { MonthRange } from '../domain/month-range.js';

/** A line for somebody to look at: what was declared, what was expected, and what they differ by. */
export interface WorkItem {
  readonly outcome: 'different' | 'unknown' | 'duplicate' | 'out-of-period' | 'undeclared' | 'refused';
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
  /** Retour codes of a line that was refused (WJ001), with blanks between them. */
  readonly codes: string;
  readonly basis: string | null;
  readonly declaredVolume: number | null;
  readonly expectedVolume: number | null;
  readonly declaredCents: Cents | null;
  readonly expectedCents: Cents | null;
  /** Declared less expected; a side that is not there counts as nothing. */
  readonly differenceCents: Cents;
}

/** What has to be looked at: everything but matched lines that were approved. Matched and refused is `refused`. */
const outcomeOf = ({ line, outcome }: ReconciledLine): WorkItem['outcome'] | null =>
  outcome === 'matched' ? (line.codes.length > 0 ? 'refused' : null) : outcome;

function declaredItem(one: ReconciledLine): WorkItem[] {
  const { line, expected } = one;
  const outcome = outcomeOf(one);
  if (outcome === null) return [];
  const { provider, municipality, youth, assignment, category, code, from, to, unit, reference } = line;
  return [
    {
      ...{ outcome, provider, municipality, youth, assignment, category, code, from, to, unit, reference },
      codes: line.codes.join(' '),
      basis: expected?.basis ?? null,
      declaredVolume: line.volume,
      expectedVolume: expected?.volume ?? null,
      declaredCents: line.cents,
      expectedCents: expected?.cents ?? null,
      differenceCents: line.cents - (expected?.cents ?? 0),
    },
  ];
}

function expectedItem({ line, outcome }: ReconciledExpectation): WorkItem[] {
  if (outcome !== 'undeclared') return [];
  const { provider, municipality, youth, assignment, category, code, unit, basis } = line;
  return [
    {
      ...{ outcome, provider, municipality, youth, assignment, category, code },
      from: fromDay(line.from),
      to: fromDay(line.to),
      unit,
      reference: null,
      codes: '',
      basis,
      declaredVolume: null,
      expectedVolume: line.volume,
      declaredCents: null,
      expectedCents: line.cents,
      differenceCents: 0 - line.cents,
    },
  ];
}

const inText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** Order of a work list: by provider, first day, youth and product, then by all that tells two lines of these apart. */
export const inWorkOrder = (a: WorkItem, b: WorkItem): number =>
  inText(a.provider, b.provider) ||
  inText(a.from, b.from) ||
  inText(a.youth ?? '', b.youth ?? '') ||
  inText(a.code, b.code) ||
  inText(a.municipality, b.municipality) ||
  a.assignment - b.assignment ||
  inText(a.outcome, b.outcome) ||
  inText(a.reference ?? '', b.reference ?? '');

/** What has to be looked at, by provider, first day, youth and product. */
export const workListOf = ({ declared, expected }: Reconciliation): WorkItem[] =>
  [...declared.flatMap(declaredItem), ...expected.flatMap(expectedItem)].sort(inWorkOrder);

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

/** Text that a spreadsheet would take for a formula is marked as text. */
const guarded = (value: string | number | null): string =>
  typeof value === 'string' && /^[=+\-@\t\r\n]/.test(value) ? `'${value}` : String(value ?? '');

/** A work list as CSV with semicolons (RFC 4180), amounts in cents, fields named as in JSON. */
export const workListCsv = (items: readonly WorkItem[]): string =>
  stringify(
    [
      workListColumns.map(({ field }) => field),
      ...items.map((item) => workListColumns.map(({ field }) => guarded(item[field]))),
    ],
    { delimiter: ';', record_delimiter: '\r\n' },
  );

/** Name of a file with a work list, without its ending. */
export const workListName = (region: string, range: MonthRange, provider?: string): string =>
  ['aansluiting', region, rangeText(range).replace('..', '_'), ...(provider ? [provider] : [])].join('-');
