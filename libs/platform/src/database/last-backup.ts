import type pg from 'pg';
import { hasTable } from './has-table.js';

/** Table of when a complete backup of this database was made last: one row. */
export const LAST_BACKUP_TABLE = `
  CREATE SCHEMA IF NOT EXISTS platform;
  CREATE TABLE IF NOT EXISTS platform.last_backup (
    only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
    made_at timestamptz NOT NULL
  )`;

type Client = Pick<pg.Pool, 'query'>;

/** Records that a complete backup was made now, on a connection of the owner. */
export async function recordBackup(client: Client): Promise<void> {
  await client.query(LAST_BACKUP_TABLE);
  await client.query(
    'INSERT INTO platform.last_backup (made_at) VALUES (now()) ON CONFLICT (only_row) DO UPDATE SET made_at = excluded.made_at',
  );
}

/** Time of the last complete backup; undefined when none was made. */
export async function lastBackupIn(client: Client): Promise<Date | undefined> {
  if (!(await hasTable(client, 'platform.last_backup'))) return undefined;
  return (await client.query<{ made_at: Date }>('SELECT made_at FROM platform.last_backup')).rows[0]?.made_at;
}
