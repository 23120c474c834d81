import { describe, expect, it } from '@jest/globals';
import { OPEN } from '@regieboek/kernel';
import fc from 'fast-check';
import { changesBetween, markSettledChanges } from './changes.js';
import type { ResponsibleInterval } from '../responsible-interval.js';

const interval = (from: number, to: number, municipality: string | null): ResponsibleInterval => ({
  from,
  to,
  municipality,
  rule: 'WPB-2022-V1',
  facts: [],
});

/** Answers over days 0..40: one letter per day, joined to intervals; `-` undetermined, a space for no care. */
const answerOf = (letters: readonly string[]): ResponsibleInterval[] =>
  letters.flatMap((letter, day) => (letter === ' ' ? [] : [interval(day, day, letter === '-' ? null : letter)]));

const letters = fc.array(fc.constantFrom('a', 'b', '-', ' '), { minLength: 40, maxLength: 40 });

describe('changes between two answers', () => {
  it('are exactly the days with another municipality; equal adjacent days are joined', () => {
    fc.assert(
      fc.property(letters, letters, fc.integer({ min: 0, max: 45 }), (was, is, through) => {
        const changed = changesBetween(answerOf(was), answerOf(is), through);
        const days = changed.flatMap(({ from, to }) => Array.from({ length: to - from + 1 }, (_, i) => from + i));
        expect(days).toEqual([...was.keys()].filter((day) => was[day] !== is[day] && day <= through));
        changed.slice(1).forEach((next, i) => {
          const before = changed[i];
          const isJoinable = before?.to === next.from - 1 && before.was === next.was && before.is === next.is;
          expect(isJoinable).toBe(false);
        });
      }),
      { seed: 20_251_130 },
    );
  });

  it('are open-ended where an answer is', () => {
    expect(changesBetween([interval(5, OPEN, 'a')], [interval(5, 9, 'a'), interval(10, OPEN, 'b')])).toEqual([
      { from: 10, to: OPEN, was: 'a', is: 'b' },
    ]);
    expect(changesBetween([interval(5, 9, 'a')], [])).toEqual([{ from: 5, to: 9, was: 'a', is: undefined }]);
  });

  it('in a settled period need one review; new or later care does not', () => {
    const settled = [interval(5, 9, 'a'), interval(20, 29, 'a')];
    const current = [interval(5, 9, 'b'), interval(10, 15, 'b'), interval(20, 24, 'a'), interval(25, 29, 'b')];
    const marked = markSettledChanges(markSettledChanges(current, settled, 24), settled, 24);
    expect(marked.map(({ review }) => review)).toEqual([['settled-period-changed'], undefined, undefined, undefined]);
  });
});
