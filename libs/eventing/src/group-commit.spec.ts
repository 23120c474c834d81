import { describe, expect, it } from '@jest/globals';
import { GroupCommit } from './group-commit.js';

const limits = { jobsMax: 3, sizeMax: 100, sizeOf: (job: number) => job };

/** A group commit that doubles numbers and fails on 13; `flushes` shows which jobs went together. */
function doubling(aloneAfter: (error: unknown) => boolean = () => true) {
  const flushes: (readonly number[])[] = [];
  const group = new GroupCommit<number, number>(
    async (jobs) => {
      flushes.push(jobs);
      await Promise.resolve();
      if (jobs.includes(13)) throw new Error('thirteen');
      return jobs.map((job) => 2 * job);
    },
    limits,
    aloneAfter,
  );
  return { flushes, group };
}

const outcomes = async (promises: Promise<number>[]): Promise<(number | string)[]> =>
  (await Promise.allSettled(promises)).map((outcome) =>
    outcome.status === 'fulfilled' ? outcome.value : String((outcome.reason as Error).message),
  );

describe('group commit', () => {
  it('flushes the first job at once and gathers those that come meanwhile, each with its own outcome', async () => {
    const { flushes, group } = doubling();
    expect(await outcomes([1, 2, 3, 4, 5].map((job) => group.add(job)))).toEqual([2, 4, 6, 8, 10]);
    expect(flushes).toEqual([[1], [2, 3, 4], [5]]);
  });

  it('keeps a flush within its size, but sends a larger job alone', async () => {
    const { flushes, group } = doubling();
    expect(await outcomes([1, 60, 50, 500, 2].map((job) => group.add(job)))).toEqual([2, 120, 100, 1000, 4]);
    expect(flushes).toEqual([[1], [60], [50], [500], [2]]);
  });

  it('fails only the job at fault', async () => {
    const { group } = doubling();
    expect(await outcomes([1, 2, 13, 4].map((job) => group.add(job)))).toEqual([2, 4, 'thirteen', 8]);
    expect(await group.add(5)).toBe(10);
  });

  it('fails all jobs together when retrying them one by one is useless', async () => {
    const { group } = doubling(() => false);
    expect(await outcomes([1, 2, 13, 4].map((job) => group.add(job)))).toEqual([2, 'thirteen', 'thirteen', 'thirteen']);
  });

  it('is idle when all jobs have an outcome', async () => {
    const { flushes, group } = doubling();
    await group.idle();
    const added = [1, 2].map((job) => group.add(job));
    await group.idle();
    expect(flushes).toEqual([[1], [2]]);
    expect(await Promise.all(added)).toEqual([2, 4]);
  });
});
