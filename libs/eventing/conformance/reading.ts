import { describe, expect, it } from '@jest/globals';
import type { EventLog, RegionRange } from '../src/index.js';
import { all, newEvents, newRegion, newStream } from './subject.js';
import type { Subject } from './subject.js';

/** A region of ten events over two streams. */
async function tenEvents(log: EventLog): Promise<string> {
  const region = newRegion();
  const [one, other] = [newStream(region), newStream(region)];
  await log.append(one, 'none', newEvents(3));
  await log.append(other, 'none', newEvents(4));
  await log.append(one, 2, newEvents(3));
  return region;
}

const range = (from: number, to: number): number[] =>
  Array.from({ length: Math.max(0, to - from + 1) }, (_, n) => from + n);

export const reading = (open: Subject['open']): void =>
  describe('reading', () => {
    it('reads a stream by revision, and returns nothing for a stream that does not exist', async () => {
      const log = open();
      const stream = newStream();
      await log.append(newStream(stream.slice(0, stream.indexOf('.'))), 'none', newEvents(2));
      await log.append(stream, 'none', newEvents(3));
      expect((await all(log.read(stream))).map(({ revision, position }) => [revision, position])).toEqual([
        [0, 3],
        [1, 4],
        [2, 5],
      ]);
      expect(await all(log.read(newStream()))).toEqual([]);
    });

    it.each<[RegionRange, number, number]>([
      [{}, 1, 10],
      [{ after: 0, upTo: 0 }, 1, 0],
      [{ after: 4 }, 5, 10],
      [{ upTo: 4 }, 1, 4],
      [{ after: 2, upTo: 7 }, 3, 7],
      [{ after: 6, upTo: 7 }, 7, 7],
      [{ after: 7, upTo: 3 }, 1, 0],
      [{ after: 10 }, 1, 0],
      [{ after: 50 }, 1, 0],
      [{ upTo: 50 }, 1, 10],
    ])('reads the part %j of a region in any batch size', async (part, from, to) => {
      const log = open();
      const region = await tenEvents(log);
      for (const batchSize of [1, 3, 10, 100_000]) {
        const batches = await all(log.readRegion(region, { ...part, batchSize }));
        expect(batches.flat().map(({ position }) => position)).toEqual(range(from, to));
        for (const batch of batches) expect(batch.length).toBeLessThanOrEqual(batchSize);
        for (const batch of batches) expect(batch.length).toBeGreaterThan(0);
      }
    });

    it('stops at the initial head, also when events are appended meanwhile', async () => {
      const log = open();
      const region = await tenEvents(log);
      const positions: number[] = [];
      let appended = 0;
      for await (const batch of log.readRegion(region, { batchSize: 2 })) {
        await log.append(newStream(region), 'none', newEvents(1));
        appended += 1;
        positions.push(...batch.map(({ position }) => position));
      }
      expect(positions).toEqual(range(1, 10));
      expect(appended).toBeGreaterThanOrEqual(5);
      expect(await log.head(region)).toBe(10 + appended);
    });

    it('can be abandoned halfway', async () => {
      const log = open();
      const region = await tenEvents(log);
      for await (const [event] of log.readRegion(region, { batchSize: 1 })) if (event?.position === 4) break;
      expect(await log.head(region)).toBe(10);
    });

    it('reads a region of appends near the size limit in order', async () => {
      const log = open();
      const region = newRegion();
      const stream = newStream(region);
      const text = 'x'.repeat(1_000_000);
      for (let count = 0; count < 20; count += 1)
        await log.append(stream, count === 0 ? 'none' : count - 1, [{ ...newEvents(1)[0], data: text } as never]);
      const positions: number[] = [];
      for await (const batch of log.readRegion(region)) positions.push(...batch.map(({ position }) => position));
      expect(positions).toEqual(range(1, 20));
      expect((await all(log.read(stream))).map(({ revision }) => revision)).toEqual(range(0, 19));
    });
  });
