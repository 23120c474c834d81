import { keyIdIn, YouthKeys, type Cipher, type DataKey, type Queryable, type SealedTable } from '@regieboek/platform';
import { indexPlace, identityIn, sealedIdentity } from './identity-vault.js';

interface SealedRow {
  readonly region: string;
  readonly youth: string;
  readonly sealed: Buffer;
}

const rowsAfter = async (
  client: Queryable,
  { after, rows }: { readonly after: string; readonly rows: number },
): Promise<SealedRow[]> => {
  const text =
    'SELECT region, youth, sealed FROM placements.identity WHERE youth::text > $1 ORDER BY youth::text LIMIT $2';
  return (await client.query<SealedRow>(text, [after, rows])).rows;
};

const nextAfter = (found: readonly SealedRow[], rows: number): string | null =>
  found.length < rows ? null : (found.at(-1)?.youth ?? null);

/** Keys of the youths of these rows, by youth. */
async function keysOf(client: Queryable, cipher: Cipher, found: readonly SealedRow[]): Promise<Map<string, DataKey>> {
  const keys = new YouthKeys(client, cipher, 'placements');
  const own = await Promise.all(
    [...Map.groupBy(found, ({ region }) => region)].map(([region, rows]) =>
      keys.of(
        region,
        rows.map(({ youth }) => youth),
      ),
    ),
  );
  return new Map(own.flatMap((one) => [...one]));
}

/** Identities, for a rotation of keys: pseudonyms stay, and the index of a BSN is recomputed under the new key. */
export const sealedIdentities: SealedTable = {
  name: 'placements.identity',
  columns: ['sealed'],
  async reseal(client, cipher, part) {
    const found = await rowsAfter(client, part);
    const old = found.filter(({ sealed }) => keyIdIn(sealed) !== cipher.keyId);
    const keys = await keysOf(client, cipher, old);
    for (const { region, youth, sealed } of old) {
      const key = keys.get(youth);
      if (!key) continue;
      const identity = identityIn(cipher, sealed, youth, key);
      await client.query('UPDATE placements.identity SET sealed = $2, bsn_index = $3 WHERE youth = $1', [
        youth,
        sealedIdentity(cipher, key, youth, identity),
        cipher.index(identity.bsn, indexPlace(region)),
      ]);
    }
    return { rows: old.length, next: nextAfter(found, part.rows) };
  },
  async check(client, cipher, part) {
    const found = await rowsAfter(client, part);
    const keys = await keysOf(client, cipher, found);
    for (const { youth, sealed } of found) identityIn(cipher, sealed, youth, keys.get(youth));
    return { rows: found.length, next: nextAfter(found, part.rows) };
  },
};
