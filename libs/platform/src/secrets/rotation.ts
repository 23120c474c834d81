/**
 * Rotation of the vault key. From its first step to its last the database holds the check values of both keys, and each key
 * sealed with the other, so that either opens everything: a process that ends in between loses nothing, and the same command
 * resumes the rotation.
 */
import type pg from 'pg';
import { hasTable } from '../database/has-table.js';
import { inTransaction } from '../database/in-transaction.js';
import { cipherWith, keyIdOf, type Cipher } from './cipher.js';
import { keyRow, keysFor, saveKey, type FoundKeys, type Queryable } from './key-rows.js';
import { VaultKeyFault, type KeySource } from './vault-key.js';

/** Progress of a table after one step; `next` is null after the last step. */
interface Resealed {
  readonly rows: number;
  readonly next: string | null;
}

/** A table with secrets. */
export interface SealedTable {
  /** Schema and table. */
  readonly name: string;
  /** Columns of secrets. */
  readonly columns: readonly string[];
  /** Seals up to `rows` rows after `after` with the newest key, those that have another one, in the transaction of the client. */
  reseal(client: Queryable, cipher: Cipher, part: { readonly after: string; readonly rows: number }): Promise<Resealed>;
  /** Opens up to `rows` rows after `after`; returns their number, and throws when one cannot be opened. */
  check(client: Queryable, cipher: Cipher, part: { readonly after: string; readonly rows: number }): Promise<Resealed>;
}

/** Points at which a process can end during a rotation, for tests that stop it there. */
type RotationStep = 'begun' | 'key-kept' | 'part' | 'resealed' | 'ended';

/** Inputs of a rotation. */
interface Rotation {
  readonly pool: pg.Pool;
  readonly tables: readonly SealedTable[];
  readonly key: Uint8Array;
  readonly source: KeySource;
  /** The new key; an unfinished rotation continues with the key it started with. */
  readonly newKey: () => Uint8Array;
  /** Stores the newest key where the next start finds it, before the old one ends. */
  readonly keep: (key: Uint8Array) => void;
  readonly reached?: (step: RotationStep, rows: number) => void | Promise<void>;
}

/** Result of a rotation. */
export interface Rotated {
  readonly from: string;
  readonly to: string;
  readonly rows: number;
  readonly wasBegun: boolean;
}

const ROWS_AT_ONCE = 200;

/** Tables of those named that are in the database. */
async function tablesThere(client: Queryable, tables: readonly SealedTable[]): Promise<SealedTable[]> {
  const there: SealedTable[] = [];
  for (const table of tables) if (await hasTable(client, table.name)) there.push(table);
  return there;
}

/** Starts a rotation unless one is unfinished; returns the keys with both in them. */
async function begun({ pool, key, source, newKey }: Rotation): Promise<FoundKeys & { readonly wasBegun: boolean }> {
  return inTransaction(pool, async (client) => {
    await client.query('LOCK TABLE platform.vault_key IN EXCLUSIVE MODE');
    const found = await keysFor(client, key, source);
    if (found.isRotating) return { ...found, wasBegun: true };
    const next = newKey();
    if (keyIdOf(next) === keyIdOf(key))
      throw new VaultKeyFault('the new vault key is the current one: generate another (openssl rand -hex 32)');
    const { rows } = await client.query<{ last: number }>('SELECT max(number) AS last FROM platform.vault_key');
    const last = rows[0]?.last ?? 1;
    await saveKey(client, keyRow(key, last, found.keys.ids, next));
    await saveKey(client, keyRow(next, last + 1, found.keys.ids, key));
    return { keys: { current: next, older: [key], ids: found.keys.ids }, isRotating: true, wasBegun: false };
  });
}

async function resealAll({ pool, reached }: Rotation, table: SealedTable, cipher: Cipher): Promise<number> {
  let total = 0;
  for (let after: string | null = ''; after !== null;) {
    const from: string = after;
    const { rows, next } = await inTransaction(pool, (client) =>
      table.reseal(client, cipher, { after: from, rows: ROWS_AT_ONCE }),
    );
    total += rows;
    after = next;
    await reached?.('part', rows);
  }
  return total;
}

/** Number of secrets of a table that are encrypted with another key. */
async function leftIn(client: Queryable, { name, columns }: SealedTable, keyId: string): Promise<number> {
  const others = columns.map((column) => `substring(${column} FROM 1 FOR 4) <> $1`).join(' OR ');
  const { rows } = await client.query<{ left: string }>(`SELECT count(*) AS left FROM ${name} WHERE ${others}`, [
    Buffer.from(keyId, 'hex'),
  ]);
  return Number(rows[0]?.left ?? 0);
}

/**
 * A process that lost its lock may still have only the old key: the database no longer accepts writes under it. The function reads the
 * table of keys as its owner, because the application has no right to it.
 */
const GUARD = `
  CREATE OR REPLACE FUNCTION platform.check_vault_key() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
  DECLARE
    secret text;
  BEGIN
    FOREACH secret IN ARRAY TG_ARGV LOOP
      secret := substr(to_jsonb(NEW) ->> secret, 3, 8);
      IF secret IS NOT NULL AND NOT EXISTS (SELECT 1 FROM platform.vault_key WHERE key_id = secret) THEN
        RAISE EXCEPTION 'sealed with a key that was rotated away: start this process again with the new key';
      END IF;
    END LOOP;
    RETURN NEW;
  END $$`;

async function guard(client: Queryable, tables: readonly SealedTable[]): Promise<void> {
  await client.query(GUARD);
  for (const { name, columns } of tables)
    await client.query(
      `CREATE OR REPLACE TRIGGER vault_key_is_known BEFORE INSERT OR UPDATE ON ${name}
       FOR EACH ROW EXECUTE FUNCTION platform.check_vault_key(${columns.map((column) => `'${column}'`).join(', ')})`,
    );
}

/** Ends a rotation when nothing is left under the old key, in one transaction that excludes writers. */
async function end({ pool }: Rotation, tables: readonly SealedTable[], { keys }: FoundKeys): Promise<void> {
  const keyId = keyIdOf(keys.current);
  await inTransaction(pool, async (client) => {
    for (const { name } of tables) await client.query(`LOCK TABLE ${name} IN SHARE ROW EXCLUSIVE MODE`);
    for (const table of tables) {
      const left = await leftIn(client, table, keyId);
      if (left > 0)
        throw new VaultKeyFault(
          `${left} secrets of ${table.name} are still encrypted with the old key: run the command again`,
        );
    }
    await guard(client, tables);
    await client.query('DELETE FROM platform.vault_key WHERE key_id <> $1', [keyId]);
    const { rows } = await client.query<{ number: number }>('SELECT number FROM platform.vault_key');
    await saveKey(client, keyRow(keys.current, rows[0]?.number ?? 1, keys.ids, null));
  });
}

/** Rotates the key of a vault: seals everything with the new one, and ends the old one when that is done. */
export async function rotateKeys(rotation: Rotation): Promise<Rotated> {
  const { pool, reached, keep } = rotation;
  const found = await begun(rotation);
  await reached?.('begun', 0);
  const { current, older = [] } = found.keys;
  keep(current);
  await reached?.('key-kept', 0);
  const cipher = cipherWith(found.keys);
  const tables = await tablesThere(pool, rotation.tables);
  let rows = 0;
  for (const table of tables) rows += await resealAll(rotation, table, cipher);
  await reached?.('resealed', rows);
  await end(rotation, tables, found);
  await reached?.('ended', rows);
  const [old = current] = older;
  return { from: keyIdOf(old), to: cipher.keyId, rows, wasBegun: found.wasBegun };
}

/** Result of checking a table. */
export interface CheckedTable {
  readonly table: string;
  readonly rows: number;
  /** Rows that are not under the newest key yet. */
  readonly left: number;
}

/** Opens every secret of the vault. Throws the error of the first that cannot be opened. */
export async function checkTables(
  pool: pg.Pool,
  wanted: readonly SealedTable[],
  cipher: Cipher,
): Promise<CheckedTable[]> {
  const checked: CheckedTable[] = [];
  for (const table of await tablesThere(pool, wanted)) {
    let total = 0;
    for (let after: string | null = ''; after !== null;) {
      const part: Resealed = await table.check(pool, cipher, { after, rows: ROWS_AT_ONCE });
      total += part.rows;
      after = part.next;
    }
    checked.push({ table: table.name, rows: total, left: await leftIn(pool, table, cipher.keyId) });
  }
  return checked;
}
