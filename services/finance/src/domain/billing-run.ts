/**
 * A billing run: a pure function of a region's history and a month. Every approved line of the declarations of that
 * month is divided by counted days over the municipalities responsible under the residence principle (Jeugdwet art.
 * 1.1); lump sums by their key. Undetermined days stay unresolved: they are never billed to somebody.
 */
import { countedDays, numberOfDays, shareOf, type Responsibility } from '@regieboek/billing';
import {
  firstDayOf,
  fromDay,
  intersect,
  lastDayOf,
  merge,
  sumCents,
  toDay,
  type Cents,
  type Interval,
  type Month,
} from '@regieboek/kernel';
import {
  codeOn,
  responsibleIntervals,
  stayForms,
  type MergerTable,
  type ResponsibleInterval,
} from '@regieboek/residence';
import {
  assignmentKey,
  careOf,
  formOf,
  productOf,
  residenceParameters,
  toResidenceCare,
  youthFacts,
  type Care,
  type RegionHistory,
  type YouthHistory,
} from '@regieboek/journal';
import type { DecidedLine } from '@regieboek/events';
import { lumpSumLines, type LumpSumLine } from './lump-sum-lines.js';

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

/** Outcome of a billing run; `position` is the last event of the log that it rests on. */
export interface BillingRun {
  readonly region: string;
  readonly period: Month;
  readonly position: number;
  readonly lines: readonly BilledLine[];
  readonly lumpSums: readonly LumpSumLine[];
  readonly totals: Totals;
}

/** Sums of a run: billed + unresolved = approved + lump sums, to the cent. */
export interface Totals {
  readonly approvedCents: Cents;
  readonly lumpSumCents: Cents;
  readonly billedCents: Cents;
  readonly unresolvedCents: Cents;
}

/** A run that lost or made money; it is stopped, and nothing of it is shown. */
export class NotConserved extends Error {
  override readonly name = 'NotConserved';
}

/** An approved line with what is known around it. */
interface Approved {
  readonly line: DecidedLine;
  readonly provider: string;
  readonly payer: string;
}

interface Counted {
  readonly days: readonly Interval[];
  readonly ground: SplitGround;
}

const period = ({ line }: Approved): Interval => ({ from: toDay(line.from), to: toDay(line.to) });

/** Care on the assignment of a line; around a reorganisation the declaration may name another code than the start did. */
function careOn(care: readonly Care[], { line, provider, payer }: Approved): readonly Care[] {
  const ofNumber = care.filter((one) => one.provider === provider && one.assignment === line.assignment);
  const ofPayer = ofNumber.filter(({ municipality }) => municipality === payer);
  return ofPayer.length > 0 ? ofPayer : ofNumber;
}

/** Days by which a line is divided: counted stay days for units of 24 hours, otherwise days of care in the period. */
function countDays(approved: Approved, care: readonly Care[]): Counted {
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
function evidence(approved: Approved, youth: YouthHistory, history: RegionHistory) {
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

/** Lines of one youth, divided. */
function billYouth(
  lines: readonly Approved[],
  youth: YouthHistory,
  history: RegionHistory,
  parameters: ReturnType<typeof residenceParameters>,
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
  { line, provider, payer }: Approved,
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

/** Approved lines of the declarations of a month, by youth. A half-decided declaration has no outcome, so no lines. */
function approvedByYouth(history: RegionHistory, month: Month): Map<string, Approved[]> {
  const byYouth = new Map<string, Approved[]>();
  for (const { head, lines, outcome } of history.declarations.values()) {
    if (!outcome || head.period !== month) continue;
    for (const line of lines) {
      if (line.codes.length > 0 || line.youth === null) continue;
      const own = byYouth.get(line.youth) ?? [];
      byYouth.set(line.youth, own);
      own.push({ line, provider: head.provider, payer: head.municipality });
    }
  }
  return byYouth;
}

const byId = (a: { id: string }, b: { id: string }): number => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);

function totalsOf(
  approved: Iterable<Approved>,
  lines: readonly BilledLine[],
  lumpSums: readonly LumpSumLine[],
  lumpSumCents: Cents,
): Totals {
  const [resolved, open] = [
    lines.filter((one) => one.municipality !== null),
    lines.filter((one) => one.municipality === null),
  ];
  const totals = {
    approvedCents: sumCents([...approved].map(({ line }) => line.cents)),
    lumpSumCents,
    billedCents: sumCents([...resolved, ...lumpSums].map(({ cents }) => cents)),
    unresolvedCents: sumCents(open.map(({ cents }) => cents)),
  };
  if (totals.billedCents + totals.unresolvedCents !== totals.approvedCents + totals.lumpSumCents) {
    throw new NotConserved(
      `the run does not add up: ${JSON.stringify(totals)}; it was stopped, report this with the region and month`,
    );
  }
  return totals;
}

/**
 * Bills a month of a region. Lines are in order of id, whatever the order of events. Throws NotConserved when money
 * would be lost, and RangeError when the region was never defined.
 */
export function billPeriod(history: RegionHistory, month: Month): BillingRun {
  if (!history.definition) throw new RangeError('the region has no definition: import its contracts.yaml first');
  const parameters = residenceParameters(history.definition);
  const approved = approvedByYouth(history, month);
  const lines = [...approved].flatMap(([id, own]) => {
    const youth = history.youths.get(id);
    return youth ? billYouth(own, youth, history, parameters) : [];
  });
  const window = { from: firstDayOf(month), to: lastDayOf(month) };
  const { lumpSums, totalCents } = lumpSumLines(history, month, (youth) => useOf(youth, history, parameters, window));
  return {
    region: history.definition.region,
    period: month,
    position: history.position,
    lines: lines.sort(byId),
    lumpSums: [...lumpSums].sort(byId),
    totals: totalsOf([...approved.values()].flat(), lines, lumpSums, totalCents),
  };
}

/** Days of care per provider, form and municipality of one youth in a window: the use that lump sums are divided by. */
function useOf(
  youth: YouthHistory,
  history: RegionHistory,
  parameters: ReturnType<typeof residenceParameters>,
  window: Interval,
) {
  const all = careOf(youth, history.contracts);
  const care = all.filter((one) => intersect(one, window));
  if (care.length === 0) return [];
  const responsible = responsibleIntervals(youthFacts(youth, all.map(toResidenceCare)), parameters);
  return care.flatMap((one) => {
    const days = daysOfUse(one, window);
    return responsible.flatMap((interval) => {
      const { municipality } = interval;
      const count = numberOfDays(days.flatMap((run) => intersect(run, interval) ?? []));
      return count > 0 && municipality !== null
        ? [{ provider: one.provider, form: one.form, municipality, days: count }]
        : [];
    });
  });
}

/** Days of care in a window: of a stay those that its contract counts, or presence when no contract names it. */
function daysOfUse(care: Care, window: Interval): Interval[] {
  if (!stayForms.has(care.form)) return [intersect(care, window) ?? []].flat();
  return countedDays(care, care.product?.counting ?? { method: 'PRESENCE', fundedAbsence: null }, window);
}
