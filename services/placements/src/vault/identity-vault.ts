import { randomUUID } from 'node:crypto';
import type { Pool } from 'pg';
import type { MigrationInterface, QueryRunner } from 'typeorm';
import type { Cipher, Identities } from '@regieboek/platform';

/** Who a youth is, as messages tell it. Never leaves the vault but to those who may see it. */
export interface Identity {
  readonly bsn: string;
  /** Name parts as in the message; null when no message gave them. */
  readonly name: unknown;
}

export class IdentityTable1700000000002 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE placements.identity (
        region text NOT NULL,
        bsn_index text NOT NULL,
        youth uuid NOT NULL UNIQUE,
        sealed bytea NOT NULL,
        PRIMARY KEY (region, bsn_index)
      )`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE placements.identity');
  }
}

interface IdentityRow {
  bsn_index: string;
  youth: string;
}

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
    const byIndex = new Map(bsns.map((bsn) => [this.index(region, bsn), bsn]));
    const { rows } = await this.pool.query<IdentityRow>(
      'SELECT bsn_index, youth FROM placements.identity WHERE region = $1 AND bsn_index = ANY($2)',
      [region, [...byIndex.keys()]],
    );
    return new Map(rows.map(({ bsn_index, youth }) => [byIndex.get(bsn_index) ?? '', youth]));
  }

  /** Youth ids of these identities; those not known yet get a new random id. A name that is new to the vault is added. */
  async admit(region: string, identities: readonly Identity[]): Promise<ReadonlyMap<string, string>> {
    const rows = identities.map((identity) => {
      const youth = randomUUID();
      return {
        index: this.index(region, identity.bsn),
        youth,
        sealed: this.seal(youth, identity),
        named: identity.name !== null,
      };
    });
    const { rowCount } = await this.pool.query(
      `INSERT INTO placements.identity (region, bsn_index, youth, sealed)
       SELECT $1, * FROM unnest($2::text[], $3::uuid[], $4::bytea[]) ON CONFLICT DO NOTHING`,
      [region, rows.map((row) => row.index), rows.map((row) => row.youth), rows.map((row) => row.sealed)],
    );
    if (rowCount === rows.length) return new Map(identities.map(({ bsn }, i) => [bsn, rows[i]?.youth ?? '']));
    const known = await this.youthsOf(
      region,
      identities.map(({ bsn }) => bsn),
    );
    await this.addNames(
      identities.filter(({ bsn, name }, i) => name !== null && known.get(bsn) !== rows[i]?.youth),
      known,
    );
    return known;
  }

  /** Youth id of an identity under the name that a message gives it now; `youth` is the id it is known under, if any. */
  async named(region: string, identity: Identity, youth: string | undefined): Promise<string> {
    const known = youth ?? (await this.admit(region, [identity])).get(identity.bsn);
    if (known === undefined) throw new Error('the vault did not admit an identity');
    if (youth !== undefined) await this.addNames([identity], new Map([[identity.bsn, youth]]));
    return known;
  }

  /** Who a youth is. Undefined when the region does not know the id. */
  async identityOf(region: string, youth: string): Promise<Identity | undefined> {
    const { rows } = await this.pool.query<{ sealed: Buffer }>(
      'SELECT sealed FROM placements.identity WHERE region = $1 AND youth = $2',
      [region, youth],
    );
    return rows[0] && (JSON.parse(this.cipher.open(rows[0].sealed, `identity/${youth}`).toString('utf8')) as Identity);
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

  private index(region: string, bsn: string): string {
    return this.cipher.index(bsn, `identity/${region}`);
  }

  private seal(youth: string, identity: Identity): Buffer {
    return this.cipher.seal(JSON.stringify(identity), `identity/${youth}`);
  }
}
