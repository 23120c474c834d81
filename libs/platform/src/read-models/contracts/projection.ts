import { decode } from '@regieboek/events';
import type { Recorded } from '@regieboek/eventing';
import type { PoolClient } from 'pg';
import type { Projection } from '../../projections/projection.js';

// Statements as text: a projection fills the tables of a schema given at run time, which entities do not support.
const upsertContract = (schema: string): string => `
  INSERT INTO ${schema}.contract VALUES ($1, $2, $3)
  ON CONFLICT (region, provider) DO UPDATE SET contract = excluded.contract`;
const upsertRegion = (schema: string): string => `
  INSERT INTO ${schema}.region VALUES ($1, $2) ON CONFLICT (region) DO UPDATE SET definition = excluded.definition`;
const upsertSettings = (schema: string): string => `
  INSERT INTO ${schema}.ijw_settings VALUES ($1, $2) ON CONFLICT (region) DO UPDATE SET settings = excluded.settings`;

async function applyOne(recorded: Recorded, transaction: PoolClient, schema: string): Promise<void> {
  const { type, data } = decode(recorded);
  if (type === 'contracts.region-defined.v1') {
    await transaction.query(upsertRegion(schema), [data.region, JSON.stringify(data)]);
  } else if (type === 'contracts.contract-agreed.v1') {
    await transaction.query(upsertContract(schema), [data.region, data.provider, JSON.stringify(data)]);
  } else if (type === 'contracts.contract-withdrawn.v1') {
    await transaction.query(upsertContract(schema), [data.region, data.provider, null]);
  } else if (type === 'contracts.ijw-settings-chosen.v1') {
    await transaction.query(upsertSettings(schema), [data.region, JSON.stringify(data.settings)]);
  }
}

/** Copies regions, contracts and choices of regions into the schema of a service. */
export const contractsProjection = (schema: string): Projection => ({
  name: `${schema}.contracts.v1`,
  contexts: ['contracts'],
  schema,
  tables: ['region', 'contract', 'ijw_settings'],
  async apply(events, transaction, into) {
    for (const recorded of events)
      if (recorded.type.startsWith('contracts.')) await applyOne(recorded, transaction, into);
  },
});
