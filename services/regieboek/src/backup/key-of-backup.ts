import { BackupFault, type Manifest } from '@regieboek/backup';
import { cipherWith, keyFrom, opensCheck } from '@regieboek/platform';
import { keySourceOf } from '../process/resources.js';
import type { Settings } from '../process/settings.js';

/** Id of the key that a vault seals with: the newest one. */
const newest = ({ keys }: Manifest): string => keys.at(-1)?.id ?? '';

const missing = (manifest: Manifest): BackupFault => {
  const id = newest(manifest);
  return new BackupFault({
    en: `the backup is encrypted with vault key ${id}, which it does not contain: name the file with that key (--key <file>), or set REGIEBOEK_VAULT_KEY; nothing was restored`,
    nl: `de back-up is versleuteld met kluissleutel ${id}, en bevat die niet: noem het bestand met die sleutel (--key <bestand>), of zet REGIEBOEK_VAULT_KEY; er is niets teruggezet`,
  });
};

const other = (manifest: Manifest, given: string): BackupFault => {
  const id = newest(manifest);
  return new BackupFault({
    en: `the backup is encrypted with vault key ${id}, not with key ${given}: name that key; nothing was restored`,
    nl: `de back-up is versleuteld met kluissleutel ${id}, niet met sleutel ${given}: noem die sleutel; er is niets teruggezet`,
  });
};

/**
 * The vault key for a backup, from the named file, the environment or the data folder. Throws BackupFault when there is none, or when it
 * does not open the vault of the backup.
 */
export function keyForBackup(settings: Settings, manifest: Manifest, file: string | undefined): Buffer {
  const key = file === undefined ? keyFrom(keySourceOf(settings)) : keyFrom({ given: undefined, file });
  if (!key) throw missing(manifest);
  const own = cipherWith(key);
  const row = manifest.keys.find(({ id }) => id === own.keyId);
  if (!row || !opensCheck(own, Buffer.from(row.check, 'base64'))) throw other(manifest, own.keyId);
  return key;
}
