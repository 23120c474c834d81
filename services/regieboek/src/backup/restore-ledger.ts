import { join, resolve } from 'node:path';
import {
  BackupFault,
  backupFaults,
  connect,
  cutTables,
  eraseAgain,
  manifestDigest,
  restoreRegion,
  restoreTables,
  tableWithRows,
  type BackupFolder,
  type Cut,
  type Manifest,
} from '@regieboek/backup';
import { SentAnswers } from '@regieboek/intake';
import {
  beginRestore,
  keepKey,
  openDatabase,
  overAllRegions,
  reachStage,
  restoreMarkIn,
  type Database,
  type RestoreMark,
} from '@regieboek/platform';
import { auditedOn } from '../process/command-audit.js';
import { Regieboek } from '../process/regieboek.js';
import type { Settings } from '../process/settings.js';
import { ownersLog } from './back-up-ledger.js';

/** A verified backup, and the key that opens it. */
export interface ToRestore {
  readonly folder: BackupFolder;
  readonly manifest: Manifest;
  readonly key: Buffer;
  /** Regions that are restored up to an earlier position; all others are restored whole. */
  readonly cuts: readonly Cut[];
  /** Youths whose keys and identities are destroyed again: those erased before the backup, or before a later one. */
  readonly erased: Manifest['erased'];
  /** True when the key came from a file that the user named; the data folder then keeps it. */
  readonly keepsKey: boolean;
  /** Hears the position that is reached in a region. */
  readonly onPosition: (region: string, position: number) => void;
}

type PgClient = Awaited<ReturnType<typeof connect>>;

/** Names the backup, and what of it is restored: another attempt must restore the same. */
const nameOf = ({ manifest, cuts }: ToRestore): string =>
  [manifestDigest(manifest), ...cuts.map(({ region, upTo }) => `${region}:${upTo}`)].join(' ');

/** Place of the ledger, for errors. */
const placeOf = ({ databaseUrl, dataDir }: Settings): string =>
  databaseUrl === undefined ? resolve(dataDir) : 'the database of DATABASE_URL';

const openUnfinished = ({ databaseUrl, ownerUrl, dataDir }: Settings): Promise<Database> =>
  openDatabase({ databaseUrl, ownerUrl, dataDir: resolve(dataDir), restoring: true });

async function onDatabase<Result>(
  settings: Settings,
  work: (database: Database, client: PgClient) => Promise<Result>,
): Promise<Result> {
  const database = await openUnfinished(settings);
  try {
    const client = await connect(database.ownerUrl);
    try {
      return await work(database, client);
    } finally {
      await client.end().catch(() => undefined);
    }
  } finally {
    await database.close();
  }
}

/**
 * The restore of this backup there, begun now unless it was begun before: from now on nothing is served of the ledger until it is done.
 * Throws BackupFault when something else is there.
 */
async function begun(client: PgClient, settings: Settings, to: ToRestore): Promise<RestoreMark> {
  const [place, backup] = [placeOf(settings), nameOf(to)];
  const mark = await restoreMarkIn(client);
  if (mark?.stage === 'done') throw new BackupFault(backupFaults.notEmpty(place));
  if (mark && mark.backup !== backup) throw new BackupFault(backupFaults.otherRestore(place));
  if (mark) return mark;
  if ((await tableWithRows(client)) !== undefined) throw new BackupFault(backupFaults.notEmpty(place));
  const { ledger } = to.manifest;
  await beginRestore(client, { backup, ledger });
  return { backup, ledger, stage: 'tables' };
}

/** Makes an empty ledger with all tables under the key of the backup. Throws BackupFault when its log has events. */
async function makeEmpty(settings: Settings, { manifest, key, keepsKey }: ToRestore): Promise<void> {
  const unaudited = { ...settings, command: undefined, restoring: true, vaultKey: key.toString('hex') };
  const regieboek = await Regieboek.open(unaudited);
  try {
    const [found] = await regieboek.resources.log.regions();
    if (found !== undefined) throw new BackupFault(backupFaults.notEmpty(`the event log (region ${found})`));
    // A ledger gets this table with its first inbox.
    const { database } = regieboek.resources;
    if (manifest.tables.some(({ table }) => table === 'exchange.sent_answer'))
      await (await SentAnswers.open(database)).close();
  } finally {
    await regieboek.close();
  }
  if (keepsKey && settings.databaseUrl === undefined) keepKey(join(resolve(settings.dataDir), 'vault.key'), key);
}

/** Restores the tables in one transaction, which also records that they are there. */
async function tablesOf(client: PgClient, { folder, manifest, cuts, erased }: ToRestore): Promise<void> {
  await client.query('BEGIN');
  await restoreTables(client, folder, manifest);
  await cutTables(client, cuts);
  await eraseAgain(client, erased);
  await reachStage(client, 'log');
  await client.query('COMMIT');
}

async function eventsOf(settings: Settings, database: Database, to: ToRestore): Promise<void> {
  const { folder, manifest, cuts, onPosition } = to;
  const log = await ownersLog(settings, database);
  try {
    for (const region of manifest.regions)
      await restoreRegion(log, folder, {
        ...{ region, upTo: cuts.find((cut) => cut.region === region.region)?.upTo ?? region.position },
        onPosition: (position) => onPosition(region.region, position),
      });
  } finally {
    await log.close();
  }
}

/** Fills an empty ledger: its tables unless another attempt did, then the log. */
const fill = (settings: Settings, to: ToRestore, stage: RestoreMark['stage']): Promise<void> =>
  onDatabase(settings, async (database, client) => {
    if (stage === 'tables') await tablesOf(client, to);
    await overAllRegions(() => eventsOf(settings, database, to));
    await auditedOn(database, settings.command, () => reachStage(client, 'done'));
  });

/**
 * Restores a verified backup into an empty ledger. Until everything is there the ledger is not opened; another attempt goes on. Throws
 * BackupFault when the ledger is not empty, or contains part of another backup.
 */
export async function restoreLedger(settings: Settings, to: ToRestore): Promise<void> {
  const { stage } = await onDatabase(settings, (_, client) => begun(client, settings, to));
  if (stage === 'tables') await makeEmpty(settings, to);
  await fill(settings, to, stage);
}
