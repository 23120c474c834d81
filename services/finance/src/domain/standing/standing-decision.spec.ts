import { describe, expect, it } from '@jest/globals';
import { parseMonth, type Month } from '@regieboek/kernel';
import { decisionsFor, standingWaivers, type StandingDecisionOnRecord } from './standing-decision.js';

function month(text: string): Month {
  const parsed = parseMonth(text);
  if (!parsed) throw new Error(`${text} is not a month`);
  return parsed;
}
const day = '2026-02-05' as StandingDecisionOnRecord['takenOn'];
const decision = (own: Partial<StandingDecisionOnRecord> = {}): StandingDecisionOnRecord => ({
  ...{ id: 'd1', youth: 'y1', waives: 'start-unknown', from: month('2025-07'), to: month('2025-12') },
  ...{ reason: 'start follows', takenBy: 'controller-3', takenOn: day, withdrawn: null },
  ...own,
});
const item = { item: 'line:1', reasons: ['start-unknown'], youth: 'y1' };

describe('standing decisions', () => {
  it.each([
    ['2025-06', 0],
    ['2025-07', 1],
    ['2025-12', 1],
    ['2026-01', 0],
  ])('count in their months only: %s', (period, count) =>
    expect(decisionsFor(item, month(period), [decision()])).toHaveLength(count),
  );

  it('waive the lines of their youth only, and only when every reason is decided', () => {
    const period = month('2025-08');
    const both = { ...item, reasons: ['start-unknown', 'short-gap'] };
    expect(decisionsFor({ ...item, youth: 'y2' }, period, [decision()])).toEqual([]);
    expect(decisionsFor({ ...item, youth: null }, period, [decision()])).toEqual([]);
    expect(decisionsFor(both, period, [decision()])).toEqual([]);
    expect(decisionsFor(both, period, [decision(), decision({ id: 'd2', waives: 'short-gap' })])).toHaveLength(2);
  });

  it('do not count once they are withdrawn', () => {
    const withdrawn = decision({ withdrawn: { reason: 'came', by: 'x', on: day } });
    expect(decisionsFor(item, month('2025-08'), [withdrawn])).toEqual([]);
  });

  it('become waivers that name them, except of items that are waived by hand', () => {
    const open = [item, { ...item, item: 'line:2' }];
    const given = [{ item: 'line:1', reason: 'by hand' }];
    expect(standingWaivers(open, month('2025-08'), { decisions: [decision()], given })).toEqual([
      { item: 'line:2', reason: 'start follows', standing: ['d1'] },
    ]);
  });
});
