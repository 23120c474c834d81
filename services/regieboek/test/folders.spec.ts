import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { prepareDataFolder, startTestDatabase } from '@regieboek/embedded-postgres/testing';
import { inLongRuns } from '@regieboek/kernel/testing';
import { startChild } from './child.js';
import { command } from './printed.js';
import * as story from './story.js';

const root = mkdtempSync(join(tmpdir(), 'regieboek folders '));
const small = ['--youths', '4', '--months', '1'];
const inFolder = (name: string) => join(root, name);
afterAll(() => rmSync(root, { recursive: true, force: true }));

const key = (folder: string) => readFileSync(join(folder, 'data', 'vault.key'), 'utf8');

describe('a demo', () => {
  const out = inFolder('demo');

  beforeAll(async () => expect((await command('demo', '--out', out, ...small)).code).toBe(0));

  inLongRuns('starts over in a folder that a demo made, and reports it', async () => {
    const before = key(out);
    const second = await startChild(['demo', '--out', out, ...small]).ended;
    expect([second.code, second.errors]).toEqual([
      0,
      expect.stringContaining(`Starting over: the demo that was in ${out}`),
    ]);
    expect(key(out)).not.toBe(before);
  });

  it('touches nothing while a server uses its ledger', async () => {
    const server = startChild(['serve', '--port', '0', '--data-dir', join(out, 'data')]);
    const address = await server.address;
    const before = key(out);
    const refused = await command('demo', '--out', out, ...small);
    expect([refused.code, refused.errors]).toEqual([
      1,
      expect.stringContaining(`in use by Regieboek process ${server.pid}`),
    ]);
    const inDutch = await command('--lang', 'nl', 'demo', '--out', out, ...small);
    expect(inDutch.errors).toContain(`in gebruik bij Regieboek-proces ${server.pid}: stop dat proces`);
    const beside = await command('balances', '--region', 'zhz', '--data-dir', join(out, 'data'));
    expect([beside.code, beside.errors]).toEqual([0, '']);
    expect(key(out)).toBe(before);
    expect((await fetch(`${address}/v1/regions/zhz/declarations`)).status).toBe(200);
    server.kill('SIGTERM');
    await server.ended;
  });

  it('never touches a folder that a demo did not make: a ledger, or anything else', async () => {
    const ledger = inFolder('real');
    mkdirSync(join(ledger, 'in'), { recursive: true });
    writeFileSync(join(ledger, 'in', 'contracts.yaml'), story.regionFile);
    expect((await command('import', join(ledger, 'in'), '--data-dir', join(ledger, 'data'))).code).toBe(0);
    const other = inFolder('other');
    mkdirSync(join(other, 'files'), { recursive: true });
    writeFileSync(join(other, 'files', 'letter.txt'), 'mine');
    const before = key(ledger);
    for (const folder of [ledger, join(ledger, 'data'), other]) {
      const names = readdirSync(folder);
      const refused = await command('demo', '--out', folder, ...small);
      expect([refused.code, refused.errors]).toEqual([1, expect.stringContaining('contains files that no demo made')]);
      expect(readdirSync(folder)).toEqual(names);
    }
    expect(key(ledger)).toBe(before);
    expect(readFileSync(join(other, 'files', 'letter.txt'), 'utf8')).toBe('mine');
  });
});

/** Every command that works on a ledger and creates none, with its options. */
const month = ['--region', 'zhz', '--period', '2025-12'];
const commands: Record<string, string[]> = {
  bill: month,
  statement: month,
  explain: ['a.b.1'],
  replay: month,
  diff: month,
  seal: [...month, '--by', 'c3'],
  reopen: [...month, '--by', 'c3', '--reason', 'a reason'],
  verify: ['--region', 'zhz'],
  balances: ['--region', 'zhz'],
  corrections: month,
  settlements: ['--region', 'zhz'],
  postings: month,
  reconcile: month,
  receipts: ['--region', 'zhz'],
  receive: [
    ...['--region', 'zhz', '--reference', 'A-1', '--municipality', '0505', '--kind', 'advance'],
    ...['--for', '2026-q1', '--cents', '1', '--on', '2026-01-05'],
  ],
  figures: month,
  forecast: ['--region', 'zhz', '--from', '2026-01-01'],
  'late-billing': ['--region', 'zhz'],
  'open-items': month,
  'withdraw-payment': ['--region', 'zhz', '--batch', 'RB4F1D', '--reason', 'AC04', '--by', 'c3'],
  stays: ['--region', 'zhz', '--year', '2025'],
  occupancy: month,
  signals: ['--region', 'zhz'],
  retention: ['--region', 'zhz'],
  erase: ['--region', 'zhz', '--youth', '3f2b8c1e-5d47-4b0a-9c36-7a1e2d904f55', '--ground', 'term-ended'],
  refusals: month,
  who: ['--region', 'zhz', '--assignment', '1'],
  identity: ['--region', 'zhz', '--youth', '3f2b8c1e-5d47-4b0a-9c36-7a1e2d904f55'],
  fact: [
    ...['--region', 'zhz', '--assignment', '1', '--fact'],
    '{"id":"f1","kind":"mother-at-birth","municipality":"0505"}',
  ],
  status: [],
  check: [],
  upgrade: [],
  remove: ['--yes'],
  'keys check': [],
  'keys rotate': [],
};

describe('a command that works on a ledger', () => {
  it.each(Object.entries(commands))('%s creates none, and names the folder and the remedy', async (name, rest) => {
    const missing = inFolder(`typo-${name.replace(' ', '-')}`);
    const { code, errors } = await command(...name.split(' '), ...rest, '--data-dir', missing);
    expect([code, errors]).toEqual([
      1,
      expect.stringMatching(/there is no ledger in folder .*typo-.*correct --data-dir.*regieboek import <files>/),
    ]);
    expect(existsSync(missing)).toBe(false);
  });

  it('creates no tables in a database without a ledger', async () => {
    const database = await startTestDatabase();
    Object.assign(process.env, {
      DATABASE_URL: database.url,
      REGIEBOEK_VAULT_KEY: '17'.repeat(32),
      REGIEBOEK_DATA_DIR: inFolder('unused'),
    });
    const refused = await command('bill', ...month);
    for (const name of ['DATABASE_URL', 'REGIEBOEK_VAULT_KEY', 'REGIEBOEK_DATA_DIR']) delete process.env[name];
    expect([refused.code, refused.errors]).toEqual([
      1,
      expect.stringContaining('there is no ledger in the database of DATABASE_URL'),
    ]);
    expect(existsSync(inFolder('unused'))).toBe(false);
    await database.stop();
  });

  it('covers every command of the program with a data folder', async () => {
    const help = async (...of: string[]) => (await command(...of, '--help')).lines.join('\n');
    const listed = [...(await help()).matchAll(/^ {2}([a-z-]+) .*\[options\]/gm)].map(([, name = '']) => name);
    const withFolder: string[] = [];
    for (const name of listed) if ((await help(name)).includes('--data-dir')) withFolder.push(name);
    const makers = ['import', 'serve', 'restore'];
    const needFiles = ['pay', 'settle', 'remarks', 'issue-settlement', 'bank-statement', 'journal-entries'];
    expect(withFolder.toSorted()).toEqual(
      [...Object.keys(commands).filter((name) => !name.includes(' ')), ...makers, ...needFiles].toSorted(),
    );
  });

  it('refuses the second of two servers on different ports: it has no ledger of its own', async () => {
    const data = inFolder('shared');
    await prepareDataFolder(data);
    const first = startChild(['serve', '--port', '0', '--data-dir', data]);
    await first.address;
    const second = await command('serve', '--port', '0', '--data-dir', data);
    expect([second.code, second.errors]).toEqual([
      1,
      expect.stringContaining(`in use by Regieboek process ${first.pid}`),
    ]);
    first.kill('SIGTERM');
    await first.ended;
    expect(statSync(data).mode & 0o066).toBe(0);
  });
});
