import { afterAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { sized } from '@regieboek/kernel/testing';
import type { RegionHistory } from '../history/region-history.js';
import { replay } from '../history/replay.js';
import {
  monthFrom,
  EncodedLog,
  regions,
  StoryLog,
  type StoryEvent,
  newFolders,
  noSuccessors,
} from '../testing/index.js';
import { Journal } from './index.js';

const period = monthFrom('2025-03');
/** The requested part of a history: a journal reads only the necessary lines of other months. */
const asked = ({ elsewhere: _, ...history }: RegionHistory) => ({ ...history });
const wants = (head: { period: string }) => head.period === period;

const { folder, remove } = newFolders('odd');
afterAll(remove);

const odd = {
  day: fc.constantFrom(
    '0001-01-01',
    '1899-12-31',
    '1969-12-31',
    '1970-01-01',
    '2024-02-29',
    '2106-02-08',
    '9999-12-31',
  ),
  text: fc.constantFrom('', 'é', '😀', '\ud800', '\udc00x', 'a"b', '\\', '\u0000', '\u2028', '__proto__', 'null'),
  number: fc.constantFrom(0, -1, 1.5, 2 ** 31 - 1, 2 ** 31, -(2 ** 31), -(2 ** 31) - 1, 2 ** 53 - 1),
};
type Odd = { readonly [Kind in keyof typeof odd]: (typeof odd)[Kind] extends fc.Arbitrary<infer One> ? One : never };

/** Fields that identify what an event is about: a changed value makes another region, not an odd one. */
const kept = new Set(['youth', 'period', 'region', 'stream']);

/** Data with one value made odd: the one at a place in depth-first order. */
function madeOdd(data: unknown, place: number, other: Odd): unknown {
  let left = place;
  const walk = (name: string, value: unknown): unknown => {
    if (Array.isArray(value)) return value.map((one) => walk(name, one));
    if (typeof value === 'object' && value !== null)
      return Object.fromEntries(Object.entries(value).map(([inner, one]) => [inner, walk(inner, one)]));
    if (value === null || kept.has(name) || (left -= 1) !== -1) return value;
    if (typeof value === 'number') return other.number;
    if (typeof value === 'string') return /^\d{4}-\d\d-\d\d$/.test(value) ? other.day : other.text;
    return value;
  };
  return walk('', data);
}

describe('a journal of odd values', () => {
  it('gives the same history as a replay of the log, whether events are parsed or scanned', async () => {
    const changes = fc.array(fc.record({ event: fc.nat(), place: fc.nat(25), other: fc.record(odd) }), {
      minLength: 1,
      maxLength: 12,
    });
    let changed = 0;
    await fc.assert(
      fc.asyncProperty(regions, changes, fc.integer({ min: 1, max: 40 }), async (story, odds, segmentEvents) => {
        const events: StoryEvent[] = [...story.events];
        for (const { event, place, other } of odds) {
          // The first event defines the region.
          const index = 1 + (event % (events.length - 1));
          const told = events[index];
          if (!told) throw new RangeError(`no event ${index}`);
          const data = madeOdd(told.data, place, other);
          if (JSON.stringify(data) !== JSON.stringify(told.data)) changed += 1;
          events[index] = { ...told, data };
        }
        const history = asked(await replay(new StoryLog(events), 'zhz', { wants }));
        for (const log of [new StoryLog(events), new EncodedLog(events)]) {
          const dataDir = folder();
          const made = new Journal({ successorsOf: noSuccessors, dataDir, log, segmentEvents });
          expect(asked(await made.history({ region: 'zhz', period }))).toEqual(history);
          const found = new Journal({ successorsOf: noSuccessors, dataDir, log, segmentEvents });
          expect(asked(await found.history({ region: 'zhz', period }))).toEqual(history);
        }
      }),
      { seed: 99, numRuns: sized(10, 60) },
    );
    expect(changed).toBeGreaterThan(sized(15, 100));
  });
});
