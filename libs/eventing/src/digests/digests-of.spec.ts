import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { GapInLog, UnreadableEvent } from '../event-log.js';
import type { EventSpan, Recorded } from '../event-log.js';
import { prepareAppend } from '../prepare-append.js';
import { digestsOf, type ReadableLog } from './digests-of.js';

const event = (position: number): Recorded => ({
  region: 'zhz',
  position,
  stream: 'zhz.youth-1',
  revision: position - 1,
  id: '00000000-0000-4000-8000-000000000001',
  type: 'a.b.v1',
  data: { position },
  meta: { actor: 'x' },
  recordedAt: '2025-04-01T10:00:00.000Z',
});

const events = Array.from({ length: 8 }, (_, index) => event(index + 1));

/** A log that returns these events unchecked and counts how often it is read. */
const holding = (held: readonly Recorded[], head = held.length) => {
  const read: string[] = [];
  const log: ReadableLog = {
    head: () => Promise.resolve(head),
    async *readRegion(_, { after = 0, upTo = Infinity } = {}) {
      read.push(`${after}-${upTo}`);
      yield held.slice(after, upTo);
    },
  };
  return { log, read };
};

async function digests(log: ReadableLog, spans: readonly EventSpan[] = [{ after: 0, upTo: 8 }]): Promise<string[]> {
  const found: string[] = [];
  for await (const { digest } of digestsOf(log, 'zhz', spans)) found.push(Buffer.from(digest).toString('hex'));
  return found;
}

const changes: Record<string, Partial<Recorded>> = {
  position: { position: 2 },
  stream: { stream: 'zhz.youth-2' },
  revision: { revision: 2 ** 33 + 2 },
  id: { id: '10000000-0000-4000-8000-000000000001' },
  type: { type: 'a.c.v1' },
  data: { data: { position: 4 } },
  meta: { meta: { actor: 'y' } },
  recordedAt: { recordedAt: '2025-04-01T10:00:00.001Z' },
};

describe('digests computed from the events of a log', () => {
  it.each(Object.entries(changes).filter(([field]) => field !== 'position'))(
    'differ when %s differs',
    async (_, change) => {
      const changed = events.map((one) => (one.position === 3 ? { ...one, ...change } : one));
      const [before] = await digests(holding(events).log);
      expect(await digests(holding(changed).log)).not.toEqual([before]);
      const spans = [
        { after: 0, upTo: 2 },
        { after: 3, upTo: 8 },
      ];
      expect(await digests(holding(changed).log, spans)).toEqual(await digests(holding(events).log, spans));
    },
  );

  it('stay the same: old seals must remain valid', async () => {
    expect(await digests(holding(events).log)).toEqual([
      '369aec13cfe04c7492b3b660ef62a7c24be29ff1fadcbe6478fe684b370eae13',
    ]);
  });

  it('differ for events whose concatenated texts are equal', async () => {
    const one = [{ ...event(1), type: 'a', meta: {}, data: 'b' }];
    const other = [{ ...event(1), stream: 'zhz.youth-1a', type: '', meta: {}, data: 'b' }];
    const span = [{ after: 0, upTo: 1 }];
    expect(await digests(holding(one).log, span)).not.toEqual(await digests(holding(other).log, span));
  });

  it('read only the spans, and adjacent spans together', async () => {
    const { log, read } = holding(events);
    const spans = [
      { after: 0, upTo: 2 },
      { after: 2, upTo: 3 },
      { after: 2, upTo: 4 },
      { after: 6, upTo: 8 },
    ];
    const found = await digests(log, spans);
    expect(read).toEqual(['0-4', '6-8']);
    for (const [index, span] of spans.entries()) expect(await digests(log, [span])).toEqual([found[index]]);
  });

  it.each([
    ['in between', events.filter(({ position }) => position !== 4), { expected: 4, found: 5 }],
    ['at the end', events.slice(0, 6), { expected: 7 }],
    ['and one comes twice', [...events.slice(0, 3), event(3), ...events.slice(3)], { expected: 4, found: 3 }],
    [
      'and one says it is another',
      [event(1), { ...event(2), ...changes['position'], position: 5 }],
      { expected: 2, found: 5 },
    ],
  ])('stop where an event is missing %s', async (_, held, place) => {
    const failure = await digests(holding(held, 8).log).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(GapInLog);
    expect(failure).toMatchObject(place);
  });

  it.each([
    ['an id that is no UUID', { id: `${event(3).id}x` }],
    ['an id in capitals', { id: event(3).id.replace('4000', 'A000') }],
    ['a time written otherwise', { recordedAt: '2025-04-01T10:00:00Z' }],
    ['no time', { recordedAt: 'then' }],
  ])('are refused for an event with %s, which would make different events look equal', async (_, change) => {
    const failure = digests(holding(events.map((one) => (one.position === 3 ? { ...one, ...change } : one))).log);
    await expect(failure).rejects.toThrow(UnreadableEvent);
    await expect(failure).rejects.toThrow(/position 3 of region zhz/);
  });
});

describe('the JSON of data', () => {
  it('is the recorded text, also after parsing', () => {
    const key = fc.oneof(
      fc.constantFrom('10', '9', '00', '-1', '1.5', '4294967295', '__proto__', 'toJSON', '\ud800'),
      fc.string({ unit: 'binary' }),
    );
    const leaf = fc.oneof(
      fc.double(),
      fc.string({ unit: 'binary' }),
      fc.constantFrom(-0, null, false, undefined, 1e21, 5e-324, '\ud83d', '\u2028'),
    );
    const { data } = fc.letrec<{ data: unknown }>((tie) => ({
      data: fc.oneof(
        { depthSize: 'medium' },
        leaf,
        fc.array(tie('data'), { maxLength: 4 }),
        fc.dictionary(key, tie('data'), { maxKeys: 5 }),
      ),
    }));
    const check = (given: unknown): void => {
      const one = { id: event(1).id, type: 'a', data: { given } };
      const text = prepareAppend('zhz.youth-1', 'none', [one]).events[0]?.data ?? '';
      expect(JSON.stringify(JSON.parse(text))).toBe(text);
    };
    fc.assert(fc.property(data, check), { seed: 20260302, numRuns: 400 });
  });
});
