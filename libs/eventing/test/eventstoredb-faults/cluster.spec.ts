import { setTimeout as delay } from 'node:timers/promises';
import { describe, expect, it } from '@jest/globals';
import { sized } from '@regieboek/kernel/testing';
import { all, afterEvents, eventsOf, isEvent, newEvents, newRegion, newStream } from '../../conformance/subject.js';
import type { EventLog } from '../../src/index.js';
import type { Cluster } from '../eventstoredb-double/cluster.ts';
import { rig, serverStream } from './rig.js';

const { cluster: start, log: open } = rig();

/** Settings of production, except the waits between attempts. */
const retry = { attemptsMax: 7, timeoutMs: 15_000, backoffMs: 50 };
/** Time limit for work to continue after a change of leader. */
const GOES_ON_MS = 12_000;

const range = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, n) => from + n);
const waitFor = async (holds: () => boolean): Promise<void> => {
  for (let waited = 0; !holds() && waited < 20_000; waited += 5) await delay(5);
  expect(holds()).toBe(true);
};

const addressOf = (cluster: Cluster, index: number): string => `127.0.0.1:${cluster.nodes[index]?.port}`;
const urls: [string, (cluster: Cluster) => string][] = [
  ['a node that follows', (cluster) => `esdb://${addressOf(cluster, 1)}?tls=false`],
  ['the node that leads', (cluster) => `esdb://${addressOf(cluster, 0)}?tls=false`],
  ['all nodes', (cluster) => cluster.url],
  ['all nodes, and prefers a follower', (cluster) => `${cluster.url}&nodePreference=follower`],
  ['all nodes, and prefers any', (cluster) => `${cluster.url}&nodePreference=random`],
  ['a node to be asked for the others', (cluster) => `esdb+discover://${addressOf(cluster, 2)}?tls=false`],
];

async function collect(log: EventLog, region: string, { count, seen }: { count: number; seen: number[] }) {
  for await (const item of log.follow(region, 0)) {
    if (isEvent(item)) seen.push(item.position);
    if (seen.length === count) return;
  }
}

describe('a connection string that names', () => {
  it.each(urls)('%s works for appends, reads and subscriptions', async (_, urlOf) => {
    const cluster = await start({ lagMs: 30, commitMs: 5 });
    const region = newRegion();
    const stream = newStream(region);
    const url = urlOf(cluster);
    const [writer, reader] = [open({ url }, { retry, pollMs: 60_000 }), open({ url }, { retry, pollMs: 60_000 })];
    for (let count = 0; count < 20; count += 1)
      expect(await writer.append(stream, afterEvents(count), newEvents(1))).toMatchObject({ position: count + 1 });
    const seen: number[] = [];
    const following = collect(reader, region, { count: 25, seen });
    await waitFor(() => seen.length === 20);
    expect(await reader.head(region)).toBe(20);
    for (let count = 20; count < 25; count += 1) await writer.append(stream, afterEvents(count), newEvents(1));
    expect((await all(reader.read(stream))).map(({ position }) => position)).toEqual(range(1, 25));
    await following;
    expect(seen).toEqual(range(1, 25));
  });

  it('all nodes, and prefers a follower, reads existing events from followers', async () => {
    const cluster = await start();
    const region = newRegion();
    const log = open({ url: `${cluster.url}&nodePreference=follower` }, { retry });
    await log.append(newStream(region), 'none', newEvents(50));
    const before = cluster.nodes.map(({ faults }) => faults.count('read'));
    expect(await eventsOf(log, region)).toHaveLength(50);
    const reads = cluster.nodes.map(({ faults }, at) => faults.count('read') - (before[at] ?? 0));
    expect([reads[0], (reads[1] ?? 0) + (reads[2] ?? 0)]).toEqual([1, 1]);
  });

  it('a follower that is far behind returns everything, read from the leader', async () => {
    const cluster = await start({ lagMs: 60_000 });
    const region = newRegion();
    const log = open({ url: `${cluster.url}&nodePreference=follower` }, { retry });
    await log.append(newStream(region), 'none', newEvents(50));
    expect(await eventsOf(log, region)).toHaveLength(50);
  });
});

/** Writers and a follower that continue through all faults, and when each last made progress. */
function traffic(cluster: Cluster, url: string) {
  const region = newRegion();
  const [log, reader] = [open({ url }, { retry }), open({ url }, { retry })];
  const acknowledged: string[] = [];
  const seen: string[] = [];
  let isOver = false;
  const went = { append: 0, read: 0, follow: 0 };
  const write = async () => {
    const stream = newStream(region);
    for (let count = 0; !isOver; count += 1) {
      const events = newEvents(1);
      await log.append(stream, afterEvents(count), events);
      went.append = performance.now();
      acknowledged.push(...events.map(({ id }) => id));
      await delay(2);
    }
  };
  const read = async () => {
    while (!isOver) {
      await reader.head(region);
      went.read = performance.now();
      await delay(5);
    }
  };
  const controller = new AbortController();
  const follow = async () => {
    for await (const item of reader.follow(region, 0, controller)) {
      if (!isEvent(item)) continue;
      seen.push(item.id);
      went.follow = performance.now();
    }
  };
  const [asking, following] = [Promise.all([write(), write(), write(), read()]), follow()];
  const running = Promise.all([asking, following]);
  const end = async () => {
    isOver = true;
    await asking;
    await waitFor(() => seen.length >= acknowledged.length);
    controller.abort();
    await following;
    const leader = cluster.nodes[cluster.leader];
    const stored = leader?.store.stream(serverStream(region)).records.map(({ id }) => id) ?? [];
    expect(new Set(stored).size).toBe(stored.length);
    expect(stored.toSorted()).toEqual(acknowledged.toSorted());
    expect(seen).toEqual(stored);
  };
  return { went, acknowledged, running, end };
}

describe('a change of leader', () => {
  const kinds = ['freezes', 'is killed', 'is relieved'] as const;
  it.each(kinds)('when the old leader %s: work continues soon, and no event is lost or repeated', async (kind) => {
    const cluster = await start({ commitMs: 4, lagMs: 4, electionMs: 1_500, staleMs: 300 });
    for (const urlOf of sized([addressOf(cluster, 1)], [addressOf(cluster, 0), addressOf(cluster, 1)])) {
      const old = cluster.leader;
      const { went, acknowledged, running, end } = traffic(cluster, `esdb://${urlOf}?tls=false`);
      running.catch(() => undefined);
      await waitFor(() => acknowledged.length > 30);
      if (kind === 'freezes') cluster.freeze(old);
      else if (kind === 'is killed') await cluster.kill(old);
      else cluster.lead((old + 1) % 3);
      await waitFor(() => cluster.leader !== old);
      const since = performance.now();
      await Promise.race([running, waitFor(() => Object.values(went).every((at) => at > since))]);
      expect(Math.max(...Object.values(went)) - since).toBeLessThan(GOES_ON_MS);
      if (kind === 'freezes') cluster.thaw(old);
      if (kind === 'is killed') await cluster.revive(old);
      await delay(500);
      await end();
    }
  });

  it('drops uncommitted events, and the append is repeated once', async () => {
    const cluster = await start({ commitMs: 60_000 });
    const log = open({ url: cluster.url }, { retry });
    const region = newRegion();
    const events = newEvents(2);
    for (const { store } of cluster.nodes) store.commitMs = 0;
    await log.append(newStream(region), 'none', newEvents(1));
    for (const { store } of cluster.nodes) store.commitMs = 60_000;
    const sent = log.append(newStream(region), 'none', events);
    await waitFor(() => (cluster.nodes[0]?.store.uncommitted.size ?? 0) > 0);
    for (const { store } of cluster.nodes) store.commitMs = 0;
    cluster.lead(1);
    expect(await sent).toEqual({ revision: 1, position: 3 });
    const stored = cluster.nodes.map(({ store }) => store.stream(serverStream(region)).records.length);
    expect(stored).toEqual([3, 3, 3]);
  });
});

describe('a returning leader that does not know the new leader yet', () => {
  it('never makes a reader report lost events', async () => {
    const cluster = await start({ electionMs: 200, staleMs: 60_000 });
    const region = newRegion();
    const stream = newStream(region);
    const quick = { ...retry, timeoutMs: 1_000 };
    const knowing = open({ url: cluster.url }, { retry: quick });
    await knowing.append(stream, 'none', newEvents(3));
    cluster.freeze(0);
    await waitFor(() => cluster.leader > 0);
    await knowing.append(stream, 2, newEvents(4));
    cluster.thaw(0);
    const misled = open({ url: `esdb://${addressOf(cluster, 0)}?tls=false` }, { retry: quick });
    expect(await misled.head(region)).toBe(3);
    const seen: number[] = [];
    for await (const item of misled.follow(region, 5)) {
      if (!isEvent(item)) break;
      seen.push(item.position);
    }
    expect(seen).toEqual([6, 7]);
    expect(await misled.head(region)).toBe(7);
  });
});
