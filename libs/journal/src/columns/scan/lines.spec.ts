import { describe, expect, it } from '@jest/globals';
import type { DecidedLine } from '@regieboek/events';
import { fromDay } from '@regieboek/kernel';
import fc from 'fast-check';
import { decidedLine } from '../read/decided-line.js';
import { GrowingRows } from '../tables/growing-rows.js';
import { encodeLinesOf } from '../encode/line-tables.js';
import { rowNames } from '../read/memory-segments.js';
import { RegionNames } from '../names/region-names.js';
import { LineScanner } from './lines.js';
import { lineColumns, type LineTable } from '../encode/segment.js';

const plain = fc.stringMatching(/^[A-Za-z0-9 .:_-]{1,14}$/);
const day = fc.integer({ min: -30_000, max: 80_000 }).map(fromDay);
const whole = fc.oneof(fc.integer(), fc.nat(300));
const orNull = <Value>(one: fc.Arbitrary<Value>) => fc.option(one, { nil: null });

const usual = fc.record({
  place: fc.nat(5_000),
  reference: plain,
  previous: orNull(plain),
  youth: orNull(fc.uuid()),
  assignment: whole,
  category: fc.constantFrom('44', '45'),
  code: orNull(fc.constantFrom('45A48', '44A28', 'X', '123456789')),
  from: day,
  to: day,
  volume: whole,
  unit: fc.constantFrom('01', '04', '14'),
  tariffCents: orNull(whole),
  cents: whole,
  codes: fc.uniqueArray(fc.constantFrom('9307', '8187', '0001'), { maxLength: 3 }),
});

/** Values that a scanner leaves to the parser: other numbers, other texts. */
const unusual = fc.oneof(
  fc.record({ cents: fc.constantFrom(2 ** 31, -(2 ** 40), -0x80000000) }),
  fc.record({ volume: fc.constantFrom(1.5, 1e21, -0) }),
  fc.record({ reference: fc.constantFrom('é', 'a"b', 'a\\b', 'a\nb', '😀', '\ud800') }),
  fc.record({ previous: fc.constantFrom('', 'ï', '"') }),
  fc.record({ youth: fc.constantFrom('A0000000-0000-4000-8000-000000000000', 'nobody', '') }),
  fc.record({ note: fc.constant('not in any version yet') }),
);

const place = { position: 7, declaration: 3 };

/** All lines of a table as they were told. */
const linesIn = (table: LineTable, names: RegionNames): unknown[] =>
  Array.from({ length: table.rows }, (_, row) => [
    table.column.position[row],
    table.column.index[row],
    table.column.declaration[row],
    decidedLine(table, row, rowNames(names)),
  ]);

function parsedLines(lines: readonly unknown[]): unknown[] {
  const names = new RegionNames();
  const tables = new Map<string, GrowingRows<(typeof lineColumns)[number]>>();
  encodeLinesOf(lines as DecidedLine[], place, names, tables);
  const [table] = tables.values();
  return table ? linesIn(table.inOrder(), names) : [];
}

/** JSON with the fields of every object in another order. */
const reordered = (lines: readonly object[], turn: number): object[] =>
  lines.map((line) => {
    const entries = Object.entries(line);
    return Object.fromEntries([...entries.slice(turn), ...entries.slice(0, turn)]);
  });

const scanned = (json: string, scanner: LineScanner, names: RegionNames) => {
  const table = new GrowingRows(lineColumns);
  const isRead = scanner.scan(new TextEncoder().encode(json), place, table);
  return { isRead, lines: linesIn(table.inOrder(), names) };
};

describe('lines scanned from the bytes of their event', () => {
  it('equal the parsed lines, in any order of fields and with repeated names', () => {
    const names = new RegionNames();
    const scanner = new LineScanner(names.byBytes);
    fc.assert(
      fc.property(fc.array(usual, { maxLength: 6 }), fc.nat(13), (lines, turn) => {
        const json = JSON.stringify({ part: 0, lines: reordered(lines, turn) });
        const { isRead, lines: found } = scanned(json, scanner, names);
        const isWide = lines.some((line) =>
          [line.assignment, line.volume, line.cents, line.tariffCents].includes(-0x80000000),
        );
        expect(isRead).toBe(!isWide);
        if (isRead) expect(found).toEqual(parsedLines(lines));
      }),
      { seed: 20260301, numRuns: 2_000 },
    );
  });

  it('are left to the parser, and the table unchanged, when one is unusual or the JSON is truncated', () => {
    const names = new RegionNames();
    const scanner = new LineScanner(names.byBytes);
    fc.assert(
      fc.property(fc.array(usual, { maxLength: 3 }), usual, unusual, (before, line, other) => {
        const json = JSON.stringify({ part: 1, lines: [...before, { ...line, ...other }] });
        const { isRead, lines } = scanned(json, scanner, names);
        // JSON writes -0 as 0, which is a usual number.
        if (!Object.is(Object.values(other)[0], -0)) expect([isRead, lines]).toEqual([false, []]);
        const whole = JSON.stringify({ part: 1, lines: [...before, line] });
        for (const end of [1, 9, 20, 60, whole.length - 1])
          expect(scanned(whole.slice(0, end), scanner, names)).toEqual({ isRead: false, lines: [] });
      }),
      { seed: 20260302, numRuns: 500 },
    );
  });

  it('fail on a day that does not exist, as parsing does', () => {
    const [line] = fc.sample(usual, { seed: 1, numRuns: 1 });
    const json = JSON.stringify({ part: 0, lines: [{ ...line, to: '2025-02-30' }] });
    const names = new RegionNames();
    expect(() => scanned(json, new LineScanner(names.byBytes), names)).toThrow(RangeError);
    expect(() => parsedLines([{ ...line, to: '2025-02-30' }])).toThrow(RangeError);
  });
});
