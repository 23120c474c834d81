/** Where the data of a ledger is: `status`, `serve` and `remove`, and the folders that are refused. */
import { afterAll, describe, expect, it } from '@jest/globals';
import { chmodSync, cpSync, existsSync, mkdtempSync, readlinkSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmbeddedPostgres } from '@regieboek/embedded-postgres';
import { prepareDataFolder } from '@regieboek/embedded-postgres/testing';
import pg from 'pg';
import { send, startChild } from './child.js';
import { ledgerFolder } from './ledger-folder.js';
import { command } from './printed.js';
import * as story from './story.js';

const root = realpathSync(mkdtempSync(join(tmpdir(), 'regieboek place ')));
// The account of the database comes through, unless a test says otherwise.
chmodSync(root, 0o711);
afterAll(() => rmSync(root, { recursive: true, force: true }));

/** A folder with an empty database, as an earlier version made it. */
async function preparedFolder(name: string): Promise<string> {
  const folder = join(root, name);
  await prepareDataFolder(folder);
  return folder;
}

/** A folder with a ledger of one region. */
async function ledgerIn(name: string): Promise<string> {
  const folder = await preparedFolder(name);
  const file = join(root, 'contracts.yaml');
  writeFileSync(file, story.regionFile);
  expect(await command('import', file, '--data-dir', folder)).toMatchObject({ code: 0, errors: '' });
  return folder;
}

/** Runs a statement of the administrator in the database of a folder. */
async function change(dataDir: string, statement: string): Promise<void> {
  const server = await startEmbeddedPostgres({ dataDir });
  const client = new pg.Client({ connectionString: server.url });
  await client.connect();
  await client.query(statement);
  await client.end();
  await server.stop();
}

const copy = (from: string, to: string): void => cpSync(from, to, { recursive: true, verbatimSymlinks: true });
const status = async (folder: string, ...rest: string[]) => command('status', '--data-dir', folder, ...rest);

describe('regieboek status', () => {
  it('shows no regions of a database that was never used', async () => {
    const folder = await preparedFolder('unused');
    expect((await status(folder, '--json')).json).toEqual([expect.objectContaining({ folder, regions: [] })]);
  });

  it('names folder, database, versions, regions and who uses it, whether a server runs or not', async () => {
    const folder = await ledgerIn('status');
    const [found] = (await status(folder, '--json')).json as [Record<string, unknown>];
    expect(found).toEqual({
      version: expect.stringMatching(/^\d+\.\d+\.\d+/),
      folder,
      ledgerVersion: expect.stringMatching(/^\d+\.\d+\.\d+/),
      lastBackup: null,
      database: join(folder, 'postgres'),
      postgres: '18',
      ledger: expect.stringMatching(/^[0-9a-f-]{36}$/),
      regions: [story.region],
      events: { [story.region]: expect.any(Number) },
      ...{ parkedMessages: 0, freeBytes: expect.any(Number), process: null },
    });
    await change(folder, `UPDATE contracts.message SET status = 'parked'`);
    const server = startChild(['serve', '--port', '0', '--data-dir', folder]);
    await server.address;
    expect((await status(folder, '--json')).json).toEqual([
      { ...found, parkedMessages: 1, freeBytes: expect.any(Number), process: server.pid },
    ]);
    const { lines } = await status(folder, '--lang', 'nl');
    expect(lines.join('\n')).toMatch(new RegExp(`in gebruik bij +proces ${server.pid}`));
    expect(lines).toEqual(
      expect.arrayContaining([
        expect.stringMatching(/^jeugdregio’s +zhz \(\d+ gebeurtenissen\)$/),
        expect.stringMatching(/^geparkeerd +1 bericht: regieboek parked list$/),
        expect.stringMatching(/^vrije ruimte +\d+,\d GB$/),
      ]),
    );
    server.kill('SIGTERM');
    await server.ended;
  });

  it('names a database elsewhere without its password', async () => {
    const ledger = await ledgerFolder('status');
    expect((await command('import', join(ledger.files, 'contracts.yaml'))).errors).toBe('');
    const before = (await command('status', '--json')).json;
    const { host, pathname, password } = new URL(ledger.databaseUrl);
    expect(before).toEqual([
      expect.objectContaining({
        folder: null,
        database: `${host}${pathname}`,
        ledger: expect.stringMatching(/^[0-9a-f-]{36}$/),
        regions: [story.region],
      }),
    ]);
    const shown = await command('status');
    expect(shown.lines.join('\n')).not.toContain(password);
    copy(ledger.folder, join(root, 'copy of a folder with DATABASE_URL'));
    process.env['REGIEBOEK_DATA_DIR'] = join(root, 'copy of a folder with DATABASE_URL');
    expect((await command('status', '--json')).json).toEqual(before);
    expect((await command('remove', '--data-dir', ledger.folder, '--yes')).errors).toContain('DATABASE_URL is set');
    await ledger.stop();
    for (const name of ['DATABASE_URL', 'REGIEBOEK_VAULT_KEY', 'REGIEBOEK_DATA_DIR', 'REGIEBOEK_TODAY'])
      delete process.env[name];
  });
});

describe('a command', () => {
  it('is refused on a copy, in the language of the user, and changes nothing in the original', async () => {
    const folder = await ledgerIn('original');
    const copied = join(root, 'copy');
    const server = startChild(['serve', '--port', '0', '--data-dir', folder]);
    const address = await server.address;
    copy(folder, copied);
    for (const [lang, text] of [
      ['en', `${copied} is a copy of the data folder ${folder}`],
      ['nl', `${copied} is een kopie van de map met gegevens ${folder}`],
    ] as const)
      expect(await command('verify', '--region', story.region, '--data-dir', copied, '--lang', lang)).toMatchObject({
        code: 1,
        errors: expect.stringContaining(text),
      });
    expect((await send(`${address}/v1/region-files`, 'application/yaml', story.regionFile)).status).toBe(200);
    server.kill('SIGTERM');
    await server.ended;
  });

  it('is refused where the database is empty beside a key, and where it is gone', async () => {
    const folder = await preparedFolder('emptied');
    writeFileSync(join(folder, 'vault.key'), `${'17'.repeat(32)}\n`);
    const importing = ['import', join(root, 'contracts.yaml'), '--data-dir', folder];
    expect(await command(...importing)).toMatchObject({
      code: 1,
      errors: expect.stringContaining(`${folder} contains the key of a ledger, but its database is empty`),
    });
    rmSync(join(folder, 'postgres'), { recursive: true });
    rmSync(join(folder, 'regieboek-folder.json'));
    expect(await command(...importing)).toMatchObject({
      code: 1,
      errors: expect.stringContaining(`${folder} contains the key or the identity of a ledger, but not its database`),
    });
    expect(existsSync(join(folder, 'postgres'))).toBe(false);
  });

  it('is refused on the database of another ledger until that is adopted', async () => {
    const folder = await ledgerIn('restored');
    await change(folder, `UPDATE platform.ledger SET id = '3f2b8c1e-5d47-4b0a-9c36-7a1e2d904f55'`);
    const refused = await status(folder);
    expect([refused.code, refused.errors]).toEqual([
      1,
      expect.stringContaining('contains another ledger than the folder'),
    ]);
    expect((await status(folder, '--adopt')).errors).not.toContain('another ledger');
    expect((await status(folder)).code).toBe(0);
  });

  it('is recorded in the audit log when it is adopted, and not when its status is shown', async () => {
    const folder = await ledgerIn('adopted');
    const entries = async () => {
      const { json } = await command('audit', 'show', '--region', '*', '--data-dir', folder, '--json');
      return (json[0] as { action: string }[]).filter(({ action }) => action === 'operate').length;
    };
    const before = await entries();
    expect([(await status(folder)).code, await entries()]).toEqual([0, before]);
    expect([(await status(folder, '--adopt')).code, await entries()]).toEqual([0, before + 1]);
  });
});

describe('regieboek remove', () => {
  it('is wrong usage with an empty folder, which would mean the usual one', async () => {
    expect((await command('remove', '--data-dir', '', '--yes')).code).toBe(2);
  });

  it('asks for --yes, takes the ledger away, and finds none afterwards', async () => {
    const folder = await ledgerIn('removed');
    const asked = await command('remove', '--data-dir', folder);
    expect([asked.code, asked.errors]).toEqual([
      1,
      expect.stringContaining(`its database in ${join(folder, 'postgres')}. Keep the audit log first`),
    ]);
    expect((await status(folder)).code).toBe(0);
    expect((await command('remove', '--data-dir', folder, '--yes')).code).toBe(0);
    expect(existsSync(folder)).toBe(false);
    expect((await command('remove', '--data-dir', folder, '--yes')).errors).toContain('there is no ledger in folder');
    expect((await command('remove', '--yes')).errors).toContain('name the ledger to remove with --data-dir');
  });
});

const byRoot = (): void => {
  it('is named by serve and status, and removed with the folder; one of a deleted folder is a leftover', async () => {
    const above = join(root, 'closed');
    const folder = join(above, 'data');
    await prepareDataFolder(join(root, 'closed', 'data'));
    rmSync(folder, { recursive: true });
    chmodSync(above, 0o700);
    const server = startChild(['serve', '--port', '0', '--data-dir', folder]);
    await server.address;
    const place = readlinkSync(join(folder, 'postgres'));
    server.kill('SIGTERM');
    expect((await server.ended).output).toContain(`data in ${folder}, database in ${place}`);
    expect((await status(folder, '--json')).json).toEqual([expect.objectContaining({ folder, database: place })]);
    const moved = join(above, 'moved');
    copy(folder, moved);
    rmSync(folder, { recursive: true });
    expect((await command('remove', '--leftovers')).lines.join('\n')).toContain(`${place}  ${folder}`);
    expect(existsSync(place)).toBe(true);
    expect((await status(moved, '--adopt')).code).toBe(0);
    expect((await command('remove', '--data-dir', moved, '--yes')).lines).toEqual([
      `removed the ledger of ${moved}, with its keys and its database in ${place}`,
    ]);
    expect([existsSync(place), existsSync(moved)]).toEqual([false, false]);
  });
};

// Without root the server runs as the current user, who can enter every folder of its own.
if (process.getuid?.() === 0) describe('a database that its account cannot reach in the data folder', byRoot);
