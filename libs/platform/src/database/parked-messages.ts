import { overAllRegions, RegionPool } from '@regieboek/isolation';
import { hasTable } from './has-table.js';

/** Schemas of the services that keep messages; a database of one of four services has one of them. */
const SCHEMAS = ['contracts', 'placements', 'finance'] as const;

/**
 * Number of parked messages in a database, which wait for a person. Statements as text: the command must not bring the tables of a
 * database up to date that a server of another version uses.
 */
export async function parkedMessagesIn(url: string): Promise<number> {
  const pool = new RegionPool({ connectionString: url, max: 1 });
  pool.on('error', () => undefined);
  try {
    let parked = 0;
    for (const schema of SCHEMAS) {
      const table = `${schema}.message`;
      if (!(await hasTable(pool, table))) continue;
      const counted = await overAllRegions(() =>
        pool.query<{ count: number }>(`SELECT count(*)::int AS count FROM ${table} WHERE status = 'parked'`),
      );
      parked += counted.rows[0]?.count ?? 0;
    }
    return parked;
  } finally {
    await pool.end();
  }
}
