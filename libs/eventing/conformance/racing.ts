import { describe, expect, it } from '@jest/globals';
import { sized } from '@regieboek/kernel/testing';
import { WrongRevision } from '../src/index.js';
import type { EventLog, Recorded } from '../src/index.js';
import { afterEvents, all, eventsOf, isEvent, newEvent, newRegion, newStream } from './subject.js';
import type { Subject } from './subject.js';

const RACERS = 20;

/** Ids of the accepted events; fails unless all others were refused because of their revision. */
async function race(logs: readonly EventLog[], stream: string, round: number): Promise<string[]> {
  const events = Array.from({ length: RACERS }, (_, racer) => newEvent({ racer }));
  const outcomes = await Promise.allSettled(
    events.map(async (event, racer) => logs[racer % logs.length]?.append(stream, afterEvents(round), [event])),
  );
  const errors = outcomes.flatMap((outcome) => (outcome.status === 'rejected' ? [outcome.reason as unknown] : []));
  for (const error of errors) expect(error).toBeInstanceOf(WrongRevision);
  return events.filter((_, racer) => outcomes[racer]?.status === 'fulfilled').map(({ id }) => id);
}

function expectInOrder(events: readonly Recorded[]): void {
  const revisions = new Map<string, number>();
  events.forEach((event, index) => {
    expect(event.position).toBe(index + 1);
    expect(event.revision).toBe((revisions.get(event.stream) ?? -1) + 1);
    revisions.set(event.stream, event.revision);
    expect(event.recordedAt >= (events[index - 1]?.recordedAt ?? '')).toBe(true);
  });
}

/** Fails unless the batch starts after the position `before`. */
function expectAfter(batch: readonly Recorded[], before: number): void {
  expect(batch[0]?.position ?? before + 1).toBeGreaterThan(before);
}

export const racing = (open: Subject['open']): void =>
  describe('racing', () => {
    const rounds = sized(4, 40);
    it(`(d) has exactly one winner among ${RACERS} at every revision, over ${rounds} rounds and three adapters (R3)`, async () => {
      const logs = [open(), open(), open()];
      const stream = newStream();
      const winners: string[][] = [];
      for (let round = 0; round < rounds; round += 1) winners.push(await race(logs, stream, round));
      expect(winners.map((taken) => taken.length)).toEqual(winners.map(() => 1));
      expect((await all(open().read(stream))).map(({ id }) => id)).toEqual(winners.flat());
    });

    it('numbers without gaps and in order under 16 writers', async () => {
      const logs = [open(), open()];
      const region = newRegion();
      const write = async (writer: number): Promise<void> => {
        const stream = newStream(region);
        for (let count = 0; count < 40; count += 1)
          await logs[writer % 2]?.append(stream, afterEvents(count), [newEvent({ writer, count })]);
      };
      await Promise.all(Array.from({ length: 16 }, (_, writer) => write(writer)));
      const events = await eventsOf(open(), region);
      expect(events).toHaveLength(16 * 40);
      expectInOrder(events);
    });

    it('never looks like a loss: writers, readers and followers see no error, and the head only grows', async () => {
      const [region, total] = [newRegion(), 6 * 25];
      const write = async (log: EventLog): Promise<void> => {
        const stream = newStream(region);
        for (let count = 0; count < 25; count += 1) await log.append(stream, afterEvents(count), [newEvent({ count })]);
      };
      const look = async (log: EventLog): Promise<void> => {
        for (let head = 0, before = 0; head < total; before = head) {
          head = await log.head(region);
          expect(head).toBeGreaterThanOrEqual(before);
          for await (const batch of log.readRegion(region, { after: before })) expectAfter(batch, before);
        }
      };
      const follow = async (log: EventLog): Promise<number[]> => {
        const seen: number[] = [];
        for await (const item of log.follow(region, 0))
          if (isEvent(item) && seen.push(item.position) === total) return seen;
        return seen;
      };
      const writers = [open(), open(), open()].flatMap((log) => [write(log), write(log)]);
      const [seen] = await Promise.all([follow(open()), look(open()), ...writers]);
      expect(seen).toEqual(Array.from({ length: total }, (_, n) => n + 1));
    });

    it('answers each of many concurrent appends separately', async () => {
      const log = open();
      const region = newRegion();
      const [taken, refused] = [newStream(region), newStream(region)];
      const sent = Array.from({ length: 50 }, (_, n) =>
        n % 2 === 0 ? log.append(taken, afterEvents(n / 2), [newEvent()]) : log.append(refused, 5, [newEvent()]),
      );
      const outcomes = (await Promise.allSettled(sent)).map(({ status }) => status);
      expect(outcomes).toEqual(sent.map((_, n) => (n % 2 === 0 ? 'fulfilled' : 'rejected')));
      expectInOrder(await eventsOf(log, region));
      expect(await log.head(region)).toBe(25);
    });
  });
