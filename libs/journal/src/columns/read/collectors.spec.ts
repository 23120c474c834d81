import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { regions } from '../../testing/index.js';
import { RegionNames } from '../names/region-names.js';
import { SegmentBuilder } from '../encode/segment-builder.js';
import type { LineTable, Segment } from '../encode/segment.js';
import { at, type Table } from '../tables/table.js';
import { allYouths, LineCollector, YouthCollector, rowOfYouth, selected, startsOf, youthsOf } from './collectors.js';

const sortedYouths = fc
  .array(fc.integer({ min: -1, max: 12 }), { maxLength: 30 })
  .map((all) => Int32Array.from(all).toSorted());

describe('a column of youths in order', () => {
  it('has the first row of a youth, or where it would be', () => {
    fc.assert(
      fc.property(sortedYouths, fc.integer({ min: -2, max: 14 }), (column, youth) => {
        expect(rowOfYouth(column, youth)).toBe([...column].filter((one) => one < youth).length);
      }),
      { seed: 171, numRuns: 200 },
    );
  });

  it('has each of its youths once, and where the rows of each begin', () => {
    fc.assert(
      fc.property(sortedYouths, (column) => {
        const youths = youthsOf(column);
        expect([...youths]).toEqual([...new Set(column)]);
        const starts = startsOf(column, youths);
        const parts = [...youths].map((_, index) => [...column.subarray(starts[index], starts[index + 1])]);
        expect(parts).toEqual([...youths].map((youth) => [...column].filter((one) => one === youth)));
      }),
      { seed: 172, numRuns: 150 },
    );
  });

  it('has no rows of youths that are not in it', () => {
    const starts = startsOf(Int32Array.of(2, 2, 5), Int32Array.of(1, 2, 3, 5, 9));
    expect([...starts]).toEqual([0, 0, 2, 2, 3, 3]);
    expect([...startsOf(new Int32Array(0), Int32Array.of(1))]).toEqual([0, 0]);
  });

  it('gives the rows of a range of youths that were known, and that are wanted', () => {
    const rows = fc.array(fc.tuple(fc.integer({ min: -1, max: 6 }), fc.nat(20)), { maxLength: 25 });
    fc.assert(
      fc.property(rows, fc.nat(7), fc.nat(7), fc.nat(20), (some, a, b, upTo) => {
        const own = some.toSorted(([one], [other]) => one - other);
        const column = {
          youth: Int32Array.from(own, ([youth]) => youth),
          position: Int32Array.from(own, ([, at]) => at),
        };
        const table: Table<'youth' | 'position'> = {
          rows: own.length,
          column,
          text: { offsets: new Int32Array(1), bytes: new Uint8Array(0) },
        };
        const range = { least: Math.min(a, b), end: Math.max(a, b) };
        const wanted = own.flatMap(([youth, position], row) =>
          range.least <= youth && youth < range.end && position <= upTo && youth !== 3 ? [row] : [],
        );
        expect([...selected(table, range, upTo, (youth) => youth !== 3)]).toEqual(wanted);
      }),
      { seed: 173, numRuns: 200 },
    );
  });
});

/** A region in segments, with all its rows as values. */
function segmentsOf(events: Parameters<SegmentBuilder['add']>[0][], size: number) {
  const names = new RegionNames();
  const segments: Segment[] = [];
  for (let from = 0; from < events.length; from += size) {
    const builder = new SegmentBuilder(names, from);
    for (const event of events.slice(from, from + size)) builder.add(event);
    segments.push(builder.build());
  }
  return { segments, names };
}

const valuesOf = ({ rows, column }: Table, row: number): number[] =>
  row < rows ? Object.values(column).map((values) => at(values, row)) : [];
const allRows = (tables: readonly Table<'youth' | 'position'>[]) =>
  tables.flatMap((table) =>
    Array.from({ length: table.rows }, (_, row) => ({
      youth: at(table.column.youth, row),
      position: at(table.column.position, row),
      values: valuesOf(table, row),
    })),
  );

const told = regions.map(({ events }) =>
  events.map((event) => ({ ...event, id: `e${event.position}`, recordedAt: '2025-06-01T10:00:00.000Z' })),
);

describe('what is known about some youths', () => {
  const kinds = ['facts', 'care', 'assignments', 'other'] as const;

  it('is every row about them that was known then, by youth and position, for segments of any size', () => {
    fc.assert(
      fc.property(told, fc.integer({ min: 3, max: 40 }), fc.nat(60), fc.nat(15), (events, size, back, mask) => {
        const { segments, names } = segmentsOf(events, size);
        const youths = Int32Array.from(
          Array.from({ length: names.youths.size }, (_, n) => n).filter((n) => (mask >> n) & 1),
        );
        const upTo = Math.max(0, events.length - back);
        const gathered = new YouthCollector(youths, upTo, new Uint8Array(names.declarations.size).fill(1));
        for (const segment of segments) gathered.add(segment);
        const found = gathered.done();
        for (const kind of kinds) {
          const { table, starts } = found[kind];
          const wanted = allRows(segments.map((segment) => segment[kind]))
            .filter(({ youth, position }) => youths.includes(youth) && position <= upTo)
            .toSorted((a, b) => a.youth - b.youth || a.position - b.position);
          expect([kind, allRows([table])]).toEqual([kind, wanted]);
          expect([...starts]).toEqual([...startsOf(table.column.youth, youths)]);
        }
      }),
      { seed: 174, numRuns: 15 },
    );
  });

  it('is nothing of no youths', () => {
    const gathered = new YouthCollector(new Int32Array(0), 100, new Uint8Array(0));
    const { segments } = segmentsOf(fc.sample(told, { seed: 5, numRuns: 1 })[0] ?? [], 10);
    for (const segment of segments) gathered.add(segment);
    expect(kinds.map((kind) => gathered.done()[kind].table.rows)).toEqual([0, 0, 0, 0]);
  });
});

describe('lines of a month', () => {
  const isApproved = ({ column }: LineTable, row: number): boolean => at(column.codes, row) === -1;

  it('are those approved in declarations that count, known then, of the youths that are asked', () => {
    fc.assert(
      fc.property(
        told,
        fc.nat(40),
        fc.nat(255),
        fc.option(fc.constant(new Set([0, 2]))),
        (events, back, mask, youths) => {
          const { segments, names } = segmentsOf(events, 12);
          const upTo = Math.max(0, events.length - back);
          const counts = Uint8Array.from({ length: names.declarations.size }, (_, n) => (mask >> (n % 8)) & 1);
          const tables = segments.flatMap(({ lines }) => [...lines.values()]);
          const gathered = new LineCollector(allYouths, upTo, counts, youths ?? undefined);
          for (const table of tables) gathered.add(table);
          const wanted = tables.flatMap((table) =>
            allRows([table]).filter(
              ({ youth, position }, row) =>
                youth >= 0 &&
                position <= upTo &&
                isApproved(table, row) &&
                counts[at(table.column.declaration, row)] === 1 &&
                (youths === null || youths.has(youth)),
            ),
          );
          const found = allRows([gathered.done()]);
          expect(found.map(({ values }) => values)).toEqual(
            wanted.toSorted((a, b) => a.youth - b.youth).map(({ values }) => values),
          );
        },
      ),
      { seed: 175, numRuns: 20 },
    );
  });
});
