import { randomUUID } from 'node:crypto';
import type { Pool } from 'pg';
import { seeYouths, type Cipher, type Identities } from '@regieboek/platform';

/** Identity of a youth, as reported in messages. Leaves the vault only for authorised readers. */
export interface Identity {
  readonly bsn: string;
  /** Name parts as in the message; null when no message gave them. */
  readonly name: unknown;
}

interface IdentityRow {
  bsn_index: string;
  youth: string;
}

/** 128 bits of a keyed id. */
const STREAM_ID_DIGITS = 32;

export const place = (youth: string): string => `identity/${youth}`;

export const indexPlace = (region: string): string => `identity/${region}`;

export const identityIn = (cipher: Cipher, sealed: Buffer, youth: string): Identity =>
  JSON.parse(cipher.open(sealed, place(youth)).toString('utf8')) as Identity;

/**
 * The vault of identities: which BSN is which youth of a region. BSN and names are encrypted; a keyed index finds
 * them again. The event log holds random youth ids only. Jeugdwet 7.4.0; privacy by design, AVG art. 25.
 */
export class IdentityVault implements Identities {
  constructor(
    private readonly pool: Pool,
    private readonly cipher: Cipher,
  ) {}

  async youthsOf(region: string, bsns: readonly string[]): Promise<ReadonlyMap<string, string>> {
    const byIndex = new Map(
      bsns.flatMap((bsn) => this.cipher.indexes(bsn, indexPlace(region)).map((index) => [index, bsn] as const)),
    );
    const { rows } = await this.pool.query<IdentityRow>(
      'SELECT bsn_index, youth FROM placements.identity WHERE region = $1 AND bsn_index = ANY($2)',
      [region, [...byIndex.keys()]],
    );
    seeYouths(
      region,
      rows.map(({ youth }) => youth),
    );
    return new Map(rows.map(({ bsn_index, youth }) => [byIndex.get(bsn_index) ?? '', youth]));
  }

  /** Youth ids of these identities; those not known yet get a new random id. A name that is new to the vault is added. */
  async admit(region: string, identities: readonly Identity[]): Promise<ReadonlyMap<string, string>> {
    const before = await this.knownByOlderKey(region, identities);
    const rows = identities.flatMap((identity) => {
      if (before.has(identity.bsn)) return [];
      const youth = randomUUID();
      return {
        bsn: identity.bsn,
        index: this.cipher.index(identity.bsn, indexPlace(region)),
        youth,
        sealed: this.seal(youth, identity),
      };
    });
    const { rowCount } = await this.pool.query(
      `INSERT INTO placements.identity (region, bsn_index, youth, sealed)
       SELECT $1, * FROM unnest($2::text[], $3::uuid[], $4::bytea[]) ON CONFLICT DO NOTHING`,
      [region, rows.map((row) => row.index), rows.map((row) => row.youth), rows.map((row) => row.sealed)],
    );
    const given = new Map(rows.map(({ bsn, youth }) => [bsn, youth]));
    if (rowCount === identities.length) {
      seeYouths(region, given.values());
      return given;
    }
    const known = await this.youthsOf(
      region,
      identities.map(({ bsn }) => bsn),
    );
    await this.addNames(
      identities.filter(({ bsn, name }) => name !== null && known.get(bsn) !== given.get(bsn)),
      known,
    );
    return known;
  }

  /** Youth id of an identity under the name in the current message; `youth` is its known id, if any. */
  async named(region: string, identity: Identity, youth: string | undefined): Promise<string> {
    const known = youth ?? (await this.admit(region, [identity])).get(identity.bsn);
    if (known === undefined) throw new Error('the vault did not store an identity');
    if (youth !== undefined) await this.addNames([identity], new Map([[identity.bsn, youth]]));
    return known;
  }

  /** Identity of a youth. Undefined when the region does not know the id. */
  async identityOf(region: string, youth: string): Promise<Identity | undefined> {
    const { rows } = await this.pool.query<{ sealed: Buffer }>(
      'SELECT sealed FROM placements.identity WHERE region = $1 AND youth = $2',
      [region, youth],
    );
    return rows[0] && identityIn(this.cipher, rows[0].sealed, youth);
  }

  /** Id of an assignment or of care in stream names: a number of the standard may look like a citizen service number. */
  streamId(region: string, use: 'assignment' | 'care', of: string): string {
    return this.cipher.id(region, use, of).slice(0, STREAM_ID_DIGITS);
  }

  private async addNames(identities: readonly Identity[], known: ReadonlyMap<string, string>): Promise<void> {
    for (const identity of identities) {
      const youth = known.get(identity.bsn);
      if (youth) {
        await this.pool.query('UPDATE placements.identity SET sealed = $2 WHERE youth = $1', [
          youth,
          this.seal(youth, identity),
        ]);
      }
    }
  }

  /** During a rotation of keys a youth may be stored under an older key: the table cannot detect that it is the same one. */
  private async knownByOlderKey(region: string, identities: readonly Identity[]): Promise<ReadonlyMap<string, string>> {
    const [bsn = ''] = identities.map((one) => one.bsn);
    if (this.cipher.indexes(bsn, indexPlace(region)).length < 2) return new Map();
    return this.youthsOf(
      region,
      identities.map((one) => one.bsn),
    );
  }

  private seal(youth: string, identity: Identity): Buffer {
    return this.cipher.seal(JSON.stringify(identity), place(youth));
  }
}
