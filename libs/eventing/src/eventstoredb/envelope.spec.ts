import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { eventId } from '../event-id.js';
import { UnreadableEvent } from '../event-log.js';
import { prepareAppend } from '../prepare-append.js';
import type { PreparedEvent } from '../prepare-append.js';
import { decode, propose } from './envelope.js';

const stream = 'zhz.case-1';
const texts = fc.dictionary(fc.string(), fc.string());

describe('the metadata of an event', () => {
  it('gives back the event, and takes no more bytes than were counted for it', () => {
    const check = (data: unknown, meta: Record<string, string>, revision: number, atMs: number): void => {
      const append = prepareAppend(stream, 'none', [{ id: eventId('c', 0), type: 'Noted', data }], meta);
      const [event] = append.events as [PreparedEvent];
      const { metadata, ...proposed } = propose(append, event, { revision, recordedAt: new Date(atMs).toISOString() });
      const counted = metadata.length + Buffer.byteLength(event.data) + 2 * event.type.length;
      expect(counted).toBeLessThanOrEqual(append.bytes);
      const stored = {
        ...proposed,
        revision: 41,
        metadata: JSON.parse(Buffer.from(metadata).toString('utf8')) as unknown,
      };
      expect(decode('zhz', stored)).toEqual({
        region: 'zhz',
        position: 42,
        stream,
        revision,
        id: eventId('c', 0),
        type: 'Noted',
        data: JSON.parse(event.data),
        meta: JSON.parse(append.meta),
        recordedAt: new Date(atMs).toISOString(),
      });
    };
    const revision = fc.nat(Number.MAX_SAFE_INTEGER);
    const atMs = fc.integer({ min: -8.64e15, max: 8.64e15 });
    fc.assert(fc.property(fc.jsonValue(), texts, revision, atMs, check), { seed: 11, numRuns: 1_000 });
  });

  const metadata = { stream, revision: 0, recordedAt: '2026-01-01T00:00:00.000Z', bytes: 6, meta: {} };
  const good = { revision: 0, id: eventId('c', 0), type: 'Noted', data: 'text', metadata };
  it.each<[string, object]>([
    ['metadata that is no JSON', { metadata: new Uint8Array([1]) }],
    ['no metadata', { metadata: undefined }],
    ['metadata without a stream', { metadata: { ...metadata, stream: 1 } }],
    ['a revision that is not a number', { metadata: { ...metadata, revision: '0' } }],
    ['a negative revision', { metadata: { ...metadata, revision: -1 } }],
    ['no time', { metadata: { ...metadata, recordedAt: null } }],
    ['no length', { metadata: { ...metadata, bytes: 1.5 } }],
    ['meta that is not all text', { metadata: { ...metadata, meta: { a: 1 } } }],
    ['the stream of another region', { metadata: { ...metadata, stream: 'zhz2.case-1' } }],
    ['data that was no JSON', { data: '"text' }],
    ['data that is bytes', { data: new Uint8Array([1, 2, 3, 4, 5, 6]) }],
    ['a number cut short', { data: 12_345 }],
    ['no data', { data: undefined }],
  ])('is refused with %s', (_, change) => {
    expect(decode('zhz', good)).toMatchObject({ position: 1, data: 'text' });
    expect(() => decode('zhz', { ...good, ...change })).toThrow(UnreadableEvent);
  });
});
