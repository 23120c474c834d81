import { withinRegion } from '@regieboek/isolation';
import type { DataSource } from 'typeorm';
import { isAllowed } from '../../access/allowed.js';
import type { Projection, Projections } from '../../projections/projection.js';
import type { Today } from '../../today.js';
import { secretAddressEntity } from './entity.js';
import { secretAddressMigrations } from './migrations.js';
import { secretAddressProjection } from './projection.js';

/** Entities, migrations and projection of secret addresses in a schema. */
export const secretAddressesIn = (schema: string) => ({
  entities: [secretAddressEntity],
  migrations: secretAddressMigrations(schema),
  projection: secretAddressProjection(schema),
});

/** Hides youth and place in a row; `number` distinguishes hidden rows of one response. */
export type Hide<Row> = (row: Row, number: number) => Row;

const NOBODY: ReadonlySet<string> = new Set();

/**
 * Secret addresses (geheime adressen): where these youths live and stay is for named officers only (action
 * see-secret-addresses). In responses to others, no row names the youth together with a municipality or provider; amounts stay,
 * so that sums do not change. Regeling Jeugdwet art. 6a.6.
 */
export class SecretAddresses {
  constructor(
    private readonly source: DataSource,
    private readonly projections: Projections,
    private readonly today: Today,
    private readonly projection: Projection,
  ) {}

  /** Youths of a region whose places the present actor may not see. */
  async hidden(region: string): Promise<ReadonlySet<string>> {
    if (isAllowed('see-secret-addresses', { region })) return NOBODY;
    await this.projections.catchUp(this.projection, region);
    const rows = await withinRegion(region, () =>
      this.source
        .getRepository(secretAddressEntity)
        .createQueryBuilder('one')
        .select('DISTINCT one.youth', 'youth')
        .where('one.region = :region AND (one.ends IS NULL OR one.ends >= :today)', { region, today: this.today() })
        .getRawMany<{ youth: string }>(),
    );
    return new Set(rows.map(({ youth }) => youth));
  }

  /** Rows as the present actor may see them. */
  async shown<Row extends { readonly youth: string | null }>(
    region: string,
    rows: readonly Row[],
    hide: Hide<Row>,
  ): Promise<Row[]> {
    const hidden = await this.hidden(region);
    if (hidden.size === 0) return [...rows];
    return rows.map((row, at) => (row.youth !== null && hidden.has(row.youth) ? hide(row, at + 1) : row));
  }
}
