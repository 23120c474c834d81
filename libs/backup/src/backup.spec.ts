import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';
import type { EventLog, MemoryEventLog } from '@regieboek/eventing';
import { startTestDatabase, type TestDatabase } from '@regieboek/embedded-postgres/testing';
import { addEvents, logWith, newFolder, region } from '../test/saved-log.js';
import { backUp, type BackupSource } from './backup.js';
import { partsOf, type Manifest } from './format/manifest.js';
import { verifyBackup } from './verify.js';

const SECOND = '5b1c0d0e-0000-4000-8000-000000000002';

let database: TestDatabase;
let client: pg.Client;
let log: MemoryEventLog;
let folder: Awaited<ReturnType<typeof newFolder>>;

beforeEach(async () => {
  database = await startTestDatabase();
  client = new pg.Client({ connectionString: database.url });
  await client.connect();
  await client.query(`
    CREATE SCHEMA platform; CREATE SCHEMA placements;
    CREATE TABLE platform.vault_key (key_id text, number int, check_value bytea, ids bytea, other bytea);
    CREATE TABLE placements.identity (region text, bsn_index text, youth uuid, sealed bytea);
    CREATE TABLE placements.message (id text, received_at timestamptz DEFAULT now(), sealed bytea, answer bytea);
    INSERT INTO platform.vault_key VALUES ('0123abcd', 1, 'check', 'ids', NULL)`);
  log = await logWith(500);
  folder = await newFolder();
});
afterEach(async () => {
  await folder.remove();
  await client.end();
  await database.stop();
});

const source = (of: EventLog = log): BackupSource => ({
  ...{ ownerUrl: database.url, log: of, isLogElsewhere: true },
  ...{ ledger: '5b1c0d0e-0000-4000-8000-000000000001', version: '1.0.0' },
});

const rowsOf = ({ tables }: Manifest, name: string) => tables.find(({ table }) => table === name)?.rows;

/** The log, which does something before it is asked for its regions: between the two looks at the tables. */
const meanwhile = (work: () => Promise<unknown>): EventLog =>
  new Proxy<EventLog>(log, {
    get(target, name) {
      if (name === 'regions')
        return async () => {
          await work();
          return target.regions();
        };
      const value: unknown = Reflect.get(target, name);
      return typeof value === 'function' ? (value.bind(target) as unknown) : value;
    },
  });

describe('a backup of a ledger whose log is in another store', () => {
  it('has the identities that its events name, and no message as processed whose events it lacks', async () => {
    const busy = meanwhile(async () => {
      await client.query(`INSERT INTO placements.message (id) VALUES ('later')`);
      await client.query(`INSERT INTO placements.identity VALUES ('zhz', 'x', '${SECOND}')`);
      await addEvents(log, 10);
    });
    await client.query(`INSERT INTO placements.message (id) VALUES ('earlier')`);
    const { manifest } = await backUp(source(busy), folder);
    expect(manifest.regions).toMatchObject([{ region, position: 510 }]);
    expect(rowsOf(manifest, 'placements.message')).toBe(1);
    expect(rowsOf(manifest, 'placements.identity')).toBe(1);
    expect(manifest.keys).toEqual([{ id: '0123abcd', number: 1, check: Buffer.from('check').toString('base64') }]);
  });
});

describe('a second backup', () => {
  it('writes no new part when nothing is new, and removes parts that no backup needs', async () => {
    await client.query(`INSERT INTO placements.message (id) VALUES ('one')`);
    const first = await backUp(source(), folder);
    expect(first.newParts).toBe(partsOf(first.manifest).length);
    const second = await backUp(source(), folder);
    expect(second).toMatchObject({ newParts: 0, newBytes: 0 });
    await client.query(`UPDATE placements.message SET answer = 'x'`);
    await addEvents(log, 5);
    const third = await backUp(source(), folder);
    expect(third.newParts).toBe(2);
    const files = await readdir(join(folder.path, 'parts'));
    expect(files.toSorted()).toEqual(partsOf(third.manifest).map(({ file }) => file));
    expect(await verifyBackup(folder, { deep: true })).toEqual(third.manifest);
  });

  it('goes on after the parts of one that failed, and the last complete one stays usable meanwhile', async () => {
    const first = await backUp(source(), folder);
    await addEvents(log, 3_000);
    await client.query(`INSERT INTO placements.message (id) VALUES ('one')`);
    const limits = { eventsMax: 1_024, bytesMax: 1e9 };
    let parts = 0;
    const failing = backUp(source(), folder, {
      limits,
      onPart() {
        if ((parts += 1) === 3) throw new Error('power cut');
      },
    });
    await expect(failing).rejects.toThrow('power cut');
    expect(await verifyBackup(folder)).toEqual(first.manifest);
    const before = await readdir(join(folder.path, 'parts'));
    const next = await backUp(source(), folder, { limits });
    const kept = new Set(before);
    expect(partsOf(next.manifest).filter(({ file }) => kept.has(file)).length).toBeGreaterThanOrEqual(3);
    expect(await verifyBackup(folder, { deep: true })).toMatchObject({ regions: [{ position: 3_500 }] });
  });

  it('is refused for another ledger, a missing part and a table that this version does not know', async () => {
    await backUp(source(), folder);
    const other = { ...source(), ledger: SECOND };
    await expect(backUp(other, folder)).rejects.toThrow(/contains a backup of another ledger/);
    await client.query('CREATE TABLE platform.unheard_of (x int)');
    await expect(backUp(source(), folder)).rejects.toThrow(/table platform\.unheard_of is not known to this version/);
    await client.query('DROP TABLE platform.unheard_of');
    const [name = ''] = await readdir(join(folder.path, 'parts'));
    await writeFile(folder.partPath(name), '');
    await expect(backUp(source(), folder)).rejects.toThrow(/is damaged, or is another part/);
  });

  it('leaves tables outside the schemas of the product alone', async () => {
    await client.query('CREATE TABLE public.of_the_operator (x int)');
    expect((await backUp(source(), folder)).manifest.tables.map(({ table }) => table)).not.toContain(
      'public.of_the_operator',
    );
  });
});
