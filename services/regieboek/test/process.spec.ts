import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { DeclarationAnswers, DeclarationIntake } from '@regieboek/finance';
import { prepareDataFolder, startTestDatabase } from '@regieboek/embedded-postgres/testing';
import { inLongRuns } from '@regieboek/kernel/testing';
import { send, startChild, until, type Child } from './child.js';
import { importStory, startOnNewDatabase } from './running.js';
import * as story from './story.js';

const root = mkdtempSync(join(tmpdir(), 'regieboek process '));
const folder = (): string => join(mkdtempSync(join(root, 'data ')), 'data with spaces');

/** A folder as after the first start of its database. */
async function databaseFolder(): Promise<string> {
  const data = folder();
  await prepareDataFolder(data);
  return data;
}

const children: Child[] = [];
const start = (...parameters: Parameters<typeof startChild>): Child => {
  const child = startChild(...parameters);
  children.push(child);
  return child;
};
const stops: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const child of children.splice(0)) {
    child.kill('SIGTERM');
    await child.ended;
  }
});
afterAll(async () => {
  for (const stop of stops.reverse()) await stop();
  rmSync(root, { recursive: true, force: true });
});

const onData = (url: string) =>
  [
    ['/v1/region-files', 'application/yaml', story.regionFile],
    ['/v1/residence-facts-files', 'text/csv', story.factsFile],
    ...[story.bsn, story.otherBsn].flatMap((bsn, i) => [
      ['/v1/messages', 'application/xml', story.jw301(bsn, i)],
      ['/v1/messages', 'application/xml', story.jw305(bsn, i)],
    ]),
  ].map(
    ([path = '', type = '', body = '']) =>
      () =>
        send(`${url}${path}`, type, body),
  );

async function importOver(url: string): Promise<void> {
  for (const request of onData(url)) expect((await request()).status).toBe(200);
}

describe('the server as a process', () => {
  it('ends with exit code 1 and one clear line when its port is taken', async () => {
    const other = createServer();
    await new Promise<void>((done) => other.listen(0, '127.0.0.1', done));
    const { port } = other.address() as AddressInfo;
    const { code, output, errors } = await start([
      'serve',
      '--port',
      String(port),
      '--data-dir',
      await databaseFolder(),
    ]).ended;
    other.close();
    expect([code, output]).toEqual([1, '']);
    expect(errors).toBe(
      `regieboek: port ${port} is in use by another program: stop that program, or choose another port with --port or PORT\n`,
    );
  });

  it('ends with exit code 2 and names every invalid setting, never its value', async () => {
    const secret = 'hunter2';
    const { code, errors } = await start(['serve', '--data-dir', folder()], {
      PORT: '70000',
      DATABASE_URL: `mysql://root:${secret}@host/db`,
      REGIEBOEK_VAULT_KEY: secret,
      REGIEBOEK_TODAY: '2026-02-30',
    }).ended;
    expect(code).toBe(2);
    for (const name of ['PORT', 'DATABASE_URL', 'REGIEBOEK_VAULT_KEY', 'REGIEBOEK_TODAY'])
      expect(errors).toContain(name);
    expect(errors).not.toContain(secret);
    expect(errors).not.toMatch(/^\s+at /m);
  });

  inLongRuns('runs beside another one with its own folder, and neither sees the data of the other', async () => {
    const both = [await databaseFolder(), await databaseFolder()].map((data) =>
      start(['serve', '--port', '0', '--data-dir', data]),
    );
    const [one = '', other = ''] = await Promise.all(both.map(({ address }) => address));
    expect(one).not.toBe(other);
    await importOver(one);
    const regions = await Promise.all([one, other].map(async (url) => (await fetch(`${url}/v1/regions`)).json()));
    expect(regions).toEqual([{ regions: [expect.objectContaining({ region: story.region })] }, { regions: [] }]);
    for (const child of both) child.kill('SIGTERM');
    const ends = await Promise.all(both.map(({ ended }) => ended));
    expect(ends.map(({ code, errors }) => [code, errors])).toEqual([
      [0, ''],
      [0, ''],
    ]);
  });

  it('has all data after it and its database were killed (R1)', async () => {
    const data = folder();
    const first = start(['serve', '--port', '0', '--data-dir', data]);
    const url = await first.address;
    await importOver(url);
    const declared = await send(`${url}/v1/declarations`, 'application/xml', story.jw323());
    const postmaster = Number(readFileSync(join(data, 'postgres', 'postmaster.pid'), 'utf8').split('\n')[0]);
    first.kill('SIGKILL');
    process.kill(postmaster, 'SIGKILL');
    expect((await first.ended).signal).toBe('SIGKILL');
    const again = await start(['serve', '--port', '0', '--data-dir', data]).address;
    expect((await fetch(`${again}/health/ready`)).status).toBe(200);
    const repeated = await send(`${again}/v1/declarations`, 'application/xml', story.jw323());
    expect(repeated.body).toEqual({ ...(declared.body as object), status: 'unchanged' });
  });
});

const LINES = 2_016;
const CRASH_PART = 2;

/** Makes the database take its time over one part of a declaration, so that a process can be killed right there. */
const slowPart = `
  CREATE FUNCTION public.take_your_time() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF NEW.type = 'finance.declaration-lines-decided.v1' AND NEW.data LIKE '%"part":${CRASH_PART},%' THEN
      PERFORM pg_sleep(30);
    END IF;
    RETURN NEW;
  END $$;
  CREATE TRIGGER slow BEFORE INSERT ON log.event FOR EACH ROW EXECUTE FUNCTION public.take_your_time()`;

describe('a server that is killed while it decides a large declaration', () => {
  inLongRuns(
    'decides it once and every line once after a restart, with the bytes of an undisturbed answer',
    async () => {
      const large = story.largeJw323(LINES);
      const calm = await startOnNewDatabase();
      stops.push(calm.stop);
      await importStory(calm.running);
      const undisturbed = await calm.running.resolve(DeclarationIntake).take(Buffer.from(large));
      if (!('declaration' in undisturbed)) throw new Error('the large declaration was not decided');
      const { declaration } = undisturbed;
      const expected = await calm.running.resolve(DeclarationAnswers).answer(story.region, declaration);

      const database = await startTestDatabase();
      stops.push(database.stop);
      const environment = { DATABASE_URL: database.url, REGIEBOEK_VAULT_KEY: '17'.repeat(32) };
      const parameters = ['serve', '--port', '0', '--data-dir', folder()];
      const watch = new pg.Client({ connectionString: database.url });
      await watch.connect();
      stops.push(() => watch.end());

      const first = start(parameters, environment);
      await importOver(await first.address);
      await watch.query(slowPart);
      const lost = send(`${await first.address}/v1/declarations`, 'application/xml', large).then(
        () => 'answered',
        () => 'lost',
      );
      const sleeper = await until('the slow part', async () => {
        const { rows } = await watch.query<{ pid: number }>(
          `SELECT pid FROM pg_stat_activity WHERE wait_event = 'PgSleep' AND datname = current_database()`,
        );
        return rows[0]?.pid;
      });
      first.kill('SIGKILL');
      await first.ended;
      expect(await lost).toBe('lost');
      await watch.query('SELECT pg_terminate_backend($1)', [sleeper]);
      await watch.query('DROP TRIGGER slow ON log.event');

      const parts = `SELECT count(*)::int AS parts FROM log.event WHERE type = 'finance.declaration-lines-decided.v1'`;
      expect((await watch.query(parts)).rows).toEqual([{ parts: CRASH_PART }]);

      const url = await start(parameters, environment).address;
      const base = `${url}/v1/regions/${story.region}`;
      const answer = await until('the answer', async () => {
        const response = await fetch(`${base}/declarations/${declaration}/answer`);
        return response.status === 200 ? response.text() : undefined;
      });
      expect(answer).toBe(expected);
      const repeated = await send(`${url}/v1/declarations`, 'application/xml', large);
      expect(repeated.body).toEqual({ ...undisturbed, status: 'unchanged' });

      const { rows: events } = await watch.query<{ type: string; data: string }>(
        `SELECT type, data FROM log.event WHERE type LIKE 'finance.%' ORDER BY position`,
      );
      const decided = events.flatMap(({ type, data }) =>
        type === 'finance.declaration-lines-decided.v1'
          ? (JSON.parse(data) as { lines: { place: number }[] }).lines
          : [],
      );
      expect(decided.map(({ place }) => place)).toEqual([...Array(LINES).keys()]);
      expect(events.filter(({ type }) => type === 'finance.declaration-decided.v1')).toHaveLength(1);
      const { rows: kept } = await watch.query('SELECT status FROM finance.message');
      expect(kept).toEqual([{ status: 'processed' }]);
    },
  );
});
