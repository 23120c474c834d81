import { type Day, type Interval, OPEN } from '@regieboek/kernel';
import type { ActualStay, Decision, HelpRequest, Known, MotherAtBirth, Registration } from './facts.js';

const recordedAt = (fact: Known): Day => fact.recordedAt ?? -OPEN;

/** Facts known on `knownAt` and not withdrawn by then; returns the same list when that is all of them. */
export function knownOn<Fact extends Known>(facts: readonly Fact[], knownAt: Day): readonly Fact[] {
  for (const fact of facts) if (!isKnown(fact, knownAt)) return facts.filter((each) => isKnown(each, knownAt));
  return facts;
}

const isKnown = (fact: Known, knownAt: Day): boolean =>
  (fact.recordedAt === undefined || fact.recordedAt <= knownAt) &&
  (fact.withdrawnAt === undefined || fact.withdrawnAt > knownAt);

const begunOrRecordedLater = (a: Known & Interval, b: Known & Interval): boolean =>
  a.from === b.from ? recordedAt(a) >= recordedAt(b) : a.from > b.from;

/** Registration on a day; of several, the one with the latest start, then the last recorded, then the last listed. */
export function registrationOn(registrations: readonly Registration[], day: Day): Registration | undefined {
  let best: Registration | undefined;
  for (const each of registrations) {
    if (each.from <= day && day <= each.to && (best === undefined || begunOrRecordedLater(each, best))) best = each;
  }
  return best;
}

/** Actual stay on a day; of several, the one with the latest start, then the last recorded, then the last listed. */
export function actualStayOn(stays: readonly ActualStay[], day: Day): ActualStay | undefined {
  let best: ActualStay | undefined;
  for (const each of stays) {
    if (each.from <= day && day <= each.to && (best === undefined || begunOrRecordedLater(each, best))) best = each;
  }
  return best;
}

/**
 * Decision that covers a day; of several, the last recorded, then the one with the latest start, then the last listed.
 */
export function decisionOn(decisions: readonly Decision[], day: Day): Decision | undefined {
  let best: Decision | undefined;
  for (const each of decisions) {
    if (each.from > day || day > each.to) continue;
    const later = best ? recordedAt(each) - recordedAt(best) || each.from - best.from : 0;
    if (later >= 0) best = each;
  }
  return best;
}

/** True when more than one decision covers a day. */
export function decisionsOverlap(decisions: readonly Decision[], day: Day): boolean {
  let covering = 0;
  for (const { from, to } of decisions) if (from <= day && day <= to) covering += 1;
  return covering > 1;
}

/** Last request for help on or before a day. */
export function requestBy(requests: readonly HelpRequest[], day: Day): HelpRequest | undefined {
  let best: HelpRequest | undefined;
  for (const each of requests) if (each.on <= day && (best === undefined || each.on >= best.on)) best = each;
  return best;
}

/** The last recorded fact about the mother's municipality at birth. */
export function lastRecorded(facts: readonly MotherAtBirth[]): MotherAtBirth | undefined {
  let best: MotherAtBirth | undefined;
  for (const each of facts) if (best === undefined || recordedAt(each) >= recordedAt(best)) best = each;
  return best;
}
