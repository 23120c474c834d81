/** Folders and databases that a demo leaves alone, with a process for every step: `npm run test:long`. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startTestDatabase } from '@regieboek/embedded-postgres/testing';
import type { BiManifest } from '@regieboek/reporting';
import { send, startChild, until } from './child.js';
import * as story from './story.js';

const root = mkdtempSync(join(tmpdir(), 'regieboek demos '));
const small = ['--youths', '4', '--months', '1'];
const run = (...parameters: string[]) => startChild(parameters).ended;
const inFolder = (name: string) => join(root, name);
afterAll(() => rmSync(root, { recursive: true, force: true }));

const key = (folder: string) => readFileSync(join(folder, 'data', 'vault.key'), 'utf8');

describe('a demo', () => {
  const out = inFolder('demo');
  beforeAll(async () => {
    mkdirSync(join(inFolder('real'), 'in'), { recursive: true });
    writeFileSync(join(inFolder('real'), 'in', 'contracts.yaml'), story.regionFile);
    expect((await run('demo', '--out', out, ...small)).code).toBe(0);
  });

  it('writes the tables for BI of every region', () => {
    for (const region of ['wbo', 'wbw', 'zeeland', 'zhz']) {
      const manifest = JSON.parse(readFileSync(join(out, 'bi', region, 'manifest.json'), 'utf8')) as BiManifest;
      expect(manifest).toMatchObject({ region, purpose: 'demo', receiver: 'internal', form: 'parquet' });
      for (const { path } of manifest.files) expect(existsSync(join(out, 'bi', region, path))).toBe(true);
    }
  });

  it('does not touch a ledger with imported files of a user', async () => {
    writeFileSync(inFolder('a.xml'), story.jw301(story.bsn, 0));
    await run('import', inFolder('a.xml'), '--data-dir', join(out, 'data'));
    const before = key(out);
    const refused = await run('demo', '--out', out, ...small);
    expect([refused.code, refused.errors]).toEqual([
      1,
      expect.stringContaining(`name an empty folder, such as --out ${out}-demo`),
    ]);
    expect(key(out)).toBe(before);
  });

  it('does not touch a ledger with data received over HTTP, but replaces one that was only read', async () => {
    const served = inFolder('served');
    const marker = join(served, 'made-by-regieboek-demo');
    expect((await run('demo', '--out', served, ...small)).code).toBe(0);
    const server = startChild(['serve', '--port', '0', '--data-dir', join(served, 'data')]);
    const address = await server.address;
    expect((await fetch(`${address}/v1/regions`)).status).toBe(200);
    expect(existsSync(marker)).toBe(true);
    expect((await send(`${address}/v1/messages`, 'application/xml', story.jw301(story.bsn, 0))).status).toBe(200);
    await until('the marker to go', async () => (existsSync(marker) ? undefined : true));
    server.kill('SIGTERM');
    await server.ended;
    expect((await run('demo', '--out', served, ...small)).code).toBe(1);
  });

  it('does not touch a ledger that was moved into its folder, nor a folder with a foreign marker', async () => {
    const moved = inFolder('moved');
    expect((await run('demo', '--files-only', '--out', moved, ...small)).code).toBe(0);
    rmSync(join(moved, 'data'), { recursive: true });
    mkdirSync(join(moved, 'data'));
    writeFileSync(join(moved, 'data', 'vault.key'), 'a key');
    expect((await run('demo', '--files-only', '--out', moved, ...small)).code).toBe(1);
    expect(readFileSync(join(moved, 'data', 'vault.key'), 'utf8')).toBe('a key');
    const other = inFolder('other-marker');
    mkdirSync(other);
    writeFileSync(join(other, 'made-by-regieboek-demo'), 'hi');
    expect((await run('demo', '--files-only', '--out', other, ...small)).code).toBe(1);
  });

  it('reads nothing from an empty path or a pipe, and creates no ledger for them', async () => {
    const empty = await run('import', '', '--data-dir', inFolder('none'));
    expect([empty.code, empty.errors]).toEqual([1, expect.stringContaining('one of the paths is empty')]);
    expect((await run('bill', '--region', 'zhz', '--period', '2025-12', '--data-dir', '')).code).toBe(2);
    const device = await run('import', '/dev/zero', '--data-dir', inFolder('none'));
    expect([device.code, device.output]).toEqual([1, expect.stringContaining('is a pipe or a device')]);
    expect((await run('ijw', 'check', '/dev/zero')).errors).toContain('is a pipe or a device');
    expect((await run('demo', '--months', '99999', '--files-only', '--out', inFolder('many'))).code).toBe(2);
  });

  it('imports no invented data into a database with a ledger', async () => {
    const database = await startTestDatabase();
    const environment = { DATABASE_URL: database.url, REGIEBOEK_VAULT_KEY: '17'.repeat(32) };
    const importing = ['import', join(inFolder('real'), 'in'), '--data-dir', inFolder('elsewhere')];
    expect((await startChild(importing, environment).ended).code).toBe(0);
    const refused = await startChild(['demo', '--out', inFolder('on-database'), ...small], environment).ended;
    expect([refused.code, refused.errors]).toEqual([1, expect.stringContaining('DATABASE_URL contains a ledger')]);
    await database.stop();
  });
});
