import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { EventLog } from '@regieboek/eventing';
import { sized } from '@regieboek/kernel/testing';
import { january, logOf, regions, StoryRegion } from '../../test/story-region.js';
import { keepReplays, replaysOf } from '../../test/replays-of.js';
import { diffRuns, type Difference } from '../domain/differences/diff.js';
import { ruleSets } from '@regieboek/billing';
import { compare } from './corrections.js';
import { differingAt } from '../runs/runs.js';

keepReplays();

const month = { region: 'zhz', period: january };
const as = (position: number) => ({ position, ruleSet: ruleSets.inForce(january) });
/** Position from which the region and its contract are known. */
const FIRST = 7;

/** Differences between two positions by whole runs, after a comparison with those of what was touched in between. */
async function differences(log: EventLog, from: number, to: number): Promise<readonly Omit<Difference, 'causes'>[]> {
  const replays = replaysOf(log);
  const { corrections } = await compare(replays, month, [as(from), as(to)]);
  const whole = corrections.map(({ causes: _, ...difference }) => difference);
  const [before, after] = await differingAt(replays, month, [as(from), as(to)]);
  expect(diffRuns({ period: january, ...before }, { period: january, ...after })).toEqual(whole);
  return whole;
}

describe('the youths touched between two positions', () => {
  it('give all differences of whole runs (R10)', async () => {
    let found = 0;
    await fc.assert(
      fc.asyncProperty(regions(10, 30), fc.nat(1_000), fc.nat(1_000), async (region, one, other) => {
        const log = await logOf(region);
        const last = region.events.length - FIRST;
        const [from = 0, to = 0] = [one, other]
          .map((at) => FIRST + Math.floor((at * last) / 1_000))
          .sort((a, b) => a - b);
        found += (await differences(log, from, to)).length;
      }),
      { seed: 20250418, numRuns: sized(25, 60) },
    );
    expect(found).toBeGreaterThan(sized(20, 50));
  });

  const line = { youth: 1, code: '45A04', careMonth: 0, cents: 3_100 };

  it.each<[string, (region: StoryRegion) => void]>([
    ['a fact', (region) => void region.moves(1, '0512', '2025-01-11')],
    ['a declaration', (region) => void region.declares([{ ...line, cents: 500 }], january)],
  ])('include the youth when it is %s, and nobody else', async (_, happens) => {
    const region = new StoryRegion();
    region.declares([line], january);
    const from = region.events.length;
    happens(region);
    expect((await differences(await logOf(region), from, region.events.length)).length).toBeGreaterThan(0);
  });
});
