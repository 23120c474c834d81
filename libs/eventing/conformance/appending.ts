import { randomUUID } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { regionOf } from '../src/index.js';
import { all, eventsOf, newEvent, newEvents, newRegion, newStream } from './subject.js';
import type { Subject } from './subject.js';

const awkward = {
  quotes: `"double" 'single' \`back\``,
  slashes: '\\ \\\\ \\n \\u0000 C:\\temp\\x',
  braces: '{"a":[1,2]},{NULL}',
  unicode: 'Ĳsselmeer ﬁ 🧒🏽 עברית \u2028 \u2029 \u001e \u0000 \ud800',
  empty: '',
  nested: [null, true, 0, -1.5, 1e21, [], {}, [[{ a: [] }]]],
};

export const appending = (open: Subject['open']): void =>
  describe('appending', () => {
    it('answers with the revision and position of the last event', async () => {
      const log = open();
      const stream = newStream();
      expect(await log.append(stream, 'none', newEvents(3))).toEqual({ revision: 2, position: 3 });
      expect(await log.append(stream, 2, newEvents(2))).toEqual({ revision: 4, position: 5 });
    });

    it('returns exactly what was appended (R1)', async () => {
      const log = open();
      const stream = newStream();
      const event = { id: randomUUID().toUpperCase(), type: 'nl.example.case-noted.v1', data: awkward };
      await log.append(stream, 'none', [event], { actor: 'a "b" \\c\\ 🧒', command: '{}' });
      const [recorded] = await all(log.read(stream));
      expect(recorded).toEqual({
        region: regionOf(stream),
        position: 1,
        stream,
        revision: 0,
        id: event.id.toLowerCase(),
        type: event.type,
        data: awkward,
        meta: { actor: 'a "b" \\c\\ 🧒', command: '{}' },
        recordedAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
      });
    });

    it.each([[null], ['text'], ['\u001e'], [0], [false], [[]]])('accepts %j as data', async (data) => {
      const log = open();
      const stream = newStream();
      await log.append(stream, 'none', [newEvent(data), newEvent(data)]);
      expect((await all(log.read(stream))).map((event) => event.data)).toEqual([data, data]);
    });

    it('keeps meta per append, and none as an empty object', async () => {
      const log = open();
      const stream = newStream();
      await log.append(stream, 'none', newEvents(1), { command: '1' });
      await log.append(stream, 0, newEvents(2));
      await log.append(stream, 2, newEvents(1), { command: '3' });
      expect((await all(log.read(stream))).map(({ meta }) => meta)).toEqual([
        { command: '1' },
        {},
        {},
        { command: '3' },
      ]);
    });

    it('isolates readers from changes that another reader makes to an event', async () => {
      const log = open();
      const stream = newStream();
      const data = { days: [1] };
      await log.append(stream, 'none', [newEvent(data)]);
      data.days.push(2);
      const [first] = await all(log.read(stream));
      (first?.data as typeof data).days.push(3);
      expect((await all(log.read(stream)))[0]?.data).toEqual({ days: [1] });
    });

    it('takes the time from the given clock, in milliseconds, and never goes back within a region', async () => {
      const times = ['2026-03-01T10:00:00.123Z', '2026-03-01T12:00:00+02:00', '2026-03-02', '2025-12-31T23:59:59.999Z'];
      const log = open({ now: () => times.shift() ?? '2026-04-01' });
      const region = newRegion();
      for (let count = 0; count < 4; count += 1) await log.append(newStream(region), 'none', newEvents(1));
      expect((await eventsOf(log, region)).map(({ recordedAt }) => recordedAt)).toEqual([
        '2026-03-01T10:00:00.123Z',
        '2026-03-01T10:00:00.123Z',
        '2026-03-02T00:00:00.000Z',
        '2026-03-02T00:00:00.000Z',
      ]);
      const other = newRegion();
      await log.append(newStream(other), 'none', newEvents(1));
      expect((await eventsOf(log, other))[0]?.recordedAt).toBe('2026-04-01T00:00:00.000Z');
    });

    it('takes the time of the append from the system clock by default', async () => {
      const log = open();
      const stream = newStream();
      const before = Date.now();
      await log.append(stream, 'none', newEvents(1));
      const recordedAt = Date.parse((await all(log.read(stream)))[0]?.recordedAt ?? '');
      expect(recordedAt).toBeGreaterThanOrEqual(before - 50);
      expect(recordedAt).toBeLessThanOrEqual(Date.now() + 50);
    });

    it('numbers each region separately and lists the regions (R18)', async () => {
      const log = open();
      const regions = [newRegion(), newRegion()].toSorted();
      const [one = '', other = ''] = regions;
      await log.append(newStream(one), 'none', newEvents(2));
      await log.append(newStream(other), 'none', newEvents(1));
      await log.append(newStream(one), 'none', newEvents(1));
      expect((await eventsOf(log, one)).map(({ position }) => position)).toEqual([1, 2, 3]);
      expect((await eventsOf(log, other)).map(({ position }) => position)).toEqual([1]);
      expect([await log.head(one), await log.head(other), await log.head(newRegion())]).toEqual([3, 1, 0]);
      const listed = await log.regions();
      expect(listed.filter((region) => regions.includes(region))).toEqual(regions);
      expect(listed).toEqual(listed.toSorted());
    });
  });
