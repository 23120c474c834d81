import { mkdtempSync, openSync, closeSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { tableFromIPC } from 'apache-arrow';
import fc from 'fast-check';
import { NONE, noText, type Table } from '../../columns/tables/table.js';
import { ReusedBuffer } from './buffer-pool.js';
import { tableFile } from './table-file.js';
import { tableIn } from './read-table.js';
import { layoutOf, sliceOf } from './table-slice.js';

const columns = ['youth', 'municipality', 'reason'] as const;
const words = ['0531', '0512', '31'];

type Row = readonly [municipality: number, reason: number];

const code = fc.constantFrom(NONE, NONE, 0, 1, 2);
const rows = fc.array(fc.tuple(code, code), { minLength: 1, maxLength: 70 });

const tableOf = (some: readonly Row[]): Table<(typeof columns)[number]> => ({
  rows: some.length,
  column: {
    youth: Int32Array.from(some, (_, index) => index - 1),
    municipality: Int32Array.from(some, ([municipality]) => municipality),
    reason: Int32Array.from(some, ([, reason]) => reason),
  },
  text: noText,
});

/** File content in memory aligned for numbers of 32 bits. */
function memoryOf(bytes: Uint8Array): Uint8Array<SharedArrayBuffer> {
  const memory = new Uint8Array(new SharedArrayBuffer(bytes.length));
  memory.set(bytes);
  return memory;
}

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'regieboek-table-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** The column of codes in a slice of a table that was written to a file. */
function sliced(some: readonly Row[], from: number, to: number): readonly Int32Array[] {
  const path = join(folder, 'care.arrow');
  const bytes = memoryOf(tableFile(tableOf(some), columns, words));
  writeFileSync(path, bytes);
  const layout = layoutOf(tableIn(bytes, columns), bytes.buffer, columns, [0]);
  if (!layout) throw new Error('the columns must be views of the file');
  const handle = openSync(path, 'r');
  try {
    const slice = sliceOf(handle, columns, { layout, rows: { from, to } }, new ReusedBuffer());
    return slice ? columns.map((name) => slice.column[name]) : [];
  } finally {
    closeSync(handle);
  }
}

describe('the file of a table', () => {
  it('returns what was written, also when opened twice in the same memory', () => {
    fc.assert(
      fc.property(rows, (some) => {
        const table = tableOf(some);
        const bytes = memoryOf(tableFile(table, columns, words));
        expect(tableIn(bytes, columns).column).toEqual(table.column);
        expect(tableIn(bytes, columns).column).toEqual(table.column);
      }),
      { seed: 20260304 },
    );
  });

  it('holds only codes in its dictionary, which Polars requires even for rows without a value', () => {
    fc.assert(
      fc.property(rows, (some) => {
        const file = tableFromIPC(tableFile(tableOf(some), columns, words));
        const data = file.getChild('reason')?.data[0];
        const codes = Array.from(data?.values as Int32Array).slice(0, some.length);
        expect(codes.every((one) => one >= 0 && one < words.length)).toBe(true);
        expect(file.getChild('reason')?.nullCount).toBe(some.filter(([, reason]) => reason === NONE).length);
      }),
      { seed: 20260305 },
    );
  });

  it('gives any slice equal to that of the whole table', () => {
    const range = rows.chain((some) =>
      fc.tuple(fc.constant(some), fc.nat(some.length), fc.nat(some.length)).map(([all, a, b]) => ({
        some: all,
        from: Math.min(a, b),
        to: Math.max(a, b),
      })),
    );
    fc.assert(
      fc.property(range, ({ some, from, to }) => {
        const { column } = tableOf(some);
        expect(sliced(some, from, to)).toEqual(columns.map((name) => column[name].subarray(from, to)));
      }),
      { seed: 20260306, numRuns: 200 },
    );
  });
});
