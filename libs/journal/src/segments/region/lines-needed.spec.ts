import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { Story, type StoryEvent } from '../../testing/index.js';
import type { CareOptions } from '../../testing/story.js';
import { LinesNeeded } from './lines-needed.js';

/** Youths whose lines of all months are needed, of the events of a story about youths by number. */
function needed(story: Story, upTo = Infinity): number[] {
  const lines = new LinesNeeded(upTo);
  for (const event of story.events) {
    const youth = youthOf(event);
    if (youth !== null) lines.see(youth, event);
  }
  return [...lines.youths()].toSorted((a, b) => a - b);
}

const youthOf = ({ data }: StoryEvent): number | null =>
  typeof data === 'object' && data !== null && 'youth' in data ? Number(String(data.youth).slice(-12)) : null;

const withdraw = (story: Story, begin: string, about: CareOptions): Story =>
  story.care('care-start-withdrawn', about, { begin });

const assignment = (story: Story, youth: number, code: string | null, number = youth): Story =>
  story.about(youth, 'assignment-decided', {
    ...{ municipality: '0505', provider: '99990001', number, category: '45', code, unit: '14' },
    ...{ decidedAt: '2024-01-01T10:00:00', from: '2024-01-01', to: null, volume: 4, frequency: '2' },
    ...{ budgetCents: null, reason: null },
  });

describe('youths whose lines of all months are needed', () => {
  it('are those of whom the last start on an assignment was withdrawn', () => {
    const story = new Story().region().youth(1).youth(2).youth(3);
    story.start('2024-01-01', { youth: 1 }).start('2024-01-01', { youth: 2 }).start('2024-03-01', { youth: 2 });
    expect(needed(story)).toEqual([]);
    withdraw(withdraw(story, '2024-01-01', { youth: 1 }), '2024-01-01', { youth: 2 });
    expect(needed(story)).toEqual([1]);
    withdraw(story, '2024-03-01', { youth: 2 });
    expect(needed(story)).toEqual([1, 2]);
    story.start('2024-05-01', { youth: 1 });
    expect(needed(story)).toEqual([2]);
  });

  it('are told by assignment: care on another one of the same youth does not count', () => {
    const story = new Story().region().youth(1);
    story.start('2024-01-01', { assignment: 7 }).start('2024-01-01', { assignment: 8 });
    withdraw(story, '2024-01-01', { assignment: 7 });
    expect(needed(story)).toEqual([1]);
    const elsewhere = new Story().region().youth(1).start('2024-01-01', { municipality: '0505', assignment: 7 });
    withdraw(elsewhere, '2024-01-01', { municipality: '0512', assignment: 7 });
    expect(needed(elsewhere)).toEqual([1]);
  });

  it('are those whose assignment named a product before it named a category only', () => {
    expect(needed(assignment(assignment(new Story().region().youth(1), 1, '45A04'), 1, null))).toEqual([1]);
    expect(needed(assignment(assignment(new Story().region().youth(1), 1, null), 1, '45A04'))).toEqual([]);
    expect(needed(assignment(assignment(new Story().region().youth(1), 1, '45A04', 5), 1, null, 6))).toEqual([]);
  });

  it('are told by what was known at a position', () => {
    const story = new Story().region().youth(1).start('2024-01-01', { youth: 1 });
    withdraw(story, '2024-01-01', { youth: 1 });
    expect([needed(story, 3), needed(story, 4)]).toEqual([[], [1]]);
  });

  it('are those that have no start left, for any order of starts and withdrawals', () => {
    const act = fc.record({
      youth: fc.integer({ min: 1, max: 3 }),
      begin: fc.constantFrom('2024-01-01', '2024-02-01'),
      isStart: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(act, { maxLength: 20 }), (acts) => {
        const story = new Story().region();
        const [standing, withdrawn] = [new Map<number, Set<string>>(), new Set<number>()];
        for (const { youth, begin, isStart } of acts) {
          const own = standing.get(youth) ?? new Set<string>();
          standing.set(youth, own);
          if (isStart) own.add(begin);
          else {
            own.delete(begin);
            withdrawn.add(youth);
          }
          if (isStart) story.start(begin, { youth });
          else withdraw(story, begin, { youth });
        }
        const lost = [...withdrawn].filter((youth) => standing.get(youth)?.size === 0);
        expect(needed(story)).toEqual(lost.toSorted((a, b) => a - b));
      }),
      { seed: 201, numRuns: 100 },
    );
  });
});
