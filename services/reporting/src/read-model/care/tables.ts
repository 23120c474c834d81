/**
 * The tables of care inside the transaction of a batch. Statements as text: one batch at once, in the schema given to the
 * projection.
 */
import type { PoolClient } from 'pg';
import { decode, type Contract } from '@regieboek/events';
import type { Recorded } from '@regieboek/eventing';
import type { YouthHistory } from '@regieboek/journal';
import { fromDay, OPEN } from '@regieboek/kernel';
import type { CareOfYouth } from '../../domain/care-of-youths.js';
import type { CareHistory } from './entity.js';

/** The tables of one region, in the transaction of a batch. */
export interface CareTables {
  readonly transaction: PoolClient;
  readonly schema: string;
  readonly region: string;
}

/** Current contracts. */
export async function loadContracts({ transaction, schema, region }: CareTables): Promise<Contract[]> {
  const { rows } = await transaction.query<{ contract: Contract }>(
    `SELECT contract FROM ${schema}.care_contract WHERE region = $1`,
    [region],
  );
  return rows.map(({ contract }) => contract);
}

/** Known data of these youths, and of youths in messages of these providers. */
export async function loadYouths(
  { transaction, schema, region }: CareTables,
  youths: readonly string[],
  providers: readonly string[],
): Promise<YouthHistory[]> {
  const { rows } = await transaction.query<{ youth: string; history: CareHistory }>(
    `SELECT youth, history FROM ${schema}.care_youth
     WHERE region = $1 AND (youth = ANY($2::uuid[]) OR providers && $3::text[]) ORDER BY since`,
    [region, youths, providers],
  );
  return rows.map(({ youth, history: { care, assignments } }) => ({
    ...{ youth, birth: 0, facts: [], care: [...care], absences: [], authorisations: [] },
    assignments: new Map(assignments),
  }));
}

/** Records a contract that was agreed or withdrawn; other events change nothing. */
export async function writeContract({ transaction, schema, region }: CareTables, recorded: Recorded): Promise<void> {
  const { type, data } = decode(recorded);
  if (type === 'contracts.contract-agreed.v1')
    await transaction.query(
      `INSERT INTO ${schema}.care_contract (region, provider, since, contract) VALUES ($1, $2, $3, $4)
       ON CONFLICT (region, provider) DO UPDATE SET contract = excluded.contract`,
      [region, data.provider, recorded.position, JSON.stringify(data)],
    );
  else if (type === 'contracts.contract-withdrawn.v1')
    await transaction.query(`DELETE FROM ${schema}.care_contract WHERE region = $1 AND provider = $2`, [
      region,
      data.provider,
    ]);
}

/** Stores known data of youths; `since` has the position of the first event about those that may be new. */
export async function writeYouths(
  { transaction, schema, region }: CareTables,
  youths: readonly YouthHistory[],
  since: ReadonlyMap<string, number>,
): Promise<void> {
  const rows = youths.map(({ youth, care, assignments }) => ({
    youth,
    since: since.get(youth) ?? 0,
    providers: [...new Set(care.map(({ key }) => key.provider))],
    history: { care, assignments: [...assignments] } satisfies CareHistory,
  }));
  await transaction.query(
    `INSERT INTO ${schema}.care_youth (region, youth, since, providers, history)
     SELECT $1, one.youth, one.since, ARRAY(SELECT jsonb_array_elements_text(one.providers)), one.history
     FROM jsonb_to_recordset($2) AS one(youth uuid, since bigint, providers jsonb, history jsonb)
     ON CONFLICT (region, youth) DO UPDATE SET providers = excluded.providers, history = excluded.history`,
    [region, JSON.stringify(rows)],
  );
}

/** Replaces the care of youths. */
export async function writeCare(
  { transaction, schema, region }: CareTables,
  youths: readonly CareOfYouth[],
): Promise<void> {
  await transaction.query(`DELETE FROM ${schema}.care WHERE region = $1 AND youth = ANY($2::uuid[])`, [
    region,
    youths.map(({ youth }) => youth),
  ]);
  const rows = youths.flatMap(({ youth, care }) =>
    care.map(({ provider, form, from, to }, place) => ({
      ...{ youth, place, provider, form, first_day: fromDay(from), last_day: to === OPEN ? null : fromDay(to) },
    })),
  );
  await transaction.query(
    `INSERT INTO ${schema}.care (region, youth, place, provider, form, first_day, last_day)
     SELECT $1, one.* FROM jsonb_to_recordset($2)
       AS one(youth uuid, place int, provider text, form text, first_day date, last_day date)`,
    [region, JSON.stringify(rows)],
  );
}
