import { createHash } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { sized } from '@regieboek/kernel/testing';
import { digestsOf, eventId, InvalidRequest, regionOf } from '../src/index.js';
import type { EventLog, EventSpan, Recorded } from '../src/index.js';
import { all, eventsOf, failureOf, newEvents, newRegion, newStream } from './subject.js';
import type { Subject } from './subject.js';

const long = (value: number): Buffer => {
  const bytes = Buffer.alloc(8);
  bytes.writeBigInt64BE(BigInt(value));
  return bytes;
};

const sha256 = (bytes: Uint8Array): Buffer => createHash('sha256').update(bytes).digest();

/** The hashed bytes of an event, computed in the simplest way; its data is the text that was appended. */
function bytesOf({ position, revision, recordedAt, id, stream, type, meta }: Recorded, data: string): Buffer {
  const content = Buffer.from([stream, type, JSON.stringify(meta), data].join('\n'));
  const length = long(content.length).subarray(4);
  const numbers = [long(position), long(revision), long(new Date(recordedAt).getTime())];
  const hex = Buffer.from(id.split('-').join(''), 'hex');
  return Buffer.concat([...numbers, hex, length, content.length > 16_384 ? sha256(content) : content]);
}

const digestOf = (events: readonly Recorded[], texts: readonly string[], { after, upTo }: EventSpan): Buffer =>
  sha256(
    Buffer.concat(
      events.flatMap((event, index) =>
        event.position > after && event.position <= upTo ? [bytesOf(event, texts[index] ?? '')] : [],
      ),
    ),
  );

const hostile = fc.oneof(
  fc.constantFrom('\n', '\\n', '\u2028', '\u001e', '\ud800', '\u0000', '🧒🏽', 'é', '{"a":1}', '\\u0041', ''),
  fc.string({ unit: 'grapheme' }),
);
const number = fc.oneof(
  fc.constantFrom(-0, 1e21, 1e-7, 0.1, 2 ** 53),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
);
const { data } = fc.letrec<{ data: unknown }>((tie) => ({
  data: fc.oneof(
    { depthSize: 'small' },
    hostile,
    number,
    fc.constantFrom(null, true),
    fc.array(tie('data'), { maxLength: 3 }),
    fc.dictionary(fc.oneof(hostile, fc.constantFrom('10', '9', '-1', '01', 'b', 'a', '__proto__')), tie('data'), {
      maxKeys: 4,
    }),
  ),
}));

/** One append to one of two streams: its data and its metadata. */
const appends = fc.array(
  fc.record({
    stream: fc.nat(1),
    data: fc.array(
      fc.oneof({ weight: 9, arbitrary: data }, { weight: 1, arbitrary: fc.constant('x'.repeat(20_000)) }),
      {
        minLength: 1,
        maxLength: 4,
      },
    ),
    meta: fc.dictionary(hostile, hostile, { maxKeys: 3 }),
    type: fc.constantFrom('a.noted.v1', 'b.noted.v1', 'a.é😀.v1'),
  }),
  { minLength: 1, maxLength: 5 },
);

/** Boundaries of spans, as fractions of a region's events. */
const cuts = fc.array(fc.tuple(fc.nat(99), fc.nat(99)), { minLength: 1, maxLength: 5 });

const spansOf = (shares: readonly (readonly [number, number])[], head: number): EventSpan[] => {
  const places = shares.map(([begin, length]) => {
    const after = Math.floor((begin * head) / 100);
    return { after, upTo: after + 1 + Math.floor((length * (head - after)) / 100) };
  });
  let least = 0;
  return places
    .sort((one, other) => one.after - other.after)
    .map(({ after, upTo }) => ({ after, upTo: (least = Math.max(least, upTo)) }));
};

const hex = ({ digest }: { readonly digest: Uint8Array }): string => Buffer.from(digest).toString('hex');

async function record(
  log: EventLog,
  region: string,
  made: typeof appends extends fc.Arbitrary<infer All> ? All : never,
) {
  const texts: string[] = [];
  const revisions = [-1, -1];
  for (const { stream, data: items, meta, type } of made) {
    const events = items.map((one, index) => ({ id: eventId(region, texts.length + index), type, data: one }));
    const at = revisions[stream] ?? -1;
    const name = `${region}.case-${stream}`;
    revisions[stream] = (await log.append(name, at < 0 ? 'none' : at, events, meta)).revision;
    texts.push(...items.map((one) => JSON.stringify(one)));
  }
  return texts;
}

export const digests = (open: Subject['open']): void =>
  describe('digests', () => {
    it('are the SHA-256 of the complete events of a span, for any contents and any spans', async () => {
      const log = open();
      const check = async (made: Parameters<typeof record>[2], shares: [number, number][]): Promise<void> => {
        const region = newRegion();
        const texts = await record(log, region, made);
        const events = await eventsOf(log, region);
        const spans = spansOf(shares, events.length);
        const found = await all(log.digests(region, spans, { typePrefix: 'a.' }));
        expect(found.map(hex)).toEqual(spans.map((span) => digestOf(events, texts, span).toString('hex')));
        expect(await all(digestsOf(log, region, spans, { typePrefix: 'a.' }))).toEqual(found);
        expect(found.map(({ after, upTo, ofType }) => ({ after, upTo, ofType }))).toEqual(
          spans.map(({ after, upTo }) => ({
            after,
            upTo,
            ofType: events
              .filter(({ position, type }) => position > after && position <= upTo && type.startsWith('a.'))
              .map(({ position }) => position),
          })),
        );
      };
      await fc.assert(fc.asyncProperty(appends, cuts, check), { seed: 20260301, numRuns: sized(10, 60) });
    });

    it('are returned for many spans, in order, and can be abandoned halfway', async () => {
      const log = open();
      const stream = newStream();
      const region = regionOf(stream);
      await log.append(stream, 'none', newEvents(1_500));
      const events = await eventsOf(log, region);
      const texts = events.map(({ data: one }) => JSON.stringify(one));
      const spans = Array.from({ length: 30 }, (_, index) => ({ after: index * 50, upTo: index * 50 + 50 }));
      const found = await all(log.digests(region, spans));
      expect(found.map(hex)).toEqual(spans.map((span) => digestOf(events, texts, span).toString('hex')));
      expect(found.flatMap(({ ofType }) => ofType)).toEqual([]);
      for await (const { upTo } of log.digests(region, spans)) if (upTo === 200) break;
      const [largest] = await all(log.digests(region, [{ after: 400, upTo: 1_424 }]));
      expect(largest && hex(largest)).toBe(digestOf(events, texts, { after: 400, upTo: 1_424 }).toString('hex'));
      expect(await all(log.digests(region, []))).toEqual([]);
    });

    it('finds types with the given prefix, and no others', async () => {
      const log = open();
      const stream = newStream();
      const types = [
        'a.b',
        'a.b-',
        'a.b-c',
        'a.b-\u{10ffff}',
        'a.b.',
        'a.c',
        'A.B-',
        'a.b-d',
        'b',
        'a.b-é',
        'a.',
        '😀',
      ];
      const events = newEvents(types.length).map((event, index) => ({ ...event, type: types[index] ?? '' }));
      await log.append(stream, 'none', events);
      const spans = [
        { after: 0, upTo: 7 },
        { after: 2, upTo: 12 },
      ];
      const found = async (typePrefix: string) =>
        (await all(log.digests(regionOf(stream), spans, { typePrefix }))).map(({ ofType }) => ofType);
      expect(await found('a.b-')).toEqual([
        [2, 3, 4],
        [3, 4, 8, 10],
      ]);
      expect(await found('z')).toEqual([[], []]);
      for (const wrong of ['', 'é', 'a%', 'a_'])
        expect(await failureOf(found(wrong))).toMatchObject({
          message: expect.stringContaining('Type prefix'),
        });
    });

    it.each<[string, readonly EventSpan[]]>([
      ['hold nothing', [{ after: 3, upTo: 3 }]],
      ['begin before the first event', [{ after: -1, upTo: 3 }]],
      ['end between two events', [{ after: 0, upTo: 1.5 }]],
      ['hold too many events', [{ after: 0, upTo: 1_025 }]],
      ['end after the last event', [{ after: 0, upTo: 11 }]],
      [
        'begin before the one before',
        [
          { after: 2, upTo: 3 },
          { after: 1, upTo: 4 },
        ],
      ],
      [
        'end before the one before',
        [
          { after: 1, upTo: 4 },
          { after: 2, upTo: 3 },
        ],
      ],
    ])('are refused for spans that %s', async (_, spans) => {
      const log = open();
      const stream = newStream();
      await log.append(stream, 'none', newEvents(10));
      const failure = await failureOf(all(log.digests(regionOf(stream), spans)));
      expect(failure).toBeInstanceOf(InvalidRequest);
      expect((failure as InvalidRequest).message).toMatch(/^Span \d/);
    });
  });
