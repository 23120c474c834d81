import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { contractsReadModels } from '@regieboek/contracts';
import { PostgresEventLog, type EventLog } from '@regieboek/eventing';
import { financeReadModels } from '@regieboek/finance';
import { placementsReadModels } from '@regieboek/placements';
import { openDatabase, ProjectionRunner, type Database, type Projection } from '@regieboek/platform';
import { reportingReadModels } from '@regieboek/reporting';
import type { Language } from '@regieboek/kernel';
import { auditedOn } from '../../process/command-audit.js';
import type { Settings } from '../../process/settings.js';
import { CommandRefused } from '../output.js';
import { readModelTexts } from './texts.js';

/** Options of `read-models`: whose database and log, and which region. */
export interface ReadModelsOptions {
  readonly database?: string;
  readonly eventLog?: string;
  readonly partitions?: number;
  readonly region?: string;
  readonly fromScratch?: boolean;
  readonly json?: boolean;
  /** Version of the program, by which tables of an interrupted rebuild are recognised. */
  readonly version: string;
}

const readModels: readonly Projection[] = [
  ...contractsReadModels,
  ...placementsReadModels,
  ...financeReadModels,
  ...reportingReadModels,
];

const CONNECTIONS_MAX = 6;

/** A database with read models, as its owner, and the log that they are made of. */
interface Places {
  readonly log: EventLog;
  readonly pool: ReturnType<Database['pool']>;
  /** Read models whose tables are in the database. */
  readonly found: readonly Projection[];
}

async function openLog(url: string | undefined, pool: Places['pool'], settings: Settings): Promise<EventLog> {
  if (url === undefined) return new PostgresEventLog(pool);
  if (url.startsWith('postgres')) return new PostgresEventLog(url);
  const { eventStoreLog } = await import('../../process/event-store-log.js');
  return eventStoreLog(url, settings);
}

async function foundIn(pool: Places['pool']): Promise<readonly Projection[]> {
  const { rows } = await pool.query<{ name: string }>(
    `SELECT table_schema || '.' || table_name AS name FROM information_schema.tables WHERE table_schema = ANY($1)`,
    [readModels.map(({ schema }) => schema)],
  );
  const tables = new Set(rows.map(({ name }) => name));
  return readModels.filter((one) => one.tables.every((name) => tables.has(`${one.schema}.${name}`)));
}

/** Runs `work` on the read models of the database that is meant. */
export async function withReadModels<Result>(
  options: ReadModelsOptions,
  { settings, language }: { readonly settings: Settings; readonly language: Language },
  work: (places: Places) => Promise<Result>,
): Promise<Result> {
  const databaseUrl = options.database ?? settings.databaseUrl;
  const dataDir = resolve(settings.dataDir);
  if (databaseUrl === undefined && !existsSync(join(dataDir, 'postgres')))
    throw new CommandRefused(readModelTexts[language].addressMissing);
  const database = await openDatabase({ databaseUrl, ownerUrl: settings.ownerUrl, dataDir });
  try {
    await ProjectionRunner.migrate(database.ownerUrl);
    const pool = database.ownerPool(CONNECTIONS_MAX);
    const log = await openLog(options.eventLog ?? settings.eventLogUrl, pool, settings);
    try {
      const found = await foundIn(pool);
      return await auditedOn(database, settings.command, () => work({ log, pool, found }));
    } finally {
      await log.close();
    }
  } finally {
    await database.close();
  }
}
