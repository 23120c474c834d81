import { decode, type DomainEvent } from '@regieboek/events';
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

const insertEmergency = (schema: string): string => `
  INSERT INTO ${schema}.emergency_access (region, id, taken_by, role, reason, reference, taken_at, until)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (region, id) DO NOTHING`;
const reviewEmergency = (schema: string): string => `
  UPDATE ${schema}.emergency_access SET outcome = $3, reviewed_by = $4, reviewed_at = $5 WHERE region = $1 AND id = $2`;

async function applyEmergency(event: DomainEvent, transaction: PoolClient, schema: string): Promise<void> {
  if (event.type === 'contracts.emergency-access-taken.v1') {
    const { region, id, takenBy, role, reason, reference, takenAt, until } = event.data;
    await transaction.query(insertEmergency(schema), [region, id, takenBy, role, reason, reference, takenAt, until]);
  } else if (event.type === 'contracts.emergency-access-reviewed.v1') {
    const { region, id, outcome, reviewedBy, reviewedAt } = event.data;
    await transaction.query(reviewEmergency(schema), [region, id, outcome, reviewedBy, reviewedAt]);
  }
}

async function applyOne(recorded: Recorded, transaction: PoolClient, schema: string): Promise<void> {
  const event = decode(recorded);
  const { type, data } = event;
  if (type === 'contracts.region-defined.v1') {
    await transaction.query(upsertRegion(schema), [data.region, JSON.stringify(data)]);
  } else if (type === 'contracts.contract-agreed.v1') {
    await transaction.query(upsertContract(schema), [data.region, data.provider, JSON.stringify(data)]);
  } else if (type === 'contracts.contract-withdrawn.v1') {
    await transaction.query(upsertContract(schema), [data.region, data.provider, null]);
  } else if (type === 'contracts.ijw-settings-chosen.v1') {
    await transaction.query(upsertSettings(schema), [data.region, JSON.stringify(data.settings)]);
  } else {
    await applyEmergency(event, transaction, schema);
  }
}

/** Copies regions, contracts and choices of regions into the schema of a service. */
export const contractsProjection = (schema: string): Projection => ({
  name: `${schema}.contracts.v1`,
  contexts: ['contracts'],
  schema,
  tables: ['region', 'contract', 'ijw_settings', 'emergency_access'],
  async apply(events, transaction, into) {
    for (const recorded of events)
      if (recorded.type.startsWith('contracts.')) await applyOne(recorded, transaction, into);
  },
});
