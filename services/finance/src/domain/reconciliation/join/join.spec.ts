import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { ALONE, DIFFERENT, DUPLICATE, joinLines, LEFT, MATCHED, type DeclaredSide, type Fits } from './join.js';

/** A line: key, quantity and cents, which goes first by `order`. */
interface Line {
  readonly key: number;
  readonly quantity: number;
  readonly cents: number;
  readonly order: number;
}

const line = (key: number, quantity: number, order = 0, cents = quantity * 100): Line => ({
  key,
  quantity,
  cents,
  order,
});

/** Columns of lines; the parts of the key spread its number over the four. */
const sideOf = (lines: readonly Line[]): DeclaredSide => ({
  rows: lines.length,
  keys: Int32Array.from(lines.flatMap(({ key }) => [key % 2, key % 3, -key, key >> 1])),
  amounts: Float64Array.from(lines.flatMap(({ quantity, cents }) => [quantity, cents])),
  order: Float64Array.from(lines, ({ order }) => order),
  variant: new Int32Array(lines.length),
});

const join = (declared: readonly Line[], expected: readonly Line[], fits?: Fits) => {
  const joined = joinLines(sideOf(declared), sideOf(expected), fits);
  return { declared: [...joined.declared], expected: [...joined.expected], partner: [...joined.partner] };
};

describe('a join of declared and expected lines', () => {
  it('matches equal lines, pairs unequal ones with the same key, and leaves the rest', () => {
    expect(join([line(1, 28), line(2, 5), line(3, 1)], [line(2, 6), line(4, 9), line(1, 28)])).toEqual({
      declared: [MATCHED, DIFFERENT, LEFT],
      expected: [DIFFERENT, LEFT, MATCHED],
      partner: [2, 0, ALONE],
    });
  });

  it('matches what fits, and prefers equal lines', () => {
    const fits: Fits = () => true;
    expect(join([line(1, 5)], [line(1, 6)], fits).declared).toEqual([MATCHED]);
    expect(join([line(1, 5, 0), line(1, 6, 1)], [line(1, 6)], fits)).toEqual({
      declared: [LEFT, MATCHED],
      expected: [MATCHED],
      partner: [ALONE, 0],
    });
  });

  it('counts lines that look alike separately', () => {
    const three = [line(1, 8, 1), line(1, 8, 2), line(1, 8, 3)];
    expect(join(three, [line(1, 8, 1), line(1, 8, 2)]).declared).toEqual([MATCHED, MATCHED, DUPLICATE]);
    expect(join(three, [line(1, 9, 1), line(1, 9, 2)]).declared).toEqual([DIFFERENT, DIFFERENT, DUPLICATE]);
    expect(join(three, []).declared).toEqual([LEFT, DUPLICATE, DUPLICATE]);
  });

  it('uses the order of precedence to decide which of equal lines is the duplicate', () => {
    const joined = join([line(1, 8, 2), line(1, 8, 1)], [line(1, 8)]);
    expect(joined).toEqual({ declared: [DUPLICATE, MATCHED], expected: [MATCHED], partner: [ALONE, 0] });
  });

  it('treats lines of the same amount as copies only when everything else is equal too', () => {
    const declared = { ...sideOf([line(1, 8, 1), line(1, 8, 2)]), variant: Int32Array.of(1, 2) };
    expect([...joinLines(declared, sideOf([line(1, 8)])).declared]).toEqual([MATCHED, LEFT]);
  });
});

describe('a join of any lines', () => {
  const lines = fc
    .array(fc.record({ key: fc.integer({ min: 0, max: 6 }), quantity: fc.integer({ min: 0, max: 3 }) }), {
      maxLength: 24,
    })
    .map((all) => all.map(({ key, quantity }, i) => line(key, quantity, i)));
  const fits: Fits = (row, other) => (row + other) % 2 === 0;
  /** What `fits` says may depend on the content of lines only, not on their rows. */
  const fitsContent =
    (declared: readonly Line[], expected: readonly Line[]): Fits =>
    (row, other) =>
      (declared[row]?.quantity ?? 0) < (expected[other]?.quantity ?? 0);

  it('pairs both sides, with as many matched or different lines on one side as on the other', () => {
    fc.assert(
      fc.property(lines, lines, (declared, expected) => {
        const joined = join(declared, expected, fits);
        for (const outcome of [MATCHED, DIFFERENT]) {
          const partners = joined.partner.filter((_, row) => joined.declared[row] === outcome).sort((a, b) => a - b);
          const rows = joined.expected.flatMap((one, row) => (one === outcome ? [row] : []));
          expect(partners).toEqual(rows);
        }
        joined.partner.forEach((other, row) => {
          const isPaired = joined.declared[row] === MATCHED || joined.declared[row] === DIFFERENT;
          expect(other !== ALONE).toBe(isPaired);
          if (isPaired) expect(expected[other]?.key).toBe(declared[row]?.key);
        });
      }),
      { seed: 20_251_130, numRuns: 2_000 },
    );
  });

  it('matches as many equal lines as both sides have', () => {
    const countOf = (all: readonly Line[]) => {
      const counts = new Map<string, number>();
      for (const { key, quantity } of all)
        counts.set(`${key}/${quantity}`, (counts.get(`${key}/${quantity}`) ?? 0) + 1);
      return counts;
    };
    fc.assert(
      fc.property(lines, lines, (declared, expected) => {
        const { declared: classes } = join(declared, expected);
        const [ours, theirs] = [countOf(declared), countOf(expected)];
        const both = [...ours].map(([content, count]) => [content, Math.min(count, theirs.get(content) ?? 0)] as const);
        const matched = countOf(declared.filter((_, row) => classes[row] === MATCHED));
        expect([...matched].sort()).toEqual(both.filter(([, count]) => count > 0).sort());
      }),
      { seed: 20_251_131, numRuns: 2_000 },
    );
  });

  it('does not depend on the order of the rows', () => {
    const shuffled = fc
      .tuple(lines, lines)
      .chain(([declared, expected]) =>
        fc.tuple(
          fc.constant({ declared, expected }),
          fc.shuffledSubarray(declared, { minLength: declared.length }),
          fc.shuffledSubarray(expected, { minLength: expected.length }),
        ),
      );
    const outcomeOf = (declared: readonly Line[], expected: readonly Line[]) => {
      const joined = join(declared, expected, fitsContent(declared, expected));
      return {
        declared: new Map(
          declared.map((one, row) => [one.order, [joined.declared[row], expected[joined.partner[row] ?? -1]?.order]]),
        ),
        expected: new Map(expected.map((one, row) => [one.order, joined.expected[row]])),
      };
    };
    fc.assert(
      fc.property(shuffled, ([{ declared, expected }, ours, theirs]) => {
        expect(outcomeOf(ours, theirs)).toEqual(outcomeOf(declared, expected));
      }),
      { seed: 20_251_132, numRuns: 2_000 },
    );
  });
});
