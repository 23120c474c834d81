import { resolve } from 'node:path';
import { ledgerVersion, openDatabase, productVersion } from '@regieboek/platform';
import { backUpLedger } from '../../backup/back-up-ledger.js';
import { mustHaveLedger } from '../../process/require-ledger.js';
import { withLedger } from '../../process/regieboek.js';
import type { Settings } from '../../process/settings.js';
import { CommandRefused, type Output } from '../output.js';
import { upgradeTexts } from './texts.js';

/** Options of `upgrade`. */
export interface UpgradeOptions {
  readonly backup?: string;
  readonly withoutBackup?: boolean;
  readonly json?: boolean;
}

async function versionIn({ databaseUrl, ownerUrl, dataDir }: Settings): Promise<string> {
  const database = await openDatabase({ databaseUrl, ownerUrl, dataDir: resolve(dataDir) });
  try {
    return (await ledgerVersion(database.ownerUrl)) ?? productVersion;
  } finally {
    await database.close();
  }
}

/** `regieboek upgrade`: a backup first, then the tables of this version; a ledger of this version stays as it is. */
export async function upgradeCommand(
  settings: Settings,
  { backup, withoutBackup = false, json }: UpgradeOptions,
  output: Output,
): Promise<void> {
  const texts = upgradeTexts[output.language];
  await mustHaveLedger(settings);
  const from = await versionIn(settings);
  const isCurrent = from === productVersion;
  if (!isCurrent && backup === undefined && !withoutBackup) throw new CommandRefused(texts.chooseOne);
  if (!isCurrent && backup !== undefined) {
    await backUpLedger(settings, backup, { version: productVersion, onParts: () => undefined });
    output.step(texts.backedUp(resolve(backup)));
  }
  // Opening it changes its tables; a newer one is refused there.
  await withLedger({ ...settings, upgrade: true, use: 'alone' }, () => Promise.resolve());
  if (json) return output.json({ from, to: productVersion });
  output.line(isCurrent ? texts.isCurrent(from) : texts.upgraded(from, productVersion));
}
