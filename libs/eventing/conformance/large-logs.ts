import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { describe, expect, it } from '@jest/globals';
import type { EventLog, Recorded } from '../src/index.js';
import { afterEvents, isEvent, newEvent, newRegion, newStream } from './subject.js';
import type { Subject } from './subject.js';

const EVENTS = 100_000;
const PER_APPEND = 1_000;
/** Two thirds of the events take over 50 MB as objects; a few pages of them take some 20 MB at most. */
const KEPT_BYTES_MAX = 36_000_000;

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

const memory = (): number => {
  collectGarbage();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
};

const padding = 'x'.repeat(400);

async function fill(log: EventLog): Promise<string> {
  const stream = newStream(newRegion());
  for (let count = 0; count < EVENTS; count += PER_APPEND)
    await log.append(
      stream,
      afterEvents(count),
      Array.from({ length: PER_APPEND }, (_, n) => newEvent({ n: count + n, padding })),
    );
  return stream;
}

/**
 * Counts events and samples memory meanwhile. Only retained memory counts, not buffers: the lowest of several samples in the
 * last third, where a reader that keeps events would hold at least two thirds of them.
 */
class Gauge {
  readonly start = memory();
  count = 0;
  kept = Infinity;

  see(event: Recorded): void {
    this.count += 1;
    if ((event.data as { n: number }).n !== this.count - 1) throw new Error(`event ${this.count} is out of order`);
    const isLate = this.count > (EVENTS * 2) / 3;
    if (isLate && this.count % 10_000 === 0) this.kept = Math.min(this.kept, memory() - this.start);
  }
}

export const largeLogs = (open: Subject['open']): void =>
  describe('large logs', () => {
    it(`reads, ranges over and follows ${EVENTS} events in bounded memory (R19)`, async () => {
      const log = open();
      const stream = await fill(log);
      const region = stream.slice(0, stream.indexOf('.'));
      const gauges = { read: new Gauge(), readRegion: new Gauge(), follow: new Gauge() };
      for await (const event of log.read(stream)) gauges.read.see(event);
      for await (const batch of log.readRegion(region)) for (const event of batch) gauges.readRegion.see(event);
      for await (const item of log.follow(region, 0)) {
        if (!isEvent(item)) break;
        gauges.follow.see(item);
      }
      for (const { count, kept } of Object.values(gauges)) {
        expect(count).toBe(EVENTS);
        expect(kept).toBeLessThan(KEPT_BYTES_MAX);
      }
    });
  });
