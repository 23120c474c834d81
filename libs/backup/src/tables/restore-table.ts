import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { contentOf } from '../folder/part-reader.js';
import type { BackupFolder } from '../folder/backup-folder.js';
import { BackupFault } from '../format/backup-fault.js';
import { backupFaults } from '../format/faults.js';
import type { TableOfBackup } from '../format/manifest.js';
import { columnsOf, listed } from './save-table.js';

async function* contents(folder: BackupFolder, { chunks }: TableOfBackup): AsyncGenerator<Buffer> {
  for (const chunk of chunks) yield* contentOf(folder, chunk);
}

/** Throws BackupFault when the backup has columns, or a table, that this version does not know. */
async function mustFit(client: pg.Client, { table, columns }: TableOfBackup): Promise<void> {
  const known = await columnsOf(client, table);
  if (known.length === 0) throw new BackupFault(backupFaults.noTable(table));
  const unknown = columns.filter((name) => !known.includes(name));
  if (unknown.length > 0) throw new BackupFault(backupFaults.laterColumns(table, unknown.join(', ')));
}

/**
 * Copies the rows of a table from a backup, within the transaction of the client. PostgreSQL refuses COPY into a table whose owner is
 * under row-level security; the owner is let through until the end of the copy, which nobody else sees before the commit.
 */
export async function restoreTable(client: pg.Client, folder: BackupFolder, of: TableOfBackup): Promise<void> {
  const { table, columns } = of;
  await mustFit(client, of);
  const { rows } = await client.query<{ forced: boolean }>(
    'SELECT relforcerowsecurity AS forced FROM pg_class WHERE oid = to_regclass($1)',
    [table],
  );
  const isForced = rows[0]?.forced === true;
  if (isForced) await client.query(`ALTER TABLE ${table} NO FORCE ROW LEVEL SECURITY`);
  const stream = client.query(copyFrom(`COPY ${table} (${listed(columns)}) FROM STDIN`));
  await pipeline(Readable.from(contents(folder, of), { objectMode: false }), stream);
  if (isForced) await client.query(`ALTER TABLE ${table} FORCE ROW LEVEL SECURITY`);
  if (stream.rowCount !== of.rows)
    throw new BackupFault(
      backupFaults.content(folder.partPath(of.chunks[0]?.file ?? table), `${stream.rowCount} rows, not ${of.rows}`),
    );
}
