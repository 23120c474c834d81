/** Two servers on one inbox that are killed at random moments: `npm run test:long`. */
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startTestDatabase, type TestDatabase } from '@regieboek/embedded-postgres/testing';
import pg from 'pg';
import { GetBillingSummary } from '@regieboek/finance';
import { parseMonth } from '@regieboek/kernel';
import { demoDefaults, writeDemoFiles } from '../src/demo-data/index.js';
import { Random } from '../src/demo-data/random.js';
import { filesToImport } from '../src/import/files-to-import.js';
import { importFiles } from '../src/import/import-files.js';
import { writeAnswers } from '../src/import/write-answers.js';
import { Regieboek } from '../src/process/regieboek.js';
import { readSettings } from '../src/process/settings.js';
import { startChild, until, type Child } from './child.js';
import { Exchange, hiddenBelow, namesIn, VAULT_KEY } from './exchange.js';

const regions = ['zhz', 'zeeland'];
const KILLS = 10;
const root = mkdtempSync(join(tmpdir(), 'regieboek killed '));
const exchange = new Exchange(regions);
const random = new Random(2026, 'kills of the inbox');
const databases: TestDatabase[] = [];
const children: Child[] = [];
let files: string[] = [];

afterAll(async () => {
  for (const child of children) child.kill('SIGKILL');
  for (const database of databases) await database.stop();
  rmSync(root, { recursive: true, force: true });
  rmSync(exchange.root, { recursive: true, force: true });
});

async function newDatabase(): Promise<TestDatabase> {
  const database = await startTestDatabase();
  databases.push(database);
  return database;
}

const variablesOf = ({ url }: TestDatabase) => ({
  DATABASE_URL: url,
  REGIEBOEK_VAULT_KEY: VAULT_KEY,
  REGIEBOEK_TODAY: '2026-03-06',
});

/** Bills of the last month of the demo, without the ids that differ between ledgers. */
async function bills(regieboek: Regieboek): Promise<unknown[]> {
  const period = parseMonth('2025-12');
  if (!period) throw new RangeError('no month');
  return Promise.all(
    regions.map(async (region) => {
      const { totals, municipalities } = await regieboek.ask(new GetBillingSummary({ region, period }));
      return { region, totals, municipalities };
    }),
  );
}

const digestOf = (path: string): string => createHash('sha256').update(readFileSync(path)).digest('hex');

async function withLedger<Result>(
  database: TestDatabase,
  work: (regieboek: Regieboek) => Promise<Result>,
): Promise<Result> {
  const settings = readSettings(variablesOf(database), { dataDir: mkdtempSync(join(root, 'data ')) });
  const regieboek = await Regieboek.open(settings);
  return work(regieboek).finally(() => regieboek.close());
}

/** Answers by region and name, with the digests of their bytes as often as they appeared. */
const taken = new Map<string, string[]>();

/** Takes answers away as soon as they appear, as message software does. */
function takeAnswers(): void {
  for (const region of regions)
    for (const name of namesIn(join(exchange.outbox, region))) {
      const path = join(exchange.outbox, region, name);
      const key = `${region}/${name}`;
      taken.set(key, [...(taken.get(key) ?? []), digestOf(path)]);
      rmSync(path);
    }
}

/** Files that are stored, answers that appeared, and files that were moved. */
async function progress(client: pg.Client): Promise<number> {
  const stored = ['contracts', 'placements', 'finance'].map((schema) => `(SELECT count(*) FROM ${schema}.message)`);
  const counted = client.query<{ count: string }>(`SELECT ${stored.join(' + ')} AS count`).catch(() => undefined);
  return Number((await counted)?.rows[0]?.count ?? 0) + taken.size + files.length - leftInInbox();
}

const leftInInbox = (): number => regions.reduce((sum, region) => sum + exchange.left(region).length, 0);

describe('an inbox whose servers are killed', () => {
  let expected: Map<string, string>;
  let expectedBills: unknown[];

  beforeAll(async () => {
    await writeDemoFiles(root, { ...demoDefaults, youths: 150, months: 4, regions });
    files = readdirSync(join(root, 'files'), { recursive: true, encoding: 'utf8', withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name));
    const answers = join(root, 'answers');
    mkdirSync(answers);
    expectedBills = await withLedger(await newDatabase(), async (regieboek) => {
      const results = await importFiles(regieboek, await filesToImport([join(root, 'files')]), () => undefined);
      await writeAnswers(regieboek, results, answers);
      return bills(regieboek);
    });
    expected = new Map(
      regions.flatMap((region) =>
        namesIn(join(answers, region)).map((name) => [`${region}/${name}`, digestOf(join(answers, region, name))]),
      ),
    );
  });

  it('ends like an import of the same files at once: every answer once, every file moved, the same bills', async () => {
    expect(expected.size).toBeGreaterThan(300);
    for (const path of files) {
      const [region = '', ...below] = relative(join(root, 'files'), path).split('/');
      exchange.put(below.join(' '), readFileSync(path), region);
    }
    const database = await newDatabase();
    const start = (): Child => {
      const places = [
        '--inbox',
        exchange.inbox,
        '--outbox',
        exchange.outbox,
        '--data-dir',
        mkdtempSync(join(root, 'd ')),
      ];
      const child = startChild(['serve', '--port', '0', '--no-login', ...places], variablesOf(database));
      children.push(child);
      return child;
    };
    const client = new pg.Client({ connectionString: database.url });
    await client.connect();
    const taking = setInterval(takeAnswers, 20);
    try {
      let servers = [start(), start()];
      const total = 2 * files.length + expected.size;
      for (let kill = 1; kill <= KILLS; kill += 1) {
        await until(`kill ${kill}`, async () =>
          (await progress(client)) >= (kill * total) / (KILLS + 1) ? true : undefined,
        );
        await delay(random.int(0, 400));
        // One of them, or both: the other one goes on alone, or nobody does.
        const victims = random.perMille(500) ? servers : [random.pick(servers)];
        for (const victim of victims) victim.kill('SIGKILL');
        await Promise.all(victims.map(({ ended }) => ended));
        servers = [...servers.filter((server) => !victims.includes(server)), ...victims.map(start)];
      }
      await until('the inbox was emptied', async () => (leftInInbox() === 0 ? true : undefined));
      await Promise.all(servers.map(({ address }) => address));
      for (const server of servers) server.kill('SIGTERM');
      for (const { code } of await Promise.all(servers.map(({ ended }) => ended))) expect(code).toBe(0);
    } finally {
      clearInterval(taking);
      await client.end();
    }
    takeAnswers();
    expect([...taken].filter(([, digests]) => digests.length !== 1)).toEqual([]);
    expect(new Map([...taken].map(([name, [digest]]) => [name, digest]))).toEqual(expected);
    const moved = regions.flatMap((region) => [
      ...exchange.done(region),
      ...exchange.refused(region).filter((name) => !name.endsWith('.txt')),
    ]);
    expect(moved).toHaveLength(files.length);
    expect(hiddenBelow(exchange.outbox).filter((path) => path.endsWith('.ready'))).toEqual([]);
    expect(await withLedger(database, bills)).toEqual(expectedBills);
  });
});
