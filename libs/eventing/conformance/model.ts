import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { sized } from '@regieboek/kernel/testing';
import { eventId, WrongRevision } from '../src/index.js';
import type { Appended, EventLog, ExpectedRevision, NewEvent } from '../src/index.js';
import { eventsOf, newRegion } from './subject.js';
import type { Subject } from './subject.js';

/** One append: its stream, its expected revision relative to the actual one, and its ids from a small set. */
interface Move {
  readonly stream: number;
  readonly offset: number;
  readonly ids: readonly number[];
}

const moves = fc.array(
  fc.record({
    stream: fc.integer({ min: 0, max: 1 }),
    offset: fc.oneof({ weight: 3, arbitrary: fc.constant(0) }, fc.integer({ min: -4, max: 1 })),
    ids: fc.uniqueArray(fc.integer({ min: 0, max: 5 }), { minLength: 1, maxLength: 3 }),
  }),
  { minLength: 1, maxLength: 25 },
);

const asExpected = (revision: number): ExpectedRevision => (revision < 0 ? 'none' : revision);

/** The rules of event-log appends in their simplest form. */
class Model {
  readonly region: { stream: string; id: string }[] = [];

  ids(stream: string): string[] {
    return this.region.filter((event) => event.stream === stream).map(({ id }) => id);
  }

  append(stream: string, expected: number, ids: readonly string[]): Appended | 'refused' {
    const stored = this.ids(stream);
    const isNew = expected === stored.length - 1;
    if (isNew) this.region.push(...ids.map((id) => ({ stream, id })));
    else if (ids.some((id, index) => stored[expected + 1 + index] !== id)) return 'refused';
    const last = this.region.filter((event) => event.stream === stream)[expected + ids.length];
    return { revision: expected + ids.length, position: this.region.indexOf(last ?? { stream, id: '' }) + 1 };
  }
}

async function attempt(log: EventLog, stream: string, expected: number, ids: readonly string[]) {
  const events: NewEvent[] = ids.map((id) => ({ id, type: 'CaseNoted', data: null }));
  try {
    return await log.append(stream, asExpected(expected), events);
  } catch (error) {
    expect(error).toBeInstanceOf(WrongRevision);
    return 'refused';
  }
}

export const model = (open: Subject['open']): void =>
  describe('model', () => {
    it('behaves like the plain rules for any appends and repeats (R2)', async () => {
      const log = open();
      const check = async (history: Move[]): Promise<void> => {
        const region = newRegion();
        const plain = new Model();
        for (const move of history) {
          const stream = `${region}.case-${move.stream}`;
          const expected = Math.max(-1, plain.ids(stream).length - 1 + move.offset);
          const ids = move.ids.map((id) => eventId(stream, id));
          expect(await attempt(log, stream, expected, ids)).toEqual(plain.append(stream, expected, ids));
        }
        expect((await eventsOf(log, region)).map(({ stream, id }) => ({ stream, id }))).toEqual(plain.region);
      };
      await fc.assert(fc.asyncProperty(moves, check), { seed: 20260101, numRuns: sized(20, 150) });
    });
  });
