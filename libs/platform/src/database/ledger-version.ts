import type pg from 'pg';
import { Refusal } from '@regieboek/kernel';
import { askOnce } from './ask-once.js';
import { whileMigrating } from './while-migrating.js';
import { productVersion } from '../version.js';

/** One row: the newest version of the product that changed the tables of this database. */
const TABLE = `
  CREATE SCHEMA IF NOT EXISTS platform;
  CREATE TABLE IF NOT EXISTS platform.version (
    only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
    version text NOT NULL,
    since timestamptz NOT NULL DEFAULT now()
  )`;

/** Version of ledgers from before versions were recorded. */
const UNRECORDED = '0.1.0';

/** A newer version has changed the tables. */
export class NewerLedger extends Refusal {
  override readonly name = 'NewerLedger';
  constructor(recorded: string, own: string) {
    super('newer-ledger', 'settings', {
      en: `this ledger is of version ${recorded}, and this is version ${own}: use version ${recorded} or later, or restore a backup of before the upgrade`,
      nl: `dit regieboek is van versie ${recorded}, en dit is versie ${own}: gebruik versie ${recorded} of nieuwer, of zet een back-up van voor de upgrade terug`,
    });
  }
}

/** The tables are of an older version, and nobody has said that they may be changed. */
export class OlderLedger extends Refusal {
  override readonly name = 'OlderLedger';
  constructor(recorded: string, own: string) {
    super('older-ledger', 'settings', {
      en: `this ledger is of version ${recorded}, and version ${own} changes its tables: run regieboek upgrade, which makes a backup first; for a separate service make a backup and set REGIEBOEK_UPGRADE=true once`,
      nl: `dit regieboek is van versie ${recorded}, en versie ${own} wijzigt de tabellen: voer regieboek upgrade uit, dat eerst een back-up maakt; maak voor een losse dienst een back-up en zet REGIEBOEK_UPGRADE=true, eenmalig`,
    });
  }
}

const numbersOf = (version: string): readonly number[] => version.split('.').map(Number);

/** Negative when `one` is older than `other`. */
function compareVersions(one: string, other: string): number {
  const [ours, theirs] = [numbersOf(one), numbersOf(other)];
  const differs = ours.findIndex((number, index) => number !== theirs[index]);
  return differs < 0 ? 0 : (ours[differs] ?? 0) - (theirs[differs] ?? 0);
}

/** True when two versions have the same tables: versions that differ in the third number only do. */
const hasSameTables = (one: string, other: string): boolean =>
  numbersOf(one).slice(0, 2).join('.') === numbersOf(other).slice(0, 2).join('.');

const isThere = async (client: pg.ClientBase, names: readonly string[]): Promise<boolean> =>
  (
    await client.query<{ found: boolean }>(
      'SELECT bool_or(to_regclass(name) IS NOT NULL) AS found FROM unnest($1::text[]) name',
      [names],
    )
  ).rows[0]?.found === true;

/** Version recorded in a database; undefined where there is no ledger yet. */
export async function recordedIn(client: pg.ClientBase): Promise<string | undefined> {
  if (await isThere(client, ['platform.version'])) {
    const { rows } = await client.query<{ version: string }>('SELECT version FROM platform.version');
    if (rows[0]) return rows[0].version;
  }
  return (await isThere(client, ['log.event', 'platform.vault_key', 'platform.checkpoint'])) ? UNRECORDED : undefined;
}

async function record(client: pg.Client, version: string): Promise<void> {
  await client.query(TABLE);
  await client.query(
    `INSERT INTO platform.version (version) VALUES ($1)
     ON CONFLICT (only_row) DO UPDATE SET version = excluded.version, since = now()`,
    [version],
  );
}

/** Version of the ledger in a database; undefined where there is none. */
export const ledgerVersion = (url: string): Promise<string | undefined> => askOnce(url, recordedIn);

/**
 * Records in a database, before anything in it is changed, which version of the product changes its tables. `upgrade` says that those of
 * an older version may be changed. Throws NewerLedger and OlderLedger. `own` is another version in tests.
 */
export async function mustFitVersion(url: string, upgrade: boolean, own = productVersion): Promise<void> {
  if ((await ledgerVersion(url)) === own) return;
  await whileMigrating(url, async (client) => {
    const recorded = await recordedIn(client);
    const order = recorded === undefined ? 0 : compareVersions(recorded, own);
    const isSame = recorded === undefined || hasSameTables(recorded, own);
    if (recorded !== undefined && order > 0 && !isSame) throw new NewerLedger(recorded, own);
    if (recorded !== undefined && order < 0 && !isSame && !upgrade) throw new OlderLedger(recorded, own);
    if (order <= 0) await record(client, own);
  });
}
