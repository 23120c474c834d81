import { resolve } from 'node:path';
import { hasDatabase } from '@regieboek/embedded-postgres';
import { askOnce, openDatabase, type Database } from '@regieboek/platform';
import { Refusal } from '@regieboek/kernel';
import type { Settings } from './settings.js';

/** There is no ledger where a command looks for one; names the place, and the commands that make one. */
class NoLedger extends Refusal {
  override readonly name = 'NoLedger';

  constructor(en: { readonly place: string; readonly remedy: string }, nl: typeof en) {
    super('no-ledger', 'not-found', {
      en: `there is no ledger in ${en.place}: ${en.remedy}; regieboek import <files> and regieboek serve create one, regieboek demo creates one to try`,
      nl: `er is geen regieboek in ${nl.place}: ${nl.remedy}; regieboek import <bestanden> en regieboek serve maken er een, regieboek demo maakt er een om te proberen`,
    });
  }
}

/** Tables that reveal the content of a database: a log, or the vault of a separate service. */
const LOG = ['log.event'];
const LOG_OR_VAULT = [...LOG, 'platform.vault_key'];

const isIn = async ({ ownerUrl }: Pick<Database, 'ownerUrl'>, tables: readonly string[]): Promise<boolean> =>
  askOnce(ownerUrl, async (client) => {
    const { rows } = await client.query<{ found: boolean }>(
      'SELECT bool_or(to_regclass(name) IS NOT NULL) AS found FROM unnest($1::text[]) name',
      [tables],
    );
    return rows[0]?.found === true;
  });

async function isInDatabase({ databaseUrl, ownerUrl, dataDir }: Settings, tables: readonly string[]): Promise<boolean> {
  const database = await openDatabase({ databaseUrl, ownerUrl, dataDir });
  return isIn(database, tables).finally(() => database.close());
}

const isThere = (settings: Settings, tables: readonly string[]): Promise<boolean> =>
  settings.databaseUrl === undefined ? hasDatabase(settings.dataDir) : isInDatabase(settings, tables);

/** Whether there is a ledger, or the vault of a service, where the settings point. */
export const hasLedger = (settings: Settings): Promise<boolean> => isThere(settings, LOG_OR_VAULT);

function noLedger(settings: Settings): NoLedger {
  const folder = resolve(settings.dataDir);
  return settings.databaseUrl === undefined
    ? new NoLedger(
        { place: `folder ${folder}`, remedy: 'correct --data-dir or REGIEBOEK_DATA_DIR' },
        { place: `map ${folder}`, remedy: 'verbeter --data-dir of REGIEBOEK_DATA_DIR' },
      )
    : new NoLedger(
        { place: 'the database of DATABASE_URL', remedy: 'correct DATABASE_URL' },
        { place: 'de database van DATABASE_URL', remedy: 'verbeter DATABASE_URL' },
      );
}

const tablesOfLedger = ({ eventLogUrl }: Settings): readonly string[] =>
  eventLogUrl === undefined ? LOG : LOG_OR_VAULT;

/** Throws NoLedger unless a ledger exists: commands that only read never create one. */
export async function mustHaveLedger(settings: Settings, tables = tablesOfLedger(settings)): Promise<void> {
  if (!(await isThere(settings, tables))) throw noLedger(settings);
}

/** The same for a database that is open. */
export async function mustBeLedger(settings: Settings, database: Pick<Database, 'ownerUrl'>): Promise<void> {
  if (!(await isIn(database, tablesOfLedger(settings)))) throw noLedger(settings);
}

/** Throws NoLedger unless there is a vault: of a ledger, or of a service that runs by itself. */
export const mustHaveVault = (settings: Settings): Promise<void> => mustHaveLedger(settings, LOG_OR_VAULT);
