import { keyIdIn, type Cipher } from '../../secrets/cipher.js';
import type { Queryable } from '../../secrets/key-rows.js';
import type { SealedTable } from '../../secrets/rotation.js';
import { fingerprintText, FINGERPRINTS, placeOf } from './approvals.js';

interface SealedRow {
  readonly id: string;
  readonly region: string;
  readonly action: string;
  readonly subject: string;
  readonly issuer: string;
  readonly content: Buffer;
}

interface Part {
  readonly after: string;
  readonly rows: number;
}

// A rotation works on the bare connection of its transaction, which has no entities.
const rowsAfter = async (client: Queryable, { after, rows }: Part): Promise<SealedRow[]> =>
  (
    await client.query<SealedRow>(
      `SELECT id, region, action, asked_subject AS subject, asked_issuer AS issuer, content FROM access.approval
       WHERE content IS NOT NULL AND id::text > $1 ORDER BY id::text LIMIT $2`,
      [after, rows],
    )
  ).rows;

const nextAfter = (found: readonly SealedRow[], rows: number): string | null =>
  found.length < rows ? null : (found.at(-1)?.id ?? null);

async function resealOne(client: Queryable, cipher: Cipher, row: SealedRow): Promise<void> {
  const { id, region, action, subject: askedSubject, issuer: askedIssuer } = row;
  const content = cipher.open(row.content, placeOf(id)).toString();
  const fingerprint = fingerprintText({ region, action, askedSubject, askedIssuer }, content);
  await client.query('UPDATE access.approval SET content = $2, fingerprint = $3 WHERE id = $1', [
    id,
    cipher.seal(content, placeOf(id)),
    cipher.index(fingerprint, FINGERPRINTS),
  ]);
}

/** Contents of requests for a second person, for a rotation of keys. */
export const sealedApprovals: SealedTable = {
  name: 'access.approval',
  columns: ['content'],
  async reseal(client, cipher, part) {
    const found = await rowsAfter(client, part);
    const old = found.filter(({ content }) => keyIdIn(content) !== cipher.keyId);
    for (const row of old) await resealOne(client, cipher, row);
    return { rows: old.length, next: nextAfter(found, part.rows) };
  },
  async check(client, cipher, part) {
    const found = await rowsAfter(client, part);
    for (const { id, content } of found) cipher.open(content, placeOf(id));
    return { rows: found.length, next: nextAfter(found, part.rows) };
  },
};
