import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { hiddenCells } from './suppression.js';
import { rounded, type Counts, type Line } from './table.js';

/** A table of rows and columns with all totals. */
function tableOf(cells: readonly (readonly number[])[]): { readonly counts: Counts; readonly lines: readonly Line[] } {
  const counts = new Map<string, number>();
  const add = (name: string, count: number) => counts.set(name, (counts.get(name) ?? 0) + count);
  const [rows, columns] = [cells.keys().toArray(), (cells[0] ?? []).keys().toArray()];
  for (const [row, own] of cells.entries())
    for (const [column, count] of own.entries())
      for (const name of [`${row},${column}`, `${row},*`, `*,${column}`, '*']) add(name, count);
  return {
    counts,
    lines: [
      ...rows.map((row) => ({ total: `${row},*`, cells: columns.map((column) => `${row},${column}`) })),
      ...columns.map((column) => ({ total: `*,${column}`, cells: rows.map((row) => `${row},${column}`) })),
      { total: '*', cells: rows.map((row) => `${row},*`) },
      { total: '*', cells: columns.map((column) => `*,${column}`) },
    ],
  };
}

/** The published table: every rounded count and the names of the hidden cells; an empty cell is seen to be empty. */
function published({ counts, lines }: ReturnType<typeof tableOf>, limit: number): string {
  const hidden = hiddenCells(counts, lines, limit);
  return JSON.stringify([...counts].map(([name, count]) => [name, hidden.has(name) ? 'hidden' : rounded(count)]));
}

/** Tables of two rows and two columns with the same inner cells except for small changes and moves: what the attacker tries. */
function* alternatives(cells: readonly (readonly number[])[], reach: number): Generator<number[][]> {
  const [[a = 0, b = 0] = [], [c = 0, d = 0] = []] = cells;
  const near = (count: number) =>
    count === 0 ? [0] : Array.from({ length: 2 * reach + 1 }, (_, at) => count - reach + at).filter((one) => one > 0);
  for (const one of near(a))
    for (const two of near(b))
      for (const three of near(c))
        for (const four of near(d))
          yield [
            [one, two],
            [three, four],
          ];
}

const count = fc.oneof(fc.nat(12), fc.nat(40));
const grid = (rows: number, columns: number) =>
  fc.array(fc.array(count, { minLength: columns, maxLength: columns }), { minLength: rows, maxLength: rows });
const limits = fc.constantFrom(5, 10);

describe('published tables', () => {
  it('show no count below the limit, and none that is not rounded', () => {
    fc.assert(
      fc.property(grid(3, 4), limits, (cells, limit) => {
        const { counts, lines } = tableOf(cells);
        const hidden = hiddenCells(counts, lines, limit);
        for (const [name, own] of counts) if (own > 0 && own < limit) expect(hidden.has(name)).toBe(true);
      }),
      { seed: 20_261_201, numRuns: 100 },
    );
    expect([0, 2, 3, 7, 8, 12, 13].map(rounded)).toEqual([0, 0, 5, 5, 10, 10, 15]);
  });

  it('hide a second cell beside a single one, the smallest that is left', () => {
    const counts = new Map([
      ['*', 53],
      ['a', 3],
      ['b', 20],
      ['c', 30],
    ]);
    const lines = [{ total: '*', cells: ['a', 'b', 'c'] }];
    expect([...hiddenCells(counts, lines, 10)]).toEqual(['a', 'b']);
  });

  it('are the same for the same counts, in any order', () => {
    fc.assert(
      fc.property(grid(3, 3), limits, (cells, limit) => {
        const { counts, lines } = tableOf(cells);
        const reversed = hiddenCells(new Map([...counts].reverse()), lines.toReversed(), limit);
        expect([...reversed].sort()).toEqual([...hiddenCells(counts, lines, limit)].sort());
      }),
      { seed: 20_261_202, numRuns: 100 },
    );
  });

  it('give no hidden cell to an attacker who knows all totals and how cells are hidden', () => {
    fc.assert(
      fc.property(grid(2, 2), limits, (cells, limit) => {
        const own = tableOf(cells);
        const hidden = hiddenCells(own.counts, own.lines, limit);
        if (hidden.size === 0) return;
        const seen = published(own, limit);
        const open = new Set(hidden);
        for (const other of alternatives(cells, 2)) {
          const table = tableOf(other);
          if (open.size === 0) break;
          if (published(table, limit) !== seen) continue;
          for (const name of open) if (table.counts.get(name) !== own.counts.get(name)) open.delete(name);
        }
        expect([...open]).toEqual([]);
      }),
      { seed: 20_261_203, numRuns: 60 },
    );
  });
});
