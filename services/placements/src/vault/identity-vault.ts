import { randomUUID } from 'node:crypto';
import type { Pool } from 'pg';
import {
  NO_REGION,
  seeYouths,
  YouthKeys,
  type Cipher,
  type DataKey,
  type Identities,
  type Keepers,
  reachingFor,
} from '@regieboek/platform';

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

const SCHEMA = 'placements';

/** First byte of an identity sealed with the key of its youth; an identity from before such keys begins as JSON does. */
const UNDER_KEY = 1;

export const place = (youth: string): string => `identity/${youth}`;

export const indexPlace = (region: string): string => `identity/${region}`;

export const sealedIdentity = (cipher: Cipher, key: DataKey, youth: string, identity: Identity): Buffer =>
  cipher.seal(
    Buffer.concat([Buffer.from([UNDER_KEY]), key.seal(JSON.stringify(identity), place(youth))]),
    place(youth),
  );

/** Identity of a row. Throws when it was changed or moved, or when the key of the youth is gone. */
export function identityIn(cipher: Cipher, sealed: Buffer, youth: string, key: DataKey | undefined): Identity {
  const plain = cipher.open(sealed, place(youth));
  if (plain[0] !== UNDER_KEY) return JSON.parse(plain.toString('utf8')) as Identity;
  if (!key) throw new Error('the key of a youth in the vault is missing');
  return JSON.parse(key.open(plain.subarray(1), place(youth)).toString('utf8')) as Identity;
}

/**
 * The vault of identities: it maps a BSN to a youth of a region. BSN and names are encrypted; a keyed index finds
 * them. The event log contains random youth ids only. Jeugdwet 7.4.0; privacy by design, AVG art. 25.
 */
export class IdentityVault implements Identities {
  private readonly keys: YouthKeys;

  constructor(
    private readonly pool: Pool,
    private readonly cipher: Cipher,
  ) {
    this.keys = new YouthKeys(pool, cipher, SCHEMA);
  }

  async youthsOf(region: string, bsns: readonly string[]): Promise<ReadonlyMap<string, string>> {
    const youths = await this.found(region, bsns);
    seeYouths(region, youths.values());
    return youths;
  }

  async keepersOf(region: string, bsns: readonly string[]): Promise<Keepers> {
    const youths = region === NO_REGION ? new Map<string, string>() : await this.found(region, bsns);
    const others = bsns.filter((bsn) => !youths.has(bsn));
    const strangers = others.length === 0 ? new Map() : await reachingFor(NO_REGION, () => this.strangers(others));
    return { youths, strangers };
  }

  private async strangers(bsns: readonly string[]): Promise<ReadonlyMap<string, string>> {
    const known = await this.found(NO_REGION, bsns);
    const others = bsns.filter((bsn) => !known.has(bsn)).map((bsn) => ({ bsn, name: null }));
    return others.length === 0 ? known : new Map([...known, ...(await this.stored(NO_REGION, others))]);
  }

  /** Other ids of a youth: the id of no region, under which messages that are of no one region name it. */
  async otherIdsOf(region: string, youth: string): Promise<readonly string[]> {
    const identity = await this.identityOf(region, youth);
    if (!identity) return [];
    return [...(await reachingFor(NO_REGION, () => this.found(NO_REGION, [identity.bsn]))).values()];
  }

  private async found(region: string, bsns: readonly string[]): Promise<ReadonlyMap<string, string>> {
    const byIndex = new Map(
      bsns.flatMap((bsn) => this.cipher.indexes(bsn, indexPlace(region)).map((index) => [index, bsn] as const)),
    );
    const { rows } = await this.pool.query<IdentityRow>(
      'SELECT bsn_index, youth FROM placements.identity WHERE region = $1 AND bsn_index = ANY($2)',
      [region, [...byIndex.keys()]],
    );
    return new Map(rows.map(({ bsn_index, youth }) => [byIndex.get(bsn_index) ?? '', youth]));
  }

  /** Youth ids of these identities; those not known yet get a new random id. A name that is new to the vault is added. */
  async admit(region: string, identities: readonly Identity[]): Promise<ReadonlyMap<string, string>> {
    const youths = await this.stored(region, identities);
    seeYouths(region, youths.values());
    return youths;
  }

  private async stored(region: string, identities: readonly Identity[]): Promise<ReadonlyMap<string, string>> {
    const before = await this.knownByOlderKey(region, identities);
    const rows = await Promise.all(
      identities.filter(({ bsn }) => !before.has(bsn)).map((identity) => this.newRow(region, identity)),
    );
    const { rowCount } = await this.pool.query(
      `WITH given AS (
         SELECT * FROM unnest($2::text[], $3::uuid[], $4::bytea[], $5::bytea[]) AS one(bsn_index, youth, sealed, key)
       ), added AS (
         INSERT INTO placements.identity (region, bsn_index, youth, sealed)
         SELECT $1, bsn_index, youth, sealed FROM given ON CONFLICT DO NOTHING RETURNING youth
       )
       INSERT INTO placements.youth_key (region, youth, sealed)
       SELECT $1, youth, key FROM given JOIN added USING (youth)`,
      [
        ...[region, rows.map((row) => row.index), rows.map((row) => row.youth)],
        ...[rows.map((row) => row.sealed), rows.map((row) => row.key)],
      ],
    );
    const given = new Map(rows.map(({ bsn, youth }) => [bsn, youth]));
    if (rowCount === identities.length) return given;
    const known = await this.found(
      region,
      identities.map(({ bsn }) => bsn),
    );
    await this.addNames(
      region,
      identities.filter(({ bsn, name }) => name !== null && known.get(bsn) !== given.get(bsn)),
      known,
    );
    return known;
  }

  /** Youth id of an identity under the name in the current message; `youth` is its known id, if any. */
  async named(region: string, identity: Identity, youth: string | undefined): Promise<string> {
    const known = youth ?? (await this.admit(region, [identity])).get(identity.bsn);
    if (known === undefined) throw new Error('the vault did not store an identity');
    if (youth !== undefined) await this.addNames(region, [identity], new Map([[identity.bsn, youth]]));
    return known;
  }

  /** Identity of a youth. Undefined when the region does not know the id. */
  async identityOf(region: string, youth: string): Promise<Identity | undefined> {
    const { rows } = await this.pool.query<{ sealed: Buffer }>(
      'SELECT sealed FROM placements.identity WHERE region = $1 AND youth = $2',
      [region, youth],
    );
    if (!rows[0]) return undefined;
    return identityIn(this.cipher, rows[0].sealed, youth, (await this.keys.known(region, [youth])).get(youth));
  }

  /** Id of an assignment or of care in stream names: a number of the standard may look like a citizen service number. */
  streamId(region: string, use: 'assignment' | 'care', of: string): string {
    return this.cipher.id(region, use, of).slice(0, STREAM_ID_DIGITS);
  }

  private async addNames(
    region: string,
    identities: readonly Identity[],
    known: ReadonlyMap<string, string>,
  ): Promise<void> {
    const keys = await this.keys.of(
      region,
      identities.flatMap(({ bsn }) => known.get(bsn) ?? []),
    );
    for (const identity of identities) {
      const youth = known.get(identity.bsn);
      const key = youth === undefined ? undefined : keys.get(youth);
      if (youth === undefined || !key) continue;
      await this.pool.query('UPDATE placements.identity SET sealed = $2 WHERE youth = $1', [
        youth,
        sealedIdentity(this.cipher, key, youth, identity),
      ]);
    }
  }

  /** During a rotation of keys a youth may be stored under an older key: the table cannot detect that it is the same one. */
  private async knownByOlderKey(region: string, identities: readonly Identity[]): Promise<ReadonlyMap<string, string>> {
    const [bsn = ''] = identities.map((one) => one.bsn);
    if (this.cipher.indexes(bsn, indexPlace(region)).length < 2) return new Map();
    return this.found(
      region,
      identities.map((one) => one.bsn),
    );
  }

  private async newRow(region: string, identity: Identity) {
    const { bsn } = identity;
    const youth = randomUUID();
    const { key, sealed } = await this.keys.made(region, youth);
    return {
      ...{ bsn, youth, index: this.cipher.index(bsn, indexPlace(region)) },
      ...{ key: sealed, sealed: sealedIdentity(this.cipher, key, youth, identity) },
    };
  }
}
