import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { MessageStore } from '@regieboek/intake';
import { cipherWith, openVault, openVaultKeys } from '@regieboek/platform';
import { IdentityVault } from '@regieboek/placements';
import { sized } from '@regieboek/kernel/testing';
import { startTestDatabase, type TestDatabase } from '@regieboek/embedded-postgres/testing';
import { openResources } from '../src/process/resources.js';
import { readSettings } from '../src/process/settings.js';
import { startChild, until, type Ended } from './child.js';
import { command } from './printed.js';
import { importStory, start } from './running.js';
import * as story from './story.js';

const [OLD, NEW] = ['17'.repeat(32), '23'.repeat(32)];
/** A rotation works on 200 rows at once: several parts of messages, and one of identities. */
const MESSAGES = sized(700, 1_600);
const bsns = story.testBsns(sized(100, 400));
const region = story.region;
const bodyOf = (number: number) => Buffer.from(`<a>${bsns[number % bsns.length]} ${number}</a>`);

describe('a rotation of the vault key', () => {
  let database: TestDatabase;
  let pool: pg.Pool;
  let before: { youths: ReadonlyMap<string, string>; ids: string[]; events: string };

  const at = async (key: string) => cipherWith((await openVaultKeys(database.url, { given: key })).keys);
  const stores = async (key: string) => {
    const cipher = await at(key);
    return { messages: new MessageStore(pool, cipher, 'finance'), vault: new IdentityVault(pool, cipher), cipher };
  };
  const eventsOf = async (): Promise<string> =>
    JSON.stringify((await pool.query(`SELECT id, stream, data::text FROM log.event ORDER BY region, position`)).rows);

  beforeAll(async () => {
    database = await startTestDatabase();
    const running = await start(database.url);
    await importStory(running);
    await running.close();
    pool = new pg.Pool({ connectionString: database.url });
    pool.on('error', () => undefined);
    const { messages, vault } = await stores(OLD);
    const ids: string[] = [];
    for (let i = 0; i < MESSAGES; i += 1) ids.push((await messages.receive(bodyOf(i), 'JW323')).id);
    await messages.settle(ids[0] ?? '', {
      ...{ status: 'processed', region, faults: [], result: {} },
      answer: { content: 'answer', sentAs: 'a' },
    });
    await vault.admit(
      region,
      bsns.map((bsn) => ({ bsn, name: null })),
    );
    before = { youths: await vault.youthsOf(region, bsns), ids, events: await eventsOf() };
  });
  afterAll(async () => {
    await pool.end();
    await database.stop();
  });

  const environment = (key: string) => ({
    DATABASE_URL: database.url,
    REGIEBOEK_VAULT_KEY: key,
    REGIEBOEK_NEW_VAULT_KEY: NEW,
    REGIEBOEK_DATA_DIR: mkdtempSync(join(tmpdir(), 'regieboek keys ')),
  });
  /** Runs a command in this process, where it need not be killed. */
  const under = (variables: Record<string, string>, ...argv: string[]) => {
    Object.assign(process.env, variables);
    return command(...argv);
  };
  const resealed = async (): Promise<number> => {
    const { rows } = await pool.query<{ n: string }>(
      `SELECT (SELECT count(*) FROM finance.message WHERE substring(sealed FROM 1 FOR 4) = $1)
            + (SELECT count(*) FROM placements.identity WHERE substring(sealed FROM 1 FOR 4) = $1) AS n`,
      [Buffer.from(cipherWith(Buffer.from(NEW, 'hex')).keyId, 'hex')],
    );
    return Number(rows[0]?.n);
  };

  /** Everything is unchanged for the holder of this key. */
  async function sameAsBefore(key: string): Promise<void> {
    const { messages, vault } = await stores(key);
    expect(await vault.youthsOf(region, bsns)).toEqual(before.youths);
    for (const number of [0, 1, 377, MESSAGES - 1]) {
      const id = before.ids[number] ?? '';
      expect((await messages.open(id)).equals(bodyOf(number))).toBe(true);
      expect((await messages.receive(bodyOf(number), 'JW323')).id).toBe(id);
    }
    expect(await messages.openAnswer(before.ids[0] ?? '')).toBe('answer');
    // A known youth stays the same one, whichever key found it.
    const admitted = await vault.admit(
      region,
      bsns.slice(0, 20).map((bsn) => ({ bsn, name: null })),
    );
    for (const bsn of bsns.slice(0, 20)) expect(admitted.get(bsn)).toBe(before.youths.get(bsn));
  }

  /** Makes the database wait at a number of rows under the new key, so that a rotation can be killed right there. */
  const pausing = `
    CREATE TABLE public.pause (rows int);
    CREATE FUNCTION public.pause_rotation() RETURNS trigger LANGUAGE plpgsql AS $$
    DECLARE
      young bytea := decode('${cipherWith(Buffer.from(NEW, 'hex')).keyId}', 'hex');
    BEGIN
      IF EXISTS (SELECT 1 FROM public.pause) AND (SELECT min(rows) FROM public.pause) <=
        (SELECT count(*) FROM finance.message WHERE substring(sealed FROM 1 FOR 4) = young) +
        (SELECT count(*) FROM placements.identity WHERE substring(sealed FROM 1 FOR 4) = young)
      THEN PERFORM pg_sleep(600); END IF;
      RETURN NULL;
    END $$;
    CREATE TRIGGER pause BEFORE UPDATE ON finance.message FOR EACH STATEMENT EXECUTE FUNCTION public.pause_rotation();
    CREATE TRIGGER pause BEFORE UPDATE ON placements.identity FOR EACH STATEMENT EXECUTE FUNCTION public.pause_rotation()`;
  const asleep = `SELECT pid FROM pg_stat_activity WHERE wait_event = 'PgSleep' AND datname = current_database()`;

  async function killedAt(rows: number, key: string): Promise<Ended> {
    await pool.query('INSERT INTO public.pause VALUES ($1)', [rows]);
    const child = startChild(['keys', 'rotate'], environment(key));
    const sleeper = await until(`${rows} rows`, async () => (await pool.query<{ pid: number }>(asleep)).rows[0]?.pid);
    child.kill('SIGKILL');
    const ended = await child.ended;
    await pool.query('SELECT pg_terminate_backend($1)', [sleeper]);
    await pool.query('DELETE FROM public.pause');
    return ended;
  }

  it('that is killed at any point loses nothing, is readable with both keys until done, and continues', async () => {
    const reached: number[] = [];
    await pool.query(pausing);
    for (const [round, rows] of sized([300], [1, 350, 700, 1_100, 1_500]).entries()) {
      expect((await killedAt(rows, round % 2 === 0 ? OLD : NEW)).signal).toBe('SIGKILL');
      await until('its connections are gone', async () => {
        const { rows: own } = await pool.query(
          `SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND application_name = 'regieboek'`,
        );
        return own.length === 0 ? true : undefined;
      });
      reached.push(await resealed());
      for (const key of [OLD, NEW]) await sameAsBefore(key);
    }
    expect(reached).toEqual(reached.toSorted((a, b) => a - b));
    expect(reached.every((rows) => rows < MESSAGES)).toBe(true);
    const other = { ...environment(OLD), REGIEBOEK_NEW_VAULT_KEY: 'ab'.repeat(32) };
    const mistaken = await under(other, 'keys', 'rotate');
    expect([mistaken.code, mistaken.errors]).toEqual([1, expect.stringContaining('pass the key of that rotation')]);
    const checking = await under(environment(OLD), 'keys', 'check');
    expect([checking.code, checking.lines.join()]).toEqual([0, expect.stringContaining('is unfinished')]);
    const done = await startChild(['keys', 'rotate'], environment(OLD)).ended;
    expect([done.errors, done.code, done.output]).toEqual(['', 0, expect.stringContaining('set REGIEBOEK_VAULT_KEY')]);
  });

  it('when done, leaves nothing to the old key, and the log unchanged', async () => {
    await sameAsBefore(NEW);
    await expect(openVault(database.url, { given: OLD })).rejects.toThrow('restore that key');
    expect(await eventsOf()).toBe(before.events);
    const old = cipherWith(Buffer.from(OLD, 'hex'));
    const { rows } = await pool.query<{ bsn_index: string; sealed: Buffer }>('SELECT * FROM placements.identity');
    const indexes = new Set(bsns.map((bsn) => old.index(bsn, `identity/${region}`)));
    expect(rows.filter((row) => indexes.has(row.bsn_index))).toEqual([]);
    for (const { sealed } of rows) expect(() => old.open(sealed, 'identity')).toThrow('this process does not have');
    const checked = await under(environment(NEW), 'keys', 'check', '--json');
    expect(checked.json[0]).toMatchObject({
      isRotating: false,
      tables: expect.arrayContaining([
        { table: 'platform.region_key', rows: 2, left: 0 },
        { table: 'placements.youth_key', rows: rows.length, left: 0 },
        { table: 'placements.identity', rows: rows.length, left: 0 },
      ]),
    });
  });

  it('when done, accepts nothing more from a process with only the old key', async () => {
    const cipher = cipherWith(Buffer.from(OLD, 'hex'));
    const messages = new MessageStore(pool, cipher, 'finance');
    await expect(messages.receive(Buffer.from('<late/>'), 'JW323')).rejects.toThrow('rotated away');
    const identity = { bsn: bsns[0] ?? '', name: null };
    await expect(new IdentityVault(pool, cipher).admit('other', [identity])).rejects.toThrow('rotated away');
    const { messages: young } = await stores(NEW);
    expect((await young.receive(Buffer.from('<late/>'), 'JW323')).status).toBe('received');
  });

  it('is refused while others use the vault, and for the current key', async () => {
    const running = await openResources(readSettings(environment(NEW)));
    const refused = await under(environment(NEW), 'keys', 'rotate');
    expect([refused.code, refused.errors]).toEqual([1, expect.stringContaining('stop them all')]);
    await running.close();
    const same = await under(environment(NEW), 'keys', 'rotate');
    expect([same.code, same.errors]).toEqual([1, expect.stringContaining('generate another')]);
  });

  it('reports a secret that cannot be decrypted', async () => {
    await pool.query(
      `UPDATE placements.identity SET sealed = overlay(sealed PLACING '\\x00ff'::bytea FROM 40) WHERE youth = $1`,
      [before.youths.get(bsns[3] ?? '')],
    );
    const checked = await under(environment(NEW), 'keys', 'check');
    expect([checked.code, checked.errors]).toEqual([1, expect.stringContaining('not all of its content')]);
  });
});

describe('the key in the folder of a ledger', () => {
  const folder = mkdtempSync(join(tmpdir(), 'regieboek keys in '));
  const data = join(folder, 'data');
  const run = (...argv: string[]) => command(...argv, '--data-dir', data);
  beforeAll(() => {
    for (const name of ['DATABASE_URL', 'REGIEBOEK_VAULT_KEY', 'REGIEBOEK_NEW_VAULT_KEY']) delete process.env[name];
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('is rotated in its file, and the old one is kept beside it for earlier backups', async () => {
    await mkdir(join(folder, 'in'));
    await writeFile(join(folder, 'in', 'contracts.yaml'), story.regionFile);
    await writeFile(join(folder, 'in', 'a.xml'), story.jw301(story.bsn, 0));
    expect((await run('import', join(folder, 'in'))).code).toBe(0);
    const first = readFileSync(join(data, 'vault.key'), 'utf8');
    const rotated = await run('keys', 'rotate');
    expect([rotated.errors, rotated.code]).toEqual(['', 0]);
    const second = readFileSync(join(data, 'vault.key'), 'utf8');
    const kept = readdirSync(data).filter((name) => name.startsWith('vault.key.'));
    expect([second === first, kept.length]).toEqual([false, 1]);
    expect(readFileSync(join(data, kept[0] ?? ''), 'utf8')).toBe(first);
    for (const name of ['vault.key', ...kept]) expect(statSync(join(data, name)).mode & 0o777).toBe(0o600);
    const again = await run('import', join(folder, 'in'), '--json');
    expect([again.errors, again.code]).toEqual(['', 0]);
    expect(again.json[0]).toMatchObject([{ status: 'unchanged' }, { status: 'unchanged' }]);
  });

  it('is refused when it was replaced or removed, and no other is made', async () => {
    await writeFile(join(data, 'vault.key'), `${OLD}\n`);
    const changed = await run('bill', '--region', 'zhz', '--period', '2026-02');
    expect([changed.code, changed.errors]).toEqual([1, expect.stringContaining('restore that key from its copy')]);
    rmSync(join(data, 'vault.key'));
    const lost = await run('import', join(folder, 'in'));
    expect([lost.code, lost.errors]).toEqual([1, expect.stringContaining('its key is missing')]);
    const inDutch = await run('--lang', 'nl', 'import', join(folder, 'in'));
    expect(inDutch.errors).toMatch(
      /vault\.key: deze database bevat een kluis, en de sleutel ontbreekt: zet de sleutel/,
    );
    expect(existsSync(join(data, 'vault.key'))).toBe(false);
  });
});
