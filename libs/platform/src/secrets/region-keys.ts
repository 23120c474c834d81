import { randomBytes } from 'node:crypto';
import { asProcess } from '@regieboek/isolation';
import { cipherWith, keyIdIn, type Cipher } from './cipher.js';
import type { Queryable } from './key-rows.js';
import type { SealedTable } from './rotation.js';

/** Region id for messages and numbers without a known region; no region has this id. */
export const NO_REGION = '-';

/** Runs work on `NO_REGION` over all regions; other work runs as it is bound. */
export const reachingFor = <Result>(region: string, work: () => Result): Result =>
  region === NO_REGION ? asProcess(work) : work();

const place = (region: string): string => `region-key/${region}`;

/** Keys of regions, each sealed under the vault key. */
export const REGION_KEY_TABLE = `
  CREATE SCHEMA IF NOT EXISTS platform;
  CREATE TABLE IF NOT EXISTS platform.region_key (region text PRIMARY KEY, sealed bytea NOT NULL)`;

/**
 * A key per region, wrapped by the vault key: data sealed for one region cannot be opened with the key of another. Privacy
 * by design, AVG art. 25.
 */
export class RegionKeys {
  private readonly known = new Map<string, Promise<Cipher>>();

  constructor(
    private readonly pool: Queryable,
    private readonly cipher: Cipher,
  ) {}

  /** Cipher of a region; its key is created at the first use. */
  cipherOf(region: string): Promise<Cipher> {
    const known = this.known.get(region) ?? reachingFor(region, () => this.opened(region));
    this.known.set(region, known);
    known.catch(() => this.known.delete(region));
    return known;
  }

  private async opened(region: string): Promise<Cipher> {
    const made = this.cipher.seal(randomBytes(32), place(region));
    await this.pool.query('INSERT INTO platform.region_key (region, sealed) VALUES ($1, $2) ON CONFLICT DO NOTHING', [
      region,
      made,
    ]);
    const { rows } = await this.pool.query<{ sealed: Buffer }>(
      'SELECT sealed FROM platform.region_key WHERE region = $1',
      [region],
    );
    if (!rows[0]) throw new Error(`the key of region ${region} was not stored`);
    return cipherWith(this.cipher.open(rows[0].sealed, place(region)));
  }
}

/** Keys of regions, for a rotation of the vault key: they stay the same, under the new key. */
export const sealedRegionKeys: SealedTable = {
  name: 'platform.region_key',
  columns: ['sealed'],
  async reseal(client, cipher, { after, rows }) {
    const found = await rowsAfter(client, after, rows);
    const old = found.filter(({ sealed }) => keyIdIn(sealed) !== cipher.keyId);
    for (const { region, sealed } of old)
      await client.query('UPDATE platform.region_key SET sealed = $2 WHERE region = $1', [
        region,
        cipher.seal(cipher.open(sealed, place(region)), place(region)),
      ]);
    return { rows: old.length, next: found.length < rows ? null : (found.at(-1)?.region ?? null) };
  },
  async check(client, cipher, { after, rows }) {
    const found = await rowsAfter(client, after, rows);
    for (const { region, sealed } of found) cipher.open(sealed, place(region));
    return { rows: found.length, next: found.length < rows ? null : (found.at(-1)?.region ?? null) };
  },
};

const rowsAfter = async (
  client: Queryable,
  after: string,
  rows: number,
): Promise<{ region: string; sealed: Buffer }[]> =>
  (
    await client.query<{ region: string; sealed: Buffer }>(
      'SELECT region, sealed FROM platform.region_key WHERE region > $1 ORDER BY region LIMIT $2',
      [after, rows],
    )
  ).rows;
