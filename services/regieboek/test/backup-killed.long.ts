/** Backups and restores that are killed at random moments: `npm run test:long`. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { startTestDatabase, type TestDatabase } from '@regieboek/embedded-postgres/testing';
import { Random } from '../src/demo-data/random.js';
import { startChild } from './child.js';
import { command, type Printed } from './printed.js';

const KILLS = 10;
const key = '17'.repeat(32);
const month = ['--region', 'zhz', '--period', '2025-12'];

let root: string;
let original: TestDatabase;
const databases: TestDatabase[] = [];

const dir = (name: string): string => join(root, name);

const done = (printed: Printed): Printed => {
  expect([printed.code, printed.errors]).toEqual([0, '']);
  return printed;
};

interface Summary {
  readonly regions: unknown;
}
const summary = ({ json }: Printed) => json[0] as Summary;

/** Runs the command line as a process of its own, and kills it after some milliseconds; true when it had ended by itself. */
async function killedAfter(milliseconds: number, argv: readonly string[], databaseUrl: string): Promise<boolean> {
  const child = startChild(argv, {
    DATABASE_URL: databaseUrl,
    REGIEBOEK_VAULT_KEY: key,
    REGIEBOEK_DATA_DIR: dir('data'),
  });
  await Promise.race([delay(milliseconds), child.ended]);
  child.kill('SIGKILL');
  return (await child.ended).code === 0;
}

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'regieboek killed backups '));
  original = await startTestDatabase();
  Object.assign(process.env, {
    DATABASE_URL: original.url,
    REGIEBOEK_VAULT_KEY: key,
    REGIEBOEK_DATA_DIR: dir('data'),
    REGIEBOEK_TODAY: '2026-03-06',
  });
  done(await command('demo', '--youths', '300', '--months', '6', '--files-only', '--out', dir('demo')));
});
afterAll(async () => {
  await original.stop();
  for (const database of databases) await database.stop();
  await rm(root, { recursive: true, force: true });
});

describe('a backup that is killed at random moments', () => {
  it('leaves the last complete backup usable, and the next run goes on', async () => {
    const random = new Random(20_261_130);
    let made = 0;
    for (const part of ['wbo', 'wbw', 'zeeland', 'zhz']) {
      await command('import', join(dir('demo'), 'files', part));
      for (let kill = 0; kill < KILLS / 2; kill += 1) {
        if (await killedAfter(700 + random.int(0, 1_800), ['backup', dir('backup')], original.url)) made += 1;
        if (existsSync(join(dir('backup'), 'manifest.json')))
          done(await command('backup', 'verify', dir('backup'), '--deep'));
      }
      if (part !== 'zhz') done(await command('backup', dir('backup')));
    }
    expect(made).toBeLessThan(KILLS * 2);
    done(await command('backup', dir('backup')));
    done(await command('backup', 'verify', dir('backup'), '--deep'));
    const fresh = summary(done(await command('backup', dir('fresh'), '--json')));
    expect(summary(done(await command('backup', 'verify', dir('backup'), '--json'))).regions).toEqual(fresh.regions);
  });
});

describe('a restore that is killed at random moments', () => {
  it('is never served half, and another attempt goes on to the same ledger', async () => {
    const random = new Random(20_261_201);
    const bill = done(await command('bill', ...month, '--json')).json;
    let isDone = false;
    let url = '';
    for (let kill = 0; kill < KILLS; kill += 1) {
      if (kill === 0 || isDone) {
        const database = await startTestDatabase();
        databases.push(database);
        ({ url } = database);
      }
      isDone = await killedAfter(900 + random.int(0, 4_500), ['restore', dir('backup')], url);
      process.env['DATABASE_URL'] = url;
      const found = await command('bill', ...month, '--json');
      if (isDone) expect(found.json).toEqual(bill);
      else expect(found.errors).toMatch(/restored completely|there is no ledger/);
      process.env['DATABASE_URL'] = original.url;
    }
    process.env['DATABASE_URL'] = url;
    if (!isDone) done(await command('restore', dir('backup')));
    expect(done(await command('bill', ...month, '--json')).json).toEqual(bill);
    const restored = summary(done(await command('backup', dir('of restored'), '--json')));
    process.env['DATABASE_URL'] = original.url;
    expect(restored.regions).toEqual(summary(done(await command('backup', 'verify', dir('backup'), '--json'))).regions);
  });
});
