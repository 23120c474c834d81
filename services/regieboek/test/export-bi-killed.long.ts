/** Exports for BI that are killed while they write: `npm run test:long`. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createHash } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { startTestDatabase, type TestDatabase } from '@regieboek/embedded-postgres/testing';
import { ExportStar, type BiManifest } from '@regieboek/reporting';
import { demoDefaults, writeDemoFiles } from '../src/demo-data/index.js';
import { filesToImport } from '../src/import/files-to-import.js';
import { importFiles } from '../src/import/import-files.js';
import { Regieboek } from '../src/process/regieboek.js';
import { readSettings } from '../src/process/settings.js';
import { startChild } from './child.js';

const region = 'zhz';
const KILLS = 3;
/** Position up to which the first export knows the region: later ones change most of its files. */
const EARLY = 150;

let folder = '';
let database: TestDatabase;
let variables: Record<string, string> = {};
const bi = (): string => join(folder, 'bi');

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'regieboek-bi-killed-'));
  await writeDemoFiles(join(folder, 'files'), { ...demoDefaults, youths: 30, months: 4, regions: [region] });
  database = await startTestDatabase();
  variables = {
    ...{ DATABASE_URL: database.url, REGIEBOEK_VAULT_KEY: 'ab'.repeat(32), REGIEBOEK_DATA_DIR: join(folder, 'data') },
    REGIEBOEK_TODAY: '2026-03-06',
  };
  const regieboek = await Regieboek.open(readSettings(variables));
  await importFiles(regieboek, await filesToImport([join(folder, 'files')]), () => undefined);
  const delivery = { region, purpose: 'monitor', receiver: 'internal', knownAt: { position: EARLY } };
  await regieboek.ask(new ExportStar(delivery, { folder: bi(), form: 'parquet' }));
  await regieboek.close();
});
afterAll(async () => {
  await database.stop();
  await rm(folder, { recursive: true, force: true });
});

const exporting = () =>
  startChild(['export', 'bi', '--region', region, '--purpose', 'monitor', '--out', bi()], variables);

const unnamed = async (): Promise<string[]> =>
  (await readdir(bi(), { recursive: true })).filter((name) => name.endsWith('.part'));

const manifest = async (): Promise<BiManifest> =>
  JSON.parse(await readFile(join(bi(), 'manifest.json'), 'utf8')) as BiManifest;

/** Files that differ from the manifest. */
async function damaged(): Promise<string[]> {
  const found: string[] = [];
  for (const { path, sha256 } of (await manifest()).files) {
    const bytes = await readFile(join(bi(), path)).catch(() => Buffer.from(''));
    if (createHash('sha256').update(bytes).digest('hex') !== sha256) found.push(path);
  }
  return found;
}

describe('an export for BI that is killed while it writes', () => {
  it('leaves the earlier one as it was, and the next one completes it', async () => {
    for (let kill = 1; kill <= KILLS; kill += 1) {
      const child = exporting();
      const before = (await unnamed()).length;
      let hasEnded = false;
      void child.ended.then(() => (hasEnded = true));
      while (!hasEnded && (await unnamed()).length < before + kill) await delay(2);
      child.kill('SIGKILL');
      expect((await child.ended).signal).toBe('SIGKILL');
      expect([(await manifest()).position, await damaged()]).toEqual([EARLY, []]);
      for (const name of await unnamed()) await rm(join(bi(), name));
    }
    expect((await exporting().ended).code).toBe(0);
    expect((await manifest()).position).toBeGreaterThan(EARLY);
    expect([await damaged(), await unnamed()]).toEqual([[], []]);
  });
});
