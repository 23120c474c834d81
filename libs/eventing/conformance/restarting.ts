import { describe, expect, it } from '@jest/globals';
import { sized } from '@regieboek/kernel/testing';
import type { EventLog } from '../src/index.js';
import { afterEvents, all, eventsOf, failureOf, newEvents, newRegion, newStream } from './subject.js';
import type { Subject } from './subject.js';

const EVENTS = sized(6_000, 12_000);
const PER_APPEND = 400;

/** A region of three streams, written alternately. */
async function fill(log: EventLog): Promise<{ region: string; streams: readonly [string, string, string] }> {
  const region = newRegion();
  const streams = [newStream(region), newStream(region), newStream(region)] as const;
  for (let count = 0; count < EVENTS / streams.length; count += PER_APPEND)
    for (const stream of streams) await log.append(stream, afterEvents(count), newEvents(PER_APPEND));
  return { region, streams };
}

const revisionsOf = async (log: EventLog, stream: string): Promise<number[]> =>
  (await all(log.read(stream))).map(({ revision }) => revision);

export const restarting = (open: Subject['open']): void =>
  describe('restarting', () => {
    it('continues in a large region where it stopped, for any number of processes', async () => {
      const first = open();
      const { region, streams } = await fill(first);
      const count = EVENTS / streams.length;
      const again = [open(), open(), open()];
      const appended = await Promise.all(
        again.map(async (log, at) => log.append(streams[at] ?? '', count - 1, newEvents(1))),
      );
      expect(appended.map(({ revision }) => revision)).toEqual([count, count, count]);
      expect(appended.map(({ position }) => position).toSorted((a, b) => a - b)).toEqual(
        [1, 2, 3].map((n) => EVENTS + n),
      );
      const [late] = [open()];
      expect(await failureOf(late.append(streams[0], count - 1, newEvents(1)))).toMatchObject({ actual: count });
      const wanted = Array.from({ length: count + 1 }, (_, at) => at);
      for (const log of [first, late]) expect(await revisionsOf(log, streams[1])).toEqual(wanted);
      expect(await eventsOf(late, region)).toHaveLength(EVENTS + 3);
    });
  });
