import type { Pool, PoolClient } from 'pg';
import { keyIdIn, type SealedTable } from '@regieboek/platform';
import { place, indexPlace, identityIn } from './identity-vault.js';

interface SealedRow {
  readonly region: string;
  readonly youth: string;
  readonly sealed: Buffer;
}

const rowsAfter = async (
  client: Pick<Pool, 'query'> | Pick<PoolClient, 'query'>,
  { after, rows }: { readonly after: string; readonly rows: number },
): Promise<SealedRow[]> => {
  const text =
    'SELECT region, youth, sealed FROM placements.identity WHERE youth::text > $1 ORDER BY youth::text LIMIT $2';
  return (await client.query<SealedRow>(text, [after, rows])).rows;
};

const nextAfter = (found: readonly SealedRow[], rows: number): string | null =>
  found.length < rows ? null : (found.at(-1)?.youth ?? null);

/** Identities, for a rotation of keys: pseudonyms stay, and the index of a BSN is recomputed under the new key. */
export const sealedIdentities: SealedTable = {
  name: 'placements.identity',
  columns: ['sealed'],
  async reseal(client, cipher, part) {
    const found = await rowsAfter(client, part);
    const old = found.filter(({ sealed }) => keyIdIn(sealed) !== cipher.keyId);
    for (const { region, youth, sealed } of old) {
      const identity = identityIn(cipher, sealed, youth);
      await client.query('UPDATE placements.identity SET sealed = $2, bsn_index = $3 WHERE youth = $1', [
        youth,
        cipher.seal(JSON.stringify(identity), place(youth)),
        cipher.index(identity.bsn, indexPlace(region)),
      ]);
    }
    return { rows: old.length, next: nextAfter(found, part.rows) };
  },
  async check(client, cipher, part) {
    const found = await rowsAfter(client, part);
    for (const { youth, sealed } of found) identityIn(cipher, sealed, youth);
    return { rows: found.length, next: nextAfter(found, part.rows) };
  },
};
