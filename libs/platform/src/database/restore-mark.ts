import type pg from 'pg';
import { Refusal } from '@regieboek/kernel';
import { askOnce } from './ask-once.js';
import { hasTable } from './has-table.js';
import { ledgerOn } from './ledger-identity.js';

/** One row: the backup that is being restored into this database, or was. */
const TABLE = `
  CREATE SCHEMA IF NOT EXISTS platform;
  CREATE TABLE IF NOT EXISTS platform.restore (
    only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
    backup text NOT NULL,
    ledger uuid NOT NULL,
    stage text NOT NULL CHECK (stage IN ('tables', 'log', 'done')),
    began_at timestamptz NOT NULL DEFAULT now(),
    ended_at timestamptz
  )`;

/** Steps of a restore: first the tables, then the log; when it is done the ledger may be opened. */
export type RestoreStage = 'tables' | 'log' | 'done';

/** The restore of a database. */
export interface RestoreMark {
  /** Digest that names the backup, and what of it is restored. */
  readonly backup: string;
  /** Id of the ledger that was backed up. */
  readonly ledger: string;
  readonly stage: RestoreStage;
}

/** A backup is being restored into this database: nothing may be served of it. */
class BeingRestored extends Refusal {
  override readonly name = 'BeingRestored';
  constructor() {
    super('being-restored', 'unavailable', {
      en: 'a backup is not restored completely into this database: run regieboek restore with the same backup again, or remove the ledger (regieboek remove)',
      nl: 'in deze database is een back-up nog niet helemaal teruggezet: voer regieboek restore met dezelfde back-up opnieuw uit, of verwijder het regieboek (regieboek remove)',
    });
  }
}

type Client = Pick<pg.ClientBase, 'query'>;

/** The restore of a database, on a connection of its owner; undefined when it was never restored. */
export async function restoreMarkIn(client: Client): Promise<RestoreMark | undefined> {
  if (!(await hasTable(client, 'platform.restore'))) return undefined;
  return (await client.query<RestoreMark>('SELECT backup, ledger, stage FROM platform.restore')).rows[0];
}

/** Marks a database as being restored: it is not served until the mark says that the restore is done. */
export async function beginRestore(client: Client, { backup, ledger }: Omit<RestoreMark, 'stage'>): Promise<void> {
  await client.query(TABLE);
  await client.query(`INSERT INTO platform.restore (backup, ledger, stage) VALUES ($1, $2, 'tables')`, [
    backup,
    ledger,
  ]);
}

/** Records the step that a restore has reached. */
export async function reachStage(client: Client, stage: Exclude<RestoreStage, 'tables'>): Promise<void> {
  await client.query(`UPDATE platform.restore SET stage = $1, ended_at = CASE WHEN $1 = 'done' THEN now() END`, [
    stage,
  ]);
}

/** Throws BeingRestored while a restore into the database of a connection is not done. */
export async function mustBeRestored(client: Client): Promise<void> {
  const mark = await restoreMarkIn(client);
  if (mark && mark.stage !== 'done') throw new BeingRestored();
}

/** Id of a ledger in its backups: the same for a ledger and those that were restored from it; undefined where there is no ledger. */
export const lineageIn = (ownerUrl: string): Promise<string | undefined> =>
  askOnce(ownerUrl, async (client) => {
    const mark = await restoreMarkIn(client);
    return mark ? mark.ledger : (await ledgerOn(client))?.id;
  });
