import { EntitySchema, type MigrationInterface, type QueryRunner } from 'typeorm';
import type { PoolClient } from 'pg';
import { decode, type Contract, type RegionDefinition } from '@regieboek/events';
import type { Projection, ReadModels } from '@regieboek/platform';

/** Newest agreement with a provider; null once it is withdrawn. */
export interface ContractRow {
  region: string;
  provider: string;
  contract: Contract | null;
}

/** Newest definition of a region. */
export interface RegionRow {
  region: string;
  definition: RegionDefinition;
}

export const contractRow = new EntitySchema<ContractRow>({
  name: 'contract',
  columns: {
    region: { type: 'text', primary: true },
    provider: { type: 'text', primary: true },
    contract: { type: 'jsonb', nullable: true },
  },
});

export const regionRow = new EntitySchema<RegionRow>({
  name: 'region',
  columns: { region: { type: 'text', primary: true }, definition: { type: 'jsonb' } },
});

class ContractTables1700000000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE contracts.region (region text PRIMARY KEY, definition jsonb NOT NULL);
      CREATE TABLE contracts.contract (region text, provider text, contract jsonb, PRIMARY KEY (region, provider))`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE contracts.contract; DROP TABLE contracts.region');
  }
}

export const contractsReadModels: ReadModels = {
  schema: 'contracts',
  entities: [contractRow, regionRow],
  migrations: [ContractTables1700000000000],
};

const upsertContract = `
  INSERT INTO contracts.contract VALUES ($1, $2, $3)
  ON CONFLICT (region, provider) DO UPDATE SET contract = excluded.contract`;
const upsertRegion = `
  INSERT INTO contracts.region VALUES ($1, $2) ON CONFLICT (region) DO UPDATE SET definition = excluded.definition`;

/** Keeps the newest state of regions and contracts. */
export const contractsProjection: Projection = {
  name: 'contracts.current.v1',
  async apply(events, transaction: PoolClient) {
    for (const recorded of events) {
      if (!recorded.type.startsWith('contracts.')) continue;
      const { type, data } = decode(recorded);
      if (type === 'contracts.region-defined.v1')
        await transaction.query(upsertRegion, [data.region, JSON.stringify(data)]);
      else if (type === 'contracts.contract-agreed.v1') {
        await transaction.query(upsertContract, [data.region, data.provider, JSON.stringify(data)]);
      } else if (type === 'contracts.contract-withdrawn.v1') {
        await transaction.query(upsertContract, [data.region, data.provider, null]);
      }
    }
  },
};
