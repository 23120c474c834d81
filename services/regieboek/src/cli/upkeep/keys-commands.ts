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
  sealedRegionKeys,
  sealedYouthKeys,
  VaultKeyFault,
  type CheckedTable,
  type Database,
  type FoundKeys,
} from '@regieboek/platform';
import { mustHaveVault } from '../../process/require-ledger.js';
import { keySourceOf } from '../../process/resources.js';
import type { Settings } from '../../process/settings.js';
import type { Language } from '../language/language.js';
import { table, type Output } from '../output.js';
import { keyTexts } from './texts.js';

/** Options of `keys check` and `keys rotate`. */
export interface KeysOptions {
  readonly json?: boolean;
}

/** Everything that the product seals, whichever part of it a database contains. */
const sealedTables = [
  sealedRegionKeys,
  ...['placements', 'finance'].map(sealedYouthKeys),
  sealedIdentities,
  ...['contracts', 'placements', 'finance'].map(sealedMessages),
];

const CONNECTIONS_MAX = 4;

async function onDatabase<Result>(settings: Settings, work: (database: Database) => Promise<Result>): Promise<Result> {
  await mustHaveVault(settings);
  const database = await openDatabase({
    databaseUrl: settings.databaseUrl,
    ownerUrl: settings.ownerUrl,
    dataDir: resolve(settings.dataDir),
  });
  try {
    return await work(database);
  } finally {
    await database.close();
  }
}

const checkedLines = (tables: readonly CheckedTable[], language: Language): string[] =>
  table(
    keyTexts[language].columns,
    tables.map((one) => [one.table, String(one.rows), String(one.left)]),
    [1, 2],
  );

/** `regieboek keys check`: checks that the key opens the vault and everything in it. */
export async function checkKeys(settings: Settings, { json }: KeysOptions, output: Output): Promise<void> {
  const texts = keyTexts[output.language];
  const result = await onDatabase(settings, async ({ ownerUrl, ownerPool }) => {
    const { keys, isRotating } = await openVaultKeys(ownerUrl, keySourceOf(settings));
    const cipher = cipherWith(keys);
    const tables = await checkTables(ownerPool(CONNECTIONS_MAX), sealedTables, cipher).catch((error: unknown) => {
      throw new VaultKeyFault(texts.contentDamaged, { cause: error });
    });
    return { key: cipher.keyId, isRotating, tables };
  });
  if (json) return output.json(result);
  for (const line of checkedLines(result.tables, output.language)) output.line(line);
  output.line(result.isRotating ? texts.rotating(result.key) : texts.healthy(result.key));
}

const NEW_KEY = 'REGIEBOEK_NEW_VAULT_KEY';

/** The key to rotate to: a new one for a key in a file, and a given one for a given key. */
function newKeyOf({ vaultKey }: Settings, variables: NodeJS.ProcessEnv, language: Language): () => Uint8Array {
  const given = variables[NEW_KEY];
  return () => {
    if (given) return keyFrom({ given, name: NEW_KEY }) ?? randomBytes(32);
    if (!vaultKey) return randomBytes(32);
    throw new VaultKeyFault(keyTexts[language].needsNewKey(NEW_KEY));
  };
}

/** A rotation goes on to the key that it began with: another one that is given is a mistake. */
function mustBeSameKey({ keys, isRotating }: FoundKeys, language: Language): void {
  const given = process.env[NEW_KEY];
  if (!isRotating || !given) return;
  const [wanted, begun] = [keyFrom({ given, name: NEW_KEY }), cipherWith(keys).keyId];
  if (wanted && cipherWith(wanted).keyId !== begun)
    throw new VaultKeyFault(keyTexts[language].otherKey(begun, NEW_KEY, cipherWith(wanted).keyId));
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

const afterwards = (settings: Settings, { from, to }: { from: string; to: string }, language: Language): string =>
  settings.vaultKey ? keyTexts[language].setVariable(from, to) : keyTexts[language].copyFile(from, to);

/** `regieboek keys rotate`: seals everything with a new key; after an interruption the same command goes on. */
export async function rotateKeysCommand(settings: Settings, { json }: KeysOptions, output: Output): Promise<void> {
  const { language } = output;
  const texts = keyTexts[language];
  const rotated = await onDatabase(settings, async ({ url, ownerUrl, ownerPool }) => {
    const source = keySourceOf(settings);
    const held = await holdVault(url, 'alone');
    try {
      mustBeSameKey(await openVaultKeys(ownerUrl, source), language);
      const key = keyFrom(source);
      if (!key) throw new VaultKeyFault(texts.missing);
      let done = 0;
      return await rotateKeys({
        ...{ pool: ownerPool(CONNECTIONS_MAX), tables: sealedTables, key, source },
        newKey: newKeyOf(settings, process.env, language),
        keep: keeper(settings),
        reached(step, rows) {
          if (step === 'part') output.progress(texts.progress((done += rows)));
        },
      });
    } finally {
      output.progressDone();
      await held.release();
    }
  });
  if (json) return output.json(rotated);
  const { wasBegun, rows, to, from } = rotated;
  output.line(`${wasBegun ? texts.wasBegun : ''}${texts.rotated(rows, to, from)}`);
  output.line(afterwards(settings, rotated, language));
}
