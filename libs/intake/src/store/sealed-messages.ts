import { type Cipher, keyIdIn, type Queryable, type SealedTable } from '@regieboek/platform';

interface SealedRow {
  readonly id: string;
  readonly sealed: Buffer;
  readonly answer: Buffer | null;
}

const rowsAfter = async (
  client: Queryable,
  table: string,
  { after, rows }: { readonly after: string; readonly rows: number },
): Promise<SealedRow[]> =>
  (
    await client.query<SealedRow>(`SELECT id, sealed, answer FROM ${table} WHERE id > $1 ORDER BY id LIMIT $2`, [
      after,
      rows,
    ])
  ).rows;

/** The received messages of a schema, for key rotation: ids and places stay the same. */
export const sealedMessages = (schema: string): SealedTable => {
  const name = `${schema}.message`;
  const places = (id: string) => ({ sealed: `message/${id}`, answer: `answer/${id}` });
  return {
    name,
    columns: ['sealed', 'answer'],
    async reseal(client, cipher: Cipher, part) {
      const found = await rowsAfter(client, name, part);
      const isOld = (secret: Buffer | null): boolean => secret !== null && keyIdIn(secret) !== cipher.keyId;
      const old = found.filter(({ sealed, answer }) => isOld(sealed) || isOld(answer));
      for (const { id, sealed, answer } of old) {
        const place = places(id);
        await client.query(`UPDATE ${name} SET sealed = $2, answer = $3 WHERE id = $1`, [
          id,
          cipher.seal(cipher.open(sealed, place.sealed), place.sealed),
          answer && cipher.seal(cipher.open(answer, place.answer), place.answer),
        ]);
      }
      return { rows: old.length, next: found.length < part.rows ? null : (found.at(-1)?.id ?? null) };
    },
    async check(client, cipher, part) {
      const found = await rowsAfter(client, name, part);
      for (const { id, sealed, answer } of found) {
        const place = places(id);
        cipher.open(sealed, place.sealed);
        if (answer) cipher.open(answer, place.answer);
      }
      return { rows: found.length, next: found.length < part.rows ? null : (found.at(-1)?.id ?? null) };
    },
  };
};
