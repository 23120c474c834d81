import type { ChildProcess } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, describe, expect, it } from '@jest/globals';
import { eventsOf, newRegion } from './subject.js';
import type { Subject } from './subject.js';
import { end, startWriter } from './writer.js';
import type { Writer } from './writer.js';
import { write } from './writing.js';
import type { Manner, Written } from './writing.js';

const WRITERS = 4;
const REQUEST_MS = 3;
const WRITING_MS = 4_000;
/** Within this process there is nothing to wait for, and much is written soon. */
const WRITING_HERE_MS = 500;
/** Longest time that a writer waits for one that has stopped. */
const WAIT_MS_MAX = 3_500;

/** The positions 1 to `count`, without gaps. */
const positions = (count: number): number[] => Array.from({ length: count }, (_, at) => at + 1);

/** Every writer has between `part` and 1 / `part` times an equal share. */
function expectShares(written: readonly Written[], part: number): void {
  const share = written.reduce((sum, { appends }) => sum + appends, 0) / written.length;
  for (const { appends, errors } of written) {
    expect(errors).toEqual([]);
    expect(appends).toBeGreaterThan(share * part);
    expect(appends).toBeLessThan(share / part);
  }
}

export const sharing = (open: Subject['open'], subject: () => Subject): void =>
  describe('sharing a region', () => {
    const children: ChildProcess[] = [];
    afterEach(async () => {
      subject().setRequestMs?.(0);
      for (const child of children.splice(0)) await end(child);
    });

    async function start(manner: Manner): Promise<Writer> {
      const { address } = subject();
      if (address) {
        const writer = await startWriter(address, manner);
        children.push(writer.child);
        return writer;
      }
      const log = open();
      const writeFor = (milliseconds: number): Promise<Written> => {
        const until = performance.now() + milliseconds;
        return write(log, manner, () => performance.now() > until);
      };
      return { write: writeFor, kill: () => undefined };
    }

    /** Runs writers on one region, one of which may stop halfway; returns what the others wrote. */
    async function share(sizes: readonly number[], stop?: NodeJS.Signals): Promise<Written[]> {
      subject().setRequestMs?.(REQUEST_MS);
      const region = newRegion();
      const writingMs = subject().address ? WRITING_MS : WRITING_HERE_MS;
      const writers = await Promise.all(sizes.map((size) => start({ region, writers: WRITERS, size })));
      const going = writers.slice(stop === undefined ? 0 : 1);
      if (stop !== undefined) void writers[0]?.write(10 * writingMs);
      const writing = Promise.all(going.map((writer) => writer.write(writingMs)));
      await sleep(writingMs / 3);
      if (stop !== undefined) writers[0]?.kill(stop);
      const written = await writing;
      subject().setRequestMs?.(0);
      const events = await eventsOf(open(), region);
      const acknowledged = written.reduce(
        (sum, { appends }, at) => sum + appends * (sizes.at(at - going.length) ?? 0),
        0,
      );
      expect(events.length).toBeGreaterThanOrEqual(acknowledged);
      expect(events.map(({ position }) => position)).toEqual(positions(events.length));
      return written;
    }

    it.each([2, 4])('gives each of %s processes its share, and no error', async (count) => {
      expectShares(await share(Array.from({ length: count }, () => 1)), 1 / 4);
    });

    it('gives fair shares to a writer that imports in batches of 100 and to others that append one by one', async () => {
      // Appends of a hundred events take longer, so their writer may get an equal share of time, not of appends.
      expectShares(await share([100, 1, 1]), 1 / 10);
    });

    it.each<NodeJS.Signals>(['SIGKILL', 'SIGSTOP'])('continues when a process stops halfway: %s', async (signal) => {
      for (const { appends, errors, longestMs } of await share([1, 1, 1], signal)) {
        expect(errors).toEqual([]);
        expect(appends).toBeGreaterThan(0);
        expect(longestMs).toBeLessThan(WAIT_MS_MAX);
      }
    });
  });
