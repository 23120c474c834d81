import { EventStoreDBClient } from '@eventstore/db-client';
import { afterEach, describe, expect, it } from '@jest/globals';
import { EventsRemoved, GapInLog } from '../../src/index.js';
import type { EventLog } from '../../src/index.js';
import { all, eventsOf, failureOf, newEvents, newRegion, newStream } from '../../conformance/subject.js';
import { rig, serverStream } from './rig.js';

const { server, log: open } = rig();
const clients: EventStoreDBClient[] = [];
afterEach(() => Promise.all(clients.splice(0).map((client) => client.dispose())));

async function filled() {
  const node = await server();
  const log = open(node);
  const region = newRegion();
  const stream = newStream(region);
  await log.append(stream, 'none', newEvents(5));
  const operator = EventStoreDBClient.connectionString(node.url);
  clients.push(operator);
  return { node, log, region, stream, operator };
}

const everyUse = (log: EventLog, region: string, stream: string): (() => Promise<unknown>)[] => [
  () => log.head(region),
  () => eventsOf(log, region),
  () => all(log.read(stream)),
  () => log.append(newStream(region), 'none', newEvents(1)),
  () => all(log.follow(region, 0)),
];

describe('events that an operator removed from a region in EventStoreDB', () => {
  it.each([{ maxCount: 2 }, { truncateBefore: 2 }, { maxAge: 3_600 }])(
    'are noticed before any read of a stream or append: metadata %j',
    async (metadata) => {
      const { node, region, stream, operator } = await filled();
      await operator.setStreamMetadata(serverStream(region), metadata);
      const fresh = open(node);
      expect(await failureOf(all(fresh.read(stream)))).toBeInstanceOf(EventsRemoved);
      const failure = await failureOf(fresh.append(newStream(region), 'none', newEvents(1)));
      expect(failure).toBeInstanceOf(EventsRemoved);
      expect((failure as Error).message).toMatch(/\$(maxCount|tb|maxAge)/);
    },
  );

  it('are noticed by a reader that reads past them, also while the log is open', async () => {
    const { log, region, stream, operator } = await filled();
    await operator.setStreamMetadata(serverStream(region), { truncateBefore: 2 });
    expect(await failureOf(eventsOf(log, region))).toMatchObject({ name: GapInLog.name, expected: 1, found: 3 });
    expect(await failureOf(all(log.follow(region, 1)))).toMatchObject({ expected: 2, found: 3 });
    expect(await failureOf(all(log.read(stream)))).toBeInstanceOf(GapInLog);
  });

  it('are noticed when all are gone: hidden events', async () => {
    const { log, region, operator } = await filled();
    await operator.setStreamMetadata(serverStream(region), { truncateBefore: 5 });
    expect(await failureOf(log.head(region))).toBeInstanceOf(EventsRemoved);
  });

  it.each(['a stream that was deleted', 'a stream that is gone for good'])('are noticed: %s', async (kind) => {
    const { node, log, region, stream, operator } = await filled();
    if (kind.includes('good')) await operator.tombstoneStream(serverStream(region));
    else await operator.deleteStream(serverStream(region));
    const uses = [...everyUse(open(node), region, stream), () => log.head(region), () => eventsOf(log, region)];
    for (const use of uses) expect(await failureOf(use())).toBeInstanceOf(EventsRemoved);
  });

  it('are noticed when the stream was written to again after its deletion', async () => {
    const { node, log, region, stream, operator } = await filled();
    await operator.deleteStream(serverStream(region));
    await log.append(stream, 4, newEvents(1));
    expect(await log.head(region)).toBe(6);
    expect(await failureOf(eventsOf(log, region))).toBeInstanceOf(GapInLog);
    expect(await failureOf(open(node).append(stream, 5, newEvents(1)))).toBeInstanceOf(EventsRemoved);
  });
});
