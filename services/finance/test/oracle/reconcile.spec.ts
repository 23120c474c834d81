import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { monthOf, toDay } from '@regieboek/kernel';
import { declaredLine, expectedLine, spanning } from '../declared.js';
import type { DeclaredLine } from '../../src/domain/reconciliation/declared/declared.js';
import type { ExpectedLine } from '../../src/domain/reconciliation/expected/expected.js';
import { declaredClasses, expectedClasses } from '../../src/domain/reconciliation/reconcile.js';
import { reconcile, totalsBy } from './reconcile.js';

const february = { from: monthOf(toDay('2025-02-01')), to: monthOf(toDay('2025-02-01')) };

const classesOf = (declared: readonly DeclaredLine[], expected: readonly ExpectedLine[]) => {
  const reconciled = reconcile(declared, expected, february);
  return {
    declared: reconciled.declared.map(({ outcome }) => outcome),
    expected: reconciled.expected.map(({ outcome }) => outcome),
  };
};

describe('a declared line', () => {
  it('with the counted nights, at the tariff of the contract, is matched', () => {
    expect(classesOf([declaredLine()], [expectedLine()])).toEqual({ declared: ['matched'], expected: ['matched'] });
  });

  it.each([
    ['fewer nights', { volume: 27, cents: 270_000 }],
    ['another amount', { cents: 280_001 }],
    ['another unit', { unit: '84' as const }],
  ])('with %s is different', (_, over) => {
    expect(classesOf([declaredLine(over)], [expectedLine()]).declared).toEqual(['different']);
  });

  it.each([
    ['another youth', { youth: null }],
    ['another product', { code: '44A08' }],
    ['another assignment', { assignment: 2 }],
    ['an assignment of another municipality', { municipality: '0512' }],
    ['another provider', { provider: '99990002' }],
  ])('with %s is unknown, and the expected line is undeclared', (_, over) => {
    expect(classesOf([declaredLine(over)], [expectedLine()])).toEqual({
      declared: ['unknown'],
      expected: ['undeclared'],
    });
  });

  it.each([
    ['in an earlier month', spanning('2025-01-01', '2025-01-31'), 'late'],
    ['over two months', spanning('2025-01-15', '2025-02-14'), 'out-of-period'],
    ['in a later month', spanning('2025-03-01', '2025-03-31'), 'out-of-period'],
  ])('%s is apart from those of the month', (_, span, outcome) => {
    expect(classesOf([declaredLine(span)], []).declared).toEqual([outcome]);
  });

  it('that credits a line of another month is a credit, and takes no expected line', () => {
    const credit = declaredLine({ reference: 'P2', previous: 'X9', place: 1, cents: -280_000 });
    expect(classesOf([credit, declaredLine()], [expectedLine()])).toEqual({
      declared: expect.arrayContaining(['matched', 'credit']),
      expected: ['matched'],
    });
  });

  it('and its credit are matched with each other, and the new line with the expected one', () => {
    const wrong = declaredLine({ volume: 27, cents: 270_000 });
    const credit = { ...wrong, reference: 'P2', previous: 'P1', place: 1, cents: -270_000 };
    const right = declaredLine({ reference: 'P3', place: 2 });
    const reconciled = reconcile([wrong, credit, right], [expectedLine()], february);
    expect(reconciled.declared.map(({ outcome, isCredited }) => [outcome, isCredited])).toEqual([
      ['matched', true],
      ['matched', true],
      ['matched', false],
    ]);
    expect(reconciled.expected.map(({ outcome }) => outcome)).toEqual(['matched']);
  });

  it('that credits something but was refused cancels nothing', () => {
    const credit = declaredLine({ reference: 'P2', previous: 'P1', place: 1, cents: -280_000, codes: ['8017'] });
    expect(classesOf([declaredLine(), credit], [expectedLine()]).declared).toEqual(['matched', 'credit']);
  });

  it('that was approved precedes a refused one', () => {
    const refused = declaredLine({ reference: 'P0', codes: ['0611'] });
    const reconciled = reconcile([refused, declaredLine({ place: 1 })], [expectedLine()], february);
    expect(reconciled.declared.map(({ line, outcome }) => [line.reference, outcome])).toEqual([
      ['P1', 'matched'],
      ['P0', 'duplicate'],
    ]);
  });
});

describe('care with only a known maximum', () => {
  const assigned = expectedLine({
    unit: '04',
    basis: 'assigned-volume',
    volume: 10,
    tariffCents: 9_000,
    cents: 90_000,
    code: '45A04',
  });
  const hours = declaredLine({ unit: '04', volume: 6, tariffCents: 9_000, cents: 54_000, code: '45A04' });

  it.each([
    ['fewer hours', hours, 'matched'],
    ['as many minutes', { ...hours, unit: '01' as const, volume: 600, tariffCents: 150, cents: 90_000 }, 'matched'],
    ['more minutes', { ...hours, unit: '01' as const, volume: 601, tariffCents: 150, cents: 90_000 }, 'different'],
    ['more hours', { ...hours, volume: 11, cents: 99_000 }, 'different'],
    ['another tariff', { ...hours, tariffCents: 8_000, cents: 48_000 }, 'different'],
    ['another unit', { ...hours, unit: '16' as const }, 'different'],
  ])('judges the line by the maximum when %s are declared', (_, line, outcome) => {
    expect(classesOf([line], [assigned])).toEqual({ declared: [outcome], expected: [outcome] });
  });

  it('without a volume accepts any volume at the right tariff', () => {
    const open = { ...assigned, basis: 'care-only' as const, volume: 0, cents: 0 };
    expect(classesOf([hours], [open]).declared).toEqual(['matched']);
    expect(classesOf([{ ...hours, tariffCents: 1 }], [open]).declared).toEqual(['different']);
  });
});

describe('a reconciliation of any declared and expected lines', () => {
  const spans = [spanning('2025-02-01', '2025-02-28'), spanning('2025-02-03', '2025-02-09')] as const;
  const outside = spanning('2025-03-01', '2025-03-31');
  const declared = fc
    .array(
      fc.record({
        assignment: fc.integer({ min: 1, max: 3 }),
        volume: fc.integer({ min: 1, max: 3 }),
        span: fc.constantFrom(...spans, outside),
        codes: fc.constantFrom<string[]>([], ['0611']),
        credits: fc.option(fc.nat({ max: 8 }), { freq: 4 }),
      }),
      { maxLength: 14 },
    )
    .map((all) =>
      all.map(({ assignment, volume, span, codes, credits }, place) =>
        declaredLine({
          ...{ assignment, volume, codes, place, reference: `P${place}`, cents: volume * 10_000, ...span },
          ...(credits === null ? {} : { previous: `P${credits}`, cents: -(all[credits]?.volume ?? 1) * 10_000 }),
        }),
      ),
    );
  const expected = fc.array(
    fc
      .record({
        assignment: fc.integer({ min: 1, max: 4 }),
        volume: fc.integer({ min: 1, max: 3 }),
        most: fc.boolean(),
      })
      .map(({ assignment, volume, most }) =>
        expectedLine({ assignment, volume, cents: volume * 10_000, basis: most ? 'assigned-volume' : 'counted-days' }),
      ),
    { maxLength: 14 },
  );
  const keyOf = (line: DeclaredLine) => `${line.sequence}/${line.place}`;

  it('puts each line in one class; lines and cents of the classes add up to those of the side (R22)', () => {
    fc.assert(
      fc.property(declared, expected, (ours, theirs) => {
        const reconciled = reconcile(ours, theirs, february);
        const sides = [
          [totalsBy(declaredClasses, reconciled.declared), ours],
          [totalsBy(expectedClasses, reconciled.expected), theirs],
        ] as const;
        expect(reconciled.declared.map(({ line }) => keyOf(line)).sort()).toEqual(ours.map(keyOf).sort());
        for (const [totals, lines] of sides) {
          const all = Object.values(totals);
          expect(all.reduce((sum, one) => sum + one.lines, 0)).toBe(lines.length);
          const inCents = lines.reduce((sum, { cents }) => sum + BigInt(cents), 0n);
          expect(all.reduce((sum, one) => sum + BigInt(one.cents), 0n)).toBe(inCents);
        }
      }),
      { seed: 20_251_130, numRuns: 1_000 },
    );
  });

  it('has as many different lines on one side as on the other, and equal matched ones besides cancelled pairs', () => {
    fc.assert(
      fc.property(declared, expected, (ours, theirs) => {
        const reconciled = reconcile(ours, theirs, february);
        for (const outcome of ['matched', 'different'] as const) {
          const held = reconciled.declared.filter((one) => one.outcome === outcome && one.expected !== null);
          expect(new Set(held.map((one) => one.expected)).size).toBe(held.length);
          expect(reconciled.expected.filter((one) => one.outcome === outcome)).toHaveLength(held.length);
        }
        const credited = reconciled.declared.filter(({ isCredited }) => isCredited);
        expect(credited.reduce((sum, { line }) => sum + line.cents, 0)).toBe(0);
        expect(credited.length % 2).toBe(0);
      }),
      { seed: 20_251_131, numRuns: 1_000 },
    );
  });

  it('does not depend on the order of either side (R22)', () => {
    const shuffled = fc
      .tuple(declared, expected)
      .chain(([ours, theirs]) =>
        fc.tuple(
          fc.constant([ours, theirs] as const),
          fc.shuffledSubarray(ours, { minLength: ours.length }),
          fc.shuffledSubarray(theirs, { minLength: theirs.length }),
        ),
      );
    fc.assert(
      fc.property(shuffled, ([[ours, theirs], mixed, others]) => {
        const first = reconcile(ours, theirs, february);
        const second = reconcile(mixed, others, february);
        expect(second.declared).toEqual(first.declared);
        const said = (all: typeof first.expected) => all.map((one) => JSON.stringify(one)).sort();
        expect(said(second.expected)).toEqual(said(first.expected));
      }),
      { seed: 20_251_132, numRuns: 1_000 },
    );
  });

  it('finds a repeated declaration all duplicate, without effect on the first (R22)', () => {
    fc.assert(
      fc.property(declared, expected, (ours, theirs) => {
        const again = ours.map((line) => ({ ...line, sequence: 1 }));
        const once = reconcile(ours, theirs, february);
        const twice = reconcile([...again, ...ours], theirs, february);
        const outcomes = (sequence: number) =>
          new Map(
            twice.declared
              .filter(({ line }) => line.sequence === sequence)
              .map(({ line, outcome }) => [line.place, outcome]),
          );
        expect([...outcomes(1).values()].every((outcome) => outcome === 'duplicate')).toBe(true);
        expect(outcomes(0)).toEqual(new Map(once.declared.map(({ line, outcome }) => [line.place, outcome])));
        expect(twice.expected).toEqual(once.expected);
      }),
      { seed: 20_251_133, numRuns: 1_000 },
    );
  });

  it('matches everything that was expected and declared as such', () => {
    fc.assert(
      fc.property(expected, (theirs) => {
        const ours = theirs.map(({ assignment, volume, cents }, place) =>
          declaredLine({ assignment, volume, cents, place, reference: `P${place}` }),
        );
        const { declared: one, expected: other } = classesOf(ours, theirs);
        expect([...one, ...other].filter((outcome) => outcome !== 'matched')).toEqual([]);
      }),
      { seed: 20_251_134 },
    );
  });
});
