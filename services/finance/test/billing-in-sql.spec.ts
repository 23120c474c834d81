/**
 * The same bills once more, in SQL from the rule texts: `billing-in-sql/*.sql` over tables of what the log says, compared with
 * the run itself, line by line and byte by byte. What SQL leaves out is left out of every line alike: the facts behind it and
 * the reasons to look at it (their oracles are in libs/residence/test). Its regions have no paid absence, no Wlz stay and no
 * respite as help at home; counted-days.spec.ts and the day-by-day oracle of residence hold those.
 */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { ruleSets } from '@regieboek/billing';
import { regions, type Story } from '@regieboek/journal/testing';
import { parseMonth, type Month } from '@regieboek/kernel';
import { sized } from '@regieboek/kernel/testing';
import { startTestDatabase, type TestDatabase } from '@regieboek/embedded-postgres/testing';
import { billPeriod } from '../src/domain/runs/billing-run.js';
import { billedInSql, textsOf } from './billing-in-sql/billing-in-sql.js';
import { rareRegions, turns } from './billing-in-sql/rare-regions.js';

const rules = ruleSets.named('2025.1');

const month = (text: string): Month => {
  const parsed = parseMonth(text);
  if (!parsed) throw new Error(`no month ${text}`);
  return parsed;
};

let database: TestDatabase;
beforeAll(async () => {
  database = await startTestDatabase();
});
afterAll(() => database.stop());

/** Bills regions both ways; gives all lines, of which the first that differ end the test with the region they are of. */
async function billedBothWays(stories: readonly Story[], months: readonly Month[]): Promise<string[]> {
  const told = stories.map(({ events }) => ({ events, months }));
  const bySql = await billedInSql(database.url, told);
  return stories.flatMap((story, region) =>
    months.flatMap((period, index) => {
      const theirs = bySql[region * months.length + index];
      const ours = textsOf(billPeriod(story.history, period, rules));
      if (JSON.stringify(ours) !== JSON.stringify(theirs))
        expect({ region, events: story.events, ...theirs }).toEqual({ region, events: story.events, ...ours });
      return [...ours.lines, ...ours.lumpSums];
    }),
  );
}

/** Number of lines that contain a text. */
const count = (lines: readonly string[], part: string): number =>
  lines.filter((line) => line.includes(`"${part}"`)).length;

describe('bills in SQL', () => {
  it('equal those of the run for regions of any history, to the byte', async () => {
    const lines = await billedBothWays(
      fc.sample(regions, { seed: 20250307, numRuns: sized(120, 200) }),
      ['2024-02', '2025-03'].map(month),
    );
    for (const ground of ['stay-days', 'care-days', 'period-days']) expect(count(lines, ground)).toBeGreaterThan(50);
    for (const rule of ['WPB-2022-V1', 'WPB-2022-V2']) expect(count(lines, rule)).toBeGreaterThan(100);
    expect(lines.filter((line) => /"id":".*\.2","kind"/.test(line)).length).toBeGreaterThan(sized(10, 20));
  });

  it.each([
    [
      '2022-01',
      turns[0],
      [
        'WPB-2015-V1',
        'WPB-2015-V1b',
        'WPB-2015-V2',
        'WPB-2015-V3',
        'WPB-2015-V4',
        'WPB-2015-V5',
        'WPB-2015-U1',
        'WPB-O1',
      ],
    ],
    [
      '2025-03',
      turns[1],
      [
        'WPB-2022-V1',
        'WPB-2022-V2',
        'WPB-2022-V2b',
        'WPB-2022-V3a',
        'WPB-2022-V3b',
        'WPB-2022-V4',
        'WPB-2022-U1',
        'WPB-O1',
      ],
    ],
  ])('equal those of the run for %s and rare cases', async (period, turn, rules) => {
    const lines = await billedBothWays(fc.sample(rareRegions(turn), { seed: 20250308, numRuns: sized(180, 300) }), [
      month(period),
    ]);
    const seen = Object.fromEntries(rules.map((rule) => [rule, count(lines, rule) > 0]));
    expect(seen).toEqual(Object.fromEntries(rules.map((rule) => [rule, true])));
    for (const model of ['fixed', 'use', 'hybrid', 'multi-year'])
      expect(count(lines, model)).toBeGreaterThan(sized(5, 10));
  });

  it('would show a line that is a cent or a day off', async () => {
    const period = month('2025-03');
    for (const { events, history } of fc.sample(rareRegions(turns[1]), { seed: 20250309, numRuns: 3 })) {
      const run = billPeriod(history, period, rules);
      const [bySql] = await billedInSql(database.url, [{ events, months: [period] }]);
      const off = (change: object) =>
        textsOf({ ...run, lines: run.lines.map((line, i) => (i ? line : { ...line, ...change })) });
      expect([run.lines.length > 0, bySql]).toEqual([true, off({})]);
      expect(bySql).not.toEqual(off({ cents: 1 }));
      expect(bySql).not.toEqual(off({ days: 0 }));
    }
  });
});
