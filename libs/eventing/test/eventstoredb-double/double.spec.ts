import { randomUUID } from 'node:crypto';
import { BACKWARDS, END, EventStoreDBClient, jsonEvent, START, streamNameFilter } from '@eventstore/db-client';
import type { AllStreamResolvedEvent, AppendExpectedRevision, ResolvedEvent } from '@eventstore/db-client';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Node } from './node.ts';
import { Store } from './store.ts';

/**
 * Behaviour of a server on the wire. With EVENTSTOREDB_URL the same tests run on a real server, which proves that the double
 * behaves like it.
 */
const server = process.env['EVENTSTOREDB_URL'];

let node: Node | undefined;
let client: EventStoreDBClient;
beforeAll(async () => {
  node = server === undefined ? await Node.start(new Store()) : undefined;
  client = EventStoreDBClient.connectionString(server ?? node?.url ?? '');
});
afterAll(async () => {
  await client.dispose();
  await node?.stop();
});

const newStream = (): string => `test${randomUUID().slice(0, 8)}-${randomUUID()}`;
const events = (count: number) => Array.from({ length: count }, (_, n) => jsonEvent({ type: 'Noted', data: { n } }));
const write = (stream: string, sent: ReturnType<typeof events>, expectedRevision?: AppendExpectedRevision) =>
  client.appendToStream(stream, sent, expectedRevision === undefined ? {} : { expectedRevision });

async function read(stream: string, options: Parameters<EventStoreDBClient['readStream']>[1] = {}) {
  const found: ResolvedEvent[] = [];
  for await (const event of client.readStream(stream, options)) found.push(event);
  return found;
}

const revisions = async (...args: Parameters<typeof read>) =>
  (await read(...args)).map(({ event }) => Number(event?.revision));
const failing = (work: Promise<unknown>) =>
  work.then(
    () => 'nothing went wrong',
    (error: unknown) => (error as { type?: string }).type,
  );

describe('appending to the server', () => {
  it('accepts the last revision, or "no stream", and returns the new one', async () => {
    const stream = newStream();
    expect((await write(stream, events(2), 'no_stream')).nextExpectedRevision).toBe(1n);
    expect((await write(stream, events(1), 1n)).nextExpectedRevision).toBe(2n);
    expect(await failing(write(stream, events(1), 0n))).toBe('wrong-expected-version');
    expect(await failing(write(stream, events(1), 9n))).toBe('wrong-expected-version');
    expect(await failing(write(stream, events(1), 'no_stream'))).toBe('wrong-expected-version');
    expect(await failing(write(newStream(), events(1), 'stream_exists'))).toBe('wrong-expected-version');
    expect(await revisions(stream)).toEqual([0, 1, 2]);
  });

  it('answers a repeated append, or its first part, like the first time, and refuses one that differs later on', async () => {
    const stream = newStream();
    const [a = [], b = []] = [events(3), events(1)];
    await write(stream, a, 'no_stream');
    await write(stream, b, 2n);
    expect((await write(stream, a, 'no_stream')).nextExpectedRevision).toBe(2n);
    expect((await write(stream, a.slice(0, 2), 'no_stream')).nextExpectedRevision).toBe(1n);
    expect(await failing(write(stream, [...a, ...events(1)], 'no_stream'))).toBe('wrong-expected-version');
    expect(await failing(write(stream, [...a, ...b, ...events(1)], 'no_stream'))).toBe('wrong-expected-version');
    expect((await write(stream, a, 'any')).nextExpectedRevision).toBe(2n);
    expect(await revisions(stream)).toEqual([0, 1, 2, 3]);
  });

  it('accepts an append as a whole or not at all, and at most 1 MiB', async () => {
    const stream = newStream();
    const large = [jsonEvent({ type: 'Noted', data: { n: 0, text: 'x'.repeat(600_000) } })];
    expect(await failing(write(stream, [...large, ...large.map((one) => ({ ...one, id: randomUUID() }))]))).toBe(
      'maximum-append-size-exceeded',
    );
    expect(await failing(read(stream))).toBe('stream-not-found');
  });

  it('gives the same result in a separate call as in a batch', async () => {
    const stream = newStream();
    Reflect.set(client, 'supports', () => Promise.resolve(false));
    const sent = events(2);
    expect((await write(stream, sent, 'no_stream')).nextExpectedRevision).toBe(1n);
    expect((await write(stream, sent, 'no_stream')).nextExpectedRevision).toBe(1n);
    expect(await failing(write(stream, events(1), 7n))).toBe('wrong-expected-version');
    const large = [jsonEvent({ type: 'Noted', data: { n: 0, text: 'x'.repeat(1_100_000) } })];
    expect(await failing(write(stream, large))).toBe('maximum-append-size-exceeded');
  });
});

describe('reading from the server', () => {
  it('starts at and includes a revision, in both directions', async () => {
    const stream = newStream();
    await write(stream, events(5), 'no_stream');
    expect(await revisions(stream, { fromRevision: 3n })).toEqual([3, 4]);
    expect(await revisions(stream, { fromRevision: 9n })).toEqual([]);
    expect(await revisions(stream, { direction: BACKWARDS, fromRevision: 3n, maxCount: 2 })).toEqual([3, 2]);
    expect(await revisions(stream, { direction: BACKWARDS, fromRevision: END, maxCount: 1 })).toEqual([4]);
  });

  it('gives positions that increase, and the time', async () => {
    const stream = newStream();
    await write(stream, events(3), 'no_stream');
    const found = await read(stream);
    const commits = found.map(({ event }) => event?.position?.commit ?? 0n);
    expect(commits.every((commit, n) => n === 0 || commit > (commits[n - 1] ?? 0n))).toBe(true);
    expect(Math.abs(Number(found[0]?.event?.created) - Date.now())).toBeLessThan(60_000);
  });

  it('resolves links, and shows a link to a removed event without the event', async () => {
    const [target, links] = [newStream(), newStream()];
    await write(target, events(1), 'no_stream');
    const link = (to: string) => ({
      ...jsonEvent({ type: '$>', data: {} }),
      contentType: 'application/octet-stream' as const,
      data: Buffer.from(to),
    });
    await client.appendToStream(links, [link(`0@${target}`), link(`5@${target}`)]);
    const found = await read(links, { resolveLinkTos: true });
    expect(found.map(({ event }) => event?.streamId)).toEqual([target, undefined]);
    expect(found.map((one) => one.link?.streamId)).toEqual([links, links]);
  });
});

describe('metadata and deletion on the server', () => {
  it('hides events by number and by truncation from readers of the stream', async () => {
    const stream = newStream();
    await write(stream, events(5), 'no_stream');
    await client.setStreamMetadata(stream, { maxCount: 2 });
    expect(await revisions(stream)).toEqual([3, 4]);
    expect((await client.getStreamMetadata(stream)).metadata).toEqual({ maxCount: 2 });
    await client.setStreamMetadata(stream, { truncateBefore: 4 });
    expect(await revisions(stream)).toEqual([4]);
  });

  it('continues the numbering after a soft delete', async () => {
    const stream = newStream();
    await write(stream, events(3), 'no_stream');
    await client.deleteStream(stream);
    expect(await failing(read(stream))).toBe('stream-not-found');
    expect((await write(stream, events(1), 'no_stream')).nextExpectedRevision).toBe(3n);
    expect(await revisions(stream)).toEqual([3]);
  });

  it('never restores a stream with a tombstone', async () => {
    const stream = newStream();
    await write(stream, events(1), 'no_stream');
    await client.tombstoneStream(stream);
    expect(await failing(read(stream))).toBe('stream-deleted');
    expect(await failing(write(stream, events(1)))).toBe('stream-deleted');
  });
});

describe('subscribing to the server', () => {
  it('continues after a revision, then with new events', async () => {
    const stream = newStream();
    await write(stream, events(3), 'no_stream');
    const seen: number[] = [];
    for await (const { event } of client.subscribeToStream(stream, { fromRevision: 0n })) {
      if (seen.push(Number(event?.revision)) === 2) await write(stream, events(2), 2n);
      if (seen.length === 4) break;
    }
    expect(seen).toEqual([1, 2, 3, 4]);
  });

  it('filters the whole log by prefix, among system and foreign events, and reports its position', async () => {
    const prefix = `test${randomUUID().slice(0, 8)}`;
    for (let n = 0; n < 40; n += 1) await write(n % 4 === 0 ? `${prefix}-a` : newStream(), events(1));
    const [seen, checkpoints]: [string[], bigint[]] = [[], []];
    const subscription = client.subscribeToAll({
      fromPosition: START,
      filter: streamNameFilter({
        prefixes: [prefix],
        checkpointInterval: 1,
        checkpointReached: (_, { commit }) => Promise.resolve(void checkpoints.push(commit)),
      }),
    });
    for await (const { event } of subscription as AsyncIterable<AllStreamResolvedEvent>)
      if (seen.push(event?.streamId ?? '') === 10) break;
    expect(seen).toEqual(Array.from({ length: 10 }, () => `${prefix}-a`));
    expect(checkpoints.length).toBeGreaterThan(0);
    await subscription.unsubscribe().catch(() => undefined);
  });
});
