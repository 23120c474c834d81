import { decode } from '@regieboek/events';
import type { Recorded } from '@regieboek/eventing';
import type { PoolClient } from 'pg';
import type { Projection } from '../../projections/projection.js';

// Statements as text: a projection fills the tables of a schema given at run time, which entities do not support.
const insert = (schema: string): string => `
  INSERT INTO ${schema}.secret_address (region, youth, fact, ends) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING`;
const remove = (schema: string): string =>
  `DELETE FROM ${schema}.secret_address WHERE region = $1 AND youth = $2 AND fact = $3`;

const USED = ['placements.residence-fact-recorded.v1', 'placements.residence-fact-withdrawn.v1'];

async function applyOne(recorded: Recorded, transaction: PoolClient, schema: string): Promise<void> {
  const { region } = recorded;
  const { type, data } = decode(recorded);
  if (type === 'placements.residence-fact-withdrawn.v1')
    await transaction.query(remove(schema), [region, data.youth, data.factId]);
  if (type !== 'placements.residence-fact-recorded.v1') return;
  const { youth, fact } = data;
  if (fact.kind === 'registration' && fact.address === 'woonadres-geheim')
    await transaction.query(insert(schema), [region, youth, fact.id, fact.to]);
}

/** Follows which youths have a secret address. */
export const secretAddressProjection = (schema: string): Projection => ({
  name: `${schema}.secret-addresses.v1`,
  contexts: ['placements'],
  schema,
  tables: ['secret_address'],
  async apply(events, transaction, into) {
    for (const recorded of events) if (USED.includes(recorded.type)) await applyOne(recorded, transaction, into);
  },
});
