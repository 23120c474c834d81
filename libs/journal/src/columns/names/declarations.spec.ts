import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Month } from '@regieboek/kernel';
import { monthFrom } from '../../testing/index.js';
import { otherColumns } from '../encode/segment.js';
import { GrowingRows } from '../tables/growing-rows.js';
import { Declarations } from './declarations.js';
import { RegionNames } from './region-names.js';

const MONTHS = ['2025-01', '2025-02', '2025-03'];
const PROVIDERS = ['99990001', '99990002'];

/** A declaration, and at which positions it was received and decided; a decision may be missing. */
interface Told {
  readonly period: string;
  readonly provider: string;
  readonly received: number;
  readonly decided: number | null;
}

const toldOnes = fc
  .array(
    fc.record({
      period: fc.constantFrom(...MONTHS),
      provider: fc.constantFrom(...PROVIDERS),
      wait: fc.option(fc.integer({ min: 1, max: 9 })),
    }),
    { maxLength: 8 },
  )
  .map((all): Told[] =>
    all.map(({ wait, ...one }, index) => {
      const received = 10 * index + 1;
      return { ...one, received, decided: wait === null ? null : received + wait };
    }),
  );

/** What a region knows of them: `size` rows to a segment, each of them with a row about a youth behind. */
function known(told: readonly Told[], size = 3) {
  const names = new RegionNames();
  names.words.numberOf('something else');
  const numbers = told.map((one, index) =>
    names.receive(`zhz.declaration-${index}`, { ...one, period: one.period as Month, municipality: '0505' }),
  );
  const [received, decided] = ['received', 'decided'].map((what) =>
    names.words.numberOf(`finance.declaration-${what}.v1`),
  );
  const rows = told
    .flatMap((one, index) => [
      [-1, one.received, received ?? 0, numbers[index] ?? -1],
      ...(one.decided === null ? [] : [[-1, one.decided, decided ?? 0, numbers[index] ?? -1]]),
    ])
    .toSorted((a, b) => (a[1] ?? 0) - (b[1] ?? 0));
  const tables = [];
  for (let from = 0; from < rows.length; from += size) {
    const table = new GrowingRows(otherColumns);
    for (const row of rows.slice(from, from + size)) table.push(row, '{}');
    // A row about a youth never says anything of a declaration.
    table.push([4, 1, decided ?? 0, numbers[0] ?? -1], '{}');
    tables.push(table.sortedBy('youth'));
  }
  return { declarations: new Declarations(tables, names), names };
}

const upTo = fc.nat(90);

describe('declarations of a region', () => {
  it('count for their month once they are decided, at any position and for segments of any size', () => {
    fc.assert(
      fc.property(
        toldOnes,
        upTo,
        fc.constantFrom(...MONTHS),
        fc.integer({ min: 1, max: 5 }),
        (told, position, month, size) => {
          const { counts, decided, months } = known(told, size).declarations.of(month, position);
          const isDecided = told.map((one) => one.decided !== null && one.decided <= position);
          expect([...decided]).toEqual(isDecided.map(Number));
          expect([...counts]).toEqual(
            told.map((one, index) => Number(isDecided[index] === true && one.period === month)),
          );
          const received = told.filter((one) => one.received <= position).map(({ period }) => period);
          expect(months).toEqual([...new Set(received)].sort());
        },
      ),
      { seed: 131, numRuns: 150 },
    );
  });

  it('are undecided between receipt and decision, of the months and the provider that are asked', () => {
    const range = fc.tuple(fc.constantFrom(...MONTHS), fc.constantFrom(...MONTHS));
    fc.assert(
      fc.property(toldOnes, upTo, range, fc.option(fc.constantFrom(...PROVIDERS)), (told, position, [a, b], who) => {
        const { declarations, names } = known(told);
        const [from, to] = [a, b].sort().map(monthFrom);
        if (!from || !to) return;
        const provider = who === null ? undefined : names.words.numberOf(who);
        const waiting = told.filter(
          (one) =>
            one.received <= position &&
            (one.decided === null || one.decided > position) &&
            from <= one.period &&
            one.period <= to &&
            (who === null || one.provider === who),
        );
        expect(declarations.undecided({ from, to, provider }, position)).toBe(waiting.length);
      }),
      { seed: 132, numRuns: 150 },
    );
  });

  it('know provider and payer as words, in memory that workers share', () => {
    const { declarations, names } = known([{ period: '2025-01', provider: '99990002', received: 1, decided: 2 }]);
    const { provider, payer, counts, decided } = declarations.of('2025-01', 2);
    expect([...provider, ...payer].map((word) => names.words.text(word))).toEqual(['99990002', '0505']);
    for (const { buffer } of [provider, payer, counts, decided]) expect(buffer).toBeInstanceOf(SharedArrayBuffer);
  });

  it('are received and decided once: a repeat later changes nothing', () => {
    const names = new RegionNames();
    const number = names.receive('zhz.declaration-1', {
      period: monthFrom('2025-01'),
      provider: '1',
      municipality: '2',
    });
    const decided = names.words.numberOf('finance.declaration-decided.v1');
    const received = names.words.numberOf('finance.declaration-received.v1');
    const table = new GrowingRows(otherColumns);
    for (const [position, type] of [
      [1, received],
      [3, decided],
      [7, received],
      [9, decided],
    ])
      // prettier-ignore
      table.push([-1, position ?? 0, type ?? 0, number], '{}');
    const declarations = new Declarations([table.inOrder()], names);
    expect([2, 3, 8].map((position) => [...declarations.of('2025-01', position).decided])).toEqual([[0], [1], [1]]);
    expect(declarations.months(1)).toEqual(['2025-01']);
  });

  it('have a month by number; one that was never received has none', () => {
    const { declarations } = known([{ period: '2025-02', provider: '99990001', received: 1, decided: null }]);
    expect(declarations.monthOf(0)).toBe('2025-02');
    expect(() => declarations.monthOf(1)).toThrow('declaration 1 was never received: rebuild the segments');
  });

  it('of an invalid month stop the reader, and the text says what to do', () => {
    const told: Told = { period: '2025-13', provider: '99990001', received: 1, decided: null };
    expect(() => known([told])).toThrow('a declaration has "2025-13" instead of a month: rebuild the segments');
  });
});
