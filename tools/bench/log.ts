import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDatabase } from '@regieboek/platform';
import { benchEventStoreDb as benchEventStoreDbAt } from '../../libs/eventing/bench/eventstoredb.ts';
import { benchLog as benchLogAt, migrated } from '../../libs/eventing/bench/log.ts';
import { benchRestart, benchSharing, benchSharingEventStoreDb } from '../../libs/eventing/bench/sharing.ts';
import type { Measurement } from './measurement.ts';

/** Runs `work` on a new embedded database. */
export async function withDatabase<Result>(work: (url: string, dataDir: string) => Promise<Result>): Promise<Result> {
  const dataDir = mkdtempSync(join(tmpdir(), 'regieboek-bench-'));
  const database = await openDatabase({ dataDir, databaseUrl: process.env['DATABASE_URL'] });
  try {
    return await work(database.url, dataDir);
  } finally {
    await database.close();
    rmSync(dataDir, { recursive: true, force: true });
  }
}

/** The event log in PostgreSQL compared with the bare client on the same server. */
export const benchLog = (): Promise<Measurement[]> =>
  withDatabase(async (url) => (await benchLogAt(url)).map((one) => ({ ...one, against: 'bare pg, same server' })));

/** The event log in EventStoreDB compared with its bare client, on the double in a separate process. */
export const benchEventStoreDb = async (): Promise<Measurement[]> =>
  (await benchEventStoreDbAt()).map((one) => ({ ...one, against: 'bare db-client, same double' }));

/** Several processes on one region, on PostgreSQL and on the double; and the first append on a large region. */
export async function benchLogShared(): Promise<Measurement[]> {
  const postgres = await withDatabase(async (url) => {
    await migrated(url);
    return benchSharing('PostgreSQL', { adapter: 'postgres', url });
  });
  const shared = [...postgres, ...(await benchSharingEventStoreDb())];
  return [
    ...shared.map((one) => ({ ...one, against: 'one process, same server' })),
    ...(await benchRestart()).map((one) => ({ ...one, against: 'reading the region, same double' })),
  ];
}
