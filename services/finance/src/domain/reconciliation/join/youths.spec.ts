import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { joinYouths } from './youths.js';
import { DIFFERENT, DUPLICATE, joinLines, LEFT, MATCHED, type DeclaredSide, type Fits } from './join.js';

interface Line {
  readonly youth: number;
  readonly assignment: number;
  readonly quantity: number;
  readonly cents: number;
}

/** Columns of lines in order of youth; of equal youths those that are listed first go before. */
function sideOf(lines: readonly Line[]): DeclaredSide {
  const byYouth = [...lines].sort((a, b) => a.youth - b.youth);
  return {
    rows: byYouth.length,
    keys: Int32Array.from(byYouth.flatMap(({ youth, assignment }) => [youth, assignment % 2, assignment, 7])),
    amounts: Float64Array.from(byYouth.flatMap(({ quantity, cents }) => [quantity, cents])),
    order: Float64Array.from(byYouth, (_, row) => (row * 7) % byYouth.length),
    variant: Int32Array.from(byYouth, ({ cents }) => cents % 2),
  };
}

const line = (youth: fc.Arbitrary<number>) =>
  fc.record({
    youth,
    assignment: fc.integer({ min: 1, max: 3 }),
    quantity: fc.integer({ min: 1, max: 3 }),
    cents: fc.integer({ min: 1, max: 3 }),
  });

/** Lines of some youths; of no known youth, -1, there are many. */
const lines = fc
  .tuple(
    fc.array(line(fc.integer({ min: 0, max: 9 })), { maxLength: 40 }),
    fc.array(line(fc.constant(-1)), { maxLength: 40 }),
  )
  .map((all) => all.flat());

const fits =
  (declared: DeclaredSide, expected: DeclaredSide): Fits =>
  (row, other) =>
    (declared.amounts[row * 2 + 1] ?? 0) < (expected.amounts[other * 2 + 1] ?? 0);

describe('a join of lines sorted by youth', () => {
  it('has the same outcome as the join of lines in any order', () => {
    const outcomes = new Set<number>();
    fc.assert(
      fc.property(lines, lines, (ours, theirs) => {
        const [declared, expected] = [sideOf(ours), sideOf(theirs)];
        const joined = joinYouths(declared, expected, fits(declared, expected));
        expect(joined).toEqual(joinLines(declared, expected, fits(declared, expected)));
        for (const outcome of joined.declared) outcomes.add(outcome);
      }),
      { seed: 20250328, numRuns: 1_000 },
    );
    expect([...outcomes].sort()).toEqual([MATCHED, DIFFERENT, LEFT, DUPLICATE]);
  });
});
