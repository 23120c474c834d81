import { setTimeout as delay } from 'node:timers/promises';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { runShares, type ShareRunner } from './run-shares.js';
import { SegmentDamaged } from '../files/segment-folder.js';

const nothing = (): Promise<void> => Promise.resolve();

describe('shares on several runners', () => {
  it('give their parts in order, each processed once, whichever runner is faster', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.nat(), { maxLength: 12 }),
        fc.array(fc.nat(2), { minLength: 1, maxLength: 4 }),
        async (shares, speeds) => {
          const told: number[] = [];
          const doers = speeds.map((ms): ShareRunner<number, string> =>
            ms === 0 ? String : (share) => delay(ms, `${share}`),
          );
          const parts = await runShares(shares, doers, async (done) => void told.push(done));
          expect(parts).toEqual(shares.map(String));
          expect(told).toEqual(Array.from({ length: shares.length + 1 }, (_, done) => done));
        },
      ),
      { seed: 20261124, numRuns: 40 },
    );
  });

  it('are abandoned when one fails: none starts, and none is still running', async () => {
    const begun: number[] = [];
    const ended: number[] = [];
    const slow: ShareRunner<number, number> = async (share) => {
      begun.push(share);
      await delay(20);
      ended.push(share);
      return share;
    };
    const failing: ShareRunner<number, number> = () => Promise.reject(new Error('no memory'));
    await expect(runShares([1, 2, 3, 4, 5], [slow, failing], nothing)).rejects.toThrow('no memory');
    expect([begun, ended]).toEqual([[1], [1]]);
    await delay(50);
    expect(begun).toEqual([1]);
  });

  it('fail with the damage that one of them finds, though another failed earlier because of it', async () => {
    const misled: ShareRunner<number, number> = () =>
      Promise.reject(new TypeError('Expected to read 9 metadata bytes'));
    const checks: ShareRunner<number, number> = async () => {
      await delay(20);
      throw new SegmentDamaged(40, 'facts.arrow', 'was changed');
    };
    for (const doers of [
      [misled, checks],
      [checks, misled],
    ])
      await expect(runShares([1, 2, 3], doers, nothing)).rejects.toMatchObject({ name: 'SegmentDamaged', after: 40 });
  });
});
