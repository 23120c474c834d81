import { describe, expect, it } from '@jest/globals';
import type { ReconciledFigures } from '../figures.js';
import { ClassSums } from '../../domain/reconciliation/totals.js';
import { expectedClasses } from '../../domain/reconciliation/reconcile.js';
import type { WorkItem } from '../work-list/list.js';
import { limitedToRemaining } from './limit.js';

const undeclared = (own: Partial<WorkItem> = {}): WorkItem => ({
  ...{ outcome: 'undeclared', provider: '99990001', municipality: '0505', youth: 'y', assignment: 7, category: '45' },
  ...{ code: '45A04', from: '2025-02-01', to: '2025-02-28', unit: '04', reference: null, codes: '' },
  ...{ basis: 'assigned-volume', declaredVolume: null, expectedVolume: 10, declaredCents: null, expectedCents: 1_000 },
  differenceCents: -1_000,
  ...own,
});

function figuresOf(items: readonly WorkItem[]): ReconciledFigures {
  const sums = new ClassSums();
  for (const { expectedCents } of items) sums.expect(expectedClasses.indexOf('undeclared'), expectedCents ?? 0);
  return {
    totals: sums.totals(),
    providers: [{ provider: '99990001', ...sums.totals(), items: items.length }],
    items,
  };
}
const expectedIn = ({ items, totals, providers }: ReconciledFigures) => ({
  items: items.map(({ expectedVolume, expectedCents }) => [expectedVolume, expectedCents]),
  total: totals.expected.undeclared,
  provider: [providers[0]?.items, providers[0]?.expected.undeclared.cents],
});

describe('what is expected of an assignment with a total', () => {
  const two = figuresOf([undeclared(), undeclared({ from: '2025-03-01', to: '2025-03-31' })]);

  it('is at most what is left of its volume, earliest days first, and the totals follow', () => {
    const left = new Map([['0505#7', { volume: 14, cents: null }]]);
    expect(expectedIn(limitedToRemaining(two, left))).toEqual({
      items: [
        [10, 1_000],
        [4, 400],
      ],
      total: { lines: 2, cents: 1_400 },
      provider: [2, 1_400],
    });
  });

  it('is nothing once it is used up, or more than that', () => {
    for (const volume of [0, -3])
      expect(expectedIn(limitedToRemaining(two, new Map([['0505#7', { volume, cents: null }]])))).toEqual({
        ...{ items: [], total: { lines: 0, cents: 0 }, provider: [0, 0] },
      });
  });

  it('is at most what is left of a budget', () => {
    const left = new Map([['0505#7', { volume: null, cents: 1_250 }]]);
    expect(expectedIn(limitedToRemaining(two, left)).items).toEqual([
      [10, 1_000],
      [10, 250],
    ]);
  });

  it('stays as it is for other assignments, declared lines and counted days', () => {
    const other = figuresOf([
      undeclared({ assignment: 8 }),
      undeclared({ basis: 'counted-days' }),
      undeclared({ outcome: 'different' }),
    ]);
    const left = new Map([['0505#7', { volume: 0, cents: null }]]);
    expect(limitedToRemaining(other, left)).toEqual(other);
  });
});
