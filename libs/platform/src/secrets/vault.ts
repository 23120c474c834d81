/**
 * Determines the key of a database's vault. A sealed check value is stored with the protected data from the first start, so that
 * a lost or changed key is noticed before it can seal anything. The secret from which ids are derived is stored there too,
 * sealed, so that a rotation of keys changes no id.
 */
import { randomBytes } from 'node:crypto';
import { chmodSync, closeSync, fsyncSync, mkdirSync, openSync, renameSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import { addressesOf, type DatabaseAddresses } from '@regieboek/isolation';
import type { Sentence } from '@regieboek/kernel';
import { FILE_MODE, FOLDER_MODE } from '../files.js';
import { askOnce } from '../database/ask-once.js';
import { isPrepared, recordStep } from '../database/preparation.js';
import { whileMigrating } from '../database/while-migrating.js';
import { cipherWith, idsOf, type Cipher } from './cipher.js';
import { keyFrom, nameOfSource, VaultKeyFault, type KeySource } from './vault-key.js';
import { type Queryable, type FoundKeys, keyRow, saveKey, rowsIn, keysFor } from './key-rows.js';

const TABLE = `
  CREATE SCHEMA IF NOT EXISTS platform;
  CREATE TABLE IF NOT EXISTS platform.vault_key (
    key_id text PRIMARY KEY,
    number int NOT NULL UNIQUE,
    check_value bytea NOT NULL,
    ids bytea NOT NULL,
    other bytea
  )`;

const KEY_BYTES = 32;

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

const missing = (source: string): Sentence => ({
  en: `${source}: this database contains a vault, and its key is missing: restore the key from its copy, to the key file or to REGIEBOEK_VAULT_KEY; without it names, citizen service numbers and messages cannot be read`,
  nl: `${source}: deze database bevat een kluis, en de sleutel ontbreekt: zet de sleutel terug uit de kopie, in het sleutelbestand of in REGIEBOEK_VAULT_KEY; zonder de sleutel zijn namen, burgerservicenummers en berichten niet te lezen`,
});

const BEFORE_CHECKS: Sentence = {
  en: 'this database contains events or messages but no check value of a vault key: another version created it, or it was restored partly; restore it completely, or start with an empty data folder',
  nl: 'deze database bevat gebeurtenissen of berichten, maar geen controlegetal van een kluissleutel: een andere versie heeft hem gemaakt, of hij is deels teruggezet; zet hem geheel terug, of begin met een lege map met gegevens',
};

const NO_KEY: Sentence = {
  en: 'the vault key is missing: set REGIEBOEK_VAULT_KEY (openssl rand -hex 32)',
  nl: 'de kluissleutel ontbreekt: stel REGIEBOEK_VAULT_KEY in (openssl rand -hex 32)',
};

/** The key of an empty database: the one that is given, or a new one kept in the file. */
function firstKey(source: KeySource): Uint8Array {
  const given = keyFrom(source);
  if (given) return given;
  if (source.file === undefined) throw new VaultKeyFault(NO_KEY);
  const key = randomBytes(KEY_BYTES);
  keepKey(source.file, key);
  return key;
}

/** Keys of a vault that has one; undefined where there is none yet. */
async function existing(client: Queryable, source: KeySource): Promise<FoundKeys | undefined> {
  if ((await rowsIn(client)).length === 0) return undefined;
  const key = keyFrom(source);
  if (!key) throw new VaultKeyFault(missing(nameOfSource(source)));
  return keysFor(client, key, source);
}

async function found(client: Queryable, source: KeySource): Promise<FoundKeys> {
  await client.query(TABLE);
  const known = await existing(client, source);
  if (known) return known;
  if (await holdsData(client)) throw new VaultKeyFault(BEFORE_CHECKS);
  const key = firstKey(source);
  await saveKey(client, keyRow(key, 1, idsOf(key), null));
  return keysFor(client, key, source);
}

/** Keys of the vault of a database. An empty database gets its check value, and a key file when there is no key. */
export async function openVaultKeys(at: string | DatabaseAddresses, source: KeySource): Promise<FoundKeys> {
  const database = addressesOf(at);
  const step = { name: 'vault', witness: 'platform.vault_key', made: [TABLE] };
  const known = isPrepared(database, step)
    ? await askOnce(database.ownerUrl, (client) => existing(client, source))
    : undefined;
  return (
    known ??
    whileMigrating(
      database.ownerUrl,
      (client) => found(client, source),
      (client) => recordStep(client, database, step),
    )
  );
}

/** Cipher of the vault of a database. Throws VaultKeyFault when the key is missing, malformed or another one. */
export const openVault = async (at: string | DatabaseAddresses, source: KeySource): Promise<Cipher> =>
  cipherWith((await openVaultKeys(at, source)).keys);
