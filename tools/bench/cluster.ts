/**
 * `npm run bench:cluster`: events from the log over Kafka into a read model, and four services at rest; `-- --json FILE`
 * and `-- --only NAME` (feed, memory, log) as in `npm run bench`.
 */
import { fork } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import pg from 'pg';
import {
  cloudEventOf,
  eventId,
  MemoryEventLog,
  partitionOf,
  Relay,
  type FeedBatch,
  type FeedConsumer,
  type TopicPartition,
} from '@regieboek/eventing';
import { KafkaFeed } from '@regieboek/eventing/kafka';
import { PostgresRelayStore, ProjectionFeed, ProjectionRunner, type Projection } from '@regieboek/platform';
import { Cluster, serviceNames } from '../cluster/cluster.ts';
import { startBroker } from '../kafka/broker.ts';
import { dataOf, logWith } from './cluster-relay.ts';
import { benchEventStoreDb, withDatabase } from './log.ts';
import { median, perSecond, round, type Measurement } from './measurement.ts';

const EVENTS = 100_000;
const PARTITIONS = 3;
const RUNS = 3;
const BATCH = 500;
const LATENCY_RATE = 500;
const LATENCY_SECONDS = 10;
const RATE_MIN = 20_000;
const LATENCY_MAX_MS = 150;
const RSS_MAX = 256;

/** A read model that writes a row per event, in one statement per batch. */
const projectionNamed = (name: string, onApplied: () => void = () => undefined): Projection => ({
  name,
  contexts: ['placements'],
  schema: 'public',
  tables: [],
  async apply(events, transaction) {
    await transaction.query(
      'INSERT INTO noted SELECT * FROM unnest($1::text[], $2::bigint[]) ON CONFLICT (stream, position) DO NOTHING',
      [events.map(({ stream }) => stream), events.map(({ position }) => position)],
    );
    onApplied();
  },
});

/** Counts received records, and passes them on. */
class Counting implements FeedConsumer {
  count = 0;
  readonly #inner: FeedConsumer;
  constructor(inner: FeedConsumer) {
    this.#inner = inner;
  }
  resume(at: TopicPartition, ends: { first: number; next: number }): Promise<number> {
    return this.#inner.resume(at, ends);
  }
  async take(batch: FeedBatch): Promise<void> {
    await this.#inner.take(batch);
    this.count += batch.records.length;
  }
}

const until = async (holds: () => boolean): Promise<void> => {
  while (!holds()) await sleep(2);
};

/**
 * Events a second from a log, over a relay and Kafka, into a read model, until the last one is applied. Relay and read
 * model run in separate processes, as in services.
 */
async function endToEnd(
  broker: string,
  feed: KafkaFeed,
  { pool, url }: { pool: pg.Pool; url: string },
): Promise<number> {
  const topic = `bench.${randomUUID()}`;
  await feed.prepare(topic, PARTITIONS);
  const script = fileURLToPath(new URL('cluster-relay.ts', import.meta.url));
  const relay = fork(script, [broker, topic, String(PARTITIONS), String(EVENTS), url], { execArgv: process.execArgv });
  await once(relay, 'message');
  const ending = new AbortController();
  const consumer = new Counting(new ProjectionFeed(pool, projectionNamed(topic)));
  const started = performance.now();
  relay.send('go');
  const running = feed.consume({ group: topic, topics: [topic] }, consumer, ending.signal);
  await until(() => consumer.count >= EVENTS);
  const seconds = (performance.now() - started) / 1000;
  ending.abort();
  relay.send('stop');
  await Promise.all([running, once(relay, 'exit')]);
  return EVENTS / seconds;
}

/** The same records, created beforehand, then produced and consumed by the bare client. */
async function bare(brokers: string): Promise<number> {
  const { Kafka, Partitioners, logLevel } = (await import('kafkajs')).default;
  const kafka = new Kafka({ brokers: [brokers], clientId: 'bench-bare', logLevel: logLevel.NOTHING });
  const topic = `bare.${randomUUID()}`;
  const admin = kafka.admin();
  await admin.connect();
  await admin.createTopics({ topics: [{ topic, numPartitions: PARTITIONS }], waitForLeaders: true });
  await admin.disconnect();
  const messages: { key: string; value: string; partition: number; headers: Record<string, string> }[] = [];
  for await (const batch of (await logWith(EVENTS)).readRegion('bench')) {
    for (const event of batch) {
      const headers = {
        'content-type': 'application/cloudevents+json; charset=UTF-8',
        place: `bench ${event.position} 0`,
      };
      const partition = partitionOf(event.stream, PARTITIONS);
      messages.push({ key: event.stream, value: cloudEventOf(event, 0), partition, headers });
    }
  }
  const producer = kafka.producer({ createPartitioner: Partitioners.DefaultPartitioner });
  const consumer = kafka.consumer({ groupId: topic });
  await producer.connect();
  await consumer.connect();
  const started = performance.now();
  for (let at = 0; at < EVENTS; at += BATCH)
    await producer.send({ topic, messages: messages.slice(at, at + BATCH), acks: -1 });
  let count = 0;
  await consumer.subscribe({ topics: [topic], fromBeginning: true });
  await consumer.run({
    autoCommit: false,
    eachBatch: async ({ batch }) => {
      count += batch.messages.length;
    },
  });
  await until(() => count >= EVENTS);
  const seconds = (performance.now() - started) / 1000;
  await Promise.all([producer.disconnect(), consumer.disconnect()]);
  return EVENTS / seconds;
}

/** 99th percentile of the milliseconds from an append to its row, at 500 events a second. */
async function latency(feed: KafkaFeed, pool: pg.Pool): Promise<number> {
  const log = new MemoryEventLog();
  const topic = `latency.${randomUUID()}`;
  const ending = new AbortController();
  const sentAt = new Map<number, number>();
  const waited: number[] = [];
  const inner = new ProjectionFeed(pool, projectionNamed(topic));
  const timed: FeedConsumer = {
    resume: (at, ends) => inner.resume(at, ends),
    async take(batch) {
      await inner.take(batch);
      const now = performance.now();
      for (const { place } of batch.records) waited.push(now - (sentAt.get(place?.position ?? 0) ?? now));
    },
  };
  await feed.prepare(topic, PARTITIONS);
  const running = [
    new Relay(log, feed, new PostgresRelayStore(pool), { context: 'placements', topic, partitions: PARTITIONS }).run(
      ending.signal,
    ),
    feed.consume({ group: topic, topics: [topic] }, timed, ending.signal),
  ];
  const total = LATENCY_RATE * LATENCY_SECONDS;
  const append = async (index: number): Promise<void> => {
    sentAt.set(index + 1, performance.now());
    const event = { id: eventId(topic, index), type: 'placements.noted.v1', data: dataOf(index) };
    await log.append(`bench.youth-${index}`, 'none', [event]);
  };
  // Records before the group has formed are not counted.
  await append(0);
  await until(() => waited.length >= 1);
  waited.length = 0;
  const started = performance.now();
  for (let index = 1; index <= total; index += 1) {
    const due = started + (index * 1000) / LATENCY_RATE;
    if (due > performance.now()) await sleep(due - performance.now());
    await append(index);
  }
  await until(() => waited.length >= total);
  ending.abort();
  await Promise.all(running);
  return waited.sort((a, b) => a - b)[Math.floor(total * 0.99)] ?? 0;
}

async function benchFeed(): Promise<Measurement[]> {
  const folder = mkdtempSync(join(tmpdir(), 'regieboek-bench-'));
  const broker = await startBroker(join(folder, 'kafka'));
  try {
    return await withDatabase(async (url) => {
      await ProjectionRunner.migrate(url);
      const pool = new pg.Pool({ connectionString: url, max: 10 });
      await pool.query('CREATE TABLE noted (stream text, position bigint, PRIMARY KEY (stream, position))');
      const feed = new KafkaFeed({ brokers: [broker.address], clientId: 'bench' });
      const rates: { own: number[]; bare: number[] } = { own: [], bare: [] };
      for (let run = 0; run <= RUNS; run += 1) {
        await pool.query('TRUNCATE noted');
        const own = await endToEnd(broker.address, feed, { pool, url });
        const other = await bare(broker.address);
        if (run > 0) {
          rates.own.push(own);
          rates.bare.push(other);
        }
      }
      const waited = round(await latency(feed, pool));
      await feed.close();
      await pool.end();
      const own = median(rates.own);
      return [
        perSecond(
          'log, relay, Kafka, read model: end to end',
          'events/s',
          { value: own, baseline: median(rates.bare) },
          'bare kafkajs: the same records produced, then consumed',
        ),
        perSecond('the same', 'events/s', { value: own, baseline: RATE_MIN }, 'the least we set'),
        {
          name: 'append to read model at 500 events/s, p99',
          value: waited,
          unit: 'ms',
          baseline: LATENCY_MAX_MS,
          ratio: round(waited / LATENCY_MAX_MS),
          against: 'the limit we set',
        },
      ];
    });
  } finally {
    await broker.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Memory of each service when idle after its start. */
async function benchMemory(): Promise<Measurement[]> {
  const folder = mkdtempSync(join(tmpdir(), 'regieboek-bench-'));
  const cluster = await Cluster.start({ folder });
  try {
    await sleep(5_000);
    return serviceNames.map((name) => {
      const value = cluster.services[name].megabytes;
      const ratio = round(value / RSS_MAX);
      return {
        name: `memory of ${name} at rest`,
        value,
        unit: 'MB',
        baseline: RSS_MAX,
        ratio,
        against: 'the limit we set',
      };
    });
  } finally {
    await cluster.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

const parts = { feed: benchFeed, memory: benchMemory, log: benchEventStoreDb };
const { values } = parseArgs({ options: { json: { type: 'string' }, only: { type: 'string' } } });
const rows: Measurement[] = [];
console.log(`Node ${process.versions.node}, ${cpus().length} x ${cpus()[0]?.model ?? 'unknown processor'}\n`);
console.log('| measured | value | baseline | ratio | baseline is |\n| --- | --- | --- | --- | --- |');
for (const [part, measure] of Object.entries(parts)) {
  if (values.only !== undefined && values.only !== part) continue;
  for (const one of await measure()) {
    rows.push(one);
    const { name, value, unit, baseline, ratio, against } = one;
    console.log(
      `| ${name} | ${value.toLocaleString('en')} ${unit} | ${baseline.toLocaleString('en')} | ${ratio} | ${against ?? ''} |`,
    );
  }
}
if (values.json) writeFileSync(values.json, `${JSON.stringify(rows, null, 2)}\n`);
