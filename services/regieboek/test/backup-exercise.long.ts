/** `regieboek backup exercise`: a backup restored on trial, with a record to keep. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { chmod, mkdir, mkdtemp, readdir, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { ledgerFolder, type LedgerFolder } from './ledger-folder.js';
import { command, type Printed } from './printed.js';
import * as story from './story.js';

let ledger: LedgerFolder;
let root: string;
const { TMPDIR } = process.env;

const dir = (name: string): string => join(root, name);
const done = (printed: Printed): Printed => {
  expect([printed.code, printed.errors]).toEqual([0, '']);
  return printed;
};
const leftBehind = () => readdir(dir('temporary'));

/** Runs statements as the administrator of the database, past the rules of the ledger. */
async function administer(...statements: readonly string[]): Promise<readonly unknown[]> {
  const client = new pg.Client({ connectionString: ledger.databaseUrl });
  await client.connect();
  try {
    const rows: unknown[] = [];
    for (const statement of statements) rows.push(...(await client.query(statement)).rows);
    return rows;
  } finally {
    await client.end();
  }
}

beforeAll(async () => {
  ledger = await ledgerFolder('exercise');
  root = await mkdtemp(join(tmpdir(), 'regieboek exercises '));
  // The account of the database comes through.
  await chmod(root, 0o711);
  await mkdir(dir('temporary'), { mode: 0o711 });
  process.env['TMPDIR'] = dir('temporary');
  done(await command('import', ledger.files));
  done(await command('bill', '--region', story.region, '--period', story.month));
  done(await command('backup', dir('sound')));
});
afterAll(async () => {
  if (TMPDIR === undefined) delete process.env['TMPDIR'];
  else process.env['TMPDIR'] = TMPDIR;
  await ledger.stop();
  await rm(root, { recursive: true, force: true });
});

describe('an exercise', () => {
  it('restores a backup, checks everything and gives a record, and leaves nothing', async () => {
    const entries = () => administer('SELECT region, count(*) FROM audit.entry GROUP BY region ORDER BY region');
    const before = await entries();
    const [record] = done(await command('backup', 'exercise', dir('sound'), '--json')).json;
    expect(record).toMatchObject({ isSound: true, differing: [], folder: dir('sound') });
    const { regions } = done(await command('backup', 'verify', dir('sound'), '--json')).json[0] as {
      readonly regions: readonly { readonly position: number; readonly digest: string }[];
    };
    const log = regions.map(({ position, digest }) => ({ check: 'log', count: position, mark: digest, faults: [] }));
    expect(record).toMatchObject({ results: expect.arrayContaining(log.map((one) => expect.objectContaining(one))) });
    expect([await leftBehind(), await entries()]).toEqual([[], before]);
  });

  it('needs the vault key of the backup', async () => {
    const given = process.env['REGIEBOEK_VAULT_KEY'];
    process.env['REGIEBOEK_VAULT_KEY'] = '18'.repeat(32);
    try {
      const { code, errors } = await command('backup', 'exercise', dir('sound'));
      expect([code, errors]).toEqual([1, expect.stringMatching(/is encrypted with vault key/)]);
    } finally {
      process.env['REGIEBOEK_VAULT_KEY'] = given;
    }
  });

  it('is refused with the faults when the restored ledger is not in order, and removes what a killed one left', async () => {
    await administer(
      'ALTER TABLE audit.entry DISABLE TRIGGER USER',
      `UPDATE audit.entry SET hash = sha256('other') WHERE position = 1`,
      'ALTER TABLE audit.entry ENABLE TRIGGER USER',
    );
    done(await command('backup', dir('unsound')));
    const killed = join(dir('temporary'), 'regieboek-exercise-killed');
    await mkdir(join(killed, 'postgres.new'), { recursive: true });
    await mkdir(dir('of another'));
    await writeFile(join(dir('of another'), 'kept'), '');
    await symlink(dir('of another'), join(dir('temporary'), 'regieboek-exercise-link'));
    const { code, errors, lines } = await command('backup', 'exercise', dir('unsound'));
    expect([code, errors]).toEqual([1, expect.stringMatching(/the restored ledger is not in order/)]);
    expect(lines.find((line) => line.startsWith('result '))).toMatch(/NOT in order: \d+ faults?/);
    expect(lines.find((line) => line.startsWith('started '))).toMatch(/\d{4}-\d\d-\d\dT/);
    expect(lines.find((line) => line.startsWith('backup '))).toContain(dir('unsound'));
    expect(lines.find((line) => line.startsWith('event log '))).toMatch(/zhz +\d+ +in order +[0-9a-f]{64}/);
    expect(lines.find((line) => line.startsWith('audit log '))).toMatch(/NOT in order/);
    expect(await leftBehind()).toEqual(['regieboek-exercise-link']);
    expect(await readdir(dir('of another'))).toEqual(['kept']);
  });
});
