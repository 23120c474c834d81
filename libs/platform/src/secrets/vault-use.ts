import type { Sentence } from '@regieboek/kernel';
import pg from 'pg';
import { VaultKeyFault } from './vault-key.js';

/** Advisory lock of a database: shared by processes that seal under the key of its vault, exclusive for a key rotation. */
const VAULT_LOCK = 728_115;

/** Use of the vault by a process: shared with others, or alone (exclusive). */
export type VaultUse = 'shared' | 'alone';

const REFUSED: Readonly<Record<VaultUse, Sentence>> = {
  shared: {
    en: 'the keys of this database are being rotated: wait until regieboek keys rotate has finished, and start again',
    nl: 'de sleutels van deze database worden gewisseld: wacht tot regieboek keys rotate klaar is, en begin opnieuw',
  },
  alone: {
    en: 'other Regieboek processes use this database: stop them all, rotate the keys, and start them again',
    nl: 'andere Regieboek-processen gebruiken deze database: stop ze alle, wissel de sleutels en start ze weer',
  },
};

/** Right to use the vault of a database, until it is released or the process ends. */
export interface HeldVault {
  readonly release: () => Promise<void>;
}

/** Locks the vault of a database. Throws VaultKeyFault when a lock of another process excludes this use. */
export async function holdVault(url: string, use: VaultUse): Promise<HeldVault> {
  const client = new pg.Client({
    connectionString: url,
    keepAlive: true,
    connectionTimeoutMillis: 30_000,
    query_timeout: 30_000,
  });
  // The connection carries nothing but the lock; without a listener one that breaks would end the process.
  client.on('error', () => undefined);
  await client.connect();
  const lock = use === 'shared' ? 'pg_try_advisory_lock_shared' : 'pg_try_advisory_lock';
  const { rows } = await client.query<{ held: boolean }>(`SELECT ${lock}($1) AS held`, [VAULT_LOCK]);
  const release = (): Promise<void> => client.end().catch(() => undefined);
  if (rows[0]?.held) return { release };
  await release();
  throw new VaultKeyFault(REFUSED[use]);
}
