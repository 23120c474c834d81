/** Lines of a statement as its digest has them: fixed fields in a fixed order, which every format of the document carries. */
import { createHash } from 'node:crypto';
import type { LumpSumLine } from '@regieboek/billing';
import type { Correction } from '../../domain/differences/diff-causes.js';
import type { BilledLine } from '../../domain/runs/billing-run.js';
import type { Claim } from '../statement.js';

/** Fields of a line that its digest covers, in this order, by kind of line. */
export const provenFields = {
  line: [
    ...['id', 'municipality', 'municipalityOfDays', 'payer', 'youth', 'provider', 'reference', 'category', 'code'],
    ...['unit', 'periodFrom', 'periodTo', 'from', 'to', 'days', 'volume', 'tariffCents', 'cents', 'rule'],
    ...['chainStart', 'referenceDay', 'facts', 'review', 'ground'],
  ],
  'lump-sum': [
    ...['id', 'municipality', 'provider', 'lumpSum', 'model', 'useDays', 'places', 'placeDays', 'usedDays', 'cents'],
  ],
  correction: [
    ...['key', 'kind', 'period', 'municipality', 'payer', 'youth', 'provider', 'product', 'rules'],
    ...['beforeCents', 'afterCents', 'cents'],
  ],
  claim: ['payer', 'responsible', 'lines', 'cents'],
} as const;

/** Kind of a line of a statement. */
export type ProvenKind = keyof typeof provenFields;

/** Kinds of lines in the order of the digest. */
export const provenKinds = ['line', 'lump-sum', 'correction', 'claim'] as const satisfies readonly ProvenKind[];

/** Values of a line by field; a list is one text with blanks between. */
export type ProvenValues = Readonly<Record<string, string | number | null>>;

/** A line of a statement in its fields. */
export interface ProvenLine {
  readonly kind: ProvenKind;
  readonly values: ProvenValues;
}

/** Values of an object, with lists as texts. */
function valuesOf(one: object, fields: readonly string[]): ProvenValues {
  const values: Record<string, string | number | null> = {};
  for (const field of fields) {
    const value: unknown = (one as Readonly<Record<string, unknown>>)[field];
    if (Array.isArray(value)) values[field] = value.join(' ');
    else values[field] = typeof value === 'string' || typeof value === 'number' ? value : null;
  }
  return values;
}

/** Content of a statement: what its digest covers. */
export interface StatementContent {
  readonly lines: readonly BilledLine[];
  readonly lumpSums: readonly LumpSumLine[];
  readonly corrections: readonly Correction[];
  readonly claimsReceivable: readonly Claim[];
  readonly claimsPayable: readonly Claim[];
}

const byKey = (a: Correction, b: Correction): number => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0);

/** Lines of a statement by kind, in the order of its digest: billed lines, lump sums, corrections, claims. */
export const listsOf = (statement: StatementContent) =>
  ({
    line: statement.lines,
    'lump-sum': statement.lumpSums,
    correction: [...statement.corrections].sort(byKey),
    claim: [...statement.claimsReceivable, ...statement.claimsPayable],
  }) as const satisfies Readonly<Record<ProvenKind, readonly object[]>>;

/** A line of a statement, of a billed line, lump sum, correction or claim. */
export const provenLine = (kind: ProvenKind, one: object): ProvenLine => ({
  kind,
  values: valuesOf(one, provenFields[kind]),
});

/** Billed lines, lump sums, corrections and claims of a statement, each with its kind. */
export function* listedLines(statement: StatementContent) {
  const lists = listsOf(statement);
  for (const kind of provenKinds) for (const values of lists[kind]) yield { kind, values };
}

/** All lines of a statement in the order of its digest. */
export function* provenLines(statement: StatementContent): Generator<ProvenLine> {
  for (const { kind, values } of listedLines(statement)) yield provenLine(kind, values);
}

/** SHA-256 of a line, 32 bytes. */
export const digestOfLine = ({ kind, values }: ProvenLine): Buffer =>
  createHash('sha256')
    .update(JSON.stringify([kind, ...provenFields[kind].map((field) => String(values[field] ?? ''))]))
    .digest();
