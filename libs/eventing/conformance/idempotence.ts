import { describe, expect, it } from '@jest/globals';
import { regionOf, WrongRevision } from '../src/index.js';
import type { ExpectedRevision, NewEvent } from '../src/index.js';
import { afterEvents, eventsOf, failureOf, newEvents, newStream } from './subject.js';
import type { Subject } from './subject.js';

export const idempotence = (open: Subject['open']): void =>
  describe('sending an append again', () => {
    it.each([0, 3])('returns the first answer and records nothing, after %s events (R4)', async (before) => {
      const log = open();
      const stream = newStream();
      if (before > 0) await log.append(stream, 'none', newEvents(before));
      const events = newEvents(2);
      const first = await log.append(stream, afterEvents(before), events);
      expect(await log.append(stream, afterEvents(before), events)).toEqual(first);
      expect(await log.append(stream, afterEvents(before), events)).toEqual(first);
      expect(await eventsOf(log, regionOf(stream))).toHaveLength(before + 2);
    });

    it('does so after the stream and the region have moved on, also through another adapter', async () => {
      const log = open();
      const stream = newStream();
      const [first, second, third] = [newEvents(2), newEvents(1), newEvents(3)];
      const answers = [
        await log.append(stream, 'none', first),
        (await log.append(newStream(regionOf(stream)), 'none', newEvents(4)), await log.append(stream, 1, second)),
        await log.append(stream, 2, third),
      ];
      await log.close();
      const other = open();
      const again = [
        await other.append(stream, 'none', first),
        await other.append(stream, 1, second),
        await other.append(stream, 2, third),
      ];
      expect(again).toEqual(answers);
      expect(await other.head(regionOf(stream))).toBe(10);
    });

    it('ignores case when comparing ids', async () => {
      const log = open();
      const stream = newStream();
      const events = newEvents(2);
      const first = await log.append(stream, 'none', events);
      const shouted = events.map((event) => ({ ...event, id: event.id.toUpperCase() }));
      expect(await log.append(stream, 'none', shouted)).toEqual(first);
    });

    const stored = newEvents(4);
    const [a, b, c, d] = stored as [NewEvent, NewEvent, NewEvent, NewEvent];
    const [x] = newEvents(1) as [NewEvent];
    it.each<[string, ExpectedRevision, NewEvent[]]>([
      ['a part of which runs past the end', 1, [c, d, x]],
      ['with a first event that differs', 'none', [x, b]],
      ['with a later event that differs', 'none', [a, b, x]],
      ['in another order', 'none', [b, a]],
      ['at another revision', 0, [a, b]],
      ['one revision too early', 0, [c]],
      ['at the revision the stream has since reached', 2, [x]],
    ])('is refused %s', async (_, expected, events) => {
      const log = open();
      const stream = newStream();
      await log.append(stream, 'none', stored);
      expect(await failureOf(log.append(stream, expected, events))).toMatchObject({
        name: WrongRevision.name,
        expected,
        actual: 3,
      });
      expect(await log.head(regionOf(stream))).toBe(4);
    });

    it('returns an answer for the first part of an earlier append, because that is recorded too', async () => {
      const log = open();
      const stream = newStream();
      await log.append(stream, 'none', stored);
      expect(await log.append(stream, 'none', [a, b])).toEqual({ revision: 1, position: 2 });
      expect(await log.append(stream, 1, [c])).toEqual({ revision: 2, position: 3 });
    });

    it('records once when the same append is sent many times at once', async () => {
      const logs = [open(), open()];
      const stream = newStream();
      const events = newEvents(2);
      const sent = Array.from({ length: 30 }, async (_, n) => logs[n % 2]?.append(stream, 'none', events));
      expect(new Set((await Promise.all(sent)).map((answer) => JSON.stringify(answer))).size).toBe(1);
      expect(await eventsOf(open(), regionOf(stream))).toHaveLength(2);
    });
  });
