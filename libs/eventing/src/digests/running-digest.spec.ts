import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { GapInLog, type Recorded } from '../event-log.js';
import { MemoryEventLog } from '../memory-event-log.js';
import { DIGEST_START, RunningDigest, runningDigest } from './running-digest.js';

const clock = () => '2025-04-01T10:00:00.000Z';

async function logWith(events: number): Promise<MemoryEventLog> {
  const log = new MemoryEventLog({ now: clock });
  for (let first = 0; first < events; first += 500) {
    const count = Math.min(500, events - first);
    const list = Array.from({ length: count }, (_, index) => ({
      id: `00000000-0000-4000-8000-${`${first + index}`.padStart(12, '0')}`,
      type: 'a.b.v1',
      data: { number: first + index },
    }));
    await log.append('zhz.youth-1', first === 0 ? 'none' : first - 1, list);
  }
  return log;
}

const eventsOf = async (log: MemoryEventLog) => {
  const events: Recorded[] = [];
  for await (const batch of log.readRegion('zhz')) events.push(...batch);
  return events;
};

describe('the running digest of a region', () => {
  it('is the same from the events as from the digests of the log, at every position', async () => {
    const log = await logWith(2_500);
    const events = await eventsOf(log);
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 0, max: 2_500 }), async (upTo) => {
        const digest = new RunningDigest('zhz');
        for (const event of events.slice(0, upTo)) digest.add(event);
        expect(digest.value()).toBe(await runningDigest(log, 'zhz', upTo));
      }),
      { seed: 20261130, numRuns: 40, examples: [[0], [1], [1_023], [1_024], [1_025], [2_048], [2_500]] },
    );
  });

  it('goes on from the start of its last span', async () => {
    const events = await eventsOf(await logWith(1_500));
    const whole = new RunningDigest('zhz');
    for (const event of events) whole.add(event);
    expect(whole.start.position).toBe(1_024);
    const later = new RunningDigest('zhz', whole.start);
    for (const event of events.slice(1_024)) later.add(event);
    expect(later.value()).toBe(whole.value());
  });

  it('starts its last span before the last event, so that a log can be compared with it', async () => {
    const digest = new RunningDigest('zhz');
    for (const event of await eventsOf(await logWith(1_024))) digest.add(event);
    expect(digest.start).toEqual(DIGEST_START);
  });

  it('does not change when it is asked for halfway', async () => {
    const events = await eventsOf(await logWith(20));
    const [one, other] = [new RunningDigest('zhz'), new RunningDigest('zhz')];
    for (const event of events) {
      one.add(event);
      one.value();
      other.add(event);
    }
    expect(one.value()).toBe(other.value());
  });

  it('refuses an event that does not follow', () => {
    const digest = new RunningDigest('zhz', DIGEST_START);
    const event = { ...{ region: 'zhz', stream: 'zhz.a-1', revision: 1, type: 'a.b.v1', data: {}, meta: {} } };
    const second = { ...event, position: 2, id: '00000000-0000-4000-8000-000000000001', recordedAt: clock() };
    expect(() => digest.add(second)).toThrow(GapInLog);
  });
});
