import { setTimeout as delay } from 'node:timers/promises';
import { describe, expect, it } from '@jest/globals';
import { GapInLog } from '../../src/index.js';
import type { EventLog } from '../../src/index.js';
import { afterEvents, failureOf, isEvent, newEvents, newRegion, newStream } from '../../conformance/subject.js';
import type { Fault } from '../eventstoredb-double/faults.ts';
import { Node } from '../eventstoredb-double/node.ts';
import { Store } from '../eventstoredb-double/store.ts';
import { rig } from './rig.js';

const { server, log: open } = rig();

const range = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, n) => from + n);

/** Follows until a position is reached; returns the positions received. */
async function followTo(log: EventLog, region: string, last: number): Promise<number[]> {
  const seen: number[] = [];
  for await (const item of log.follow(region, 0)) {
    if (isEvent(item)) seen.push(item.position);
    if (item.position >= last && isEvent(item)) break;
  }
  return seen;
}

async function write(
  log: EventLog,
  stream: string,
  { from, to, pauseMs = 10 }: { from: number; to: number; pauseMs?: number },
) {
  for (let count = from; count < to; count += 1) {
    await log.append(stream, afterEvents(count), newEvents(1));
    await delay(pauseMs);
  }
}

const waitFor = async (holds: () => boolean): Promise<void> => {
  for (let waited = 0; !holds() && waited < 120_000; waited += 20) await delay(20);
  expect(holds()).toBe(true);
};

describe('following a region of EventStoreDB', () => {
  it.each<Fault>(['silence', 'clean-end', 'reset', 'not-ready', 'not-leader', 'timeout', 'slow', 'malformed'])(
    'skips nothing and repeats nothing when its subscription is: %s',
    async (fault) => {
      const node = await server();
      const [reader, writer] = [open(node), open(node)];
      const region = newRegion();
      const stream = newStream(region);
      node.faults.eventsMax = 2;
      node.faults.plan('subscribe', fault, fault, undefined, fault);
      await write(writer, stream, { from: 0, to: 2, pauseMs: 0 });
      const seen = followTo(reader, region, 30);
      await delay(50);
      await write(writer, stream, { from: 2, to: 30 });
      expect(await seen).toEqual(range(1, 30));
    },
  );

  it('restarts a subscription that ended without an error, and receives events from it', async () => {
    const node = await server();
    const [reader, writer] = [open(node, { pollMs: 60_000 }), open(node)];
    const region = newRegion();
    const stream = newStream(region);
    node.faults.eventsMax = 1;
    node.faults.plan('subscribe', 'clean-end', 'clean-end');
    await write(writer, stream, { from: 0, to: 1 });
    const seen = followTo(reader, region, 4);
    await waitFor(() => node.faults.count('subscribe') === 1);
    await write(writer, stream, { from: 1, to: 4, pauseMs: 150 });
    expect(await seen).toEqual(range(1, 4));
    expect(node.faults.count('subscribe')).toBe(3);
  });

  it('restarts a subscription that is silent about existing events', async () => {
    const node = await server();
    const [reader, writer] = [open(node), open(node)];
    const region = newRegion();
    const stream = newStream(region);
    node.faults.plan('subscribe', 'silence');
    await write(writer, stream, { from: 0, to: 1 });
    const controller = new AbortController();
    const seen: number[] = [];
    const following = (async () => {
      for await (const item of reader.follow(region, 0, controller)) if (isEvent(item)) seen.push(item.position);
    })();
    await waitFor(() => node.faults.count('subscribe') === 1);
    await write(writer, stream, { from: 1, to: 3 });
    await waitFor(() => node.faults.count('subscribe') === 2);
    await waitFor(() => seen.length === 3);
    controller.abort();
    await following;
  });

  it('continues after a restart of the server', async () => {
    const node = await server();
    const patient = { attemptsMax: 12, timeoutMs: 1_000, backoffMs: 20 };
    const [reader, writer] = [open(node, { retry: patient }), open(node, { retry: patient })];
    const region = newRegion();
    const stream = newStream(region);
    await write(writer, stream, { from: 0, to: 3 });
    const seen = followTo(reader, region, 20);
    for (let part = 0; part < 3; part += 1) {
      await write(writer, stream, { from: 3 + part * 5, to: 8 + part * 5 });
      await node.restart(120);
    }
    await write(writer, stream, { from: 18, to: 20 });
    expect(await seen).toEqual(range(1, 20));
  });

  it('ends one subscription for all its followers of a region when the last of them leaves', async () => {
    const node = await server();
    const log = open(node);
    const region = newRegion();
    await log.append(newStream(region), 'none', newEvents(2));
    await Promise.all([followTo(log, region, 2), followTo(log, region, 2)]);
    const controller = new AbortController();
    const both = [controller, controller].map(async ({ signal }) => {
      for await (const item of log.follow(region, 0, { signal }))
        if (!isEvent(item)) setTimeout(() => controller.abort(), 100);
    });
    await Promise.all(both);
    expect(node.faults.count('subscribe')).toBe(1);
    await waitFor(() => node.store.listenerCount('written') === 0);
  });

  it('stops when the region is shorter than what it has seen; a writer stops too', async () => {
    const node = await server();
    const log = open(node);
    const region = newRegion();
    const stream = newStream(region);
    await log.append(stream, 'none', newEvents(5));
    const following = failureOf(followTo(log, region, 6));
    await delay(100);
    const { port } = node;
    await node.stop();
    const older = new Store();
    const restored = await Node.start(older, { port });
    try {
      await open(restored).append(stream, 'none', newEvents(3));
      expect(await following).toBeInstanceOf(GapInLog);
      expect(await failureOf(log.append(stream, 4, newEvents(1)))).toBeInstanceOf(GapInLog);
      expect(await failureOf(log.append(stream, 2, newEvents(1)))).toBeInstanceOf(GapInLog);
    } finally {
      await log.close();
      await restored.stop();
    }
  });
});
