import { type CalendarDate, type Day, firstDayOf, fromDay, monthOf, OPEN } from '@regieboek/kernel';
import { factFields, readFacts } from './case-facts.js';
import { readParameters } from './case-parameters.js';
import { markSettledChanges } from './changes.js';
import type { Known, Municipality, YouthFacts } from '../facts/facts.js';
import { FaultyJson, isJsonObject, type JsonObject, JsonReader } from './json-faults.js';
import { defaultParameters, type Parameters } from '../facts/parameters.js';
import { joinPayers, type PayerInterval, payerIntervals } from '../payer.js';
import { responsibleIntervals } from '../responsible.js';
import type { ResponsibleInterval } from '../responsible-interval.js';
import type { RuleId } from '../law/rules.js';

/** Days with one answer in a resolved case: ISO days; `to` null when open, `gemeentecode` null when undetermined. */
export interface CaseInterval {
  readonly from: CalendarDate;
  readonly to: CalendarDate | null;
  readonly gemeentecode: Municipality | null;
  readonly rule: RuleId;
  readonly chainStart?: CalendarDate;
  /** Present only when a person should review the answer. */
  readonly review?: true;
}

/** The answer as known on one day. */
interface CaseAsOf {
  readonly asOf: CalendarDate;
  readonly intervals: CaseInterval[];
}

/** The answer to one case. */
export interface ResolvedCase {
  readonly id: string;
  readonly intervals: CaseInterval[];
  /** The payer, when the case has payer events. */
  readonly payer?: CaseInterval[];
  /** One entry per day in `asOf` or `expectedAsOf` of the case. */
  readonly asOf?: CaseAsOf[];
}

interface Case {
  readonly id: string;
  readonly facts: YouthFacts;
  readonly params: Parameters;
  readonly asOf: readonly Day[];
}

/**
 * Answers cases of the residence principle: `{cases: [...]}`, optionally with `meta.defaults`, or the list itself.
 * Ignores the expected answers, except the days of `expectedAsOf` when a case has no `asOf`. Throws FaultyJson with
 * every fault, its path and its remedy.
 */
export function resolveCases(json: unknown): ResolvedCase[] {
  const reader = new JsonReader();
  const document = isJsonObject(json) ? json : { cases: json };
  const meta = isJsonObject(document['meta']) ? document['meta'] : {};
  const base = readParameters(reader, meta['defaults'], 'meta.defaults', defaultParameters);
  if (!Array.isArray(document['cases'])) reader.fault('cases', 'enter a list of cases');
  else {
    const cases = reader.list(document['cases'], 'cases', (item, path) =>
      readCase(reader, reader.object(item, path), path, base),
    );
    if (reader.faults.length === 0) return cases.map(resolve);
  }
  throw new FaultyJson(reader.faults);
}

/** Fields of a case besides its facts: what it asks, and notes for people, which are not read. */
const caseFields = [
  ...['id', 'params', 'asOf', 'expected', 'expectedAsOf', 'expectedPayer', 'review'],
  ...['title', 'why', 'note', 'source', 'sourceRef', 'sourceKind', 'officialScope', 'factsAdapted'],
];

function readCase(reader: JsonReader, json: JsonObject, path: string, base: Parameters): Case {
  reader.only(json, path, [...factFields, ...caseFields]);
  return {
    id: reader.text(json['id'], `${path}.id`),
    facts: readFacts(reader, json, path),
    params: readParameters(reader, json['params'], `${path}.params`, base),
    asOf: readAsOf(reader, json, path),
  };
}

/** Days in question: a list of days or of objects with a day, one such object, or an object keyed by day. */
function readAsOf(reader: JsonReader, json: JsonObject, path: string): Day[] {
  const field = json['asOf'] === undefined ? 'expectedAsOf' : 'asOf';
  const value = json[field];
  if (value === undefined || value === null) return [];
  const items: readonly unknown[] = Array.isArray(value)
    ? value
    : isJsonObject(value) && dayIn(value) === undefined
      ? Object.keys(value)
      : [value];
  const days = items.map((item) => reader.day(isJsonObject(item) ? dayIn(item) : item, `${path}.${field}`));
  return [...new Set(days)];
}

const dayIn = (object: JsonObject): unknown => object['asOf'] ?? object['date'] ?? object['knownAt'];

function resolve({ id, facts, params, asOf }: Case): ResolvedCase {
  const days = knowledgeDays(facts);
  return {
    id,
    intervals: asKnown({ facts, params, days }, OPEN).map(written),
    ...(facts.payerEvents.length === 0 ? {} : { payer: payersOf(facts, params).map(written) }),
    ...(asOf.length === 0
      ? {}
      : {
          asOf: asOf.map((day) => ({
            asOf: fromDay(day),
            intervals: asKnown({ facts, params, days }, day).map(written),
          })),
        }),
  };
}

/** The payers without the claims: days that differ only in the claim form one interval. */
const payersOf = (facts: YouthFacts, params: Parameters): PayerInterval[] =>
  joinPayers(payerIntervals(facts, params).map(({ claimOn: _, ...payer }) => payer));

interface Question {
  readonly facts: YouthFacts;
  readonly params: Parameters;
  readonly days: readonly Day[];
}

/**
 * The answer on a day. A case does not state which months were settled, so every month that ended when a fact became
 * known counts as settled.
 */
function asKnown({ facts, params, days }: Question, knownAt: Day): ResponsibleInterval[] {
  return days
    .filter((day) => day <= knownAt)
    .reduce(
      (current, day) => markSettledChanges(current, responsibleIntervals(facts, params, day - 1), lastSettledDay(day)),
      responsibleIntervals(facts, params, knownAt),
    );
}

const lastSettledDay = (day: Day): Day => firstDayOf(monthOf(day)) - 1;

/** Days on which a fact became known or was withdrawn. */
function knowledgeDays(facts: YouthFacts): Day[] {
  const { birth: _, ...lists } = facts;
  const all: readonly Known[] = Object.values(lists).flat();
  const days = all.flatMap(({ recordedAt, withdrawnAt }) => [recordedAt, withdrawnAt]);
  return [...new Set(days.filter((day) => day !== undefined))];
}

const written = (interval: ResponsibleInterval): CaseInterval => ({
  from: fromDay(interval.from),
  to: interval.to === OPEN ? null : fromDay(interval.to),
  gemeentecode: interval.municipality,
  rule: interval.rule,
  ...(interval.chainStart === undefined ? {} : { chainStart: fromDay(interval.chainStart) }),
  ...(interval.review ? { review: true } : {}),
});
