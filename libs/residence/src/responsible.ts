import { type Day, OPEN } from '@regieboek/kernel';
import { breakpointsOf } from './breakpoints.js';
import type { CareRecord, YouthFacts } from './facts.js';
import type { Finding } from './finding.js';
import { type History, historyOf } from './history.js';
import { decisionOn } from './in-force.js';
import { findingUnderNewLaw } from './law-2022.js';
import { findingUnderOldLaw } from './law-2015.js';
import { codeOn } from './mergers.js';
import { Joined, single } from './joined.js';
import type { Parameters } from './parameters.js';
import type { ResponsibleInterval } from './responsible-interval.js';
import { JEUGDWET_FROM, NEW_LAW_FROM, review } from './rules.js';

/**
 * Municipality responsible for the youth on every day on which care runs, from 2015-01-01 (woonplaatsbeginsel, Jeugdwet
 * art. 1.1), in order and without overlap. Only facts known on `knownAt` count (default: everything not withdrawn).
 * Days next to each other with the same municipality, rule and chain are one interval, with the facts and reasons of all.
 * Never throws: what cannot be determined has municipality null.
 */
export function responsibleIntervals(facts: YouthFacts, params: Parameters, knownAt = OPEN): ResponsibleInterval[] {
  const history = historyOf(facts, params, knownAt);
  const points = breakpointsOf(history);
  const joined = new Joined();
  for (let i = 0; i + 1 < points.length; i += 1) {
    const from = points[i] ?? OPEN;
    const next = points[i + 1] ?? OPEN;
    if (runsOn(history.care, from)) joined.add(from, next === OPEN ? OPEN : next - 1, findingOn(history, from));
  }
  return joined.intervals();
}

/**
 * Municipality responsible on day (CBS code). Jeugdwet art. 1.1; before 2022 its text of 2017 with BW 1:12. A day without
 * care counts as outside a chain, unless the region's tolerance bridges the gap it lies in. Only facts known on `knownAt`
 * count. Returns undetermined (null), never throws; so does every day before 2015, which falls under earlier law.
 */
export function responsibleOn(facts: YouthFacts, params: Parameters, day: Day, knownAt = OPEN): ResponsibleInterval {
  return single(day, day, findingOn(historyOf(facts, params, knownAt), day));
}

function findingOn(history: History, day: Day): Finding {
  if (day < JEUGDWET_FROM) return beforeJeugdwet;
  const decision = decisionOn(history.decisions, day);
  if (decision) {
    const { municipality: decided } = decision;
    const successor = codeOn(history.params.mergers, decided, day);
    const reasons = successor === decided ? 0 : review['decided-code-ended'];
    const municipality = successor ?? decided;
    return { municipality, rule: 'WPB-O1', chainStart: undefined, referenceDay: undefined, reasons, facts: [decision] };
  }
  return day < NEW_LAW_FROM ? findingUnderOldLaw(history, day) : findingUnderNewLaw(history, day);
}

const beforeJeugdwet: Finding = {
  municipality: null,
  rule: 'WPB-2015-U1',
  chainStart: undefined,
  referenceDay: undefined,
  reasons: review.undetermined,
  facts: [],
};

const runsOn = (care: readonly CareRecord[], day: Day): boolean => {
  for (const each of care) if (each.from <= day && day <= each.to) return true;
  return false;
};
