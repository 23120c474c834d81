/** Tables of read models, row by row: a rebuild must not change them. */
import type { Pool } from 'pg';
import { contractsReadModels } from '@regieboek/contracts';
import { financeReadModels } from '@regieboek/finance';
import { placementsReadModels } from '@regieboek/placements';
import { reportingReadModels } from '@regieboek/reporting';
import type { Projection } from '@regieboek/platform';

/** Every read model of the product. */
export const readModels: readonly Projection[] = [
  ...contractsReadModels,
  ...placementsReadModels,
  ...financeReadModels,
  ...reportingReadModels,
];

/** Every row of the tables of read models, and how far each is, in order. */
export async function readModelRows(pool: Pool): Promise<Record<string, readonly string[]>> {
  const read = async (name: string): Promise<readonly [string, readonly string[]]> => {
    const { rows } = await pool.query<{ row: string }>(`SELECT t::text AS row FROM ${name} t ORDER BY 1`);
    return [name, rows.map(({ row }) => row)];
  };
  const tables = readModels.flatMap(({ schema, tables: own }) => own.map((table) => `${schema}.${table}`));
  return Object.fromEntries(await Promise.all([...tables, 'platform.checkpoint'].map(read)));
}
