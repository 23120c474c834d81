import { checkTables, cipherWith, openVaultKeys, VaultKeyFault, type CheckedTable } from '@regieboek/platform';
import type { Language } from '@regieboek/kernel';
import { keySourceOf, needsTwo } from '../../process/resources.js';
import type { Settings } from '../../process/settings.js';
import { printAsked } from '../approvals/approval-commands.js';
import { table, type Output } from '../output.js';
import { CONNECTIONS_MAX, onVault, printRotated, rotate, sealedTables } from './rotation.js';
import { keyTexts } from './texts.js';

/** Options of `keys check` and `keys rotate`. */
export interface KeysOptions {
  readonly json?: boolean;
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
  const result = await onVault(settings, async ({ ownerUrl, ownerPool }) => {
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

/** Whether a rotation was begun and not finished: two people decided on it then. */
const isUnderWay = (settings: Settings): Promise<boolean> =>
  onVault(settings, async ({ ownerUrl }) => (await openVaultKeys(ownerUrl, keySourceOf(settings))).isRotating);

/**
 * `regieboek keys rotate`: seals everything with a new key; after an interruption the same command goes on. Where four eyes are
 * on, a second person is asked first.
 */
export async function rotateKeysCommand(settings: Settings, { json }: KeysOptions, output: Output): Promise<void> {
  if (needsTwo(settings) && !(await isUnderWay(settings))) {
    const { withRotation } = await import('./rotation-of-two.js');
    const asked = await withRotation(settings, output, (rotation) => rotation.ask());
    return json ? output.json(asked) : printAsked(asked.approval, output);
  }
  const rotated = await onVault({ ...settings, use: 'alone' }, (database) => rotate(settings, database, output));
  if (json) output.json(rotated);
  else printRotated(settings, rotated, output);
}
