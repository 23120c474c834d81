import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { GrowingRows } from './growing-rows.js';
import { grownInts, GrowingTable, GrowingText, recordOf } from './growing-table.js';
import { at, textAt, textsOf, type Table } from './table.js';

const names = ['youth', 'value'] as const;
type Name = (typeof names)[number];

interface Row {
  readonly youth: number;
  readonly value: number;
  readonly text: string;
}

const text = fc.oneof(
  fc.string({ maxLength: 8 }),
  fc.string({ unit: 'grapheme', maxLength: 6 }),
  fc.string({ minLength: 60, maxLength: 80 }),
);
const row = fc.record({ youth: fc.integer({ min: -1, max: 30 }), value: fc.integer(), text });
const rows = fc.array(row, { maxLength: 40 });
const inOrder = <Of extends { readonly youth: number }>(some: readonly Of[]): Of[] =>
  some.toSorted((a, b) => a.youth - b.youth);

const told = ({ rows: count, column, text: own }: Table<Name>): Row[] =>
  Array.from({ length: count }, (_, index) => ({
    youth: at(column.youth, index),
    value: at(column.value, index),
    text: textAt(own, index),
  }));

function grown(some: readonly Row[]): GrowingRows<Name> {
  const table = new GrowingRows(names);
  for (const { youth, value, text: own } of some) table.push([youth, value], own);
  return table;
}

describe('rows that a table grows by', () => {
  it('are in it as they were added, or in order of a column, of equal values the one added first', () => {
    fc.assert(
      fc.property(rows, (some) => {
        expect(told(grown(some).inOrder())).toEqual(some);
        expect(told(grown(some).sortedBy('youth'))).toEqual(inOrder(some));
        expect(told(grown(inOrder(some)).sortedBy('youth'))).toEqual(inOrder(some));
      }),
      { seed: 101, numRuns: 150 },
    );
  });

  it('are as many as come, past every size that it begins with', () => {
    const many = Array.from({ length: 2_600 }, (_, index) => ({
      youth: (index * 7) % 1_000,
      value: index,
      text: `t${index}`,
    }));
    expect(told(grown(many).inOrder())).toEqual(many);
    expect(told(grown(many).sortedBy('youth'))).toEqual(inOrder(many));
  });

  it('may be forgotten from a number on', () => {
    fc.assert(
      fc.property(rows, rows, rows, (kept, gone, more) => {
        const table = grown(kept);
        for (const { youth, value, text: own } of gone) table.push([youth, value], own);
        table.rewind(kept.length);
        for (const { youth, value, text: own } of more) table.push([youth, value], own);
        expect([table.rows, told(table.inOrder())]).toEqual([kept.length + more.length, [...kept, ...more]]);
      }),
      { seed: 102, numRuns: 80 },
    );
  });

  it('have as text some ranges of bytes, one after another', () => {
    const bytes = new TextEncoder().encode('0123456789'.repeat(20));
    const range = fc.tuple(fc.nat(200), fc.nat(200)).map(([a, b]) => ({ from: Math.min(a, b), to: Math.max(a, b) }));
    fc.assert(
      fc.property(fc.array(fc.array(range, { maxLength: 4 }), { maxLength: 8 }), (all) => {
        const table = new GrowingRows(names);
        for (const ranges of all) table.pushBytes([1, 2], bytes, ranges);
        const wanted = all.map((ranges) =>
          ranges.map(({ from, to }) => '0123456789'.repeat(20).slice(from, to)).join(''),
        );
        expect(told(table.inOrder()).map(({ text: own }) => own)).toEqual(wanted);
      }),
      { seed: 103, numRuns: 80 },
    );
  });

  it('of which a value is missing have 0 there', () => {
    const table = new GrowingRows(names);
    table.push([5], 'x');
    expect(told(table.inOrder())).toEqual([{ youth: 5, value: 0, text: 'x' }]);
  });
});

describe('text of many rows', () => {
  it('is given back row by row, whatever its length and script', () => {
    fc.assert(
      fc.property(fc.array(text, { maxLength: 30 }), (texts) => {
        const own = new GrowingText();
        for (const one of texts) own.push(one);
        expect([own.rows, textsOf(own.done())]).toEqual([texts.length, texts.map((one) => one.toWellFormed())]);
      }),
      { seed: 104, numRuns: 150 },
    );
  });

  it('begins with a mark of byte order when a row does', () => {
    const own = new GrowingText();
    own.push('\uFEFFa');
    expect(textsOf(own.done())).toEqual(['\uFEFFa']);
  });

  it('is copied by row, by run and in another order', () => {
    fc.assert(
      fc.property(fc.array(text, { minLength: 1, maxLength: 20 }), fc.nat(19), fc.nat(19), (texts, a, b) => {
        const source = new GrowingText();
        for (const one of texts) source.push(one.toWellFormed());
        const column = source.done();
        const [from, to] = [Math.min(a, b) % texts.length, (Math.max(a, b) % texts.length) + 1];
        fc.pre(from <= to);
        const copy = new GrowingText();
        copy.copy(column, from);
        copy.copyRun(column, { from, to });
        copy.reserve(300, 5_000);
        copy.copyRun(column, { from: 0, to: texts.length });
        const wanted = [texts[from] ?? '', ...texts.slice(from, to), ...texts];
        expect(textsOf(copy.done())).toEqual(wanted.map((one) => one.toWellFormed()));
        const order = Int32Array.from(texts, (_, index) => texts.length - 1 - index);
        expect(textsOf(source.inOrderOf(order))).toEqual(texts.toReversed().map((one) => one.toWellFormed()));
      }),
      { seed: 105, numRuns: 120 },
    );
  });

  it('of no rows is none, in whatever order', () => {
    const none = new GrowingText();
    expect([textsOf(none.done()), textsOf(none.inOrderOf(new Int32Array(0)))]).toEqual([[], []]);
  });
});

describe('a table that rows of others are added to', () => {
  const parts = fc.array(fc.tuple(rows, fc.array(fc.boolean(), { minLength: 40, maxLength: 40 })), { maxLength: 4 });

  it('holds the rows that were chosen, as they were added or in order of a column', () => {
    fc.assert(
      fc.property(parts, (given) => {
        const tables = [new GrowingTable(names), new GrowingTable(names)];
        const wanted: Row[] = [];
        for (const [some, isChosen] of given) {
          const chosen = some.flatMap((_, index) => (isChosen[index] ? [index] : []));
          for (const table of tables) table.copy(grown(some).inOrder(), Int32Array.from(chosen), true);
          wanted.push(...chosen.flatMap((index) => some[index] ?? []));
        }
        const [first, second] = tables;
        expect(first && told(first.inOrder())).toEqual(wanted);
        expect(second && told(second.sortedBy('youth'))).toEqual(inOrder(wanted));
      }),
      { seed: 106, numRuns: 120 },
    );
  });

  it('has no text when it is left out', () => {
    const table = new GrowingTable(names);
    table.copy(grown([{ youth: 1, value: 2, text: 'x' }]).inOrder(), Int32Array.of(0), false);
    expect(told(table.sortedBy('youth'))).toEqual([{ youth: 1, value: 2, text: '' }]);
  });

  it('takes long runs and single rows alike', () => {
    const many = Array.from({ length: 900 }, (_, index) => ({ youth: 900 - index, value: index, text: String(index) }));
    const source = grown(many).inOrder();
    const chosen = many.flatMap((_, index) => (index < 400 || index % 3 === 0 ? [index] : []));
    const table = new GrowingTable(names);
    table.copy(source, Int32Array.from(chosen), true);
    expect(told(table.sortedBy('youth'))).toEqual(inOrder(chosen.flatMap((index) => many[index] ?? [])));
  });
});

describe('columns', () => {
  it('grow to twice their length or what is needed, and keep their values', () => {
    const column = Int32Array.from({ length: 300 }, (_, index) => index);
    for (const [needed, length] of [
      [10, 600],
      [601, 601],
      [5_000, 5_000],
    ] as const) {
      // prettier-ignore
      const more = grownInts(column, needed);
      expect([more.length, more.subarray(0, 300), more[300]]).toEqual([length, column, 0]);
    }
    expect(grownInts(new Int32Array(0), 1)).toHaveLength(256);
  });

  it('have a value for every name', () => {
    expect(recordOf(names, (index, name) => `${name} ${index}`)).toEqual({ youth: 'youth 0', value: 'value 1' });
  });
});
