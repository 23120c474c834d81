import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { KeyedQueue } from './keyed-queue.js';

describe('turns', () => {
  it('run one at a time per key, in order, never more than allowed, also when one fails', async () => {
    const work = fc.record({ key: fc.constantFrom('a', 'b', 'c', 'd'), fails: fc.boolean() });
    await fc.assert(
      fc.asyncProperty(fc.scheduler(), fc.array(work, { maxLength: 20 }), async (scheduler, all) => {
        const turns = new KeyedQueue(2);
        const running: string[] = [];
        const order: Record<string, number[]> = {};
        const taken = all.map(({ key, fails }, i) =>
          turns.take(key, async () => {
            expect(running).not.toContain(key);
            running.push(key);
            expect(running.length).toBeLessThanOrEqual(2);
            (order[key] ??= []).push(i);
            await scheduler.schedule(Promise.resolve());
            running.splice(running.indexOf(key), 1);
            if (fails) throw new Error('failed');
            return i;
          }),
        );
        const results = Promise.allSettled(taken);
        await scheduler.waitFor(results);
        expect((await results).map(({ status }) => status)).toEqual(
          all.map(({ fails }) => (fails ? 'rejected' : 'fulfilled')),
        );
        for (const places of Object.values(order)) expect(places).toEqual([...places].sort((a, b) => a - b));
      }),
      { seed: 20, numRuns: 100 },
    );
  });
});
