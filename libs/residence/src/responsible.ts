import { type Day, type Interval, OPEN } from '@regieboek/kernel';
import { breakpointsOf, breakpointsWithin } from './facts/breakpoints.js';
import type { CareRecord, Decision, YouthFacts } from './facts/facts.js';
import { conclude, type Finding } from './law/finding.js';
import { type History, historyOf } from './facts/history.js';
import { decisionOn, decisionsOverlap } from './facts/in-force.js';
import { findingUnderNewLaw } from './law/law-2022.js';
import { findingUnderOldLaw } from './law/law-2015.js';
import { IntervalJoiner, single } from './join-intervals.js';
import type { Parameters } from './facts/parameters.js';
import type { ResponsibleInterval } from './responsible-interval.js';
import { JEUGDWET_FROM, NEW_LAW_FROM, review } from './law/rules.js';

/**
 * Municipality responsible for the youth on every day with care, from 2015-01-01 (woonplaatsbeginsel, Jeugdwet art.
 * 1.1), in order and without overlap. Uses only facts known on `knownAt` (default: everything not withdrawn). Adjacent
 * days with the same municipality, rule and chain form one interval with the facts and reasons of all. Never throws: an
 * undetermined day has municipality null.
 */
export function responsibleIntervals(facts: YouthFacts, params: Parameters, knownAt = OPEN): ResponsibleInterval[] {
  const history = historyOf(facts, params, knownAt);
  const points = breakpointsOf(history);
  const joined = new IntervalJoiner();
  for (let i = 0; i + 1 < points.length; i += 1) {
    const from = points[i] ?? OPEN;
    const next = points[i + 1] ?? OPEN;
    if (runsOn(history.care, from)) joined.add(from, next === OPEN ? OPEN : next - 1, findingOn(history, from));
  }
  return joined.intervals();
}

/**
 * The same for every day of a window, including days without care, which count as outside a chain: the part of a line
 * outside the reported care is divided over them.
 */
export function responsibleWithin(facts: YouthFacts, params: Parameters, window: Interval): ResponsibleInterval[] {
  const history = historyOf(facts, params, OPEN);
  const points = breakpointsWithin(history, window);
  const joined = new IntervalJoiner();
  for (let i = 0; i + 1 < points.length; i += 1) {
    const from = points[i] ?? OPEN;
    joined.add(from, (points[i + 1] ?? OPEN) - 1, findingOn(history, from));
  }
  return joined.intervals();
}

/**
 * Municipality responsible on a day (CBS code). Jeugdwet art. 1.1; before 2022 its text of 2017 with BW 1:12. A day
 * without care counts as outside a chain, unless the region's tolerance bridges the gap. Uses only facts known on
 * `knownAt`. Never throws: returns undetermined (null), also for every day before 2015, which falls under earlier law.
 */
export function responsibleOn(facts: YouthFacts, params: Parameters, day: Day, knownAt = OPEN): ResponsibleInterval {
  return single(day, day, findingOn(historyOf(facts, params, knownAt), day));
}

function findingOn(history: History, day: Day): Finding {
  if (day < JEUGDWET_FROM) return beforeJeugdwet;
  const decision = decisionOn(history.decisions, day);
  if (decision) return decided(history, decision, day);
  return day < NEW_LAW_FROM ? findingUnderOldLaw(history, day) : findingUnderNewLaw(history, day);
}

/**
 * O1: the municipality named by the decision, under its code on that day (WPB-M1); undetermined when it was split by
 * then.
 */
function decided(history: History, decision: Decision, day: Day): Finding {
  const overlap = decisionsOverlap(history.decisions, day) ? review['decisions-overlap'] : 0;
  const ground = { rule: 'WPB-O1', code: decision.municipality, reasons: overlap, facts: [decision] } as const;
  const finding = conclude(history, day, ground, day < NEW_LAW_FROM ? 'WPB-2015-U1' : 'WPB-2022-U1');
  const ended = finding.municipality === decision.municipality ? 0 : review['decided-code-ended'];
  return { ...finding, reasons: finding.reasons | ended };
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
