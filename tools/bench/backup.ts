/** Backup, verification and restore of a log, compared with the tools of PostgreSQL on the same server. */
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { promisify } from 'node:util';
import pg from 'pg';
import { from as copyFrom, to as copyTo } from 'pg-copy-streams';
import { backUp, BackupFolder, partsOf, restoreRegion, verifyBackup, type Manifest } from '@regieboek/backup';
import { PostgresEventLog } from '@regieboek/eventing';
import { migrateLog, openDatabase, openVault, type Database } from '@regieboek/platform';
import { compare, perSecond, round, secondsOf, type Measurement } from './measurement.ts';

const run = promisify(execFile);

const EVENTS = Number(process.env['BENCH_EVENTS'] ?? 1_000_000);

const FILL = `
  INSERT INTO log.event (region, position, stream, revision, id, type, data, meta, recorded_at_ms)
  SELECT 'zhz', p, 'zhz.care-' || lpad(((p - 1) / 4)::text, 9, '0'), ((p - 1) % 4)::int, md5(p::text)::uuid,
    'placements.care-started.v1',
    format('{"youth":"%s","municipality":"0505","provider":"99994004","assignment":%s,"category":null,"code":null,"begin":"2025-09-09"}',
      md5((p / 7)::text)::uuid, 40000181 + p),
    '{}', 1760000000000 + p
  FROM generate_series(1, $1::int) p`;

/** A database with events, and a folder for files. */
interface Bench {
  readonly database: Database;
  readonly client: pg.Client;
  readonly folder: string;
}

async function backedUp({ database, folder }: Bench, name: string): Promise<Manifest> {
  const log = new PostgresEventLog(database.ownerPool(4));
  const into = new BackupFolder(join(folder, name));
  await into.prepare();
  const source = { ownerUrl: database.ownerUrl, log, isLogElsewhere: false, ledger: 'bench', version: '0.0.0' };
  const { manifest } = await backUp(source, into);
  await log.close();
  return manifest;
}

/** `pg_dump -Fc` of the same table; null where this machine has none for the server. */
async function dumped({ folder }: Bench): Promise<null | (() => Promise<unknown>)> {
  const url = process.env['DATABASE_URL'] ?? '';
  const dump = () => run('pg_dump', ['-Fc', '-t', 'log.event', '-f', join(folder, 'dump'), url]);
  return url === ''
    ? null
    : dump().then(
        () => dump,
        () => null,
      );
}

async function backupRows(bench: Bench): Promise<Measurement[]> {
  let number = 0;
  const again = await secondsOf(() => backedUp(bench, 'kept'));
  const nothingNew = await secondsOf(() => backedUp(bench, 'kept'));
  const rows: Measurement[] = [
    {
      name: 'backup with nothing new',
      value: round(nothingNew),
      unit: 's',
      baseline: 1,
      ratio: round(nothingNew),
      against: 'the limit we set',
    },
  ];
  const dump = await dumped(bench);
  if (!dump) {
    console.error(`no pg_dump for this server: a backup took ${again.toFixed(1)} s`);
    return rows;
  }
  const seconds = await compare(() => backedUp(bench, `fresh-${(number += 1)}`), dump);
  const count = { value: EVENTS / seconds.work, baseline: EVENTS / seconds.baseline };
  return [perSecond('backup of a log', 'events/s', count, 'pg_dump -Fc, same table'), ...rows];
}

async function verifyRows({ folder }: Bench): Promise<Measurement[]> {
  const kept = new BackupFolder(join(folder, 'kept'));
  const bytes = partsOf(await kept.complete()).reduce((sum, one) => sum + one.bytes, 0);
  const hashed = async () => {
    for (const name of await readdir(join(kept.path, 'parts'))) {
      const hash = createHash('sha256');
      for await (const chunk of createReadStream(kept.partPath(name), { highWaterMark: 1_048_576 }))
        hash.update(chunk as Buffer);
      hash.digest();
    }
  };
  const seconds = await compare(() => verifyBackup(kept), hashed);
  const count = { value: bytes / 1e6 / seconds.work, baseline: bytes / 1e6 / seconds.baseline };
  return [perSecond('backup verify', 'MB/s', count, 'SHA-256 of the files')];
}

/** A restored log that is empty again. */
async function emptied({ database, client }: Bench): Promise<void> {
  await client.query('DROP TABLE log.event CASCADE');
  await migrateLog(database);
}

async function restoreRows(bench: Bench): Promise<Measurement[]> {
  const { database, client, folder } = bench;
  const file = join(folder, 'rows');
  await pipeline(client.query(copyTo('COPY log.event TO STDOUT (FORMAT binary)')), createWriteStream(file));
  const kept = new BackupFolder(join(folder, 'kept'));
  const [region] = (await kept.complete()).regions;
  if (!region) throw new Error('the backup has no region');
  const restored = async () => {
    await emptied(bench);
    const log = new PostgresEventLog(database.ownerPool(4));
    await restoreRegion(log, kept, { region, upTo: region.position });
    await log.close();
  };
  const copied = async () => {
    await client.query('CREATE SCHEMA IF NOT EXISTS bare; DROP TABLE IF EXISTS bare.event');
    await client.query('CREATE TABLE bare.event (LIKE log.event INCLUDING ALL)');
    await pipeline(createReadStream(file), client.query(copyFrom('COPY bare.event FROM STDIN (FORMAT binary)')));
  };
  const seconds = await compare(restored, copied);
  const count = { value: EVENTS / seconds.work, baseline: EVENTS / seconds.baseline };
  return [perSecond('restore of a log, digests compared', 'events/s', count, 'bare COPY, same indexes')];
}

/** Backup, verification and restore of a log of `BENCH_EVENTS` events (a million). */
export async function benchBackup(): Promise<Measurement[]> {
  const folder = await mkdtemp(join(tmpdir(), 'regieboek-bench-'));
  const database = await openDatabase({ dataDir: join(folder, 'data'), databaseUrl: process.env['DATABASE_URL'] });
  const client = new pg.Client({ connectionString: database.ownerUrl });
  try {
    await client.connect();
    await migrateLog(database);
    await openVault(database.ownerUrl, { given: '17'.repeat(32) });
    await client.query(FILL, [EVENTS]);
    const bench = { database, client, folder };
    return [...(await backupRows(bench)), ...(await verifyRows(bench)), ...(await restoreRows(bench))];
  } finally {
    await client.end();
    await database.close();
    await rm(folder, { recursive: true, force: true });
  }
}
