import pg from 'pg';
import {
  DatabaseFault,
  deadlines,
  startEmbeddedPostgres,
  untilReachable,
  type Deadlines,
} from '@regieboek/embedded-postgres';

/** A PostgreSQL database: the embedded one or another. */
export interface Database {
  /** Address with its password: not for logs. */
  readonly url: string;
  /** A pool of at most `max` connections; ended by `close`. */
  pool(max: number, within?: Partial<Deadlines>): pg.Pool;
  /** Ends the pools, then stops the server when it is the embedded one. */
  close(): Promise<void>;
}

/** Location of the database: `databaseUrl` (DATABASE_URL) when given and not empty, else embedded in `dataDir`. */
export interface DatabaseOptions {
  readonly databaseUrl?: string | undefined;
  readonly dataDir: string;
}

/** Oldest server version we work with. */
const VERSION_MIN = 15;

/** Host, port and database of an address, without user and password. */
function placeOf(url: string): string {
  try {
    const { host, pathname } = new URL(url);
    return `${host}${pathname}`;
  } catch {
    throw new DatabaseFault('DATABASE_URL is not a valid address: use postgres://user:password@host:5432/database.');
  }
}

/** Text of an error. When one of several addresses refuses the connection, only the error's code is set. */
function reasonOf(error: unknown): string {
  const { message, code } = error as { message?: string; code?: string };
  return message || code || 'it does not respond';
}

const unusable = (place: string, cause: unknown): DatabaseFault =>
  new DatabaseFault(
    `The database of DATABASE_URL, ${place}, cannot be used: ${reasonOf(cause)}. Correct or remove DATABASE_URL.`,
    { cause },
  );

async function checkServer(url: string): Promise<void> {
  const place = placeOf(url);
  const client = await untilReachable(() => new pg.Client({ connectionString: url, ...deadlines })).catch(
    (cause: unknown) => {
      throw unusable(place, cause);
    },
  );
  try {
    const { rows } = await client.query<{ server_version_num: string; server_encoding: string }>(
      `select current_setting('server_version_num') as server_version_num, current_setting('server_encoding') as server_encoding`,
    );
    const version = Math.floor(Number(rows[0]?.server_version_num) / 10_000);
    if (version < VERSION_MIN) throw new Error(`it is PostgreSQL ${version}; use version ${VERSION_MIN} or later`);
    if (rows[0]?.server_encoding !== 'UTF8')
      throw new Error(`its encoding is ${rows[0]?.server_encoding}; create the database with encoding UTF8`);
  } catch (cause) {
    throw unusable(place, cause);
  } finally {
    await client.end().catch(() => undefined);
  }
}

/** Opens the database; throws an error naming place and remedy when that cannot be done. */
export async function openDatabase({ databaseUrl, dataDir }: DatabaseOptions): Promise<Database> {
  const embedded = databaseUrl ? undefined : await startEmbeddedPostgres({ dataDir });
  const url = embedded?.url ?? databaseUrl ?? '';
  if (!embedded) await checkServer(url);
  const pools: pg.Pool[] = [];
  const pool = (max: number, within: Partial<Deadlines> = {}): pg.Pool => {
    const made = new pg.Pool({ connectionString: url, max, application_name: 'regieboek', ...deadlines, ...within });
    // A connection that breaks while idle is replaced at its next use; without a listener it would end the process.
    made.on('error', () => undefined);
    // So would one that breaks while it is borrowed and no statement runs; the next statement on it fails, and is answered for.
    made.on('connect', (client) => client.on('error', () => undefined));
    pools.push(made);
    return made;
  };
  const close = async (): Promise<void> => {
    await Promise.all(pools.filter((made) => !made.ended).map((made) => made.end()));
    await embedded?.stop();
  };
  return { url, pool, close };
}
