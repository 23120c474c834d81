import { setTimeout as sleep } from 'node:timers/promises';
import { WakeUp } from '../wake-up.js';
import {
  FeedStopped,
  type Feed,
  type FeedConsumer,
  type FeedEnds,
  type IncomingRecord,
  type OutgoingRecord,
  type Subscription,
  type TopicPartition,
} from './feed.js';

const RETRY_MS = 10;
const POLL_MS = 50;
const BATCH = 500;

/** A feed in memory: for one process without a broker, and for tests of producers and consumers. */
export class MemoryFeed implements Feed {
  readonly #topics = new Map<string, IncomingRecord[][]>();
  readonly #wakeUp = new WakeUp();
  /** Partitions assigned to a consumer, by group. */
  readonly #taken = new Set<string>();

  prepare(topic: string, partitions: number): Promise<number> {
    const known = this.#topics.get(topic) ?? Array.from({ length: partitions }, () => []);
    this.#topics.set(topic, known);
    return Promise.resolve(known.length);
  }

  send(topic: string, records: readonly OutgoingRecord[]): Promise<void> {
    for (const { partition, key, place, value } of records) {
      const kept = this.#records({ topic, partition });
      kept.push({ offset: kept.length, key, place, value });
    }
    this.#wakeUp.wake(topic);
    return Promise.resolve();
  }

  async consume({ group, topics }: Subscription, consumer: FeedConsumer, signal: AbortSignal): Promise<void> {
    const partitions = topics.flatMap((topic) =>
      (this.#topics.get(topic) ?? []).map((_, partition) => ({ topic, partition })),
    );
    await Promise.all(partitions.map((partition) => this.#consumePartition(group, partition, consumer, signal)));
  }

  ends(topic: string): Promise<readonly FeedEnds[]> {
    return Promise.resolve((this.#topics.get(topic) ?? []).map((records) => ({ first: 0, next: records.length })));
  }

  close(): Promise<void> {
    this.#wakeUp.wake();
    return Promise.resolve();
  }

  #records({ topic, partition }: TopicPartition): IncomingRecord[] {
    const records = this.#topics.get(topic)?.[partition];
    if (!records) throw new RangeError(`topic ${topic} has no partition ${partition}: prepare the topic first`);
    return records;
  }

  async #consumePartition(
    group: string,
    at: TopicPartition,
    consumer: FeedConsumer,
    signal: AbortSignal,
  ): Promise<void> {
    const name = `${group}/${at.topic}/${at.partition}`;
    while (this.#taken.has(name) && !signal.aborted) await sleep(POLL_MS);
    if (signal.aborted) return;
    this.#taken.add(name);
    try {
      await this.#follow(at, consumer, signal);
    } finally {
      this.#taken.delete(name);
    }
  }

  async #follow(at: TopicPartition, consumer: FeedConsumer, signal: AbortSignal): Promise<void> {
    const records = this.#records(at);
    let next = -1;
    while (!signal.aborted) {
      try {
        if (next < 0) next = await consumer.resume(at, { first: 0, next: records.length });
        const batch = records.slice(next, next + BATCH);
        if (batch.length === 0) await this.#wakeUp.sleep(at.topic, signal, POLL_MS).slept;
        else await consumer.take({ ...at, records: batch, next: next + batch.length });
        next += batch.length;
      } catch (error) {
        if (error instanceof FeedStopped) return;
        next = -1;
        await sleep(RETRY_MS);
      }
    }
  }
}
