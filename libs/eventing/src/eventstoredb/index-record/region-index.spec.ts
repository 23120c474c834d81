import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { GapInLog } from '../../event-log.js';
import { dataOf, partIn } from './part.js';
import { RECENT, RegionIndex } from './region-index.js';

const SEED = 20_261_129;

/** The event at a position of a region in which stream `at` of `streams` has the next one. */
const streamOf = (at: number): string => `noord.stay-${at}`;

/** An index of events in the streams with these numbers, and all its answers. */
function filled(streams: readonly number[]) {
  const [index, expected] = [new RegionIndex('noord'), new Map<string, number[]>()];
  streams.forEach((at, before) => {
    const stream = streamOf(at);
    const positions = expected.get(stream) ?? [];
    expected.set(stream, positions);
    index.take({ stream, revision: positions.length, position: before + 1, id: `id-${before + 1}`, atMs: before });
    positions.push(before + 1);
  });
  return { index, expected };
}

function expectIndex(index: RegionIndex, expected: ReadonlyMap<string, readonly number[]>): void {
  for (const [stream, positions] of expected) {
    expect(index.positions(stream)).toEqual(positions);
    expect(index.revision(stream)).toBe(positions.length - 1);
  }
}

describe('the index of a region', () => {
  it('has the positions of every stream, all or from a revision on', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(40), { maxLength: 400 }), fc.nat(8), fc.nat(8), (streams, from, count) => {
        const { index, expected } = filled(streams);
        expect(index.head).toBe(streams.length);
        expectIndex(index, expected);
        for (const [stream, positions] of expected)
          expect(index.positions(stream, from, count)).toEqual(positions.slice(from, from + count));
      }),
      { seed: SEED },
    );
  });

  it('is the same when built from parts', () => {
    fc.assert(
      fc.property(fc.array(fc.array(fc.nat(30), { minLength: 1, maxLength: 90 }), { maxLength: 9 }), (stretches) => {
        const { index: whole, expected } = filled(stretches.flat());
        const [source, copy] = [new RegionIndex('noord'), new RegionIndex('noord')];
        for (const stretch of stretches) {
          const after = source.head;
          for (const at of stretch) {
            const [stream, position] = [streamOf(at), source.head + 1];
            const revision = source.revision(stream) + 1;
            source.take({ stream, revision, position, id: `id-${position}`, atMs: position - 1 });
          }
          const part = source.part(after);
          const read = part && partIn(JSON.parse(JSON.stringify(dataOf(part))));
          expect(read && copy.takePart(read)).toBe(true);
        }
        expectIndex(copy, expected);
        expect([copy.head, copy.lastId, copy.atMs]).toEqual([whole.head, whole.lastId, whole.atMs]);
      }),
      { seed: SEED },
    );
  });

  it('has tens of thousands of streams, and no others', () => {
    const { index, expected } = filled(Array.from({ length: 60_000 }, (_, at) => (at * 7) % 30_000));
    for (const [stream, positions] of [...expected].filter((_, at) => at % 97 === 0))
      expect(index.positions(stream)).toEqual(positions);
    expect(index.revision('noord.stay-30000')).toBe(-1);
    expect(index.positions('noord.stay-30000')).toEqual([]);
  });

  it('accepts no event after a missing one, and none twice', () => {
    const { index } = filled([1, 2, 1]);
    const event = { stream: streamOf(2), revision: 1, position: 5, id: 'id-5', atMs: 5 };
    expect(() => index.take(event)).toThrow(GapInLog);
    expect(() => index.take({ ...event, position: 4, revision: 2 })).toThrow(GapInLog);
    index.take({ ...event, position: 3 });
    expect([index.head, index.revision(streamOf(2))]).toEqual([3, 0]);
  });

  it('rejects a part that does not continue at its head or has other revisions', () => {
    const { index } = filled([1, 2, 1]);
    const part = filled([1, 2, 1, 2]).index.part(3);
    if (!part) throw new Error('a short part is at hand');
    expect(index.takePart({ ...part, after: 2 })).toBe(false);
    expect(index.takePart({ ...part, revisions: Uint32Array.of(0) })).toBe(false);
    expect([index.head, index.revision(streamOf(2))]).toEqual([3, 0]);
    expect(index.takePart(part)).toBe(true);
    expect(index.positions(streamOf(2))).toEqual([2, 4]);
  });

  it('returns no part for positions that it no longer remembers', () => {
    const { index } = filled(Array.from({ length: 3 * RECENT }, (_, at) => at % 5));
    expect(index.part(0)).toBeUndefined();
    expect(index.part(index.head)).toBeUndefined();
    expect(index.part(2 * RECENT)?.streams).toHaveLength(RECENT);
  });
});

describe('a part of the index', () => {
  const part = filled([1, 2, 1]).index.part(0);
  const data = part && dataOf(part);

  it.each([
    ['no object', 'part'],
    ['nothing', null],
    ['without an end', { ...data, upTo: undefined }],
    ['of another length', { ...data, upTo: 4 }],
    ['with a stream that is not there', { ...data, streams: Buffer.from([0, 0, 1, 0, 2, 0]).toString('base64') }],
    ['without revisions', { ...data, revisions: '' }],
  ])('is not read when it is %s', (_, damaged) => {
    expect(partIn(data)).toBeDefined();
    expect(partIn(damaged)).toBeUndefined();
  });

  it('does not accept a part with truncated keys', () => {
    const part = filled([0, 1]).index.part(0);
    for (const keys of ['AA==', 'AAA=', 'AAAA'])
      for (const revisions of ['', 'AA==', 'AAA='])
        expect(partIn({ ...part, keys, revisions, streams: 'AAAAAA==' })).toBeUndefined();
  });
});
