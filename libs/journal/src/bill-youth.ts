import { countedDays, numberOfDays, shareOf, type Responsibility } from '@regieboek/billing';
import { fromDay, intersect, merge, toDay, type Cents, type Interval } from '@regieboek/kernel';
import {
  codeOn,
  responsibleIntervals,
  type MergerTable,
  type Parameters,
  type ResponsibleInterval,
} from '@regieboek/residence';
import type { DecidedLine } from '@regieboek/events';
import { careOf, formOf, productOf, type Care } from './care.js';
import { assignmentKey, type RegionHistory, type YouthHistory } from './region-history.js';
import { toResidenceCare, youthFacts } from './youth-facts.js';

/** What the split of a line rests on: counted stay days, days of care, or, without a start message, its period. */
export type SplitGround = 'stay-days' | 'care-days' | 'period-days';

/** Part of an approved line that one municipality bears. */
export interface BilledLine {
  /** `<AGB>.<ReferentieNummer>.<part>`, unique within the region. */
  readonly id: string;
  readonly kind: 'line';
  readonly youth: string;
  readonly provider: string;
  readonly reference: string;
  readonly category: string;
  readonly code: string;
  readonly unit: string;
  /** ProductPeriode of the declared line. */
  readonly periodFrom: string;
  readonly periodTo: string;
  /** First and last counted day of this part. */
  readonly from: string;
  readonly to: string;
  readonly days: number;
  readonly volume: number;
  readonly tariffCents: number | null;
  readonly cents: Cents;
  /** CBS code; null: undetermined, in the review queue. */
  readonly municipality: string | null;
  /** Municipality that received the declaration and pays the provider (WPB-P1), under its code of these days (WPB-M1). */
  readonly payer: string;
  readonly rule: string;
  readonly chainStart: string | null;
  readonly referenceDay: string | null;
  readonly facts: readonly string[];
  readonly review: readonly string[];
  readonly ground: SplitGround;
}

/** An approved line with what is known around it. */
export interface ApprovedDeclaredLine {
  readonly line: DecidedLine;
  readonly provider: string;
  readonly payer: string;
}

interface Counted {
  readonly days: readonly Interval[];
  readonly ground: SplitGround;
}

const period = ({ line }: ApprovedDeclaredLine): Interval => ({ from: toDay(line.from), to: toDay(line.to) });

/** Care on the assignment of a line; around a reorganisation the declaration may name another code than the start did. */
function careOn(care: readonly Care[], { line, provider, payer }: ApprovedDeclaredLine): readonly Care[] {
  const ofNumber = care.filter((one) => one.provider === provider && one.assignment === line.assignment);
  const ofPayer = ofNumber.filter(({ municipality }) => municipality === payer);
  return ofPayer.length > 0 ? ofPayer : ofNumber;
}

/** Days by which a line is divided: counted stay days for units of 24 hours, otherwise days of care in the period. */
function countDays(approved: ApprovedDeclaredLine, care: readonly Care[]): Counted {
  const window = period(approved);
  const own = careOn(care, approved);
  if (approved.line.unit === '14') {
    const days = merge(own.flatMap((one) => (one.product ? countedDays(one, one.product.counting, window) : [])));
    if (numberOfDays(days) > 0) return { days, ground: 'stay-days' };
  }
  const days = merge(own.flatMap((one) => intersect(one, window) ?? []));
  return numberOfDays(days) > 0 ? { days, ground: 'care-days' } : { days: [window], ground: 'period-days' };
}

/** Without a start message the line itself is the evidence of care: over the assignment, or over its own period. */
function evidence(approved: ApprovedDeclaredLine, youth: YouthHistory, history: RegionHistory) {
  const { line, provider, payer } = approved;
  const assignment = youth.assignments.get(assignmentKey(payer, line.assignment));
  const product = productOf(history.contracts.get(provider), line.category, line.code);
  const own = period(approved);
  return {
    id: `assignment:${line.assignment}`,
    from: Math.min(own.from, assignment ? toDay(assignment.from) : own.from),
    to: Math.max(own.to, assignment?.to ? toDay(assignment.to) : own.to),
    form: formOf(product, line.category),
    provider,
  };
}

const textOf = (day: number | undefined): string | null => (day === undefined ? null : fromDay(day));

/** Approved lines of one youth divided over the municipalities that bear them, in the order of the lines. */
export function billYouth(
  lines: readonly ApprovedDeclaredLine[],
  youth: YouthHistory,
  history: RegionHistory,
  parameters: Parameters,
): BilledLine[] {
  const care = careOf(youth, history.contracts);
  const counted = lines.map((approved) => countDays(approved, care));
  const assumed = lines
    .filter((_, i) => counted[i]?.ground === 'period-days')
    .map((one) => evidence(one, youth, history));
  const facts = youthFacts(youth, [...care.map(toResidenceCare), ...assumed]);
  const responsible = responsibleIntervals(facts, parameters);
  return lines.flatMap((approved, i) =>
    partsOf(approved, counted[i] ?? { days: [period(approved)], ground: 'period-days' }, {
      responsible,
      mergers: parameters.mergers,
    }),
  );
}

function partsOf(
  { line, provider, payer }: ApprovedDeclaredLine,
  { days, ground }: Counted,
  { responsible, mergers }: { responsible: readonly ResponsibleInterval[]; mergers: MergerTable },
): BilledLine[] {
  const whole = { cents: line.cents, volume: line.volume, from: toDay(line.from), to: toDay(line.to) };
  return shareOf<ResponsibleInterval & Responsibility>(whole, days, responsible).map((share, part) => ({
    id: `${provider}.${line.reference}.${part + 1}`,
    kind: 'line',
    youth: line.youth ?? '',
    provider,
    reference: line.reference,
    category: line.category,
    code: line.code,
    unit: line.unit,
    periodFrom: line.from,
    periodTo: line.to,
    from: fromDay(share.from),
    to: fromDay(share.to),
    days: share.days,
    volume: share.volume,
    tariffCents: line.tariffCents,
    cents: share.cents,
    municipality: share.responsibility.municipality,
    payer: codeOn(mergers, payer, share.from) ?? payer,
    rule: share.responsibility.rule,
    chainStart: textOf(share.responsibility.chainStart),
    referenceDay: textOf(share.responsibility.referenceDay),
    facts: share.responsibility.facts.map(String),
    review: [...(share.responsibility.review ?? []), ...(ground === 'period-days' ? ['start-unknown'] : [])],
    ground,
  }));
}
