import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { DomainEvent } from '@regieboek/events';
import { fromDay, OPEN } from '@regieboek/kernel';
import { regions, youthId } from '../../testing/index.js';
import { RegionNames } from '../names/region-names.js';
import { assignmentEvent, careEvent, factEvent } from '../read/decode-rows.js';
import { rowNames } from '../read/memory-segments.js';
import { GrowingRows } from '../tables/growing-rows.js';
import { encodePlacements, type PlacementTables } from './placements.js';
import {
  addressKinds,
  assignmentColumns,
  careColumns,
  factColumns,
  factKind,
  factKinds,
  holderKinds,
} from './segment.js';

const newTables = (): PlacementTables => ({
  facts: new GrowingRows(factColumns),
  care: new GrowingRows(careColumns),
  assignments: new GrowingRows(assignmentColumns),
});

/** The event that comes back of its row; null when it has no row and is kept as JSON. */
function backAgain(event: DomainEvent, position = 7): unknown {
  const names = new RegionNames();
  const encoded = encodePlacements(event, position, names);
  if (!encoded) return null;
  const tables = newTables();
  tables[encoded.table].push(encoded.row.values, encoded.row.text);
  const rows = rowNames(names);
  if (encoded.table === 'facts') return factEvent(tables.facts.inOrder(), 0, rows);
  if (encoded.table === 'care') return careEvent(tables.care.inOrder(), 0, rows);
  return assignmentEvent(tables.assignments.inOrder(), 0, rows);
}

const date = fc.integer({ min: -30_000, max: 80_000 }).map(fromDay);
const open = fc.option(date);
const youth = fc.nat(9).map(youthId);
const municipality = fc.option(fc.constantFrom('0505', '0512'));
const span = { municipality, from: date, to: open };
const fact = fc.oneof(
  fc.record({ id: fc.string(), kind: fc.constant('registration'), address: fc.constantFrom(...addressKinds), ...span }),
  fc.record({ id: fc.string(), kind: fc.constant('custody'), holder: fc.constantFrom(...holderKinds), ...span }),
  fc.record({ id: fc.string(), kind: fc.constant('actual-stay'), ...span }),
  fc.record({ id: fc.string(), kind: fc.constant('mother-at-birth'), municipality }),
  fc.record({ id: fc.string(), kind: fc.constant('request'), on: date }),
);
const careKey = {
  youth,
  municipality: fc.constantFrom('0505', '0512'),
  provider: fc.constantFrom('99990001', '99990002'),
  assignment: fc.option(fc.nat()),
  category: fc.option(fc.constantFrom('44', '45')),
  code: fc.option(fc.constantFrom('44A09', '45A04')),
  begin: date,
};

const eventOf = (type: string, data: object) => ({ type: `placements.${type}.v1`, data }) as DomainEvent;
const same = (event: DomainEvent) =>
  expect(backAgain(event)).toEqual({ stream: '', position: 7, type: event.type, data: event.data });

describe('an event of placements in columns', () => {
  it('comes back as it was: facts of every kind', () => {
    fc.assert(
      fc.property(youth, date, fact, (who, recordedOn, one) => {
        same(eventOf('residence-fact-recorded', { youth: who, recordedOn, fact: one }));
      }),
      { seed: 151, numRuns: 400 },
    );
  });

  it('comes back as it was: starts and stops of care, and their withdrawals', () => {
    const starts = fc.tuple(fc.constantFrom('care-started', 'care-start-withdrawn'), fc.record(careKey));
    const stops = fc.tuple(
      fc.constantFrom('care-stopped', 'care-stop-withdrawn'),
      fc.record({ ...careKey, end: date, reason: fc.option(fc.constantFrom('31', '20'), { nil: '31' }) }),
    );
    fc.assert(
      fc.property(fc.oneof(starts, stops), ([type, data]) => same(eventOf(type, data))),
      { seed: 152, numRuns: 300 },
    );
  });

  it('comes back as it was: assignments, with what no billing run reads', () => {
    const assignment = fc.record({
      youth,
      municipality: fc.constantFrom('0505', '0512'),
      provider: fc.constantFrom('99990001', '99990002'),
      number: fc.nat(),
      category: fc.constantFrom('44', '45'),
      code: fc.option(fc.constantFrom('44A09')),
      from: date,
      to: open,
      volume: fc.option(fc.nat(40)),
      reason: fc.option(fc.string()),
      decidedAt: fc.constant('2025-01-01T10:00:00'),
    });
    fc.assert(
      fc.property(assignment, (data) => same(eventOf('assignment-decided', data))),
      { seed: 153, numRuns: 200 },
    );
  });

  it('comes back as it was: registrations, also as corrections of a birth date', () => {
    fc.assert(
      fc.property(youth, date, fc.constantFrom('youth-registered', 'birth-date-corrected'), (who, birth, type) => {
        const event = eventOf('youth-registered', { youth: who, birth });
        expect(backAgain(eventOf(type, { youth: who, birth }))).toMatchObject({ type: event.type, data: event.data });
      }),
      { seed: 154, numRuns: 50 },
    );
  });

  it.each<[string, string, object]>([
    [
      'a fact of a kind without columns',
      'residence-fact-recorded',
      { kind: 'decision', id: 'x', municipality: '0505' },
    ],
    [
      'an address that is not known yet',
      'residence-fact-recorded',
      { kind: 'registration', address: 'ruimtestation', from: '2025-01-01', to: null, municipality: null, id: 'x' },
    ],
    [
      'a holder that is not known yet',
      'residence-fact-recorded',
      { kind: 'custody', holder: 'robot', from: '2025-01-01', to: null, municipality: null, id: 'x' },
    ],
    ['an id that is not Unicode text', 'residence-fact-recorded', { kind: 'request', on: '2025-01-01', id: '\ud800' }],
  ])('is kept as JSON when it is %s', (_, type, one) => {
    expect(backAgain(eventOf(type, { youth: youthId(1), recordedOn: '2025-01-01', fact: one }))).toBeNull();
  });

  it('is kept as JSON when the number of its assignment is wide, or stands for none', () => {
    const key = {
      youth: youthId(1),
      municipality: '0505',
      provider: '1',
      category: null,
      code: null,
      begin: '2025-01-01',
    };
    for (const assignment of [2 ** 31, -(2 ** 31), -1, 1.5])
      expect(backAgain(eventOf('care-started', { ...key, assignment }))).toBeNull();
    const assigned = { ...key, from: '2025-01-01', to: null };
    expect(backAgain(eventOf('assignment-decided', { ...assigned, number: 2 ** 31 }))).toBeNull();
  });

  it('stops the encoder at a day that does not exist', () => {
    const registered = eventOf('youth-registered', { youth: youthId(1), birth: '2025-02-30' });
    expect(() => backAgain(registered)).toThrow(RangeError);
  });

  it('has columns or is kept, and what comes back is what the log has, for whole regions', () => {
    fc.assert(
      fc.property(regions, ({ events }) => {
        for (const { type, data } of events) {
          const found = type.startsWith('placements.') ? backAgain({ type, data } as DomainEvent) : null;
          if (found !== null && type !== 'placements.birth-date-corrected.v1')
            expect(found).toMatchObject({ type, data });
        }
      }),
      { seed: 155, numRuns: 15 },
    );
  });
});

describe('kinds of facts', () => {
  it('each have a number of their own, which never changes', () => {
    expect(factKinds.map(factKind)).toEqual(factKinds.map((_, number) => number));
    expect(new Set(factKinds).size).toBe(factKinds.length);
    expect([factKind('woonadres'), factKind('request'), factKind('ouder'), factKind('registered')]).toEqual([
      0, 9, 10, 17,
    ]);
    expect(OPEN).toBeLessThanOrEqual(0x7fffffff);
  });
});
