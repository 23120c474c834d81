/**
 * A database that dies, stalls or has no connection left while the server works: the server answers 503, and ends with the same
 * result.
 */
import { mkdtempSync, readFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { startTestServer } from '@regieboek/embedded-postgres/testing';
import { startChild, type Child } from './child.js';
import * as story from './story.js';

const requests: readonly (readonly [path: string, type: string, body: string])[] = [
  ['/v1/region-files', 'application/yaml', story.regionFile],
  ['/v1/residence-facts-files', 'text/csv', story.factsFile],
  ...[story.bsn, story.otherBsn].flatMap((bsn, i) => [
    ['/v1/messages', 'application/xml', story.jw301(bsn, i)] as const,
    ['/v1/messages', 'application/xml', story.jw305(bsn, i)] as const,
  ]),
  ['/v1/declarations', 'application/xml', story.jw323()],
];

/** Sends a request again while it is answered with 503, as Retry-After asks, for at most four minutes. Gives the statuses. */
async function insist(address: string, [path, type, body]: (typeof requests)[number]): Promise<number[]> {
  const statuses: number[] = [];
  for (const end = Date.now() + 240_000; Date.now() < end; await delay(200)) {
    const answer = await fetch(`${address}${path}`, {
      method: 'POST',
      headers: { 'content-type': type, connection: 'close' },
      body,
    });
    statuses.push(answer.status);
    if (answer.status !== 503) return statuses;
    expect([answer.headers.get('retry-after'), await answer.text()]).toEqual([
      expect.stringMatching(/^\d+$/),
      expect.not.stringContaining('nothing was changed'),
    ]);
  }
  return statuses;
}

/** Over a connection of its own: the server may close one that was kept just when it is used again. */
const get = (address: string): Promise<Response> => fetch(address, { headers: { connection: 'close' } });

/** Result of a ledger, without random ids. */
async function outcomeOf(address: string): Promise<unknown> {
  const answer = await get(`${address}/v1/regions/${story.region}/billing-runs/${story.month}`);
  const { totals, municipalities } = (await answer.json()) as Record<string, unknown>;
  return { totals, municipalities };
}

const readiness = async (address: string): Promise<number> => (await get(`${address}/health/ready`)).status;

describe('a server', () => {
  const children: Child[] = [];
  const folders: string[] = [];
  let undisturbed: unknown;

  const start = (databaseUrl = ''): { child: Child; dataDir: string } => {
    const dataDir = mkdtempSync(join(tmpdir(), 'regieboek-stalled-'));
    folders.push(dataDir);
    const environment: Record<string, string> = databaseUrl === '' ? {} : { DATABASE_URL: databaseUrl };
    const child = startChild(['serve', '--port', '0', '--data-dir', dataDir], {
      REGIEBOEK_VAULT_KEY: '17'.repeat(32),
      ...environment,
    });
    children.push(child);
    return { child, dataDir };
  };

  beforeAll(async () => {
    const address = await start().child.address;
    for (const request of requests) expect(await insist(address, request)).toEqual([200]);
    undisturbed = await outcomeOf(address);
  });
  afterAll(async () => {
    for (const child of children) {
      child.kill('SIGTERM');
      await child.ended;
    }
    for (const folder of folders) await rm(folder, { recursive: true, force: true });
  });

  it.each([0, 7, 14, 21, 28, 35])(
    'whose PostgreSQL is killed five times within a minute, %d ms or more into a request, reaches the same result (R1)',
    async (later) => {
      const { child, dataDir } = start();
      const address = await child.address;
      const file = join(dataDir, 'postgres', 'postmaster.pid');
      for (const [i, request] of requests.entries()) {
        const sending = insist(address, request);
        // Awaited below; until then a rejection must not be unhandled.
        sending.catch(() => undefined);
        // The first kills come at once, later ones in the middle of a request.
        await delay(i === 0 ? 0 : (later + i * 13) % 60);
        if (i < 5) process.kill(Number(readFileSync(file, 'utf8').split('\n')[0]), 'SIGKILL');
        expect((await sending).at(-1)).toBe(200);
        while ((await readiness(address)) !== 200) await delay(100);
      }
      expect(await outcomeOf(address)).toEqual(undisturbed);
    },
  );

  it('whose connections stall is alive but not ready, and reaches the same result when they continue (R21)', async () => {
    const database = await startTestServer();
    const address = await start(database.url).child.address;
    for (const request of requests.slice(0, 2)) expect(await insist(address, request)).toEqual([200]);
    const watching = new pg.Client({ connectionString: database.url });
    await watching.connect();
    const { rows } = await watching.query<{ pid: number }>(
      'SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()',
    );
    for (const { pid } of rows) process.kill(pid, 'SIGSTOP');
    const [first, ...rest] = requests.slice(2);
    const stalled = first ? insist(address, first) : Promise.resolve([]);
    expect(await readiness(address)).toBe(503);
    expect((await get(`${address}/health/live`)).status).toBe(200);
    for (const { pid } of rows) process.kill(pid, 'SIGCONT');
    expect((await stalled).at(-1)).toBe(200);
    for (const request of rest) expect((await insist(address, request)).at(-1)).toBe(200);
    expect(await outcomeOf(address)).toEqual(undisturbed);
    await watching.end();
    await database.stop();
  });

  it('that finds no free connection reports it at its start, and starts once there is one', async () => {
    const database = await startTestServer();
    const holding: pg.Client[] = [];
    for (let isFull = false; !isFull;) {
      const client = new pg.Client({ connectionString: database.url });
      client.on('error', () => undefined);
      isFull = await client.connect().then(
        () => holding.push(client) > 1_000,
        () => true,
      );
    }
    const { code, errors } = await start(database.url).child.ended;
    expect([code, errors]).toEqual([1, expect.stringMatching(/cannot be used: .*(too many clients|reserved)/)]);
    for (const client of holding) await client.end();
    const address = await start(database.url).child.address;
    for (const request of requests) expect((await insist(address, request)).at(-1)).toBe(200);
    expect(await outcomeOf(address)).toEqual(undisturbed);
    children.at(-1)?.kill('SIGTERM');
    await children.at(-1)?.ended;
    await database.stop();
  });
});
