import type { MigrationInterface, QueryRunner } from 'typeorm';
import { keyIdIn, type Cipher } from './cipher.js';
import { DataKey } from './data-key.js';
import { KeysAtHand } from './keys-at-hand.js';
import type { Queryable } from './key-rows.js';
import { reachingFor, REGION_KEY_TABLE, RegionKeys } from './region-keys.js';
import type { SealedTable } from './rotation.js';

interface KeyRow {
  readonly region: string;
  readonly youth: string;
  readonly sealed: Buffer;
}

const outer = ({ region, youth }: Omit<KeyRow, 'sealed'>): string => `youth-key/${region}/${youth}`;
const inner = (youth: string): string => `youth-key/${youth}`;

/** Table of the keys of youths of a service. */
export const youthKeyTable = (schema: string): string => `${schema}.youth_key`;

/** The keys of youths of a service, in its schema, and those of regions, which all services of a database share. */
export const youthKeysIn = (schema: string): new () => MigrationInterface =>
  class YouthKeys1700000000030 implements MigrationInterface {
    async up(runner: QueryRunner): Promise<void> {
      await runner.query(REGION_KEY_TABLE);
      await runner.query(`
        CREATE TABLE ${youthKeyTable(schema)} (
          region text NOT NULL,
          youth uuid NOT NULL,
          sealed bytea NOT NULL,
          PRIMARY KEY (region, youth)
        )`);
    }

    async down(runner: QueryRunner): Promise<void> {
      await runner.query(`DROP TABLE ${youthKeyTable(schema)}`);
    }
  };

/** A new key of a youth, and the row that keeps it. */
export interface NewKey {
  readonly key: DataKey;
  readonly sealed: Buffer;
}

/**
 * A data key per youth and region, under the key of the region and the vault key. Identity, messages and answers of a youth are
 * sealed with it, so that they are erased with it wherever they are kept (crypto-shredding; AVG art. 17).
 */
export class YouthKeys {
  private readonly regions: RegionKeys;
  /** They only seal: new data are never about an erased youth, who has no identity any more. */
  private readonly atHand = new KeysAtHand();

  constructor(
    private readonly pool: Queryable,
    private readonly cipher: Cipher,
    private readonly schema: string,
  ) {
    this.regions = new RegionKeys(pool, cipher);
  }

  /** Keys of those youths that have one; an erased youth has none. */
  known(region: string, youths: readonly string[]): Promise<Map<string, DataKey>> {
    return youths.length === 0
      ? Promise.resolve(new Map<string, DataKey>())
      : reachingFor(region, () => this.found(region, youths));
  }

  /** Keys of youths; those that have none get one. */
  of(region: string, youths: readonly string[]): Promise<Map<string, DataKey>> {
    return reachingFor(region, () => this.withMissing(region, youths));
  }

  private async found(region: string, youths: readonly string[]): Promise<Map<string, DataKey>> {
    const { rows } = await this.pool.query<KeyRow>(
      `SELECT region, youth, sealed FROM ${youthKeyTable(this.schema)} WHERE region = $1 AND youth = ANY($2)`,
      [region, youths],
    );
    return this.opened(region, rows);
  }

  private async withMissing(region: string, youths: readonly string[]): Promise<Map<string, DataKey>> {
    const keys = this.atHand.of(region, youths);
    const asked = youths.filter((youth) => !keys.has(youth));
    if (asked.length === 0) return keys;
    for (const [youth, key] of await this.found(region, asked)) keys.set(youth, key);
    const without = asked.filter((youth) => !keys.has(youth));
    if (without.length > 0) await this.addMissing(region, without, keys);
    this.atHand.remember(region, keys);
    return keys;
  }

  private async addMissing(region: string, without: readonly string[], keys: Map<string, DataKey>): Promise<void> {
    const made = await Promise.all(without.map((youth) => this.made(region, youth)));
    const { rows } = await this.pool.query<KeyRow>(
      `INSERT INTO ${youthKeyTable(this.schema)} (region, youth, sealed)
       SELECT $1, * FROM unnest($2::uuid[], $3::bytea[]) ON CONFLICT DO NOTHING RETURNING region, youth, sealed`,
      [region, without, made.map(({ sealed }) => sealed)],
    );
    const added = await this.opened(region, rows);
    for (const [youth, key] of added) keys.set(youth, key);
    const elsewhere = without.filter((youth) => !added.has(youth));
    for (const [youth, key] of await this.known(region, elsewhere)) keys.set(youth, key);
  }

  /** A new key for a youth, which the caller stores. */
  async made(region: string, youth: string): Promise<NewKey> {
    const key = DataKey.random();
    const own = (await this.regions.cipherOf(region)).seal(key.bytes, inner(youth));
    return { key, sealed: this.cipher.seal(own, outer({ region, youth })) };
  }

  private async opened(region: string, rows: readonly KeyRow[]): Promise<Map<string, DataKey>> {
    const own = await this.regions.cipherOf(region);
    return new Map(
      rows.map((row) => [
        row.youth,
        DataKey.from(own.open(this.cipher.open(row.sealed, outer(row)), inner(row.youth))),
      ]),
    );
  }
}

const rowsAfter = async (client: Queryable, table: string, after: string, rows: number): Promise<KeyRow[]> =>
  (
    await client.query<KeyRow>(
      `SELECT region, youth, sealed FROM ${table} WHERE region || '/' || youth > $1 ORDER BY region || '/' || youth LIMIT $2`,
      [after, rows],
    )
  ).rows;

const nextAfter = (found: readonly KeyRow[], rows: number): string | null => {
  const last = found.at(-1);
  return found.length < rows || !last ? null : `${last.region}/${last.youth}`;
};

/** Keys of youths in a schema, for a rotation of the vault key: they stay the same, under the new key. */
export const sealedYouthKeys = (schema: string): SealedTable => {
  const name = youthKeyTable(schema);
  return {
    name,
    columns: ['sealed'],
    async reseal(client, cipher, { after, rows }) {
      const found = await rowsAfter(client, name, after, rows);
      const old = found.filter(({ sealed }) => keyIdIn(sealed) !== cipher.keyId);
      for (const row of old)
        await client.query(`UPDATE ${name} SET sealed = $3 WHERE region = $1 AND youth = $2`, [
          row.region,
          row.youth,
          cipher.seal(cipher.open(row.sealed, outer(row)), outer(row)),
        ]);
      return { rows: old.length, next: nextAfter(found, rows) };
    },
    async check(client, cipher, { after, rows }) {
      const found = await rowsAfter(client, name, after, rows);
      for (const row of found) cipher.open(row.sealed, outer(row));
      return { rows: found.length, next: nextAfter(found, rows) };
    },
  };
};
