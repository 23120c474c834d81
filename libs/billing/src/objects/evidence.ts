/**
 * Care known only from an approved line: no start was sent for its assignment. It counts from the approval of the line, for any
 * month billed, so that a youth and a day have one answer in every run with the same known-at.
 */
import { OPEN, toDay, type Interval } from '@regieboek/kernel';
import { codeOn, type MergerTable } from '@regieboek/residence';
import type { CareForm, Contract, Product } from '@regieboek/events';
import { isCredit, type ApprovedDeclaredLine } from './approved-lines.js';
import { formOf, productOf, type Care } from './care.js';
import { assignmentKey, type YouthHistory } from '@regieboek/journal';

/** Care implied by approved lines on one assignment. */
export interface LineEvidence extends Interval {
  readonly provider: string;
  readonly payer: string;
  readonly assignment: number;
  readonly form: CareForm;
  /** Code of the product of the last line. */
  readonly code: string;
  readonly product: Product | null;
}

/** Whether two codes are of one municipality, before and after a reorganisation. */
export function isSameMunicipality(mergers: MergerTable, one: string, other: string): boolean {
  if (one === other) return true;
  const successor = codeOn(mergers, one, OPEN);
  return successor !== null && successor === codeOn(mergers, other, OPEN);
}

/** True when a municipality merged into another one, directly or through others. */
export const hasMergedInto = (mergers: MergerTable, one: string, other: string): boolean =>
  one !== other && mergers.days.some((day) => codeOn(mergers, one, day) === other);

/**
 * Municipality that first received a line. For a credit that is the one that received its debit, which a reorganisation may have
 * ended since. A credit has the care and the assignment of its debit.
 */
export function firstPayerOf(
  { line, provider, payer }: ApprovedDeclaredLine,
  known: readonly ApprovedDeclaredLine[],
  mergers: MergerTable,
): string {
  if (!isCredit(line)) return payer;
  const payers = known
    .filter(
      (one) =>
        one.provider === provider &&
        one.line.reference === line.previous &&
        !isCredit(one.line) &&
        (one.payer === payer || hasMergedInto(mergers, one.payer, payer)),
    )
    .map((one) => one.payer);
  return payers.includes(payer) ? payer : (payers.sort().at(0) ?? payer);
}

/** Care on the assignment of a line, for its municipality or, around a reorganisation, for the same one under another code. */
export function careOn<Of extends Pick<Care, 'provider' | 'assignment' | 'municipality'>>(
  care: readonly Of[],
  { line, provider, payer }: ApprovedDeclaredLine,
  mergers: MergerTable,
): readonly Of[] {
  const ofNumber = care.filter((one) => one.provider === provider && one.assignment === line.assignment);
  const ofPayer = ofNumber.filter(({ municipality }) => municipality === payer);
  return ofPayer.length > 0
    ? ofPayer
    : ofNumber.filter(({ municipality }) => municipality !== null && isSameMunicipality(mergers, municipality, payer));
}

/** True when an approved credit reversed a whole line: it is not evidence any more (A5). */
const isTakenBack = (
  { line, provider, payer }: ApprovedDeclaredLine,
  credits: readonly ApprovedDeclaredLine[],
  mergers: MergerTable,
) =>
  credits.some(
    (one) =>
      one.provider === provider &&
      one.line.previous === line.reference &&
      one.line.assignment === line.assignment &&
      one.line.cents === -line.cents &&
      isSameMunicipality(mergers, one.payer, payer),
  );

/** Input of evidence: the approved lines of a youth in any month, and its care from messages. */
export interface EvidenceFrom {
  readonly lines: readonly ApprovedDeclaredLine[];
  readonly care: readonly Care[];
  readonly youth: YouthHistory;
  readonly contracts: ReadonlyMap<string, Contract>;
  readonly mergers: MergerTable;
}

/** Approved debits that were not credited and whose assignment has no start. */
const unreported = ({ lines, care, mergers }: EvidenceFrom): ApprovedDeclaredLine[] => {
  const debits = lines.filter(({ line }) => !isCredit(line));
  const withoutCare = debits.filter((one) => careOn(care, one, mergers).length === 0);
  const credits = withoutCare.length > 0 ? lines.filter(({ line }) => isCredit(line)) : [];
  return withoutCare.filter((one) => !isTakenBack(one, credits, mergers));
};

/**
 * Care implied by approved lines without a start, one record per assignment, in order: from the first day of the assignment to
 * its end, or, when that is open, to the end of the last line (A27). Without a known assignment: the period of the line itself.
 */
export function evidenceOf(from: EvidenceFrom): LineEvidence[] {
  const { youth, contracts } = from;
  const byAssignment = Map.groupBy(
    unreported(from),
    ({ line, provider, payer }) => `${provider}/${payer}/${line.assignment}`,
  );
  return [...byAssignment.values()]
    .flatMap((own) => {
      const records = own.map(({ line, provider, payer }) => {
        const product = productOf(contracts.get(provider), line.category, line.code);
        const about = {
          provider,
          payer,
          assignment: line.assignment,
          code: line.code,
          form: formOf(product, line.category),
          product,
        };
        return { ...about, from: toDay(line.from), to: toDay(line.to) };
      });
      // Lines with the same last day can be in any order, so that their order has no effect.
      const last = records.reduce((one, other) => (isLater(other, one) ? other : one));
      const assignment = youth.assignments.get(assignmentKey(last.payer, last.assignment));
      if (!assignment) return records;
      return [{ ...last, from: toDay(assignment.from), to: assignment.to === null ? last.to : toDay(assignment.to) }];
    })
    .filter((one) => one.from <= one.to)
    .sort(
      (a, b) =>
        a.from - b.from || a.assignment - b.assignment || compare(a.provider, b.provider) || compare(a.payer, b.payer),
    );
}

const isLater = (one: LineEvidence, other: LineEvidence): boolean =>
  (one.to - other.to || compare(one.code, other.code)) > 0;

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
