import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import fc from 'fast-check';
import { GetDeclarationAnswer, GetStatementDocuments, jsonStatementOf } from '@regieboek/finance';
import { GetAnswer } from '@regieboek/placements';
import {
  demoDefaults,
  filesToImport,
  importFiles,
  readSettings,
  regionsOf,
  windowOf,
  withRegieboek,
  writeDemoFiles,
  type ImportFile,
} from '@regieboek/app';
import { FeedUnavailable, type FeedBatch } from '@regieboek/eventing';
import { KafkaFeed } from '@regieboek/eventing/kafka';
import { fromDay, lastDayOf } from '@regieboek/kernel';
import { startTestDatabase } from '@regieboek/embedded-postgres/testing';
import { largeDelivery, reopen, seal, type Period } from './closing.ts';
import { Cluster, serviceNames } from './cluster.ts';
import { send, sendAll, untilAnswered, type Sent, type Urls } from './drive.ts';

/** The whole demo. */
const regions = regionsOf(demoDefaults).map(({ id }) => id);
const { months } = windowOf(demoDefaults);
const BROKER_THERE_MS = 240_000;
/** Longer than the broker's clients retry by themselves. */
const BROKER_AWAY_MS = 8_000;
/** Number of youths in a delivery that takes a while, and number of deliveries to try, each twice as large as the one before. */
const DELIVERED = 4_000;
const DELIVERIES_MAX = 4;
const today = Math.max(...months.map(lastDayOf)) + 45;

/** Removes values that always differ between ledgers: pseudonyms, and the digests over them. */
const withoutIds = (statement: unknown): unknown =>
  JSON.parse(
    JSON.stringify(statement, (key, value: unknown) => (key === 'youth' || key === 'digest' ? undefined : value)),
  );

/** True for a file that is refused, also when it is a declaration that is answered and refused as a whole. */
const isRefused = ({ status, body: { faults = [] } }: Sent): boolean => status !== 200 || faults.length > 0;

/** Removes the position of the log at which a statement was computed. */
const withoutPosition = (statement: unknown): unknown =>
  JSON.parse(JSON.stringify(statement, (key, value: unknown) => (key === 'position' ? undefined : value)));

/** Result of one process for the same files: the reference. */
async function oneProcess(files: readonly ImportFile[]) {
  const database = await startTestDatabase();
  const settings = readSettings({ DATABASE_URL: database.url, REGIEBOEK_VAULT_KEY: 'ab'.repeat(32) }, { today });
  return withRegieboek(settings, async (regieboek) => {
    const results = await importFiles(regieboek, files, () => undefined);
    const statements: unknown[] = [];
    for (const region of regions)
      for (const month of months)
        for (const document of await regieboek.ask(new GetStatementDocuments({ region, period: month })))
          statements.push(withoutIds(jsonStatementOf(document)));
    const answers = new Map<string, string>();
    for (const { file, region, declaration, answer } of results) {
      const found = answer ? await regieboek.ask(new GetAnswer(answer.message)) : undefined;
      const xml = region && declaration ? await regieboek.ask(new GetDeclarationAnswer(region, declaration.id)) : null;
      if (xml !== null) answers.set(file, xml);
      else if (found && 'answer' in found) answers.set(file, found.answer);
    }
    const refused = results.filter(({ status }) => status === 'refused').map(({ file }) => file);
    return { statements, answers, refused: refused.sort() };
  }).finally(() => database.stop());
}

const json = async (address: string): Promise<unknown> => (await untilAnswered(() => fetch(address))).json();
const text = async (address: string): Promise<string> => (await untilAnswered(() => fetch(address))).text();

async function statementsOf(urls: Urls, expected: readonly unknown[]): Promise<unknown[]> {
  const statements: unknown[] = [];
  for (const one of expected) {
    const { region, period, municipality } = one as { region: string; period: string; municipality: string };
    const path = `v1/regions/${region}/billing-runs/${period}/statements/${municipality}`;
    const { state: _, ...statement } = (await json(`${urls.finance}/${path}`)) as Record<string, unknown>;
    statements.push(withoutIds(statement));
  }
  return statements;
}

async function answersOf(urls: Urls, sent: readonly Sent[]): Promise<Map<string, string>> {
  const answers = new Map<string, string>();
  for (const { file, status, body } of sent) {
    if (status !== 200) continue;
    const path = body.declaration
      ? `${urls.finance}/v1/regions/${body.region}/declarations/${body.declaration}/answer`
      : `${urls.placements}/v1/messages/${body.message}/answer`;
    if (['JW301', 'care', 'JW323'].includes(file.kind)) answers.set(file.path, await text(path));
  }
  return answers;
}

/** Retries until a starting broker answers. */
async function untilThere<Answer>(ask: () => Promise<Answer>): Promise<Answer> {
  for (const deadline = performance.now() + BROKER_THERE_MS; ;) {
    try {
      return await ask();
    } catch (error) {
      if (!(error instanceof FeedUnavailable) || performance.now() > deadline) throw error;
      await sleep(200);
    }
  }
}

/** Sends the records of a topic again, as a relay does after a crash, or a second relay. */
async function repeat(feed: KafkaFeed, topic: string): Promise<number> {
  const batches: FeedBatch[] = [];
  const ending = new AbortController();
  const ends = await untilThere(() => feed.ends(topic));
  const group = `repeat.${topic}.${Date.now()}`;
  const consumer = {
    resume: () => Promise.resolve(0),
    take: (batch: FeedBatch) => Promise.resolve(void batches.push(batch)),
  };
  const run = feed.consume({ group, topics: [topic] }, consumer, ending.signal);
  const wanted = ends.reduce((sum, { next }) => sum + next, 0);
  const got = () => batches.reduce((sum, { records }) => sum + records.length, 0);
  while (got() < wanted) await sleep(50);
  ending.abort();
  await run;
  for (const { partition, records } of batches) {
    const own = records.flatMap(({ key, place, value }) => (place ? [{ partition, key, place, value }] : []));
    if (own.length > 0) await untilThere(() => feed.send(topic, own));
  }
  return wanted;
}

describe('four services on an event store, Kafka and PostgreSQL', () => {
  let folder: string;
  let files: ImportFile[];
  let cluster: Cluster;
  let expected: Awaited<ReturnType<typeof oneProcess>>;
  let sent: Sent[];
  const disturbances: string[] = [];
  let done = 0;
  /** Disturbances, by the share of files already sent, and their duration; set CLUSTER_SEED for others. */
  const seed = Number(process.env['CLUSTER_SEED'] ?? 20261122);
  const order = fc.sample(fc.shuffledSubarray([...serviceNames, 'Kafka'] as const, { minLength: 5 }), {
    seed,
    numRuns: 1,
  });
  const moments = fc
    .sample(fc.record({ part: fc.nat(900), down: fc.nat(2_000) }), { seed, numRuns: 5 })
    .sort((one, other) => one.part - other.part);

  /** Kills every service at some moment, stops the broker for a while, and sends records twice, while files are sent. */
  async function disturb(signal: AbortSignal): Promise<void> {
    for (const [i, name] of order.flat().entries()) {
      const { part = 0, down = 0 } = moments[i] ?? {};
      while (done * 1_000 < files.length * part) await sleep(20, undefined, { signal });
      if (name === 'Kafka') await cluster.withoutBroker(() => sleep(BROKER_AWAY_MS + down));
      else {
        await cluster.services[name].kill();
        await sleep(down);
        await cluster.services[name].start();
      }
      disturbances.push(`${name} after ${Math.round((100 * done) / files.length)} % of the files`);
    }
    const feed = new KafkaFeed({ brokers: cluster.brokers.split(','), clientId: 'repeat' });
    let repeated = 0;
    for (const context of ['contracts', 'placements']) repeated += await repeat(feed, `regieboek.${context}`);
    await feed.close();
    expect(repeated).toBeGreaterThan(100);
  }

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'regieboek-cluster-'));
    await writeDemoFiles(folder, demoDefaults);
    files = await filesToImport([join(folder, 'files')]);
    expected = await oneProcess(files);
    cluster = await Cluster.start({ folder: join(folder, 'cluster'), today: fromDay(today) });
    const ending = new AbortController();
    const disturbing = disturb(ending.signal);
    disturbing.catch(() => undefined);
    sent = await sendAll(cluster.urls, join(folder, 'files'), files, (count) => (done = count)).catch(
      async (error: unknown) => {
        ending.abort();
        for (const name of serviceNames) console.error(name, await text(`${cluster.urls[name]}/health/ready`));
        throw error;
      },
    );
    expect(done).toBe(files.length);
    await disturbing;
  }, 900_000);

  afterAll(async () => {
    await cluster.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  it('are disturbed by every kind of fault during the import', () => {
    expect(disturbances.map((text) => text.split(' ')[0]).sort()).toEqual([...serviceNames, 'Kafka'].sort());
    expect(disturbances.filter((text) => !text.includes(' 100 %')).length).toBeGreaterThan(3);
  });

  it('refuse the files that one process refuses, and no others', () => {
    const refused = sent.filter(isRefused).map(({ file }) => file.path);
    expect(refused.sort()).toEqual(expected.refused);
  });

  it('answer every message like one process, byte for byte', async () => {
    const answers = await answersOf(cluster.urls, sent);
    expect(answers.size).toBe(expected.answers.size);
    for (const [file, answer] of expected.answers) expect([file, answers.get(file)]).toEqual([file, answer]);
  });

  it('give the same statements as one process', async () => {
    expect(await statementsOf(cluster.urls, expected.statements)).toEqual(expected.statements);
  });

  it('change nothing when files are imported again', async () => {
    const again = files.filter((_, i) => i % 7 === 0);
    for (const file of again) {
      const first = sent.find((one) => one.file.path === file.path);
      const { status, body } = await send(cluster.urls, file);
      expect([file.path, status, body.message]).toEqual([file.path, first?.status, first?.body.message]);
    }
    expect(await statementsOf(cluster.urls, expected.statements)).toEqual(expected.statements);
  });

  /** Closes and reopens a month until a delivery is imported; returns how often it was closed before that. */
  async function closedDuring(body: string, month: Period): Promise<number> {
    let isDelivered = false;
    const delivering = untilAnswered(() =>
      fetch(`${cluster.urls.placements}/v1/residence-facts-files`, {
        method: 'POST',
        body,
        headers: { 'Content-Type': 'text/csv' },
      }),
    ).finally(() => (isDelivered = true));
    let closed = 0;
    do {
      await seal(cluster.urls, month);
      await reopen(cluster.urls, month);
      if (!isDelivered) closed += 1;
    } while (!isDelivered);
    const delivered = await delivering;
    expect([delivered.status, await delivered.json()]).toMatchObject([200, {}]);
    return closed;
  }

  it('import a large delivery while a month is closed, without waiting for each other', async () => {
    const [region = '', period = ''] = [regions[0], months[0]];
    let closed = 0;
    // A delivery that ends before the first month is closed proves nothing: try a larger one, which takes longer.
    for (let number = 0; closed === 0 && number < DELIVERIES_MAX; number += 1)
      closed = await closedDuring(largeDelivery(region, DELIVERED * 2 ** number, number), { region, period });
    expect(closed).toBeGreaterThan(0);
    const statements = await statementsOf(cluster.urls, expected.statements);
    expect(statements.map(withoutPosition)).toEqual(expected.statements.map(withoutPosition));
  });

  it('are ready, have nothing parked, and catch up with everything sent', async () => {
    for (const name of serviceNames) {
      const address = `${cluster.urls[name]}/health/ready`;
      let health = (await json(address)) as { status: string; feeds: { lag: number; parked: number }[] };
      for (let i = 0; i < 1_200 && health.feeds.some(({ lag }) => lag > 0); i += 1) {
        await sleep(100);
        health = (await json(address)) as typeof health;
      }
      expect({ name, ...health }).toMatchObject({ name, status: 'ready' });
      expect(health.feeds.map(({ lag, parked }) => [lag, parked])).toEqual(health.feeds.map(() => [0, 0]));
    }
  });

  it('stop within ten seconds on request', async () => {
    for (const name of serviceNames) {
      expect(await cluster.services[name].stop()).toBeLessThan(10_000);
      await cluster.services[name].start();
    }
  });
});
