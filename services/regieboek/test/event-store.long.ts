/** The one process on EventStoreDB: a double of it, or the server of EVENTSTOREDB_URL under a prefix of its own. */
import { randomBytes } from 'node:crypto';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { GetBillingSummary } from '@regieboek/finance';
import { lastDayOf, parseMonth, type Month } from '@regieboek/kernel';
import { startTestDatabase, type TestDatabase } from '@regieboek/embedded-postgres/testing';
import { demoDefaults, writeDemoFiles } from '../src/demo-data/index.js';
import { filesToImport } from '../src/import/files-to-import.js';
import { importFiles } from '../src/import/import-files.js';
import { Regieboek, withRegieboek } from '../src/process/regieboek.js';
import { readSettings, type Settings } from '../src/process/settings.js';
import { startDouble, type Double } from './event-store-double.js';

const monthOf = (text: string): Month => {
  const month = parseMonth(text);
  if (!month) throw new RangeError(text);
  return month;
};
const last = monthOf('2025-12');
const months = [monthOf('2025-11'), last];
const region = 'zhz';

describe('one process with its event log in EventStoreDB', () => {
  let folder: string;
  let server: Double | undefined;
  let url: string;
  const databases: TestDatabase[] = [];
  const prefix = `test_${randomBytes(6).toString('hex')}`;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'regieboek event store '));
    await writeDemoFiles(folder, { ...demoDefaults, youths: 20, months: 2, regions: [region] });
    server = await startDouble();
    ({ url } = server);
  });
  afterAll(async () => {
    server?.stop();
    for (const database of databases) await database.stop();
    await rm(folder, { recursive: true, force: true });
  });

  const settingsOf = async (more: Partial<Settings>): Promise<Settings> => {
    const database = await startTestDatabase();
    databases.push(database);
    const dataDir = await mkdtemp(join(folder, 'data-'));
    const variables = { DATABASE_URL: database.url, REGIEBOEK_VAULT_KEY: 'ab'.repeat(32) };
    return readSettings(variables, { dataDir, today: lastDayOf(last) + 45, ...more });
  };
  const summaries = async (regieboek: Regieboek) => {
    const all = [];
    for (const month of months) {
      const { totals, municipalities, claims } = await regieboek.ask(new GetBillingSummary({ region, period: month }));
      all.push({ totals, municipalities, claims });
    }
    return all;
  };
  const taken = async (regieboek: Regieboek) => {
    await importFiles(regieboek, await filesToImport([join(folder, 'files')]), () => undefined);
    return summaries(regieboek);
  };

  it('bills the same as one with the log in PostgreSQL, also after a restart', async () => {
    const settings = await settingsOf({ eventLogUrl: url, eventLogPrefix: prefix });
    const onEventStore = await withRegieboek(settings, taken);
    expect(onEventStore.some(({ totals }) => totals.approvedCents > 0)).toBe(true);
    expect(onEventStore).toEqual(await withRegieboek(await settingsOf({}), taken));
    expect(await withRegieboek(settings, summaries)).toEqual(onEventStore);
  });

  it('does not open a log with a database that never had its vault', async () => {
    const settings = await settingsOf({ eventLogUrl: url, eventLogPrefix: prefix });
    await expect(Regieboek.open(settings)).rejects.toThrow('this database never contained their vault');
  });

  it('runs the demo by command line, and refuses to add one to a log that holds regions', async () => {
    const demo = async (out: string): Promise<{ code: unknown; text: string }> => {
      const bin = join(import.meta.dirname, '..', 'bin', 'regieboek.mjs');
      const parameters = ['demo', '--youths', '12', '--months', '2', '--out', join(folder, out)];
      const { DATABASE_URL: _, ...environment } = process.env;
      const env = { ...environment, EVENT_LOG_URL: url, EVENT_LOG_PREFIX: `${prefix}_demo` };
      const child = spawn(process.execPath, [bin, ...parameters], { env, stdio: ['ignore', 'pipe', 'pipe'] });
      let text = '';
      for (const stream of [child.stdout, child.stderr])
        stream.on('data', (chunk: Buffer) => (text += chunk.toString()));
      const [code] = (await once(child, 'close')) as [number | null];
      return { code, text };
    };
    const first = await demo('demo-1');
    expect(first.text).toContain('All months: billed');
    expect(first.code).toBe(0);
    const second = await demo('demo-2');
    expect(second.text).toContain('the log of EVENT_LOG_URL contains regions');
    expect(second.code).toBe(1);
  });
});
