import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { MemoryEventLog, eventId } from '@regieboek/eventing';
import { fromDay, toDay } from '@regieboek/kernel';
import { endOfDutchDay } from './known-at.js';
import { replay } from './replay.js';
import { positionAt, youthId } from '../testing/index.js';

/** Dutch days from the time zone database, independent of the rule in the code. */
const amsterdam = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Amsterdam', dateStyle: 'short' });
const dutchDay = (milliseconds: number): string => amsterdam.format(milliseconds);

/** A log of region zhz with one youth recorded at each of the times, in order. */
async function recordedAt(times: readonly string[]): Promise<MemoryEventLog> {
  let now = times[0] ?? '';
  const log = new MemoryEventLog({ now: () => now });
  for (const [index, time] of times.entries()) {
    now = time;
    const data = { youth: youthId(index), birth: '2012-01-01' };
    await log.append(`zhz.youth-${index}`, 'none', [
      { id: eventId(`youth ${index}`, 0), type: 'placements.youth-registered.v1', data },
    ]);
  }
  return log;
}

describe('the end of a day in the Netherlands', () => {
  it('equals the time zone database, on every day of 2000 to 2040', () => {
    for (let day = toDay('2000-01-01'); day < toDay('2040-01-01'); day += 1) {
      const end = Date.parse(endOfDutchDay(day));
      expect([dutchDay(end - 1), dutchDay(end)]).toEqual([fromDay(day), fromDay(day + 1)]);
    }
  });
});

describe('the position at a day', () => {
  const times = [
    '2025-03-29T22:59:59.999Z',
    '2025-03-29T23:00:00.000Z',
    '2025-03-30T21:59:59.999Z',
    '2025-03-30T22:00:00.000Z',
  ];

  it('puts the hours around the start of summer time in the right days', async () => {
    const log = await recordedAt(times);
    const positions = ['2025-03-28', '2025-03-29', '2025-03-30', '2025-03-31', '2031-01-01'];
    expect(await Promise.all(positions.map((day) => positionAt(log, 'zhz', toDay(day))))).toEqual([0, 1, 3, 4, 4]);
  });

  it('never changes once a later day has started, nor does the history up to it', async () => {
    const day = (index: number) => `${fromDay(toDay('2025-01-01') + index)}T10:00:00.000Z`;
    const days = fc.array(fc.nat(20), { minLength: 2, maxLength: 12 }).map((all) => all.sort((a, b) => a - b));
    await fc.assert(
      fc.asyncProperty(days, fc.nat(20), async (all, asked) => {
        const before = all.filter((one) => one <= asked);
        const known = toDay('2025-01-01') + asked;
        const short = await recordedAt(before.map(day));
        const long = await recordedAt(all.map(day));
        const [was, is] = [await positionAt(short, 'zhz', known), await positionAt(long, 'zhz', known)];
        expect(is).toBe(was);
        expect(is).toBe(before.length);
        expect(await replay(long, 'zhz', { upTo: is })).toEqual(await replay(short, 'zhz'));
      }),
      { seed: 20250304, numRuns: 40 },
    );
  });
});
