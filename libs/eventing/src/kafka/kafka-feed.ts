import { setTimeout as sleep } from 'node:timers/promises';
import {
  Kafka,
  logLevel,
  Partitioners,
  type Admin,
  type Consumer,
  type EachBatchPayload,
  type KafkaMessage,
  type Producer,
  type SASLOptions,
} from 'kafkajs';
import { backoff } from '../retry.js';
import {
  FeedUnavailable,
  FeedStopped,
  type Feed,
  type FeedBatch,
  type FeedConsumer,
  type FeedEnds,
  type FeedPlace,
  type IncomingRecord,
  type OutgoingRecord,
  type Subscription,
  type TopicPartition,
} from '../feed/feed.js';
import { remedyOf } from './remedy.js';

/** Connection settings for Kafka. */
export interface KafkaSettings {
  /** `host:port` of one or more brokers. */
  readonly brokers: readonly string[];
  readonly clientId: string;
  readonly tls?: boolean;
  /** Certificates of the brokers' certificate authority (PEM); defaults to the authorities that Node trusts. */
  readonly ca?: string;
  readonly sasl?: SASLOptions;
  /** Replicas of every topic that is created; defaults to the broker's setting. */
  readonly replication?: number;
}

const BY_BROKER = -1;
/** Largest message that a topic accepts: an event may be as large as an append (1 MiB), plus its envelope. */
const MESSAGE_BYTES_MAX = 8 * 1024 * 1024;
/** Maximum number of characters in one request; a larger record is sent alone. */
const REQUEST_SIZE = 1_500_000;
const SESSION_MS = 10_000;
const FETCH_WAIT_MS = 500;
const DISCONNECT_WITHIN_MS = 5_000;
const AGAIN_AFTER_MS = { first: 200, last: 10_000 };
const PLACE_HEADER = 'place';
const CONTENT_TYPE = 'application/cloudevents+json; charset=UTF-8';

const placeText = ({ region, position, previous }: FeedPlace): string => `${region} ${position} ${previous}`;

function placeOf({ headers }: KafkaMessage): FeedPlace | undefined {
  const [, region, position, previous] = /^(\S+) (\d{1,16}) (\d{1,16})$/.exec(String(headers?.[PLACE_HEADER])) ?? [];
  return region === undefined ? undefined : { region, position: Number(position), previous: Number(previous) };
}

const incoming = (message: KafkaMessage): IncomingRecord => ({
  offset: Number(message.offset),
  key: message.key?.toString() ?? '',
  place: placeOf(message),
  value: message.value?.toString() ?? '',
});

/** Groups records, in order, so that each group fits in one request. */
function requestsOf(records: readonly OutgoingRecord[]): OutgoingRecord[][] {
  const requests: OutgoingRecord[][] = [];
  let size = Infinity;
  for (const record of records) {
    size += record.value.length;
    const last = requests.at(-1);
    if (last && size <= REQUEST_SIZE) last.push(record);
    else {
      requests.push([record]);
      size = record.value.length;
    }
  }
  return requests;
}

const nameOf = ({ topic, partition }: TopicPartition): string => `${topic}/${partition}`;

/** A running consumer of a group: the next offset of each assigned partition, and the paused partitions. */
class Consumption {
  readonly #next = new Map<string, number>();
  readonly #sought = new Set<string>();
  readonly #failures = new Map<string, number>();
  readonly #stopped = new Set<string>();

  constructor(
    private readonly consumer: FeedConsumer,
    private readonly kafka: Consumer,
    private readonly endsOf: (at: TopicPartition) => Promise<FeedEnds>,
  ) {}

  /** Partitions were reassigned: another consumer may have changed their offsets. */
  reassigned(): void {
    this.#next.clear();
    this.#sought.clear();
  }

  async take({ batch, resolveOffset, heartbeat, pause, isStale, isRunning }: EachBatchPayload): Promise<void> {
    const at = { topic: batch.topic, partition: batch.partition };
    try {
      if (this.#stopped.has(nameOf(at))) throw new FeedStopped(at, 'it stopped before');
      const next = await this.#nextOf(at);
      const records = batch.messages.map(incoming).filter(({ offset }) => offset >= next);
      if (isStale() || !isRunning() || this.#seeks(at, next, Number(batch.messages[0]?.offset ?? next))) return;
      const taken = { ...at, records, next: Number(batch.lastOffset()) + 1 };
      if (records.length > 0) await this.#hand(taken);
      resolveOffset(batch.lastOffset());
      await heartbeat();
    } catch (error) {
      this.#rest(at, error, pause);
    }
  }

  async #hand(batch: FeedBatch): Promise<void> {
    await this.consumer.take(batch);
    this.#next.set(nameOf(batch), batch.next);
    this.#failures.delete(nameOf(batch));
  }

  async #nextOf(at: TopicPartition): Promise<number> {
    const known = this.#next.get(nameOf(at));
    if (known !== undefined) return known;
    const next = await this.consumer.resume(at, await this.endsOf(at));
    this.#next.set(nameOf(at), next);
    return next;
  }

  /** Seeks once to the consumer's own offset when the broker, which does not know what was processed, starts elsewhere. */
  #seeks(at: TopicPartition, next: number, first: number): boolean {
    if (first === next || this.#sought.has(nameOf(at))) return false;
    this.#sought.add(nameOf(at));
    this.kafka.seek({ ...at, offset: String(next) });
    return true;
  }

  /** Pauses a partition after a failure: for a while, or until the feed is opened again. */
  #rest(at: TopicPartition, error: unknown, pause: () => () => void): void {
    const resume = pause();
    this.#next.delete(nameOf(at));
    if (error instanceof FeedStopped) {
      this.#stopped.add(nameOf(at));
      return;
    }
    const failures = this.#failures.get(nameOf(at)) ?? 0;
    this.#failures.set(nameOf(at), failures + 1);
    setTimeout(resume, backoff(AGAIN_AFTER_MS.first, failures + 1, AGAIN_AFTER_MS.last)).unref();
  }
}

/** A feed on Kafka. The client's own log is silent; problems are reported by errors and in the status of relays and consumers. */
export class KafkaFeed implements Feed {
  readonly #kafka: Kafka;
  readonly #replication: number;
  #admin: Promise<Admin> | undefined;
  #producer: Promise<Producer> | undefined;

  constructor({ brokers, clientId, tls = false, ca, sasl, replication = BY_BROKER }: KafkaSettings) {
    this.#replication = replication;
    this.#kafka = new Kafka({
      brokers: [...brokers],
      clientId,
      ssl: tls && ca !== undefined ? { ca: [ca] } : tls,
      ...(sasl ? { sasl } : {}),
      logLevel: logLevel.NOTHING,
      connectionTimeout: 3_000,
      retry: { initialRetryTime: 100, maxRetryTime: 2_000, retries: 5 },
    });
  }

  async prepare(topic: string, partitions: number): Promise<number> {
    return this.#asked('topics', async () => {
      const admin = await this.#openAdmin();
      const wanted = { topic, numPartitions: partitions, replicationFactor: this.#replication };
      const configEntries = [
        { name: 'retention.ms', value: '-1' },
        { name: 'max.message.bytes', value: String(MESSAGE_BYTES_MAX) },
      ];
      await admin.createTopics({ topics: [{ ...wanted, configEntries }], waitForLeaders: true });
      const { topics } = await admin.fetchTopicMetadata({ topics: [topic] });
      const found = topics[0]?.partitions.length ?? 0;
      if (found === 0) throw new Error(`the partitions of ${topic} are still unknown`);
      return found;
    });
  }

  async send(topic: string, records: readonly OutgoingRecord[]): Promise<void> {
    for (const part of requestsOf(records)) {
      const messages = part.map(({ partition, key, place, value }) => ({
        key,
        value,
        partition,
        headers: { 'content-type': CONTENT_TYPE, [PLACE_HEADER]: placeText(place) },
      }));
      await this.#asked('sending', async () => (await this.#openProducer()).send({ topic, messages, acks: -1 }));
    }
  }

  async consume(subscription: Subscription, consumer: FeedConsumer, signal: AbortSignal): Promise<void> {
    let tried = 0;
    while (!signal.aborted) {
      const started = performance.now();
      await this.#consumeOnce(subscription, consumer, signal).catch(() => undefined);
      tried = performance.now() - started > AGAIN_AFTER_MS.last ? 1 : tried + 1;
      const wait = backoff(AGAIN_AFTER_MS.first, tried, AGAIN_AFTER_MS.last);
      await sleep(wait, undefined, { signal }).catch(() => undefined);
    }
  }

  async ends(topic: string): Promise<readonly FeedEnds[]> {
    return this.#asked('offsets', async () => {
      const partitions = await (await this.#openAdmin()).fetchTopicOffsets(topic);
      return partitions
        .sort((a, b) => a.partition - b.partition)
        .map(({ low, high }) => ({ first: Number(low), next: Number(high) }));
    });
  }

  async close(): Promise<void> {
    const open = [this.#admin, this.#producer].filter((one) => one !== undefined);
    await Promise.allSettled(open.map(async (one) => (await one).disconnect()));
  }

  /** Consumes until the signal aborts or the client gives up. The client alone would end silently after some failures. */
  async #consumeOnce({ group, topics }: Subscription, consumer: FeedConsumer, signal: AbortSignal): Promise<void> {
    const kafka = this.#kafka.consumer({
      groupId: group,
      sessionTimeout: SESSION_MS,
      maxWaitTimeInMs: FETCH_WAIT_MS,
      allowAutoTopicCreation: false,
      retry: { retries: 5, restartOnFailure: () => Promise.resolve(false) },
    });
    const consumption = new Consumption(consumer, kafka, (at) => this.#endsOf(at));
    const { promise: over, resolve: end } = Promise.withResolvers<void>();
    const aborted = (): void => end();
    signal.addEventListener('abort', aborted, { once: true });
    kafka.on(kafka.events.GROUP_JOIN, () => consumption.reassigned());
    kafka.on(kafka.events.CRASH, () => end());
    try {
      await kafka.connect();
      await kafka.subscribe({ topics: [...topics], fromBeginning: true });
      await kafka.run({
        autoCommit: false,
        eachBatchAutoResolve: false,
        partitionsConsumedConcurrently: 3,
        eachBatch: (payload) => consumption.take(payload),
      });
      if (!signal.aborted) await over;
    } finally {
      signal.removeEventListener('abort', aborted);
      await Promise.race([kafka.disconnect(), sleep(DISCONNECT_WITHIN_MS, undefined, { ref: false })]);
    }
  }

  async #endsOf({ topic, partition }: TopicPartition): Promise<FeedEnds> {
    const ends = (await this.ends(topic))[partition];
    if (!ends) throw new FeedUnavailable('offsets', new Error(`no partition ${partition} of ${topic}`));
    return ends;
  }

  /** Sends a request to the brokers; a failed connection is reopened next time. */
  async #asked<Answer>(what: string, ask: () => Promise<Answer>): Promise<Answer> {
    try {
      return await ask();
    } catch (cause) {
      throw new FeedUnavailable(what, cause, remedyOf(cause));
    }
  }

  #openAdmin(): Promise<Admin> {
    this.#admin ??= this.#opened(this.#kafka.admin(), () => (this.#admin = undefined));
    return this.#admin;
  }

  #openProducer(): Promise<Producer> {
    const producer = () =>
      this.#kafka.producer({ allowAutoTopicCreation: false, createPartitioner: Partitioners.DefaultPartitioner });
    this.#producer ??= this.#opened(producer(), () => (this.#producer = undefined));
    return this.#producer;
  }

  /** Resolves to the client once it is connected; calls `forget` when it cannot connect. */
  async #opened<Client extends Admin | Producer>(client: Client, forget: () => void): Promise<Client> {
    try {
      await client.connect();
      return client;
    } catch (error) {
      forget();
      throw error;
    }
  }
}
