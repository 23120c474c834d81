/** Guarantees of every feed, and of a relay and a consumer that use it together. */
import { randomUUID } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { eventId } from '../src/event-id.js';
import { eventIn } from '../src/feed/cloud-event.js';
import { FeedStopped, type Feed, type FeedBatch, type FeedConsumer, type TopicPartition } from '../src/feed/feed.js';
import { Relay, type RelayState, type RelayStore } from '../src/feed/relay.js';
import { MemoryEventLog } from '../src/memory-event-log.js';
import { waitFor } from './waiting.js';

/** A feed to test, and a way to open another connection to it. */
export interface FeedSubject {
  open(): Feed;
  stop(): Promise<void>;
}

const PARTITIONS = 3;
const place = (position: number) => ({ region: 'zhz', position, previous: position - 1 });
const record = (position: number) => ({
  key: `zhz.note-${position}`,
  place: place(position),
  value: `{"n":${position}}`,
});
const records = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, i) => record(from + i));

/** A consumer that stores its records and offsets, like one with a database. */
class Remembering implements FeedConsumer {
  readonly taken: number[] = [];
  readonly offsets = new Map<string, number>();
  readonly batches: FeedBatch[] = [];
  before: (batch: FeedBatch) => void = () => undefined;

  resume({ topic, partition }: TopicPartition): Promise<number> {
    return Promise.resolve(this.offsets.get(`${topic}/${partition}`) ?? 0);
  }

  async take(batch: FeedBatch): Promise<void> {
    this.before(batch);
    this.batches.push(batch);
    this.taken.push(...batch.records.map((one) => one.place?.position ?? 0));
    this.offsets.set(`${batch.topic}/${batch.partition}`, batch.next);
    await Promise.resolve();
  }
}

class MemoryRelayStore implements RelayStore {
  readonly states = new Map<string, RelayState>();
  load = (topic: string, region: string) => Promise.resolve(this.states.get(`${topic}/${region}`));
  save = (topic: string, region: string, state: RelayState) => {
    this.states.set(`${topic}/${region}`, state);
    return Promise.resolve();
  };
}

/** Runs the suite on a feed; `start` may be slow. */
export const feedConformance = (name: string, start: () => Promise<FeedSubject>): void =>
  describe(`the feed on ${name}`, () => {
    let subject: FeedSubject;
    let feed: Feed;
    let topic: string;
    let ending: AbortController;
    let consuming: Promise<void>[];

    beforeAll(async () => {
      subject = await start();
    });
    beforeEach(async () => {
      feed = subject.open();
      topic = `test.${randomUUID()}`;
      await feed.prepare(topic, PARTITIONS);
      await untilLed();
      ending = new AbortController();
      consuming = [];
    });
    afterEach(async () => {
      ending.abort();
      await Promise.all(consuming);
      await feed.close();
    });
    afterAll(() => subject.stop());

    /** A broker creates a topic before its partitions have leaders; until then it refuses requests for them. */
    async function untilLed(): Promise<void> {
      for (let attempt = 0; attempt < 50; attempt += 1) {
        if (await feed.ends(topic).then(Boolean, () => false)) return;
        await setTimeout(200);
      }
    }

    const consume = (consumer: FeedConsumer, group = topic, signal = ending.signal): Promise<void> => {
      const run = feed.consume({ group, topics: [topic] }, consumer, signal);
      consuming.push(run);
      return run;
    };
    const send = (partition: number, from: number, to: number) =>
      feed.send(
        topic,
        records(from, to).map((one) => ({ ...one, partition })),
      );

    it('keeps a topic with the partitions it was created with', async () => {
      expect(await feed.prepare(topic, 7)).toBe(PARTITIONS);
      expect(await feed.ends(topic)).toEqual(Array.from({ length: PARTITIONS }, () => ({ first: 0, next: 0 })));
    });

    it('returns every record unchanged, in order within a partition', async () => {
      const consumer = new Remembering();
      await send(1, 1, 600);
      void consume(consumer);
      await waitFor(() => consumer.taken.length === 600);
      await send(1, 601, 602);
      await waitFor(() => consumer.taken.length === 602);
      expect(consumer.taken).toEqual(records(1, 602).map((one) => one.place.position));
      const all = consumer.batches.flatMap((batch) => batch.records);
      expect(all).toEqual(records(1, 602).map((one, offset) => ({ ...one, offset })));
      expect(await feed.ends(topic)).toMatchObject([{ next: 0 }, { next: 602 }, { next: 0 }]);
    });

    it('carries records of the largest append, any number of them', async () => {
      const consumer = new Remembering();
      const large = records(1, 12).map((one) => ({ ...one, partition: 0, value: 'é'.repeat(1_100_000) }));
      await feed.send(topic, large);
      void consume(consumer);
      await waitFor(() => consumer.taken.length === 12);
      expect(consumer.batches.flatMap((batch) => batch.records.map(({ value }) => value.length))).toEqual(
        large.map(({ value }) => value.length),
      );
    });

    it('resumes at the offset of the consumer', async () => {
      const consumer = new Remembering();
      consumer.offsets.set(`${topic}/0`, 4);
      await send(0, 1, 6);
      void consume(consumer);
      await waitFor(() => consumer.taken.length === 2);
      expect(consumer.taken).toEqual([5, 6]);
    });

    it('(f) repeats records after a failure of the consumer, and meanwhile continues with other partitions', async () => {
      const consumer = new Remembering();
      let failures = 3;
      consumer.before = ({ partition }) => {
        if (partition === 2 && failures-- > 0) throw new Error('the table is locked');
      };
      await Promise.all([send(2, 1, 3), send(0, 11, 12)]);
      void consume(consumer);
      await waitFor(() => consumer.taken.length === 5);
      expect(consumer.taken.filter((position) => position < 10)).toEqual([1, 2, 3]);
      expect(consumer.taken.slice(0, 2)).toEqual([11, 12]);
    });

    it('pauses a partition that its consumer stopped, and continues with others', async () => {
      const consumer = new Remembering();
      let asked = 0;
      consumer.before = (batch) => {
        if (batch.partition !== 1) return;
        asked += 1;
        throw new FeedStopped(batch, 'a record is missing');
      };
      await Promise.all([send(1, 1, 3), send(0, 11, 12)]);
      void consume(consumer);
      await waitFor(() => consumer.taken.length === 2 && asked === 1);
      await send(0, 13, 14);
      await waitFor(() => consumer.taken.length === 4);
      expect([consumer.taken, asked]).toEqual([[11, 12, 13, 14], 1]);
    });

    it('assigns a partition to one consumer of a group, and to another when that one leaves', async () => {
      const [first, second] = [new Remembering(), new Remembering()];
      const leaving = new AbortController();
      await send(0, 1, 3);
      const run = consume(first, 'group', leaving.signal);
      await waitFor(() => first.taken.length === 3);
      second.offsets.set(`${topic}/0`, 3);
      void consume(second, 'group');
      leaving.abort();
      await run;
      await send(0, 4, 5);
      await waitFor(() => second.taken.length === 2);
      expect([first.taken, second.taken]).toEqual([
        [1, 2, 3],
        [4, 5],
      ]);
    });

    it('carries every event of a context past crashes of the relay, in order, each naming the one before', async () => {
      await fc.assert(
        fc.asyncProperty(
          fc.array(fc.record({ stream: fc.nat(4), isOther: fc.boolean(), crash: fc.boolean() }), {
            minLength: 1,
            maxLength: 25,
          }),
          async (steps) => {
            const [log, store, consumer] = [new MemoryEventLog(), new MemoryRelayStore(), new Remembering()];
            const own = `test.${randomUUID()}`;
            const route = { context: 'notes', topic: own, partitions: PARTITIONS };
            const revisions = new Map<string, number>();
            const expected: number[] = [];
            await feed.prepare(own, PARTITIONS);
            for (const [index, { stream, isOther, crash }] of steps.entries()) {
              const id = `zhz.note-${stream}`;
              const before = revisions.get(id);
              const type = isOther ? 'others.said.v1' : 'notes.said.v1';
              await log.append(id, before ?? 'none', [{ id: eventId(own, index), type, data: { index } }]);
              revisions.set(id, (before ?? -1) + 1);
              if (!isOther) expected.push(index + 1);
              if (!crash) continue;
              const saved = new Map(store.states);
              await relayAll(new Relay(log, feed, store, route), index + 1);
              for (const [key, state] of saved) store.states.set(key, state);
            }
            await relayAll(new Relay(log, feed, store, route), steps.length);
            const done = new AbortController();
            const run = feed.consume({ group: own, topics: [own] }, consumer, done.signal);
            await waitFor(() => new Set(consumer.taken).size === expected.length);
            done.abort();
            await run;
            expectChain(consumer.batches, expected);
          },
        ),
        { numRuns: name === 'memory' ? 50 : 4, seed: 5 },
      );
    });
  });

/** Runs a relay until it has sent everything up to the head. */
async function relayAll(relay: Relay, head: number): Promise<void> {
  const done = new AbortController();
  const run = relay.run(done.signal);
  await waitFor(() => relay.status().some(({ position }) => position === head));
  done.abort();
  await run;
}

/** Every position once when repeats are left out, each record after the one it names. */
function expectChain(batches: readonly FeedBatch[], expected: readonly number[]): void {
  const reached = new Map<number, number>();
  const seen: number[] = [];
  for (const { partition, records: taken } of batches) {
    for (const { place: at, value } of taken) {
      if (!at) throw new Error('a record without a place');
      const last = reached.get(partition) ?? 0;
      if (at.position <= last) continue;
      expect(at.previous).toBe(last);
      expect(eventIn(value, at)).toMatchObject({ position: at.position, data: { index: at.position - 1 } });
      reached.set(partition, at.position);
      seen.push(at.position);
    }
  }
  expect(seen.sort((a, b) => a - b)).toEqual(expected);
}
