import { randomUUID } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { AppendTooLarge, APPEND_BYTES_MAX, InvalidRequest, LogClosed, regionOf, WrongRevision } from '../src/index.js';
import type { ExpectedRevision, NewEvent } from '../src/index.js';
import { all, eventsOf, failureOf, newEvent, newEvents, newStream } from './subject.js';
import type { Subject } from './subject.js';

const event = newEvent();
const loop: { self?: unknown } = {};
loop.self = loop;

/** Invalid requests: stream (undefined: a valid one), expected revision, events. */
const malformed: [string, string | undefined, ExpectedRevision, NewEvent[]][] = [
  ['an append without events', undefined, 'none', []],
  ['a stream without a region', 'case-1', 'none', [event]],
  ['a stream without a category', 'region.1', 'none', [event]],
  ['a stream of which the category is two words', 'region.Case-1', 'none', [event]],
  ['a stream with a space', 'region.case-1 2', 'none', [event]],
  ['a system stream', '$region.case-1', 'none', [event]],
  ['a stream name that is too long', `region.case-${'1'.repeat(255)}`, 'none', [event]],
  ['an id that is no UUID', undefined, 'none', [{ ...event, id: '1' }]],
  ['the nil UUID', undefined, 'none', [{ ...event, id: '00000000-0000-0000-0000-000000000000' }]],
  ['one id for two events', undefined, 'none', [event, { ...event, id: event.id.toUpperCase() }]],
  ['an empty type', undefined, 'none', [{ ...event, type: '' }]],
  ['a system type', undefined, 'none', [{ ...event, type: '$any' }]],
  ['a type with a control character', undefined, 'none', [{ ...event, type: 'Case\u001eNoted' }]],
  ['data that is undefined', undefined, 'none', [{ ...event, data: undefined }]],
  ['data that is a function', undefined, 'none', [{ ...event, data: () => 1 }]],
  ['data that holds itself', undefined, 'none', [{ ...event, data: loop }]],
  ['data with a bigint', undefined, 'none', [{ ...event, data: 1n }]],
  ['a negative revision', undefined, -1, [event]],
  ['half a revision', undefined, 0.5, [event]],
];

export const refusals = (open: Subject['open']): void =>
  describe('refusals', () => {
    it.each(malformed)('refuses %s, leaving no trace (R2)', async (_, name, expected, events) => {
      const log = open();
      const stream = name ?? newStream();
      expect(await failureOf(log.append(stream, expected, events))).toBeInstanceOf(InvalidRequest);
      if (!name) expect(await log.head(regionOf(stream))).toBe(0);
    });

    it('reports all faults at once', async () => {
      const failure = await failureOf(open().append('nowhere', 'none', [{ id: 'x', type: '', data: undefined }]));
      expect((failure as InvalidRequest).faults).toHaveLength(4);
    });

    it('refuses an append of more than 1 MiB, leaving no trace, and accepts one of exactly that size', async () => {
      const log = open();
      const stream = newStream();
      const meta = { command: 'é' };
      const big = (length: number) => ({ id: randomUUID(), type: 'Big', data: `é${'x'.repeat(length - 2)}` });
      const { bytes } = (await failureOf(log.append(stream, 'none', [big(APPEND_BYTES_MAX)], meta))) as AppendTooLarge;
      const exact = big(APPEND_BYTES_MAX - (bytes - APPEND_BYTES_MAX));
      const over = { ...exact, data: `${exact.data}x` };
      const failure = await failureOf(log.append(stream, 'none', [over], meta));
      expect(failure).toBeInstanceOf(AppendTooLarge);
      expect(failure).toMatchObject({ stream, bytes: APPEND_BYTES_MAX + 1, bytesMax: APPEND_BYTES_MAX });
      expect([await log.head(regionOf(stream)), await all(log.read(stream))]).toEqual([0, []]);
      await log.append(stream, 'none', [exact], meta);
      expect((await all(log.read(stream)))[0]?.data).toBe(exact.data);
    });

    it('counts data, meta, types, names and 128 bytes for each of the events against that', async () => {
      const stream = newStream();
      const events = newEvents(3).map((one) => ({ ...one, data: 'é'.repeat(200_000) }));
      const parts = Buffer.byteLength(JSON.stringify(events[0]?.data)) + 2 * 'CaseNoted'.length + stream.length;
      const failure = await failureOf(open().append(stream, 'none', events, { a: 'b' }));
      expect(failure).toMatchObject({ bytes: 3 * (parts + '{"a":"b"}'.length + 128) });
    });

    it.each<[ExpectedRevision, number, ExpectedRevision]>([
      ['none', 2, 1],
      [0, 2, 1],
      [2, 2, 1],
      [0, 0, 'none'],
      [7, 0, 'none'],
    ])('(e) refuses revision %s in a stream of %s events, leaving no trace', async (expected, count, actual) => {
      const log = open();
      const stream = newStream();
      if (count > 0) await log.append(stream, 'none', newEvents(count));
      const failure = await failureOf(log.append(stream, expected, newEvents(2)));
      expect(failure).toBeInstanceOf(WrongRevision);
      expect(failure).toMatchObject({ stream, expected, actual });
      expect(await eventsOf(log, regionOf(stream))).toHaveLength(count);
    });

    it('refuses to read an invalid stream, region, position or batch size', async () => {
      const log = open();
      const refused = [
        all(log.read('nowhere')),
        all(log.readRegion('a.b')),
        all(log.readRegion('a', { after: -1 })),
        all(log.readRegion('a', { upTo: 1.5 })),
        all(log.readRegion('a', { batchSize: 0 })),
        all(log.follow('a', -1)),
        log.head(''),
      ];
      for (const reading of refused) expect(await failureOf(reading)).toBeInstanceOf(InvalidRequest);
    });

    it('refuses everything once closed, and may be closed twice', async () => {
      const log = open();
      await log.close();
      await log.close();
      const refused = [
        log.append(newStream(), 'none', newEvents(1)),
        all(log.read(newStream())),
        all(log.readRegion('a')),
        all(log.follow('a', 0)),
        log.head('a'),
        log.regions(),
      ];
      for (const use of refused) expect(await failureOf(use)).toBeInstanceOf(LogClosed);
    });
  });
