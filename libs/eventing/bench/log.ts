/**
 * Speed of the PostgreSQL event log beside that of the bare client, in the same run on the same server.
 * Targets: 1 writer 8,000 events/s, 16 writers 15,000, batches of 100 60,000, following 150,000.
 */
import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { PostgresEventLog, streamName } from '@regieboek/eventing';
import type { EventLog, NewEvent } from '@regieboek/eventing';

/** One measurement: medians in events per second; `baseline` is the bare client's, `ratio` ours to that. */
export interface Measured {
  readonly name: string;
  readonly value: number;
  readonly unit: 'events/s';
  readonly baseline: number;
  readonly ratio: number;
}

const REPETITIONS = 5;

/** An event whose JSON has 409 bytes, the size all our measurements use. */
const event = (n: number): NewEvent => ({
  id: randomUUID(),
  type: 'StayRegistered',
  data: {
    youth: randomUUID(),
    provider: '12345678',
    product: '45A05',
    effective: { from: '2026-01-01', until: '2026-02-01' },
    municipality: 'GM0363',
    n,
    note: 'x'.repeat(226),
  },
});

/** This many events of that size. */
export const events = (count: number): NewEvent[] => Array.from({ length: count }, (_, n) => event(n));

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;

/** Events per second of work over `count` events. */
export async function rate(count: number, work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return (count * 1_000) / (performance.now() - start);
}

/** Appends `total` events to `writers` streams concurrently, `size` per append. */
export async function append(log: EventLog, total: number, { writers, size }: { writers: number; size: number }) {
  const region = `bench${randomUUID().slice(0, 8)}`;
  const batches = Array.from({ length: total / size }, () => events(size));
  const share = batches.length / writers;
  const write = async (writer: number): Promise<void> => {
    const stream = streamName(region, 'stay', randomUUID());
    for (let done = 0; done < share; done += 1)
      await log.append(stream, done === 0 ? 'none' : done * size - 1, batches[writer * share + done] ?? [], {
        actor: 'bench',
      });
  };
  return rate(total, () => Promise.all(Array.from({ length: writers }, (_, writer) => write(writer))));
}

/** Creates a minimal event table, with only the keys that every event table needs. */
async function makeBareTable(pool: pg.Pool): Promise<void> {
  await pool.query(`drop table if exists bare_event; create table bare_event (
    position bigint generated always as identity primary key, id uuid not null unique, type text not null, data text not null)`);
}

const insertOne = { name: 'bare_one', text: 'insert into bare_event (id, type, data) values ($1, $2, $3)' };
const insertMany = {
  name: 'bare_many',
  text: 'insert into bare_event (id, type, data) select * from unnest($1::uuid[], $2::text[], $3::text[])',
};

async function insertSingly(pool: pg.Pool, total: number, writers: number): Promise<number> {
  const prepared = events(total).map(({ id, type, data }) => [id, type, JSON.stringify(data)]);
  const write = async (writer: number): Promise<void> => {
    for (let n = writer; n < total; n += writers) await pool.query({ ...insertOne, values: prepared[n] ?? [] });
  };
  return rate(total, () => Promise.all(Array.from({ length: writers }, (_, writer) => write(writer))));
}

async function insertBatches(pool: pg.Pool, total: number, size: number): Promise<number> {
  const batches = Array.from({ length: total / size }, () => events(size));
  return rate(total, async () => {
    for (const batch of batches)
      await pool.query({
        ...insertMany,
        values: [
          batch.map(({ id }) => id),
          batch.map(({ type }) => type),
          batch.map(({ data }) => JSON.stringify(data)),
        ],
      });
  });
}

/** Follows a region to its head. */
export async function follow(log: EventLog, region: string, total: number): Promise<number> {
  return rate(total, async () => {
    for await (const item of log.follow(region, 0)) if ('caughtUp' in item) break;
  });
}

/** Reads the bare table as fast as the client can: one query, every row parsed. */
async function readBare(pool: pg.Pool, total: number): Promise<number> {
  return rate(total, async () => {
    const { rows } = await pool.query<{ data: string }>(`select * from bare_event order by position limit ${total}`);
    for (const { data } of rows) JSON.parse(data);
  });
}

/** Name of a measurement, our operation, and the same operation with the bare client. */
export type Runs = readonly [name: string, ours: () => Promise<number>, bare: () => Promise<number>];

/** Medians of both, measured alternately, each after one warm-up run. */
export async function measure([name, ours, bare]: Runs): Promise<Measured> {
  await Promise.all([ours(), bare()]);
  const [values, baselines]: [number[], number[]] = [[], []];
  for (let repetition = 0; repetition < REPETITIONS; repetition += 1) {
    baselines.push(await bare());
    values.push(await ours());
  }
  const [value, baseline] = [Math.round(median(values)), Math.round(median(baselines))];
  return { name, value, unit: 'events/s', baseline, ratio: Math.round((value / baseline) * 100) / 100 };
}

/** Creates the schema `log` in the PostgreSQL database at `url`. */
export async function migrated(url: string): Promise<void> {
  const log = new PostgresEventLog(url);
  await log.migrate();
  await log.close();
}

/** Measures the event log on the PostgreSQL database at `url`, which gets the schema `log` and a table `bare_event`. */
export async function benchLog(url: string): Promise<Measured[]> {
  const log = new PostgresEventLog(url);
  const pool = new pg.Pool({ connectionString: url, max: 16 });
  try {
    await log.migrate();
    await makeBareTable(pool);
    const followed = `bench${randomUUID().slice(0, 8)}`;
    const stream = streamName(followed, 'stay', '1');
    for (let count = 0; count < 50_000; count += 500)
      await log.append(stream, count === 0 ? 'none' : count - 1, events(500));
    const runs: readonly Runs[] = [
      ['append, 1 writer', () => append(log, 4_000, { writers: 1, size: 1 }), () => insertSingly(pool, 4_000, 1)],
      ['append, 16 writers', () => append(log, 16_000, { writers: 16, size: 1 }), () => insertSingly(pool, 16_000, 16)],
      [
        'append, batches of 100',
        () => append(log, 20_000, { writers: 1, size: 100 }),
        () => insertBatches(pool, 20_000, 100),
      ],
      ['follow', () => follow(log, followed, 50_000), () => readBare(pool, 50_000)],
    ];
    const measured: Measured[] = [];
    for (const run of runs) measured.push(await measure(run));
    return measured;
  } finally {
    await log.close();
    await pool.end();
  }
}
