import type { Pool } from 'pg';
import type { Cipher } from '../secrets/cipher.js';
import { checkTables } from '../secrets/rotation.js';
import { sound, unsound, type LedgerCheck, type LedgerChecks } from './checks.js';

/** Checks that the vault key opens every secret; only when deep, and for all regions together, as its tables have no order of regions. */
export const vaultCheck = (pool: Pool, cipher: Cipher, checks: LedgerChecks): LedgerCheck =>
  async function* ({ isDeep, isWhole, signal }) {
    if (!isDeep || !isWhole) return;
    for (const table of checks.sealed) {
      signal?.throwIfAborted();
      try {
        for (const { rows } of await checkTables(pool, [table], cipher)) yield sound('vault', table.name, rows);
      } catch {
        yield unsound(
          { check: 'vault', subject: table.name },
          'cannot-be-opened',
          `${table.name} has a row that the vault key does not open: restore the database and its key from one backup`,
        );
      }
    }
  };
