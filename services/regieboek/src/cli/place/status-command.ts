import { statfs } from 'node:fs/promises';
import { resolve } from 'node:path';
import { describeFolder, servedAddress } from '@regieboek/embedded-postgres';
import { PostgresEventLog } from '@regieboek/eventing';
import type { Language } from '@regieboek/kernel';
import {
  askOnce,
  hasEventLog,
  lastBackupIn,
  ledgerIn,
  ledgerVersion,
  openDatabase,
  parkedMessagesIn,
} from '@regieboek/platform';
import { auditedOn } from '../../process/command-audit.js';
import { mustHaveLedger } from '../../process/require-ledger.js';
import type { Settings } from '../../process/settings.js';
import type { Output } from '../output.js';
import { sayLeftovers } from './leftovers.js';
import { placeTexts } from './texts.js';

/** Options of `status`. */
export interface StatusOptions {
  readonly json?: boolean;
  /** Version of the program. */
  readonly version: string;
}

/** Where a ledger is and what uses it. */
interface Status {
  readonly version: string;
  /** Real path of the data folder; null with DATABASE_URL. */
  readonly folder: string | null;
  /** Folder of the database, or host and name of the database of DATABASE_URL; null when there is none. */
  readonly database: string | null;
  /** Major version of PostgreSQL of an embedded database. */
  readonly postgres: string | null;
  /** Identity of the ledger; null until its first start by this version. */
  readonly ledger: string | null;
  readonly regions: readonly string[];
  /** Events in the log, by region. */
  readonly events: Readonly<Record<string, number>>;
  /** Messages that wait for a person: regieboek parked list. */
  readonly parkedMessages: number;
  /** Time of the last complete backup, in UTC; null when none was made. */
  readonly lastBackup: string | null;
  /** Version of the product that changed its tables last; null where there is no ledger. */
  readonly ledgerVersion: string | null;
  /** Bytes that are free on the disk of the data folder; null with DATABASE_URL. */
  readonly freeBytes: number | null;
  /** Number of the process that uses the data folder. */
  readonly process: number | null;
}

async function eventsIn(url: string, settings: Settings): Promise<Record<string, number>> {
  if (settings.eventLogUrl === undefined && !(await hasEventLog(url))) return {};
  const { eventStoreLog } = await import('../../process/event-store-log.js');
  const { eventLogUrl } = settings;
  const log = eventLogUrl === undefined ? new PostgresEventLog(url) : eventStoreLog(eventLogUrl, settings);
  try {
    const heads = (await log.regions()).map(async (region) => [region, await log.head(region)] as const);
    return Object.fromEntries(await Promise.all(heads));
  } finally {
    await log.close();
  }
}

/**
 * Opens the database, which a server may use at the same time, and asks for its identity, its regions and their events, and for messages that
 * wait for a person. Adopting a folder or a
 * database is recorded in the audit log; a status without it shows and changes nothing that the audit log is about.
 */
async function inDatabase(
  settings: Settings,
): Promise<Pick<Status, 'ledger' | 'ledgerVersion' | 'regions' | 'events' | 'parkedMessages' | 'lastBackup'>> {
  const ask = async (url: string) => {
    const events = await eventsIn(url, settings);
    const ledger = (await ledgerIn(url))?.id ?? null;
    const lastBackup = (await askOnce(url, lastBackupIn))?.toISOString() ?? null;
    const version = (await ledgerVersion(url)) ?? null;
    const parkedMessages = await parkedMessagesIn(url);
    return { ledger, ledgerVersion: version, regions: Object.keys(events), events, parkedMessages, lastBackup };
  };
  const { databaseUrl, ownerUrl, adopt } = settings;
  const dataDir = resolve(settings.dataDir);
  const served = databaseUrl === undefined ? await servedAddress(dataDir) : undefined;
  if (served !== undefined) return ask(served);
  const database = await openDatabase({ databaseUrl, ownerUrl, dataDir, adopt });
  try {
    const work = () => ask(database.ownerUrl);
    return await (adopt ? auditedOn(database, settings.command, work) : work());
  } finally {
    await database.close();
  }
}

async function statusOf(settings: Settings, version: string): Promise<Status> {
  await mustHaveLedger(settings);
  const { databaseUrl, adopt, dataDir } = settings;
  if (databaseUrl !== undefined) {
    const { host, pathname } = new URL(databaseUrl);
    const place = { folder: null, database: `${host}${pathname}`, postgres: null, process: null, freeBytes: null };
    return { version, ...place, ...(await inDatabase(settings)) };
  }
  const { folder, database, postgres, process } = await describeFolder(dataDir, { adopt });
  const { bavail, bsize } = await statfs(folder);
  const place = { folder, database, postgres, process, freeBytes: bavail * bsize };
  return { version, ...place, ...(await inDatabase(settings)) };
}

function linesOf(status: Status, language: Language): string[] {
  const texts = placeTexts[language];
  const { folder, database, postgres, ledger, regions, events, parkedMessages, freeBytes, version, process } = status;
  const region = (name: string) => texts.eventsOf(name, events[name] ?? 0);
  const rows: [string, string][] = [
    ...(folder === null ? [] : [[texts.folder, folder] as [string, string]]),
    [texts.database, folder === null ? `${texts.ofUrl}, ${database ?? ''}` : (database ?? texts.none)],
    ...(postgres === null ? [] : [[texts.postgres, postgres] as [string, string]]),
    [texts.version, version],
    [texts.ledger, ledger === null ? texts.none : texts.ofVersion(ledger, status.ledgerVersion ?? version)],
    [texts.regions, regions.length === 0 ? texts.none : regions.map(region).join(', ')],
    [texts.parked, parkedMessages === 0 ? texts.none : texts.parkedMessages(parkedMessages)],
    [texts.lastBackup, status.lastBackup ?? texts.never],
    ...(freeBytes === null ? [] : [[texts.free, texts.gigabytes(freeBytes)] as [string, string]]),
    ...(folder === null
      ? []
      : [[texts.process, process === null ? texts.byNone : texts.byProcess(process)] as [string, string]]),
  ];
  const width = Math.max(...rows.map(([name]) => name.length)) + 2;
  return rows.map(([name, value]) => `${name.padEnd(width)}${value}`);
}

/** `regieboek status`: where the data really is, its version and regions, what waits for a person, and what uses it. */
export async function statusCommand(
  settings: Settings,
  { json, version }: StatusOptions,
  output: Output,
): Promise<void> {
  const status = await statusOf(settings, version);
  if (json) return output.json(status);
  for (const line of linesOf(status, output.language)) output.line(line);
  await sayLeftovers(output);
}
