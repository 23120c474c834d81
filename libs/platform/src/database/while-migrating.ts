import pg from 'pg';
import { protectTables } from '@regieboek/isolation';
import { DatabaseFault, migrationDeadlines, untilReachable, whileReported } from '@regieboek/embedded-postgres';

/** Lock under which schemas are changed, so that two processes starting at once do not collide. */
const MIGRATION_LOCK = 728_114;

/** Maximum wait for another process that migrates schemas. */
const LOCK_WITHIN_MS = 60_000;

async function lockMigrations(client: pg.Client): Promise<void> {
  await client.query(`SET lock_timeout = ${LOCK_WITHIN_MS}`);
  const locked = client.query('SELECT pg_advisory_lock($1)', [MIGRATION_LOCK]);
  const seconds = LOCK_WITHIN_MS / 1000;
  const waiting = {
    en: `another process migrates the database; waiting for it, at most ${seconds} s`,
    nl: `een ander proces werkt de database bij; dit wacht er hoogstens ${seconds} s op`,
  };
  await whileReported(waiting, locked).catch((cause: unknown) => {
    const busy = {
      en: `another process has been migrating the database for ${seconds} s: wait for it or stop it, and start again`,
      nl: `een ander proces werkt de database al ${seconds} s bij: wacht erop of stop het, en begin opnieuw`,
    };
    throw new DatabaseFault(busy, { cause });
  });
}

/**
 * Runs `work` of the owner while no other process changes schemas in this database, and puts the tables that it made under row-level
 * security; then runs `after`.
 */
export async function whileMigrating<Result>(
  url: string,
  work: (client: pg.Client) => Promise<Result>,
  after: (client: pg.Client) => Promise<void> = () => Promise.resolve(),
): Promise<Result> {
  const client = await untilReachable(() => new pg.Client({ connectionString: url, ...migrationDeadlines }));
  try {
    await lockMigrations(client);
    const result = await work(client);
    await protectTables(client);
    await after(client);
    return result;
  } finally {
    await client.end().catch(() => undefined);
  }
}
