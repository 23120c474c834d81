import type pg from 'pg';
import { cipherWith, type Cipher, type VaultKeys } from './cipher.js';
import { nameOfSource, VaultKeyFault, type KeySource } from './vault-key.js';

/** A key that the vault is under: its check value and the secret of ids, and while keys are rotated the other key, all sealed with it. */
interface KeyRow {
  readonly key_id: string;
  readonly number: number;
  readonly check_value: Buffer;
  readonly ids: Buffer;
  readonly other: Buffer | null;
}

const CHECKED = 'Regieboek vault';

/** Anything that queries: a client or a pool. */
export type Queryable = Pick<pg.ClientBase, 'query'>;

/** Keys found for a vault, and whether a rotation is unfinished. */
export interface FoundKeys {
  readonly keys: VaultKeys & { readonly ids: Uint8Array };
  readonly isRotating: boolean;
}

/** Row of a key: everything sealed with the key itself. */
export function keyRow(key: Uint8Array, number: number, ids: Uint8Array, other: Uint8Array | null): KeyRow {
  const own = cipherWith(key);
  const sealed = (plain: Uint8Array | string, what: string) => own.seal(plain, `vault/${what}/${own.keyId}`);
  return {
    key_id: own.keyId,
    number,
    check_value: sealed(CHECKED, 'check'),
    ids: sealed(ids, 'ids'),
    other: other && sealed(other, 'other'),
  };
}

/** Keeps the row of a key, in place of one that is there. */
export async function saveKey(client: Queryable, row: KeyRow): Promise<void> {
  await client.query(
    `INSERT INTO platform.vault_key (key_id, number, check_value, ids, other) VALUES ($1, $2, $3, $4, $5)
     ON CONFLICT (key_id) DO UPDATE SET number = $2, check_value = $3, ids = $4, other = $5`,
    [row.key_id, row.number, row.check_value, row.ids, row.other],
  );
}

/** Rows of keys, oldest key first. */
export const rowsIn = async (client: Queryable): Promise<KeyRow[]> =>
  (await client.query<KeyRow>('SELECT * FROM platform.vault_key ORDER BY number')).rows;

/** True when a key opens the check value of its row. */
export function opensCheck(own: Cipher, checkValue: Uint8Array): boolean {
  try {
    return own.open(checkValue, `vault/check/${own.keyId}`).toString() === CHECKED;
  } catch {
    return false;
  }
}

const isOf = (row: KeyRow, own: Cipher): boolean => opensCheck(own, row.check_value);

/** Keys of the vault, opened with one of them. Throws VaultKeyFault when the key is not of this vault. */
export async function keysFor(client: Queryable, key: Uint8Array, source: KeySource): Promise<FoundKeys> {
  const rows = await rowsIn(client);
  const own = cipherWith(key);
  const row = rows.find((one) => one.key_id === own.keyId && isOf(one, own));
  if (!row) {
    const known = rows.map(({ key_id }) => key_id).join(', ');
    throw new VaultKeyFault(
      `${nameOfSource(source)} contains key ${own.keyId}, but the vault of this database is encrypted with key ${known}: restore that key from its copy. Nothing was read or written`,
    );
  }
  const ids = own.open(row.ids, `vault/ids/${own.keyId}`);
  if (!row.other) return { keys: { current: key, older: [], ids }, isRotating: false };
  const other = own.open(row.other, `vault/other/${own.keyId}`);
  const isNewest = rows.at(-1) === row;
  return { keys: { current: isNewest ? key : other, older: [isNewest ? other : key], ids }, isRotating: true };
}
