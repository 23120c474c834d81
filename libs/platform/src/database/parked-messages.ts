import { overAllRegions, RegionPool } from '@regieboek/isolation';

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
      const { rows } = await pool.query<{ found: boolean }>('SELECT to_regclass($1) IS NOT NULL AS found', [table]);
      if (rows[0]?.found !== true) continue;
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
