import { RunningDigest, runningDigest, type EncodedEvent, type EventLog } from '@regieboek/eventing';
import type pg from 'pg';
import type { BackupFolder } from './folder/backup-folder.js';
import { BackupFault } from './format/backup-fault.js';
import { backupFaults } from './format/faults.js';
import type { ErasedYouth, Manifest, RegionOfBackup } from './format/manifest.js';
import { savedEvents } from './log/saved-events.js';
import { restoreTable } from './tables/restore-table.js';
import { keptTables } from './tables/tables.js';

/** Part of the event log that a restore needs. */
export type RestorableLog = Pick<EventLog, 'digests' | 'head' | 'restore'>;

/** Tables whose rows a restore replaces: a new ledger has a vault, under the key of the backup. */
const REPLACED = ['platform.vault_key'];

const LOG = 'log.event';

/** An anchor of the audit log may only be set on an entry; that of a restored one was removed before. */
const ANCHORS = 'audit.anchor';

async function restoreOne(client: pg.Client, folder: BackupFolder, manifest: Manifest, name: string): Promise<void> {
  const table = manifest.tables.find((one) => one.table === name);
  if (!table) return;
  if (REPLACED.includes(name)) await client.query(`DELETE FROM ${name}`);
  if (name === ANCHORS) await client.query(`ALTER TABLE ${name} DISABLE TRIGGER true_anchor`);
  await restoreTable(client, folder, table);
  if (name === ANCHORS) await client.query(`ALTER TABLE ${name} ENABLE ALWAYS TRIGGER true_anchor`);
}

/**
 * Restores all kept tables within the transaction of the client, which must be one of the owner: other connections see all of them or
 * none. Throws BackupFault for a table or column that this version does not know.
 */
export async function restoreTables(client: pg.Client, folder: BackupFolder, manifest: Manifest): Promise<void> {
  const unknown = manifest.tables.find(({ table }) => !keptTables.some((one) => one.table === table));
  if (unknown) throw new BackupFault(backupFaults.noTable(unknown.table));
  for (const { table } of keptTables) await restoreOne(client, folder, manifest, table);
}

/** Destroys keys and identities of erased youths again, within the transaction of the client; returns the number of rows. */
export async function eraseAgain(client: pg.Client, erased: readonly ErasedYouth[]): Promise<number> {
  let rows = 0;
  for (const { region, youth, alsoAs } of erased)
    for (const table of ['placements.youth_key', 'finance.youth_key', 'placements.identity']) {
      const { rowCount } = await client.query(
        `DELETE FROM ${table} WHERE (region = $1 AND youth = $2) OR youth = ANY($3)`,
        [region, youth, alsoAs],
      );
      rows += rowCount ?? 0;
    }
  return rows;
}

/** The first table that has events, or rows to keep; undefined when there is none. */
export async function tableWithRows(client: Pick<pg.ClientBase, 'query'>): Promise<string | undefined> {
  for (const table of [LOG, ...keptTables.map((one) => one.table)].filter((one) => !REPLACED.includes(one))) {
    const { rows } = await client.query<{ found: boolean }>('SELECT to_regclass($1) IS NOT NULL AS found', [table]);
    if (rows[0]?.found !== true) continue;
    if (((await client.query(`SELECT FROM ${table} LIMIT 1`)).rowCount ?? 0) > 0) return table;
  }
  return undefined;
}

/** A region to restore: all events of the backup, or those up to a position. */
export interface RegionToRestore {
  readonly region: RegionOfBackup;
  readonly upTo: number;
  /** Hears of the position that was handed to the log. */
  readonly onPosition?: (position: number) => void;
}

/**
 * Restores the events of a region, and compares the digest of what the log then has with that of the events of the backup. Goes on
 * where an earlier attempt ended. Throws BackupFault when they differ, or naming the part that cannot be read.
 */
export async function restoreRegion(
  log: RestorableLog,
  folder: BackupFolder,
  { region, upTo, onPosition }: RegionToRestore,
): Promise<void> {
  if (upTo === 0) return;
  const digest = new RunningDigest(region.region);
  async function* batches(): AsyncGenerator<readonly EncodedEvent[]> {
    for await (const events of savedEvents(folder, region, { upTo, digest })) {
      yield events;
      onPosition?.(digest.position);
    }
  }
  const head = await log.restore(region.region, batches());
  if (head !== upTo || (await runningDigest(log, region.region, upTo)) !== digest.value())
    throw new BackupFault(backupFaults.differs(region.region, head));
}
