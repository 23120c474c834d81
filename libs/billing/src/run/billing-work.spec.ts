import { afterAll, describe, expect, it } from '@jest/globals';
import { monthFrom, longRegion, newFolders, StoryLog } from '@regieboek/journal/testing';
import { Journal, type JournalOptions } from '@regieboek/journal/segments';
import { successorsOf } from '../objects/youth-facts.js';
import { ruleSets } from '../rule-sets/rule-sets.js';
import { runMonth } from './billing-work.js';

const request = { region: 'zhz', period: monthFrom('2025-03') };
const log = new StoryLog(longRegion());
const { folder, remove } = newFolders('billing-work');
afterAll(remove);

const journalOf = (options: Partial<JournalOptions>) =>
  new Journal({ dataDir: folder(), log, successorsOf, ...options });

describe('a billing run as a job of the journal', () => {
  it.each(ruleSets.all)(
    'gives one digest for one, two and four workers, small and large segments, and any shares, by $version (R7)',
    async (rules) => {
      const options = [
        { workers: 1 },
        { workers: 4, segmentEvents: 11, keptBytesMax: 0 },
        { workers: 1, segmentEvents: 11, keptBytesMax: 0, shareLines: 1 },
        { workers: 2, segmentEvents: 5, keptBytesMax: 0, shareLines: 1 },
      ];
      const runs = await Promise.all(options.map((one) => runMonth(journalOf(one), request, rules)));
      const [first] = runs;
      expect(first?.order.rows).toBeGreaterThan(4);
      expect(new Set(runs.map((run) => run.digest([]))).size).toBe(1);
      expect(runs.map((run) => run.sums)).toEqual(runs.map(() => first?.sums));
    },
  );

  it("with rules that are not registered runs in the caller's thread", async () => {
    const [usual] = ruleSets.all;
    if (!usual) throw new Error('the product has no rules');
    const own = { ...usual, version: 'own' };
    const run = (workers: number) => runMonth(journalOf({ workers, shareLines: 1 }), request, own);
    expect((await run(2)).digest([])).toBe((await run(1)).digest([]));
  });
});
