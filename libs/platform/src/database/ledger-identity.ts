import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type pg from 'pg';
import { FolderFault, folderFaults, type FolderIdentity } from '@regieboek/embedded-postgres';
import { askOnce } from './ask-once.js';
import { hasTable } from './has-table.js';
import { whileMigrating } from './while-migrating.js';

/** One row: identity of the ledger and its data folder; no folder where DATABASE_URL names the database. */
const TABLE = `
  CREATE SCHEMA IF NOT EXISTS platform;
  CREATE TABLE IF NOT EXISTS platform.ledger (
    only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
    id uuid NOT NULL,
    folder text
  )`;

/** Data folder of an embedded database. */
interface OfFolder {
  readonly identity: FolderIdentity;
  /** Accepts a database that was restored from another ledger. */
  readonly adopt: boolean;
  /** Accepts an empty database beside a key: a backup of that ledger is about to be restored. */
  readonly restoring?: boolean;
}

/** Identity stored in a database. */
export interface RecordedLedger {
  readonly id: string;
  /** Data folder of an embedded database; null for another one. */
  readonly folder: string | null;
}

/** Identity of the ledger on a connection; undefined where an earlier version made it, or none is. */
export const ledgerOn = async (client: pg.ClientBase): Promise<RecordedLedger | undefined> =>
  (await hasTable(client, 'platform.ledger'))
    ? (await client.query<RecordedLedger>('SELECT id, folder FROM platform.ledger')).rows[0]
    : undefined;

/** The same in a database. */
export const ledgerIn = (url: string): Promise<RecordedLedger | undefined> => askOnce(url, ledgerOn);

/** True when a database contains an event log. */
export const hasEventLog = (url: string): Promise<boolean> => askOnce(url, (client) => hasTable(client, 'log.event'));

/** Refuses a key file beside a database without a vault: the ledger of the key is elsewhere, and a new ledger would hide that. */
async function mustNotHaveLost(client: pg.Client, folder: string): Promise<void> {
  if (existsSync(join(folder, 'vault.key')) && !(await hasTable(client, 'platform.vault_key')))
    throw new FolderFault(folderFaults.emptyDatabase(folder));
}

const save = (client: pg.Client, id: string, folder: string | null): Promise<unknown> =>
  client.query(
    `INSERT INTO platform.ledger (id, folder) VALUES ($1, $2)
     ON CONFLICT (only_row) DO UPDATE SET id = excluded.id, folder = excluded.folder`,
    [id, folder],
  );

async function identify(client: pg.Client, { identity: { id, folder }, adopt, restoring }: OfFolder): Promise<void> {
  const row = await ledgerOn(client);
  if (row === undefined && !restoring) await mustNotHaveLost(client, folder);
  if (row !== undefined && row.id !== id && !adopt) throw new FolderFault(folderFaults.otherLedger(folder));
  await client.query(TABLE);
  await save(client, id, folder);
}

/**
 * Records in an embedded database to which data folder it belongs. Throws FolderFault when it contains another ledger, or nothing
 * beside the key of a ledger.
 */
export async function identifyEmbedded(url: string, of: OfFolder): Promise<void> {
  const row = await ledgerIn(url);
  if (row?.id === of.identity.id && row.folder === of.identity.folder) return;
  await whileMigrating(url, (client) => identify(client, of));
}

/** Gives the ledger of a database elsewhere an identity, unless it has one. */
export async function identifyLedger(url: string): Promise<void> {
  if ((await ledgerIn(url)) !== undefined) return;
  await whileMigrating(url, async (client) => {
    await client.query(TABLE);
    await client.query('INSERT INTO platform.ledger (id) VALUES ($1) ON CONFLICT (only_row) DO NOTHING', [
      randomUUID(),
    ]);
  });
}
