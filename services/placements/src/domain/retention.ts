/**
 * Retention (bewaartermijnen): how long data of a youth must be kept, and why. AWR art. 52 for the books (seven years after the
 * book year); claims between municipalities look back without a limit, so facts stay for years after the last care. The terms are
 * parameters of the region (docs/access.md).
 */
import { careOf } from '@regieboek/billing';
import type { RegionDefinition } from '@regieboek/events';
import type { RegionHistory, YouthHistory } from '@regieboek/journal';
import { addMonths, fromDay, OPEN, parseDay, toDay, type CalendarDate, type Day, type Month } from '@regieboek/kernel';

export type RetentionTerms = NonNullable<RegionDefinition['parameters']['retention']>;

/** Terms where the contracts file of a region names none. */
export const usualTerms: RetentionTerms = { bookYears: 7, claimYears: 7, claimAge: 30 };

/**
 * care-runs: care or an assignment has no end yet; dispute: a dispute about residence is not decided; claims: a municipality can
 * still claim; books: the books must be kept.
 */
export type RetentionCode = 'care-runs' | 'dispute' | 'claims' | 'books';

/** A reason to keep data, and its last day; null while it is not known. */
export interface RetentionReason {
  readonly code: RetentionCode;
  readonly until: CalendarDate | null;
}

/** Reasons to keep the data of a youth; without any, the data may be erased. */
export interface Retention {
  readonly youth: string;
  readonly lastCare: CalendarDate | null;
  readonly reasons: readonly RetentionReason[];
}

const YEAR = 12;

/** Last day of care and of assignments, which lead to care; OPEN while one runs. Undefined when there was none. */
function lastCareOf(youth: YouthHistory, history: RegionHistory): Day | undefined {
  const ends = [
    ...careOf(youth, history.contracts).map(({ to }) => to),
    ...[...youth.assignments.values()].map(({ to }) => (to === null ? OPEN : toDay(to))),
  ];
  return ends.length === 0 ? undefined : Math.max(...ends);
}

const isOpenDispute = (youth: YouthHistory, today: Day): boolean =>
  youth.facts.some(
    ({ fact, withdrawnOn }) =>
      withdrawnOn === null &&
      fact.kind === 'decision' &&
      fact.ground === 'geschil' &&
      (fact.to === null || toDay(fact.to) >= today),
  );

interface RetentionFacts {
  readonly today: Day;
  readonly terms: RetentionTerms;
  readonly lastCare: Day | undefined;
  readonly billed: Month | undefined;
}

/** Reasons to keep the data of a youth on a day. `billed`: last month with approved lines. */
function reasonsOf(youth: YouthHistory, { today, terms, lastCare, billed }: RetentionFacts): RetentionReason[] {
  const reasons: RetentionReason[] = [];
  if (lastCare === OPEN) reasons.push({ code: 'care-runs', until: null });
  else if (lastCare !== undefined) {
    const byCare = addMonths(lastCare, terms.claimYears * YEAR);
    const byAge = youth.birth === 0 ? byCare : addMonths(youth.birth, terms.claimAge * YEAR);
    reasons.push({ code: 'claims', until: fromDay(Math.max(lastCare, Math.min(byCare, byAge))) });
  }
  if (isOpenDispute(youth, today)) reasons.push({ code: 'dispute', until: null });
  if (billed !== undefined) {
    const year = Number(billed.slice(0, 4)) + terms.bookYears;
    const end = parseDay(`${year}-12-31`);
    reasons.push({ code: 'books', until: end === undefined ? null : fromDay(end) });
  }
  return reasons.filter(({ until }) => until === null || toDay(until) >= today);
}

/** Reasons to keep the data of a youth on a day; `billed`: its last month with approved lines. */
export function retentionOf(
  history: RegionHistory,
  youth: YouthHistory,
  { today, billed }: { readonly today: Day; readonly billed: Month | undefined },
): Retention {
  const terms = history.definition?.parameters.retention ?? usualTerms;
  const lastCare = lastCareOf(youth, history);
  return {
    youth: youth.youth,
    lastCare: lastCare === undefined || lastCare === OPEN ? null : fromDay(lastCare),
    reasons: reasonsOf(youth, { today, terms, lastCare, billed }),
  };
}
