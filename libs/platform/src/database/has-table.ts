import type pg from 'pg';

/** True when a database has a table, named with its schema. */
export const hasTable = async (client: Pick<pg.ClientBase, 'query'>, name: string): Promise<boolean> =>
  (await client.query<{ found: boolean }>('SELECT to_regclass($1) IS NOT NULL AS found', [name])).rows[0]?.found ===
  true;
