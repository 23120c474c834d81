import { randomBytes } from 'node:crypto';
import { join, resolve } from 'node:path';
import { sealedIdentities } from '@regieboek/placements';
import { sealedMessages } from '@regieboek/intake';
import {
  cipherWith,
  holdVault,
  keepKey,
  keyFrom,
  openDatabase,
  openVaultKeys,
  rotateKeys,
  sealedApprovals,
  sealedRegionKeys,
  sealedYouthKeys,
  VaultKeyFault,
  type Database,
  type FoundKeys,
  type Rotated,
} from '@regieboek/platform';
import type { Language } from '@regieboek/kernel';
import { mustHaveVault } from '../../process/require-ledger.js';
import { keySourceOf } from '../../process/resources.js';
import { auditedOn } from '../../process/command-audit.js';
import type { Settings } from '../../process/settings.js';
import type { Output } from '../output.js';
import { keyTexts } from './texts.js';

/** Everything that the product seals, whichever part of it a database contains. */
export const sealedTables = [
  sealedRegionKeys,
  ...['placements', 'finance'].map(sealedYouthKeys),
  sealedIdentities,
  sealedApprovals,
  ...['contracts', 'placements', 'finance'].map(sealedMessages),
];

export const CONNECTIONS_MAX = 4;

/** Runs `work` on the database of a vault, with its data folder shared or alone. Throws NoLedger where there is none. */
export async function onVault<Result>(
  settings: Settings,
  work: (database: Database) => Promise<Result>,
): Promise<Result> {
  await mustHaveVault(settings);
  const { databaseUrl, ownerUrl, dataDir, use } = settings;
  const database = await openDatabase({ databaseUrl, ownerUrl, dataDir: resolve(dataDir), use });
  try {
    return await auditedOn(database, settings.command, () => work(database));
  } finally {
    await database.close();
  }
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

/** Throws VaultKeyFault when a given key is not the one that an unfinished rotation began with. */
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

/** Rotates the key of a vault that no other process uses. */
export async function rotate(
  settings: Settings,
  { url, ownerUrl, ownerPool }: Database,
  output: Output,
): Promise<Rotated> {
  const texts = keyTexts[output.language];
  const source = keySourceOf(settings);
  const held = await holdVault(url, 'alone');
  try {
    mustBeSameKey(await openVaultKeys(ownerUrl, source), output.language);
    const key = keyFrom(source);
    if (!key) throw new VaultKeyFault(texts.missing);
    let done = 0;
    return await rotateKeys({
      ...{ pool: ownerPool(CONNECTIONS_MAX), tables: sealedTables, key, source },
      newKey: newKeyOf(settings, process.env, output.language),
      keep: keeper(settings),
      reached(step, rows) {
        if (step === 'part') output.progress(texts.progress((done += rows)));
      },
    });
  } finally {
    output.progressDone();
    await held.release();
  }
}

/** Prints what was rotated, and what to do with the keys. */
export function printRotated(settings: Settings, rotated: Rotated, output: Output): void {
  const { wasBegun, rows, to, from } = rotated;
  const texts = keyTexts[output.language];
  output.line(`${wasBegun ? texts.wasBegun : ''}${texts.rotated(rows, to, from)}`);
  output.line(afterwards(settings, rotated, output.language));
}
