import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { sized } from '@regieboek/kernel/testing';
import { regions, type StoryEvent } from '../../testing/index.js';
import { GrowingRows } from '../tables/growing-rows.js';
import { RegionNames } from '../names/region-names.js';
import { PlacementScanner } from './placements.js';
import { SegmentBuilder } from '../encode/segment-builder.js';
import { assignmentColumns, careColumns, factColumns, type Segment } from '../encode/segment.js';

/** Variants of the same JSON, or nearly the same. */
const ways: Record<string, (data: object) => string> = {
  usual: (data) => JSON.stringify(data),
  'fields the other way round': (data) => JSON.stringify(turned(data)),
  'white space': (data) => JSON.stringify(data, null, 1),
  'a space at the end': (data) => `${JSON.stringify(data)} `,
  'one field more': (data) => JSON.stringify({ ...data, note: 'new' }),
  'a field twice': (data) => JSON.stringify(data).replace(/^\{("[^"]*":"[^"]*")/, '{$1,$1'),
  escapes: (data) => JSON.stringify(data).replace(/[0-9](?=")/, (digit) => `\\u003${digit}`),
  'other letters': (data) => JSON.stringify(data).replaceAll('brp', 'ëü😀'),
  'numbers as fractions': (data) => JSON.stringify(data).replace(/:([0-9]+)([,}])/, ':$1.0$2'),
  'numbers as texts': (data) => JSON.stringify(data).replace(/:([0-9]+)([,}])/, ':"$1"$2'),
  'large numbers': (data) => JSON.stringify(data).replace(/:([0-9]+)([,}])/, ':3000000000$2'),
  'nothing for a text': (data) => JSON.stringify(data).replace(/:"[^"]*"/, ':null'),
  'nothing for the last text': (data) => JSON.stringify(data).replace(/:"[^"]*"(?=\}*$)/, ':null'),
  'a day that does not exist': (data) => JSON.stringify(data).replace(/-[0-9]{2}"/, '-32"'),
  'capitals in the pseudonym': (data) => JSON.stringify(data).replace(/"youth":"[^"]*"/, (text) => upper(text)),
  'a field left out': (data) => JSON.stringify(Object.fromEntries(Object.entries(data).slice(0, -1))),
  'cut off': (data) => JSON.stringify(data).slice(0, -7),
  'something after it': (data) => `${JSON.stringify(data)}{}`,
};

const upper = (text: string): string => text.replace(/:"(.*)"/, (_, id: string) => `:"${id.toUpperCase()}ABC"`);

const turned = (value: unknown): unknown =>
  value !== null && typeof value === 'object' && !Array.isArray(value)
    ? Object.fromEntries(
        Object.entries(value)
          .reverse()
          .map(([name, inner]) => [name, turned(inner)]),
      )
    : value;

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** Bytes of consecutive events in the same memory, as a socket delivers them. */
function together(texts: readonly Uint8Array[]): Uint8Array[] {
  const memory = new Uint8Array(texts.reduce((sum, { length }) => sum + length, 3));
  let at = 3;
  return texts.map((text) => {
    memory.set(text, at);
    at += text.length;
    return memory.subarray(at - text.length, at);
  });
}

/** The segment built from events, or the error of building it. */
function built(
  events: readonly StoryEvent[],
  add: (builder: SegmentBuilder, event: StoryEvent, index: number) => void,
) {
  const builder = new SegmentBuilder(new RegionNames(), 0);
  try {
    for (const [index, event] of events.entries()) add(builder, event, index);
    return plain(builder.build());
  } catch (error) {
    return { at: builder.size, error: String(error) };
  }
}

/** All content that a segment is written from. */
const plain = (segment: Segment): object => ({
  ...segment,
  youths: Buffer.from(segment.youths.bytes).toString('hex'),
  lines: [...segment.lines],
});

const recorded = { id: 'e', recordedAt: '2025-01-01T09:00:00.000Z' };

/** Result of parsing the bytes, and of scanning them. */
function bothOf(events: readonly StoryEvent[], bytes: readonly Uint8Array[]) {
  const json = together(bytes);
  const parsedWay = built(events, (builder, event, index) =>
    builder.add({ ...event, ...recorded, data: JSON.parse(utf8.decode(bytes[index])) as unknown }),
  );
  const scannedWay = built(events, (builder, { data: _, ...event }, index) =>
    builder.add({ ...event, ...recorded, json: json[index] ?? new Uint8Array(0) }),
  );
  return { parsedWay, scannedWay };
}

const encoder = new TextEncoder();

describe('events scanned from their bytes', () => {
  it('give the same segment as parsing, byte for byte, or the same error, in any notation', () => {
    const seen = new Set<string>();
    let whole = 0;
    fc.assert(
      fc.property(
        regions,
        fc.array(fc.tuple(fc.nat(200), fc.constantFrom(...Object.keys(ways))), { maxLength: 4 }),
        ({ events }, unusual) => {
          const how = new Map(unusual);
          const bytes = events.map(({ data }, index) => {
            const way = how.get(index) ?? 'usual';
            seen.add(way);
            return encoder.encode(ways[way]?.(data as object));
          });
          const { parsedWay, scannedWay } = bothOf(events, bytes);
          expect(scannedWay).toEqual(parsedWay);
          if (!('error' in parsedWay)) whole += 1;
        },
      ),
      { seed: 20261122, numRuns: 300 },
    );
    expect([...seen].sort()).toEqual(Object.keys(ways).sort());
    expect(whole).toBeGreaterThan(100);
  });

  it('give the same result as parsing when any byte is changed', () => {
    const stories = fc.sample(regions, { seed: 3, numRuns: 6 }).map(({ events }) => events);
    fc.assert(
      fc.property(fc.constantFrom(...stories), fc.nat(), fc.nat(), fc.nat(255), (events, which, where, byte) => {
        const bytes = events.map(({ data }) => encoder.encode(JSON.stringify(data)));
        const changed = bytes[which % bytes.length];
        if (changed) changed[where % changed.length] = byte;
        const { parsedWay, scannedWay } = bothOf(events, bytes);
        expect(scannedWay).toEqual(parsedWay);
      }),
      { seed: 20261123, numRuns: sized(30, 400) },
    );
  });

  const scannerOf = () =>
    new PlacementScanner(new RegionNames().byBytes, {
      facts: new GrowingRows(factColumns),
      care: new GrowingRows(careColumns),
      assignments: new GrowingRows(assignmentColumns),
    });
  const withColumns = new Set(['registration', 'custody', 'actual-stay', 'mother-at-birth', 'request']);
  const often = /\.(youth-registered|assignment-decided|care-started|care-stopped)\.v1$/;

  it('need no parsing in their usual notation, in any order of fields', () => {
    const types = new Set<string>();
    fc.assert(
      fc.property(regions, fc.boolean(), ({ events }, isTurned) => {
        const scanner = scannerOf();
        for (const { type, data, position } of events) {
          const kind = (data as { fact?: { kind: string } }).fact?.kind ?? '';
          const text = JSON.stringify(isTurned ? turned(data) : data);
          if (!(often.test(type) || withColumns.has(kind)) || !/^[ -[\]-~]*$/.test(text)) continue;
          types.add(`${type} ${kind}`);
          expect([text, scanner.scan(type, encoder.encode(text), position)]).toEqual([text, true]);
        }
      }),
      { seed: 20261124, numRuns: sized(500, 1_500) },
    );
    expect(types.size).toBe(4 + withColumns.size);
  });
});
