import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { startTestDatabase, type TestDatabase } from '@regieboek/embedded-postgres/testing';
import { cipherWith, keyIdIn, keyIdOf, type Cipher } from './cipher.js';
import { checkTables, rotateKeys, type SealedTable } from './rotation.js';
import { VaultKeyFault } from './vault-key.js';
import { openVaultKeys } from './vault.js';
import type { Queryable } from './key-rows.js';

const [OLD, NEW, OTHER] = ['17', '23', 'ab'].map((byte) => Buffer.from(byte.repeat(32), 'hex')) as [Buffer, Buffer, Buffer]; // prettier-ignore
const SECRETS = 450;

/** A table of secrets by number. */
const secrets: SealedTable = {
  name: 'public.secret',
  columns: ['sealed'],
  async reseal(client, cipher, { after, rows }) {
    const found = await rowsAfter(client, after, rows);
    const resealed = found.map(({ id, sealed }) => cipher.seal(cipher.open(sealed, `secret/${id}`), `secret/${id}`));
    await client.query(
      'UPDATE secret SET sealed = made.sealed FROM unnest($1::text[], $2::bytea[]) AS made (id, sealed) WHERE secret.id = made.id',
      [found.map(({ id }) => id), resealed],
    );
    return { rows: found.length, next: found.at(-1)?.id ?? null };
  },
  async check(client, cipher, { after, rows }) {
    const found = await rowsAfter(client, after, rows);
    for (const { id, sealed } of found) cipher.open(sealed, `secret/${id}`);
    return { rows: found.length, next: found.at(-1)?.id ?? null };
  },
};

async function rowsAfter(client: Queryable, after: string, rows: number): Promise<{ id: string; sealed: Buffer }[]> {
  const text = 'SELECT id, sealed FROM secret WHERE id > $1 ORDER BY id LIMIT $2';
  return (await client.query<{ id: string; sealed: Buffer }>(text, [after, rows])).rows;
}

const missing: SealedTable = { ...secrets, name: 'public.of_a_later_version' };

let database: TestDatabase;
let pool: pg.Pool;
beforeAll(async () => {
  database = await startTestDatabase();
  pool = new pg.Pool({ connectionString: database.url, max: 4 });
});
afterAll(async () => {
  await pool.end();
  await database.stop();
});

const given = (key: Buffer) => ({ given: key.toString('hex') });
const cipherOf = async (key: Buffer): Promise<Cipher> =>
  cipherWith((await openVaultKeys(database.url, given(key))).keys);

let kept: Buffer[] = [];
let before: { ids: string };

beforeEach(async () => {
  await pool.query('DROP SCHEMA IF EXISTS platform CASCADE; DROP TABLE IF EXISTS secret');
  const cipher = await cipherOf(OLD);
  await pool.query('CREATE TABLE secret (id text PRIMARY KEY, sealed bytea)');
  const ids = Array.from({ length: SECRETS }, (_, n) => `s${String(n).padStart(4, '0')}`);
  await pool.query('INSERT INTO secret SELECT * FROM unnest($1::text[], $2::bytea[])', [
    ids,
    ids.map((id) => cipher.seal(`plain ${id}`, `secret/${id}`)),
  ]);
  kept = [];
  before = { ids: cipher.id('zhz', 'message', 'x') };
});

/** Rotates from one key to another; `stopAt` ends it at a step, as a process that is killed there. */
function rotate(key: Buffer, next: Buffer, stopAt?: { step: string; rows?: number }) {
  let done = 0;
  return rotateKeys({
    pool,
    tables: [secrets, missing],
    key,
    source: given(key),
    newKey: () => next,
    keep: (one) => kept.push(Buffer.from(one)),
    reached: (step, rows) => {
      if (step === 'part') done += rows;
      if (step === stopAt?.step && done >= (stopAt.rows ?? 0)) throw new Error(`killed at ${step}`);
    },
  });
}

/** Every secret, opened with a key. */
async function opened(key: Buffer): Promise<string[]> {
  const cipher = await cipherOf(key);
  return (await rowsAfter(pool, '', SECRETS)).map(({ id, sealed }) => cipher.open(sealed, `secret/${id}`).toString());
}

const sealedWith = async (key: Buffer): Promise<number> =>
  (await rowsAfter(pool, '', SECRETS)).filter(({ sealed }) => keyIdIn(sealed) === keyIdOf(key)).length;

describe('a rotation of keys', () => {
  it('seals everything with the new key, keeps that key first, and ends the old one', async () => {
    const rotated = await rotate(OLD, NEW);
    expect(rotated).toEqual({ from: keyIdOf(OLD), to: keyIdOf(NEW), rows: SECRETS, wasBegun: false });
    expect(kept).toEqual([NEW]);
    expect([await sealedWith(NEW), (await opened(NEW))[7]]).toEqual([SECRETS, 'plain s0007']);
    await expect(cipherOf(OLD)).rejects.toThrow(VaultKeyFault);
  });

  it('changes no id', async () => {
    await rotate(OLD, NEW);
    expect((await cipherOf(NEW)).id('zhz', 'message', 'x')).toBe(before.ids);
    await rotate(NEW, OTHER);
    expect((await cipherOf(OTHER)).id('zhz', 'message', 'x')).toBe(before.ids);
  });

  it.each([
    [{ step: 'begun' }, 0],
    [{ step: 'key-kept' }, 0],
    [{ step: 'part', rows: 200 }, 200],
    [{ step: 'part', rows: 400 }, 400],
    [{ step: 'resealed' }, SECRETS],
  ])('that ends at %j is readable with both keys, and goes on with either', async (stop, sealed) => {
    for (const goesOn of [OLD, NEW]) {
      await expect(rotate(OLD, NEW, stop)).rejects.toThrow(`killed at ${stop.step}`);
      expect(await sealedWith(NEW)).toBe(sealed);
      for (const key of [OLD, NEW]) expect(await opened(key)).toHaveLength(SECRETS);
      const again = await rotate(goesOn, OTHER);
      expect([again.to, again.wasBegun]).toEqual([keyIdOf(NEW), true]);
      await expect(cipherOf(OLD)).rejects.toThrow(VaultKeyFault);
      // Back to the first key, for the second turn.
      if (goesOn === OLD) await rotate(NEW, OLD);
    }
  });

  it('writes with the newest key meanwhile, and finds values under both', async () => {
    await expect(rotate(OLD, NEW, { step: 'begun' })).rejects.toThrow('killed');
    const [byOld, byNew] = [await cipherOf(OLD), await cipherOf(NEW)];
    expect([byOld.keyId, byNew.keyId]).toEqual([keyIdOf(NEW), keyIdOf(NEW)]);
    expect(byOld.indexes('999900006', 'zhz')).toEqual(byNew.indexes('999900006', 'zhz'));
    expect(byOld.indexes('999900006', 'zhz')).toContain(cipherWith(OLD).index('999900006', 'zhz'));
  });

  it('to the key that is in use is refused, and changes nothing', async () => {
    await expect(rotate(OLD, OLD)).rejects.toThrow('the new vault key is the current one: generate another');
    expect([await sealedWith(OLD), kept]).toEqual([SECRETS, []]);
    expect((await openVaultKeys(database.url, given(OLD))).isRotating).toBe(false);
  });

  it('does not end while a secret is still under the old key, which the next time seals', async () => {
    const forgetful: SealedTable = { ...secrets, reseal: () => Promise.resolve({ rows: 0, next: null }) };
    const options = { pool, key: OLD, source: given(OLD), newKey: () => NEW, keep: () => undefined };
    await expect(rotateKeys({ ...options, tables: [forgetful] })).rejects.toThrow(
      `${SECRETS} secrets of public.secret are still encrypted with the old key: run the command again`,
    );
    expect((await rotate(OLD, NEW)).wasBegun).toBe(true);
  });

  it('done, accepts nothing any more that is sealed with the old key, and all with the new one', async () => {
    await rotate(OLD, NEW);
    const insert = (id: string, key: Buffer | null) =>
      pool.query('INSERT INTO secret VALUES ($1, $2)', [id, key && cipherWith(key).seal('x', id)]);
    await expect(insert('late', OLD)).rejects.toThrow('rotated away: start this process again with the new key');
    await insert('young', NEW);
    await insert('none', null);
  });

  it('of a vault whose key is another one does not begin', async () => {
    await expect(rotate(OTHER, NEW)).rejects.toThrow(VaultKeyFault);
    expect(await sealedWith(OLD)).toBe(SECRETS);
  });
});

describe('a check of the vault', () => {
  it('opens every secret, and counts those that are not under the newest key', async () => {
    const checked = async (key: Buffer) => checkTables(pool, [secrets, missing], await cipherOf(key));
    expect(await checked(OLD)).toEqual([{ table: 'public.secret', rows: SECRETS, left: 0 }]);
    await expect(rotate(OLD, NEW, { step: 'part', rows: 200 })).rejects.toThrow('killed');
    expect(await checked(OLD)).toEqual([{ table: 'public.secret', rows: SECRETS, left: SECRETS - 200 }]);
  });

  it('fails at a secret that was changed or moved', async () => {
    const cipher = await cipherOf(OLD);
    await pool.query(`UPDATE secret SET sealed = overlay(sealed PLACING '\\x00ff'::bytea FROM 33) WHERE id = 's0300'`);
    await expect(checkTables(pool, [secrets], cipher)).rejects.toThrow(/authenticate/);
    await pool.query(`UPDATE secret SET sealed = (SELECT sealed FROM secret WHERE id = 's0001') WHERE id = 's0300'`);
    await expect(checkTables(pool, [secrets], cipher)).rejects.toThrow(/authenticate/);
  });
});
