import { randomBytes } from 'node:crypto';
import { join, resolve } from 'node:path';
import { sealedIdentities } from '@regieboek/placements';
import { sealedMessages } from '@regieboek/intake';
import {
  checkTables,
  cipherWith,
  holdVault,
  keepKey,
  keyFrom,
  openDatabase,
  openVaultKeys,
  rotateKeys,
  VaultKeyFault,
  type CheckedTable,
  type Database,
  type FoundKeys,
} from '@regieboek/platform';
import { mustHaveVault } from '../../process/require-ledger.js';
import { keySourceOf } from '../../process/resources.js';
import type { Settings } from '../../process/settings.js';
import { counted, table, type Output } from '../output.js';

/** Options of `keys check` and `keys rotate`. */
export interface KeysOptions {
  readonly json?: boolean;
}

/** Everything that the product seals, whichever part of it a database contains. */
const sealedTables = [sealedIdentities, ...['contracts', 'placements', 'finance'].map(sealedMessages)];

const CONNECTIONS_MAX = 4;

async function onDatabase<Result>(settings: Settings, work: (database: Database) => Promise<Result>): Promise<Result> {
  await mustHaveVault(settings);
  const database = await openDatabase({ databaseUrl: settings.databaseUrl, dataDir: resolve(settings.dataDir) });
  try {
    return await work(database);
  } finally {
    await database.close();
  }
}

const checkedLines = (tables: readonly CheckedTable[]): string[] =>
  table(
    ['table', 'rows', 'under an older key'],
    tables.map((one) => [one.table, String(one.rows), String(one.left)]),
    [1, 2],
  );

/** `regieboek keys check`: checks that the key opens the vault and everything in it. */
export async function checkKeys(settings: Settings, { json }: KeysOptions, output: Output): Promise<void> {
  const result = await onDatabase(settings, async ({ url, pool }) => {
    const { keys, isRotating } = await openVaultKeys(url, keySourceOf(settings));
    const cipher = cipherWith(keys);
    const tables = await checkTables(pool(CONNECTIONS_MAX), sealedTables, cipher).catch((error: unknown) => {
      throw new VaultKeyFault(
        'the key opens the vault, and something in it cannot be opened: it was changed, or sealed under another key; restore the database from a backup',
        { cause: error },
      );
    });
    return { key: cipher.keyId, isRotating, tables };
  });
  if (json) return output.json(result);
  for (const line of checkedLines(result.tables)) output.line(line);
  output.line(
    result.isRotating
      ? `everything opens; a rotation to key ${result.key} is under way: regieboek keys rotate goes on with it`
      : `everything opens; the vault is under key ${result.key}`,
  );
}

const NEW_KEY = 'REGIEBOEK_NEW_VAULT_KEY';

/** The key to rotate to: a new one for a key in a file, and a given one for a given key. */
function newKeyOf({ vaultKey }: Settings, variables: NodeJS.ProcessEnv): () => Uint8Array {
  const given = variables[NEW_KEY];
  return () => {
    if (given) return keyFrom({ given, name: NEW_KEY }) ?? randomBytes(32);
    if (!vaultKey) return randomBytes(32);
    throw new VaultKeyFault(
      `the key comes from REGIEBOEK_VAULT_KEY: make a new one (openssl rand -hex 32) and give it as ${NEW_KEY}`,
    );
  };
}

/** A rotation goes on to the key that it began with: another one that is given is a mistake. */
function mustBeSameKey({ keys, isRotating }: FoundKeys): void {
  const given = process.env[NEW_KEY];
  if (!isRotating || !given) return;
  const [wanted, begun] = [keyFrom({ given, name: NEW_KEY }), cipherWith(keys).keyId];
  if (wanted && cipherWith(wanted).keyId !== begun)
    throw new VaultKeyFault(
      `a rotation to key ${begun} is under way, and ${NEW_KEY} holds key ${cipherWith(wanted).keyId}: give the key that it began with`,
    );
}

/** Stores keys in a file: the newest as the file itself, the previous one beside it, under its id. */
function keeper(settings: Settings): (key: Uint8Array) => void {
  if (settings.vaultKey) return () => undefined;
  const { file = '' } = keySourceOf(settings);
  return (key) => {
    const before = keyFrom({ given: undefined, file });
    if (before && !before.equals(key))
      keepKey(join(resolve(settings.dataDir), `vault.key.${cipherWith(before).keyId}`), before);
    keepKey(file, key);
  };
}

const afterwards = (settings: Settings, { from, to }: { from: string; to: string }): string =>
  settings.vaultKey
    ? `set REGIEBOEK_VAULT_KEY to key ${to} now; keep key ${from} with the backups made before, apart from them`
    : `vault.key holds key ${to}: copy it; vault.key.${from} opens backups made before: move it to where you keep those, apart from them`;

/** `regieboek keys rotate`: seals everything with a new key; after an interruption the same command goes on. */
export async function rotateKeysCommand(settings: Settings, { json }: KeysOptions, output: Output): Promise<void> {
  const rotated = await onDatabase(settings, async ({ url, pool }) => {
    const source = keySourceOf(settings);
    const held = await holdVault(url, 'alone');
    try {
      mustBeSameKey(await openVaultKeys(url, source));
      const key = keyFrom(source);
      if (!key) throw new VaultKeyFault('there is no vault key: put it back from its copy');
      let done = 0;
      return await rotateKeys({
        ...{ pool: pool(CONNECTIONS_MAX), tables: sealedTables, key, source },
        newKey: newKeyOf(settings, process.env),
        keep: keeper(settings),
        reached(step, rows) {
          if (step === 'part') output.progress(`sealed ${(done += rows)} rows`);
        },
      });
    } finally {
      output.progressDone();
      await held.release();
    }
  });
  if (json) return output.json(rotated);
  output.line(
    `${rotated.wasBegun ? 'a rotation that was under way is done: ' : ''}${counted(rotated.rows, 'row')} sealed with key ${rotated.to}, and key ${rotated.from} opens nothing here any more`,
  );
  output.line(afterwards(settings, rotated));
}
