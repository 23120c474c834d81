import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { BACKWARDS, END, EventStoreDBClient, jsonEvent } from '@eventstore/db-client';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { disconnect } from '../../src/eventstoredb/client/connection.js';
import { gossipOf } from '../../src/eventstoredb/client/gossip.js';
import { requestPlainAnswers } from '../../src/eventstoredb/client/plain-answers.js';
import { Cluster } from './cluster.ts';
import { Node } from './node.ts';
import { Store } from './store.ts';

/**
 * Tests when a server shows an accepted write, and how a node behaves that is not the leader. With EVENTSTOREDB_URL a real
 * server is tested: a single node partly, a cluster completely.
 */
const server = process.env['EVENTSTOREDB_URL'];

let cluster: Cluster | undefined;
let leader: EventStoreDBClient;
let follower: EventStoreDBClient | undefined;
/** A connection string for one of the nodes in the server's connection string. */
const urlOf = (url: string, { host, port }: { host: string; port: number }): string =>
  url.replace(/^esdb(?:\+discover)?:\/\/((?:[^@/]+@)?)[^/?]+/, `esdb://$1${host}:${port}`);

beforeAll(async () => {
  cluster = server === undefined ? await Cluster.start({ commitMs: 15, lagMs: 5 }) : undefined;
  const url = server ?? cluster?.url ?? '';
  const any = EventStoreDBClient.connectionString(url);
  const members = await gossipOf(any, 5_000);
  await disconnect(any);
  const [first, second] = ['leader', 'follower'].map((role) => members.find((member) => member.role === role));
  leader = EventStoreDBClient.connectionString(first && members.length > 1 ? urlOf(url, first.address) : url);
  follower = second && EventStoreDBClient.connectionString(urlOf(url, second.address));
});
afterAll(async () => {
  await Promise.all([disconnect(leader), follower && disconnect(follower)]);
  await cluster?.stop();
});

const newStream = (): string => `test${randomUUID().slice(0, 8)}-${randomUUID()}`;
const event = () => jsonEvent({ type: 'Noted', data: { text: 'x'.repeat(500) } });
const typeOf = (work: Promise<unknown>) =>
  work.then(
    () => 'done',
    (error: unknown) => (error as { type?: string }).type,
  );
const requiresLeader = { requiresLeader: true } as const;

async function lastOf(client: EventStoreDBClient, stream: string, options: object = requiresLeader): Promise<number> {
  let last = -1;
  try {
    const reading = client.readStream(stream, { direction: BACKWARDS, fromRevision: END, maxCount: 1, ...options });
    for await (const { event: found } of reading) last = Number(found?.revision);
  } catch (error) {
    if ((error as { type?: string }).type !== 'stream-not-found') throw error;
  }
  return last;
}

describe('a write that the server has accepted', () => {
  it('can be read from the leader once it is acknowledged', async () => {
    const stream = newStream();
    for (let last = 0; last < 20; last += 1) {
      const expectedRevision = last === 0 ? 'no_stream' : BigInt(last - 1);
      await leader.appendToStream(stream, event(), { expectedRevision, ...requiresLeader });
      expect(await lastOf(leader, stream)).toBe(last);
    }
  });

  it('causes other appends to be refused before it can be read, and can be read later', async () => {
    const stream = newStream();
    let early = 0;
    for (let last = -1; last < 20; last += 1) {
      const expectedRevision = last < 0 ? 'no_stream' : BigInt(last);
      const writes = [event(), event()].map((one) =>
        typeOf(leader.appendToStream(stream, one, { expectedRevision, ...requiresLeader })),
      );
      const answers: (string | undefined)[] = [];
      await Promise.race(writes.map(async (write) => answers.push(await write)));
      if (answers[0] === 'wrong-expected-version' && (await lastOf(leader, stream)) === last) early += 1;
      expect((await Promise.all(writes)).toSorted()).toEqual(['done', 'wrong-expected-version']);
      expect(await lastOf(leader, stream)).toBe(last + 1);
    }
    // The frequency depends on the server's disk and network; the double always delays.
    if (cluster) expect(early).toBeGreaterThan(10);
  });

  it('when repeated, is not acknowledged before it can be read', async () => {
    const [stream, again] = [newStream(), event()];
    const options = { expectedRevision: 'no_stream', ...requiresLeader } as const;
    const writes = [again, again].map((one) => typeOf(leader.appendToStream(stream, one, options)));
    const isFirstDone = Promise.any(writes.map(async (write) => (await write) === 'done'));
    expect(await isFirstDone).toBe(true);
    // The second gets the answer of the first, or none: it is dropped while the first is not committed.
    const both = await Promise.race([Promise.all(writes), delay(500).then(() => 'dropped')]);
    expect([['done', 'done'], 'dropped']).toContainEqual(both);
    expect(await typeOf(leader.appendToStream(stream, again, options))).toBe('done');
    expect(await lastOf(leader, stream)).toBe(0);
  });
});

describe('a node that follows', () => {
  it('refuses appends and reads that require the leader, and names the leader', async () => {
    if (!follower) return;
    const stream = newStream();
    await leader.appendToStream(stream, event());
    const append = follower.appendToStream(stream, event(), { expectedRevision: 'any', ...requiresLeader });
    const error = await append.then(
      () => undefined,
      (thrown: unknown) => thrown as { type?: string; leader?: { address: string; port: number } },
    );
    expect(error?.type).toBe('not-leader');
    const members = await gossipOf(leader, 5_000);
    const address = members.find(({ role }) => role === 'leader')?.address;
    expect(error?.leader).toMatchObject({ address: address?.host, port: address?.port });
    // The library followed the redirect by itself.
    expect(await typeOf(follower.appendToStream(stream, event(), requiresLeader))).toBe('done');
    expect(await lastOf(leader, stream)).toBe(1);
  });
});

describe('compressed responses of the server', () => {
  it('are sent uncompressed when the client requests it', async () => {
    const node = server === undefined ? await Node.start(new Store(), { hasGzip: true }) : undefined;
    const [packed, plain] = [0, 1].map(() => EventStoreDBClient.connectionString(server ?? node?.url ?? ''));
    if (!packed || !plain) throw new Error('There are two clients.');
    requestPlainAnswers(plain);
    const stream = newStream();
    await packed.appendToStream(stream, event());
    expect(await lastOf(packed, stream)).toBe(0);
    const before = node?.gzip?.count;
    if (node) expect(before).toBeGreaterThan(0);
    await plain.appendToStream(stream, event());
    // The only compressed answer is about the server's features: the headers of that request are not changed.
    if (node) expect(node.gzip?.count).toBe((before ?? 0) + 1);
    expect(await lastOf(plain, stream)).toBe(1);
    if (node) expect(node.gzip?.count).toBe((before ?? 0) + 1);
    await Promise.all([disconnect(packed), disconnect(plain)]);
    await node?.stop();
  });
});
