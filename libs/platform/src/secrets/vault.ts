/**
 * Determines the key of a database's vault. A sealed check value is stored with the protected data from the first start, so that
 * a lost or changed key is noticed before it can seal anything. The secret from which ids are derived is stored there too,
 * sealed, so that a rotation of keys changes no id.
 */
import { randomBytes } from 'node:crypto';
import { chmodSync, closeSync, fsyncSync, mkdirSync, openSync, renameSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import type pg from 'pg';
import { FILE_MODE, FOLDER_MODE } from '../files.js';
import { whileMigrating } from '../read-models/data-source.js';
import { cipherWith, idsOf, type Cipher, type VaultKeys } from './cipher.js';
import { keyFrom, nameOfSource, VaultKeyFault, type KeySource } from './vault-key.js';

const TABLE = `
  CREATE SCHEMA IF NOT EXISTS platform;
  CREATE TABLE IF NOT EXISTS platform.vault_key (
    key_id text PRIMARY KEY,
    number int NOT NULL UNIQUE,
    check_value bytea NOT NULL,
    ids bytea NOT NULL,
    other bytea
  )`;

/** A key that the vault is under: its check value and the secret of ids, and while keys are rotated the other key, all sealed with it. */
interface KeyRow {
  readonly key_id: string;
  readonly number: number;
  readonly check_value: Buffer;
  readonly ids: Buffer;
  readonly other: Buffer | null;
}

const CHECKED = 'Regieboek vault';
const KEY_BYTES = 32;

/** Anything that queries: a client or a pool. */
export type Queryable = Pick<pg.ClientBase, 'query'>;

/** Keys found for a vault, and whether a rotation is unfinished. */
export interface FoundKeys {
  readonly keys: VaultKeys & { readonly ids: Uint8Array };
  readonly isRotating: boolean;
}

/** Row of a key: everything sealed with the key itself. */
export function keyRow(key: Uint8Array, number: number, ids: Uint8Array, other: Uint8Array | null): KeyRow {
  const own = cipherWith(key);
  const sealed = (plain: Uint8Array | string, what: string) => own.seal(plain, `vault/${what}/${own.keyId}`);
  return {
    key_id: own.keyId,
    number,
    check_value: sealed(CHECKED, 'check'),
    ids: sealed(ids, 'ids'),
    other: other && sealed(other, 'other'),
  };
}

/** Keeps the row of a key, in place of one that is there. */
export async function saveKey(client: Queryable, row: KeyRow): Promise<void> {
  await client.query(
    `INSERT INTO platform.vault_key (key_id, number, check_value, ids, other) VALUES ($1, $2, $3, $4, $5)
     ON CONFLICT (key_id) DO UPDATE SET number = $2, check_value = $3, ids = $4, other = $5`,
    [row.key_id, row.number, row.check_value, row.ids, row.other],
  );
}

const rowsIn = async (client: Queryable): Promise<KeyRow[]> =>
  (await client.query<KeyRow>('SELECT * FROM platform.vault_key ORDER BY number')).rows;

const isOf = (row: KeyRow, own: Cipher): boolean => {
  try {
    return own.open(row.check_value, `vault/check/${own.keyId}`).toString() === CHECKED;
  } catch {
    return false;
  }
};

/** Keys of the vault for who has one of them. Throws VaultKeyFault when the key is not of this vault. */
export async function keysFor(client: Queryable, key: Uint8Array, source: KeySource): Promise<FoundKeys> {
  const rows = await rowsIn(client);
  const own = cipherWith(key);
  const row = rows.find((one) => one.key_id === own.keyId && isOf(one, own));
  if (!row) {
    const known = rows.map(({ key_id }) => key_id).join(', ');
    throw new VaultKeyFault(
      `${nameOfSource(source)} contains key ${own.keyId}, but the vault of this database is encrypted with key ${known}: restore that key from its copy. Nothing was read or written`,
    );
  }
  const ids = own.open(row.ids, `vault/ids/${own.keyId}`);
  if (!row.other) return { keys: { current: key, older: [], ids }, isRotating: false };
  const other = own.open(row.other, `vault/other/${own.keyId}`);
  const isNewest = rows.at(-1) === row;
  return { keys: { current: isNewest ? key : other, older: [isNewest ? other : key], ids }, isRotating: true };
}

const tablesOf = async (client: Queryable): Promise<readonly string[]> =>
  (
    await client.query<{ name: string }>(
      `SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables
       WHERE (schemaname IN ('contracts', 'placements', 'finance') AND tablename IN ('message', 'identity'))
          OR (schemaname = 'log' AND tablename = 'event')`,
    )
  ).rows.map(({ name }) => name);

/** Whether something was received or recorded here: then a key must be there. */
async function holdsData(client: Queryable): Promise<boolean> {
  for (const table of await tablesOf(client))
    if (((await client.query(`SELECT 1 FROM ${table} LIMIT 1`)).rowCount ?? 0) > 0) return true;
  return false;
}

/** Writes a key to a file that only its owner can read, replacing the existing one atomically. */
export function keepKey(file: string, key: Uint8Array): void {
  mkdirSync(dirname(file), { recursive: true, mode: FOLDER_MODE });
  const unfinished = `${file}.part`;
  const handle = openSync(unfinished, 'w', FILE_MODE);
  try {
    writeSync(handle, `${Buffer.from(key).toString('hex')}\n`);
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
  chmodSync(unfinished, FILE_MODE);
  renameSync(unfinished, file);
}

const MISSING =
  'this database contains a vault, and its key is missing: restore the key from its copy, to the key file or to REGIEBOEK_VAULT_KEY; without it names, citizen service numbers and messages cannot be read';

const BEFORE_CHECKS =
  'this database contains events or messages but no check value of a vault key: another version created it, or it was restored partly; restore it completely, or start with an empty data folder';

/** The key of an empty database: the one that is given, or a new one kept in the file. */
function firstKey(source: KeySource): Uint8Array {
  const given = keyFrom(source);
  if (given) return given;
  if (source.file === undefined)
    throw new VaultKeyFault('the vault key is missing: set REGIEBOEK_VAULT_KEY (openssl rand -hex 32)');
  const key = randomBytes(KEY_BYTES);
  keepKey(source.file, key);
  return key;
}

async function found(client: Queryable, source: KeySource): Promise<FoundKeys> {
  await client.query(TABLE);
  const isNew = (await rowsIn(client)).length === 0;
  if (!isNew) {
    const key = keyFrom(source);
    if (!key) throw new VaultKeyFault(`${nameOfSource(source)}: ${MISSING}`);
    return keysFor(client, key, source);
  }
  if (await holdsData(client)) throw new VaultKeyFault(BEFORE_CHECKS);
  const key = firstKey(source);
  await saveKey(client, keyRow(key, 1, idsOf(key), null));
  return keysFor(client, key, source);
}

/** Keys of the vault of a database. An empty database gets its check value, and a key file when there is no key. */
export const openVaultKeys = (url: string, source: KeySource): Promise<FoundKeys> =>
  whileMigrating(url, (client) => found(client, source));

/** Cipher of the vault of a database. Throws VaultKeyFault when the key is missing, malformed or another one. */
export const openVault = async (url: string, source: KeySource): Promise<Cipher> =>
  cipherWith((await openVaultKeys(url, source)).keys);
