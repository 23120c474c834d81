import { describe, expect, it } from '@jest/globals';
import { covers, type Day, OPEN } from '@regieboek/kernel';
import {
  responsibleIntervals,
  responsibleOn,
  responsibleWithin,
  type ResponsibleInterval,
  type YouthFacts,
} from '@regieboek/residence';
import fc from 'fast-check';
import { sized } from '@regieboek/kernel/testing';
import { knowledge, mergers, parameters, window, youthFacts } from './arbitraries.js';
import { Oracle } from './oracle.js';
import { oracleIntervals } from './oracle-intervals.js';

const seed = 20220101;

const comparable = ({ from, to, municipality, rule, chainStart, review }: ResponsibleInterval) => ({
  from,
  to,
  municipality,
  rule,
  chainStart,
  review: [...(review ?? [])].sort(),
});

const days = (first: Day, last: Day): Day[] => Array.from({ length: last - first + 1 }, (_, i) => first + i);

describe('the interval engine, against a day-by-day oracle', () => {
  it('equals the days of the decision table, joined to intervals (R12)', () => {
    const rules = new Set<string>();
    const reasons = new Set<string>();
    fc.assert(
      fc.property(youthFacts, parameters, knowledge, (facts, params, knownAt) => {
        const actual = responsibleIntervals(facts, params, knownAt).map(comparable);
        const oracle = new Oracle(facts, { ...params, mergers }, knownAt, window);
        for (const { rule, review } of actual) {
          rules.add(rule);
          for (const reason of review) reasons.add(reason);
        }
        expect(actual).toEqual(oracleIntervals(oracle, window.first, window.last));
      }),
      { seed, numRuns: sized(1500, 6000) },
    );
    // The comparison is meaningful only if every rule and every reason occurred.
    expect([rules.size, reasons.size]).toEqual([15, 18]);
  });

  it('gives the answer of the table for one day, with care and without', () => {
    fc.assert(
      fc.property(youthFacts, parameters, knowledge, (facts, params, knownAt) => {
        const oracle = new Oracle(facts, { ...params, mergers }, knownAt, window);
        for (let day = window.first; day <= window.last; day += 7) {
          const { municipality, rule, chainStart, review } = comparable(responsibleOn(facts, params, day, knownAt));
          expect({ municipality, rule, chainStart, review }).toEqual({ chainStart: undefined, ...oracle.answer(day) });
        }
      }),
      { seed, numRuns: sized(100, 600) },
    );
  });
});

describe('the answers of a window', () => {
  it('equal the table on every day, with care and without (R12)', () => {
    const windows = fc
      .tuple(fc.integer({ min: window.first, max: window.last }), fc.nat(70))
      .map(([from, length]) => ({ from, to: Math.min(from + length, window.last) }));
    fc.assert(
      fc.property(youthFacts, parameters, windows, (facts, params, { from, to }) => {
        const oracle = new Oracle(facts, { ...params, mergers }, OPEN, window);
        const answers = responsibleWithin(facts, params, { from, to });
        for (const day of days(from, to)) {
          const { municipality, rule, chainStart } = oracle.answer(day);
          const found = answers.filter((each) => covers(each, day));
          expect(found).toMatchObject([{ municipality, rule }]);
          expect(found[0]?.chainStart).toBe(chainStart);
        }
      }),
      { seed, numRuns: sized(200, 1500) },
    );
  });
});

describe('the intervals', () => {
  it('cover exactly the days with known care, once, in order (R12)', () => {
    fc.assert(
      fc.property(youthFacts, parameters, knowledge, (facts, params, knownAt) => {
        const intervals = responsibleIntervals(facts, params, knownAt);
        intervals.slice(1).forEach((next, i) => expect(next.from).toBeGreaterThan(intervals[i]?.to ?? OPEN));
        const isKnown = (f: { recordedAt?: Day; withdrawnAt?: Day }) =>
          !((f.recordedAt ?? -OPEN) > knownAt) && !((f.withdrawnAt ?? Infinity) <= knownAt);
        const whole = days(window.first, window.last);
        const running = whole.filter((day) => facts.care.some((care) => isKnown(care) && covers(care, day)));
        expect(whole.flatMap((day) => intervals.filter((each) => covers(each, day)).map(() => day))).toEqual(running);
      }),
      { seed, numRuns: sized(150, 1000) },
    );
  });

  it('as known on a day never change because of later records (R9)', () => {
    const before = fc.integer({ min: window.first, max: window.first + 60 });
    fc.assert(
      fc.property(youthFacts, youthFacts, parameters, before, (facts, later, params, knownAt) => {
        const known = responsibleIntervals(facts, params, knownAt);
        expect(responsibleIntervals(withLater(facts, later, knownAt + 1), params, knownAt)).toEqual(known);
      }),
      { seed, numRuns: sized(250, 2000) },
    );
  });

  it('name only facts that exist, and at least one where a home address decides', () => {
    fc.assert(
      fc.property(youthFacts, parameters, (facts, params) => {
        const named = { ...facts, registrations: facts.registrations.map((each, id) => ({ ...each, id })) };
        for (const { facts: used, rule } of responsibleIntervals(named, params)) {
          for (const id of used) expect(named.registrations[Number(id)]).toBeDefined();
          if (/2022-V(1|2|2b)$/.test(rule)) expect(used.length).toBeGreaterThan(0);
        }
      }),
      { seed, numRuns: sized(80, 500) },
    );
  });
});

/** `facts` plus those of `later`, all recorded on `recordedAt`, with withdrawals on that day. */
function withLater(facts: YouthFacts, later: YouthFacts, recordedAt: Day): YouthFacts {
  const add = <F extends object>(all: readonly F[], more: readonly F[]): F[] => [
    ...all.map((each) => ('withdrawnAt' in each ? each : { ...each, withdrawnAt: recordedAt })),
    ...more.map((each) => ({ ...each, recordedAt, withdrawnAt: undefined })),
  ];
  return {
    birth: facts.birth,
    registrations: add(facts.registrations, later.registrations),
    motherAtBirth: add(facts.motherAtBirth, later.motherAtBirth),
    custody: add(facts.custody, later.custody),
    care: add(facts.care, later.care),
    actualStay: add(facts.actualStay, later.actualStay),
    requests: add(facts.requests, later.requests),
    decisions: add(facts.decisions, later.decisions),
    payerEvents: add(facts.payerEvents, later.payerEvents),
  };
}
