import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { recordOf } from './growing-table.js';
import { mergedByYouth, type SelectedRows } from './merged.js';
import { at, textAt, type Table } from './table.js';

const columns = ['youth', 'value'] as const;
type Column = (typeof columns)[number];

interface Row {
  readonly youth: number;
  readonly value: number;
  readonly text: string;
  readonly isChosen: boolean;
}

const rows = fc.array(
  fc.record({
    youth: fc.integer({ min: -1, max: 40 }),
    value: fc.integer(),
    text: fc.string({ unit: 'binary', maxLength: 4 }),
    isChosen: fc.oneof({ weight: 5, arbitrary: fc.constant(true) }, { weight: 1, arbitrary: fc.constant(false) }),
  }),
  { maxLength: 60 },
);

const inOrder = (some: readonly Row[]): Row[] => [...some].sort((a, b) => a.youth - b.youth);

function partOf(some: readonly Row[]): SelectedRows<Column> {
  const bytes = some.map(({ text }) => new TextEncoder().encode(text));
  const offsets = bytes.reduce<number[]>((ends, { length }) => [...ends, (ends.at(-1) ?? 0) + length], [0]);
  const table = {
    rows: some.length,
    column: recordOf(columns, (index) => Int32Array.from(some, (row) => row[columns[index] ?? 'youth'])),
    text: { offsets: Int32Array.from(offsets), bytes: Uint8Array.from(bytes.flatMap((own) => [...own])) },
  };
  const chosen = some.flatMap(({ isChosen }, row) => (isChosen ? [row] : []));
  return { table, rows: Int32Array.from(chosen) };
}

const told = ({ rows: count, column, text }: Table<Column>) =>
  Array.from({ length: count }, (_, row) => [at(column.youth, row), at(column.value, row), textAt(text, row)]);

describe('tables merged by youth', () => {
  it('hold the selected rows, by youth; those of one youth in the order of the tables', () => {
    fc.assert(
      fc.property(fc.array(rows, { maxLength: 5 }), (tables) => {
        const parts = tables.map(inOrder);
        const wanted = inOrder(parts.flat().filter(({ isChosen }) => isChosen));
        const merged = mergedByYouth(parts.map(partOf), columns);
        expect(told(merged)).toEqual(wanted.map(({ youth, value, text }) => [youth, value, text]));
        expect(merged.column.youth.buffer).toBeInstanceOf(SharedArrayBuffer);
      }),
      { seed: 20250325 },
    );
  });
});
