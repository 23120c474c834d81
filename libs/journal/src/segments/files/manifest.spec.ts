import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  chainHash,
  FORMAT,
  headHash,
  readManifest,
  type FileEntry,
  type Manifest,
  type SegmentEntry,
} from './manifest.js';

const file = fc.record({ bytes: fc.nat(), sha256: fc.stringMatching(/^[0-9a-f]{8}$/) });
const unchained = fc.record({
  firstYouth: fc.nat(99),
  youths: fc.nat(9),
  leastYouth: fc.nat(99),
  endYouth: fc.nat(99),
  lastId: fc.uuid(),
  recordedTo: fc.constant('2025-01-01T00:00:00.000Z'),
  files: fc.dictionary(fc.constantFrom('names.json', 'facts.arrow', 'care.arrow', 'lines-2025-01.arrow'), file),
  length: fc.integer({ min: 1, max: 50 }),
});
type Unchained = typeof unchained extends fc.Arbitrary<infer One> ? One : never;

/** A manifest whose entries follow each other. */
function chained(parts: readonly Unchained[]): Manifest {
  const manifest: Manifest = { format: FORMAT, region: 'zhz', firstId: 'e1', segments: [] };
  return parts.reduce<Manifest>((before, { length, ...part }) => {
    const after = before.segments.at(-1)?.upTo ?? 0;
    const entry = { ...part, after, upTo: after + length, folder: `segment-${after + 1}`, hash: '' };
    return { ...before, segments: [...before.segments, { ...entry, hash: chainHash(headHash(before), entry) }] };
  }, manifest);
}

const manifests = fc.array(unchained, { maxLength: 5 }).map(chained);
const several = fc.array(unchained, { minLength: 1, maxLength: 5 }).map(chained);
const read = (value: unknown, region = 'zhz') => readManifest(JSON.stringify(value), region);

/** The same value with the fields of its objects in another order. */
const turned = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(turned);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .toReversed()
      .map(([name, one]) => [name, turned(one)]),
  );
};

describe('a manifest', () => {
  it('is read as it was written, whatever the order of its fields', () => {
    fc.assert(
      fc.property(manifests, (manifest) => {
        expect(read(manifest)).toEqual(manifest);
        expect(read(turned(manifest))).toEqual(manifest);
        expect(headHash(manifest)).toBe(manifest.segments.at(-1)?.hash ?? headHash({ ...manifest, segments: [] }));
      }),
      { seed: 181, numRuns: 80 },
    );
  });

  it('holds up to the first entry that is not what it was, whatever was changed (R14)', () => {
    const changes: readonly ((entry: SegmentEntry) => Partial<SegmentEntry>)[] = [
      ({ upTo }) => ({ upTo: upTo + 1 }),
      ({ after }) => ({ after: after + 1 }),
      ({ folder }) => ({ folder: `${folder}x` }),
      ({ firstYouth }) => ({ firstYouth: firstYouth + 1 }),
      ({ youths }) => ({ youths: youths + 1 }),
      ({ leastYouth }) => ({ leastYouth: leastYouth + 1 }),
      ({ endYouth }) => ({ endYouth: endYouth + 1 }),
      () => ({ lastId: 'other' }),
      () => ({ recordedTo: '2026-01-01T00:00:00.000Z' }),
      () => ({ hash: 'ab'.repeat(32) }),
      ({ files }) => ({ files: { ...files, more: { bytes: 1, sha256: 'x' } } }),
      ({ files }) => ({ files: Object.fromEntries(Object.entries(files).map(([name, one]) => [name, grown(one)])) }),
    ];
    const grown = ({ bytes, sha256 }: FileEntry): FileEntry => ({ bytes: bytes + 1, sha256 });
    fc.assert(
      fc.property(several, fc.nat(4), fc.constantFrom(...changes), (manifest, which, change) => {
        const at = which % manifest.segments.length;
        const segments = manifest.segments.map((entry, index) =>
          index === at ? { ...entry, ...change(entry) } : entry,
        );
        const isSame = JSON.stringify(segments) === JSON.stringify(manifest.segments);
        expect(read({ ...manifest, segments })?.segments).toEqual(manifest.segments.slice(0, isSame ? undefined : at));
      }),
      { seed: 182, numRuns: 200 },
    );
  });

  it('holds nothing of entries that were taken out, turned around or taken from another log', () => {
    fc.assert(
      fc.property(several, several, (manifest, other) => {
        const { segments } = manifest;
        expect(read({ ...manifest, segments: segments.slice(1) })?.segments).toEqual([]);
        if (segments.length > 1) expect(read({ ...manifest, segments: segments.toReversed() })?.segments).toEqual([]);
        expect(read({ ...manifest, firstId: 'another log' })?.segments).toEqual([]);
        expect(read({ ...manifest, segments: [...segments, ...other.segments] })?.segments).toEqual(segments);
      }),
      { seed: 183, numRuns: 60 },
    );
  });

  it('is that of its region and of this version alone', () => {
    const manifest = chained([]);
    expect(read(manifest, 'fryslan')).toBeNull();
    for (const format of [FORMAT - 1, FORMAT + 1, String(FORMAT), null])
      expect(read({ ...manifest, format })).toBeNull();
  });

  it.each<[string, unknown]>([
    ['nothing', ''],
    ['null', null],
    ['a list', []],
    ['a text', 'manifest'],
    ['no segments', { format: FORMAT, region: 'zhz', firstId: 'e1' }],
    ['segments that are none', { format: FORMAT, region: 'zhz', firstId: 'e1', segments: [1] }],
    ['segments without files', { format: FORMAT, region: 'zhz', firstId: 'e1', segments: [{ after: 0, upTo: 1 }] }],
    ['no first event', { format: FORMAT, region: 'zhz', segments: [] }],
  ])('is none when it is %s', (_, value) => {
    expect(read(value)).toBeNull();
  });

  it('is none when its text is cut short anywhere', () => {
    const [manifest] = fc.sample(several, { seed: 184, numRuns: 1 });
    const text = JSON.stringify(manifest);
    for (let length = 0; length < text.length; length += 7)
      expect(readManifest(text.slice(0, length), 'zhz')).toBeNull();
  });

  it('is none when a number of an entry has another form', () => {
    const [manifest] = fc.sample(several, { seed: 185, numRuns: 1 });
    if (!manifest) throw new Error('there is one');
    for (const name of ['after', 'upTo', 'firstYouth', 'youths', 'leastYouth', 'endYouth'])
      for (const value of [0.5, '1', null, undefined]) {
        const segments = manifest.segments.map((entry) => ({ ...entry, [name]: value }));
        expect([name, read({ ...manifest, segments })]).toEqual([name, null]);
      }
  });
});
