import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { describe, expect, it } from '@jest/globals';
import { sized } from '@regieboek/kernel/testing';
import { eventLogConformance, recording } from '../../conformance/event-log.conformance.js';
import { appending } from '../../conformance/appending.js';
import { racing } from '../../conformance/racing.js';
import { afterEvents, isEvent, newEvents, newRegion, newStream } from '../../conformance/subject.js';
import { EventStoreDbEventLog } from '../../src/eventstoredb/index.js';
import { UnknownOutcome } from '../../src/index.js';
import type { Fault } from '../eventstoredb-double/faults.ts';
import { Node } from '../eventstoredb-double/node.ts';
import { Store } from '../eventstoredb-double/store.ts';
import { chance, impatient, rig } from './rig.js';

const SEED = 20_260_201;
const faults: Fault[] = [
  'silence',
  'reply-lost',
  'late-reply',
  'not-ready',
  'timeout',
  'reset',
  'reset-after',
  'clean-end',
];

/** Makes this percentage of calls fail at random, from a seed. */
function failByChance(node: Node, percent: number, seed = SEED): void {
  const next = chance(seed);
  node.faults.lateMs = 30;
  node.faults.always = () => (next() * 100 < percent ? faults[Math.floor(next() * faults.length)] : undefined);
}

eventLogConformance(
  'eventstoredb, while calls fail by chance',
  async () => {
    const node = await Node.start(new Store({ idCacheBytes: 0 }));
    failByChance(node, 1);
    const prefix = `test${randomUUID().slice(0, 8)}`;
    const retry = { attemptsMax: 12, timeoutMs: 1_000, backoffMs: 2 };
    return {
      open: (options) => new EventStoreDbEventLog(node.url, { prefix, retry, ...options }),
      stop: () => node.stop(),
    };
  },
  // A long run tests every guarantee; this one those that a lost answer could break.
  sized([appending, racing], recording),
);

const { server, log: open } = rig();

describe('EventStoreDB under faults', () => {
  it.each(sized([1], [1, 2, 3]))('loses, repeats and reorders no event, seed %s', async (seed) => {
    const node = await server({ idCacheBytes: 0 });
    failByChance(node, 12, seed);
    const region = newRegion();
    const acknowledged: string[] = [];
    const write = async (): Promise<void> => {
      const log = open(node);
      const stream = newStream(region);
      for (let count = 0; count < 15; count += 1) {
        const events = newEvents(1 + (count % 3));
        const expected = afterEvents(acknowledged.length === 0 ? 0 : await lengthOf(stream));
        while (!(await sent(log, stream, expected, events)));
        acknowledged.push(...events.map(({ id }) => id));
      }
    };
    const lengthOf = async (stream: string): Promise<number> =>
      node.store
        .stream(`regieboek.region-${region}`)
        .records.filter(({ metadata }) => metadata.toString('utf8').includes(stream)).length;
    const total = 3 * 5 * (1 + 2 + 3);
    const followed: string[] = [];
    const follow = async (): Promise<void> => {
      while (followed.length < total)
        try {
          for await (const item of open(node).follow(region, followed.length)) {
            if (isEvent(item) && followed.push(item.id) === total) return;
          }
        } catch (error) {
          expect(error).toMatchObject({ kind: 'no-answer' });
          await delay(10);
        }
    };
    await Promise.all([follow(), write(), write(), write()]);
    const stored = node.store.stream(`regieboek.region-${region}`).records.map(({ id }) => id);
    expect(followed).toEqual(stored);
    expect(stored.toSorted()).toEqual(acknowledged.toSorted());
  });
});

/** True when the append was acknowledged; false when its outcome is unknown. */
async function sent(log: EventStoreDbEventLog, ...args: Parameters<EventStoreDbEventLog['append']>): Promise<boolean> {
  try {
    await log.append(...args);
    return true;
  } catch (error) {
    expect(error).toBeInstanceOf(UnknownOutcome);
    await delay(impatient.backoffMs);
    return false;
  }
}
