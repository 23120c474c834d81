import { resolve } from 'node:path';
import { describeFolder, servedAddress } from '@regieboek/embedded-postgres';
import { PostgresEventLog } from '@regieboek/eventing';
import { hasEventLog, ledgerIn, openDatabase } from '@regieboek/platform';
import { auditedOn } from '../../process/command-audit.js';
import { mustHaveLedger } from '../../process/require-ledger.js';
import type { Settings } from '../../process/settings.js';
import type { Language } from '../language/language.js';
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
  /** Number of the process that uses the data folder. */
  readonly process: number | null;
}

async function regionsIn(url: string, settings: Settings): Promise<readonly string[]> {
  if (settings.eventLogUrl === undefined && !(await hasEventLog(url))) return [];
  const { eventStoreLog } = await import('../../process/event-store-log.js');
  const { eventLogUrl } = settings;
  const log = eventLogUrl === undefined ? new PostgresEventLog(url) : eventStoreLog(eventLogUrl, settings);
  try {
    return await log.regions();
  } finally {
    await log.close();
  }
}

/**
 * Opens the database, which a server may use at the same time, and asks for its identity and its regions. Adopting a folder or a
 * database is recorded in the audit log; a status without it shows and changes nothing that the audit log is about.
 */
async function inDatabase(settings: Settings): Promise<Pick<Status, 'ledger' | 'regions'>> {
  const ask = async (url: string) => ({
    ledger: (await ledgerIn(url))?.id ?? null,
    regions: await regionsIn(url, settings),
  });
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
    const place = { folder: null, database: `${host}${pathname}`, postgres: null, process: null };
    return { version, ...place, ...(await inDatabase(settings)) };
  }
  const { folder, database, postgres, process } = await describeFolder(dataDir, { adopt });
  return { version, folder, database, postgres, process, ...(await inDatabase(settings)) };
}

function linesOf(status: Status, language: Language): string[] {
  const texts = placeTexts[language];
  const { folder, database, postgres, ledger, regions, version, process } = status;
  const rows: [string, string][] = [
    ...(folder === null ? [] : [[texts.folder, folder] as [string, string]]),
    [texts.database, folder === null ? `${texts.ofUrl}, ${database ?? ''}` : (database ?? texts.none)],
    ...(postgres === null ? [] : [[texts.postgres, postgres] as [string, string]]),
    [texts.version, version],
    [texts.ledger, ledger ?? texts.none],
    [texts.regions, regions.length === 0 ? texts.none : regions.join(', ')],
    ...(folder === null
      ? []
      : [[texts.process, process === null ? texts.byNone : texts.byProcess(process)] as [string, string]]),
  ];
  const width = Math.max(...rows.map(([name]) => name.length)) + 2;
  return rows.map(([name, value]) => `${name.padEnd(width)}${value}`);
}

/** `regieboek status`: where the data really is, its version and regions, and what uses it. */
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
