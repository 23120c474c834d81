import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { parseMonth, toDay, type Month } from '@regieboek/kernel';
import { recordOf } from '../tables/growing-table.js';
import { MonthNumbers } from './numbers.js';
import { OpenCare } from './open-care.js';
import { careColumns, careKinds, type CareTable } from '../encode/segment.js';
import { noText } from '../tables/table.js';

const month = (text: string): Month => {
  const parsed = parseMonth(text);
  if (!parsed) throw new Error(`no month ${text}`);
  return parsed;
};

const months = new MonthNumbers({ from: month('2025-02'), to: month('2025-03') });
const day = (text: string): number => toDay(text);
const [before, start, first, later] = ['2024-06-01', '2024-07-01', '2025-02-01', '2025-05-01'].map(day);

interface Message {
  readonly youth: number;
  readonly kind: (typeof careKinds)[number];
  readonly assignment: number;
  readonly provider: number;
  readonly municipality: number;
  readonly begin: number;
  readonly end: number;
}

const messages = fc.array(
  fc.record({
    youth: fc.nat(6),
    kind: fc.constantFrom<Message['kind']>('care-started', 'care-started', 'care-stopped', 'care-stopped'),
    assignment: fc.constantFrom(1, 2),
    provider: fc.constantFrom(3, 4),
    municipality: fc.constantFrom(5, 6),
    begin: fc.constantFrom(before ?? 0, start ?? 0, later ?? 0),
    end: fc.constantFrom((first ?? 0) - 1, first ?? 0),
  }),
  { maxLength: 40 },
);

/** Segments of this many messages each, sorted by youth. */
function segmentsOf(all: readonly Message[], size: number): CareTable[] {
  const placed = all.map((one, index) => ({ ...one, position: index + 1 }));
  const tables: CareTable[] = [];
  for (let from = 0; from < placed.length; from += size)
    tables.push(tableOf(placed.slice(from, from + size).sort((a, b) => a.youth - b.youth)));
  return tables;
}

function tableOf(rows: readonly (Message & { readonly position: number })[]): CareTable {
  const valuesOf = (row: (typeof rows)[number]) => ({
    ...{ ...row, kind: careKinds.indexOf(row.kind) },
    ...{ category: 0, code: 0, reason: 0 },
  });
  const column = recordOf(careColumns, (index) =>
    Int32Array.from(rows, (row) => valuesOf(row)[careColumns[index] ?? 'youth']),
  );
  return { rows: rows.length, column, text: noText };
}

const keyOf = ({ youth, assignment, provider, municipality, begin }: Message): string =>
  [youth, assignment, provider, municipality, begin].join('/');

/** Youths with a start before the end of the months and without a stop before them. */
function inCare(all: readonly Message[]): Set<number> {
  const stops = Map.groupBy(
    all.filter(({ kind }) => kind === 'care-stopped'),
    keyOf,
  );
  const isOver = (one: Message): boolean => (stops.get(keyOf(one)) ?? []).some(({ end }) => end < months.first);
  const goesOn = (one: Message): boolean => (stops.get(keyOf(one)) ?? []).some(({ end }) => end >= months.first);
  const started = all.filter(({ kind, begin }) => kind === 'care-started' && begin <= months.last);
  return new Set(started.filter((one) => !isOver(one) || goesOn(one)).map(({ youth }) => youth));
}

function foundIn(tables: readonly CareTable[], upTo: number): Set<number> {
  const open = new OpenCare(months, upTo);
  for (const table of tables) open.read(table);
  return new Set([...open.found().entries()].flatMap(([youth, isFound]) => (isFound === 1 ? [youth] : [])));
}

describe('open care', () => {
  it('finds everyone who may be in care, however messages are spread over segments', () => {
    let found = 0;
    fc.assert(
      fc.property(messages, fc.integer({ min: 1, max: 40 }), fc.nat(40), (all, size, upTo) => {
        const wanted = inCare(all.slice(0, upTo));
        const own = foundIn(segmentsOf(all, size), upTo);
        expect([...wanted].filter((youth) => !own.has(youth))).toEqual([]);
        found += wanted.size;
      }),
      { seed: 20250326, numRuns: 1_000 },
    );
    expect(found).toBeGreaterThan(500);
  });

  it('leaves out youths whose starts were all stopped before the months', () => {
    const once = fc.uniqueArray(
      messages.map(([one]) => one).filter((one) => one !== undefined),
      { selector: keyOf },
    );
    fc.assert(
      fc.property(once, fc.integer({ min: 1, max: 9 }), (some, size) => {
        const started = some.map((one) => ({ ...one, kind: 'care-started' as const, begin: start ?? 0 }));
        const stopped = started.map((one) => ({ ...one, kind: 'care-stopped' as const, end: months.first - 1 }));
        expect(foundIn(segmentsOf([...started, ...stopped], size), Infinity)).toEqual(new Set());
      }),
      { seed: 20250327 },
    );
  });

  it('finds youths with a withdrawn message, since that proves nothing', () => {
    const withdrawn = { youth: 3, assignment: 1, provider: 3, municipality: 5, begin: before ?? 0, end: before ?? 0 };
    expect(foundIn(segmentsOf([{ ...withdrawn, kind: 'care-stop-withdrawn' }], 1), 9)).toEqual(new Set([3]));
  });
});
