import pg from 'pg';
import { guestUsers, oneUser, ownUsers, RegionPool, twoUsers, type DatabaseAddresses } from '@regieboek/isolation';
import {
  DatabaseFault,
  deadlines,
  openFolder,
  untilReachable,
  type Deadlines,
  type FolderServer,
  type FolderUse,
} from '@regieboek/embedded-postgres';
import { askOnce } from './ask-once.js';
import { identifyEmbedded, ledgerOn, type RecordedLedger } from './ledger-identity.js';
import { recordedIn } from './ledger-version.js';
import { preparedIn } from './preparation.js';
import { productVersion } from '../version.js';
import { mustBeRestored } from './restore-mark.js';
import { logger } from '../logging/logger.js';

/** A PostgreSQL database: the embedded one or another. */
export interface Database extends DatabaseAddresses {
  /** A pool of at most `max` connections for the work of the application, which names the region that it reaches; ended by `close`. */
  pool(max: number, within?: Partial<Deadlines>): pg.Pool;
  /** A pool for work of the owner over all regions, for no request: rotation of keys, rebuilds of read models; ended by `close`. */
  ownerPool(max: number): pg.Pool;
  /** Version of the product that changed its tables last, when it was opened; undefined where there was no ledger. */
  readonly version: string | undefined;
  /** Identity of its ledger when it was opened; undefined where there was none. */
  readonly ledger: RecordedLedger | undefined;
  /** Folder where the embedded database really is; undefined for another one. */
  readonly place: string | undefined;
  /** Fault of a guest whose host, the process that ran the embedded server, has ended; undefined otherwise. */
  lost(): Promise<DatabaseFault | undefined>;
  /** Ends the pools, then stops the server when this process runs it. */
  close(): Promise<void>;
}

/** Location of the database: `databaseUrl` (DATABASE_URL) when given and not empty, else embedded in `dataDir`. */
export interface DatabaseOptions {
  readonly databaseUrl?: string | undefined;
  /** Variable that has the address, for errors. */
  readonly variable?: string;
  /** User of the same database for migrations (DATABASE_OWNER_URL); empty: the user of `databaseUrl`. */
  readonly ownerUrl?: string | undefined;
  readonly dataDir: string;
  /** Accepts a data folder that was moved, or a database that was restored from another ledger. */
  readonly adopt?: boolean;
  /** Use of an embedded database; default: shared with other processes on its folder. */
  readonly use?: FolderUse | undefined;
  /** Opens a database into which a backup is being restored; only a restore does. */
  readonly restoring?: boolean;
}

/** Oldest server version we work with. */
const VERSION_MIN = 15;

/** Host, port and database of an address, without user and password. */
function placeOf(url: string, variable: string): string {
  try {
    const { host, pathname } = new URL(url);
    return `${host}${pathname}`;
  } catch {
    throw new DatabaseFault(`${variable} is not a valid address: use postgres://user:password@host:5432/database.`);
  }
}

/** Text of an error. When one of several addresses refuses the connection, only the error's code is set. */
function reasonOf(error: unknown): string {
  const { message, code } = error as { message?: string; code?: string };
  return message || code || 'it does not respond';
}

async function checkVersion(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ server_version_num: string; server_encoding: string }>(
    `select current_setting('server_version_num') as server_version_num, current_setting('server_encoding') as server_encoding`,
  );
  const version = Math.floor(Number(rows[0]?.server_version_num) / 10_000);
  if (version < VERSION_MIN) throw new Error(`it is PostgreSQL ${version}; use version ${VERSION_MIN} or later`);
  if (rows[0]?.server_encoding !== 'UTF8')
    throw new Error(`its encoding is ${rows[0]?.server_encoding}; create the database with encoding UTF8`);
}

/** Runs `work` on a connection to the database that a variable names. Throws DatabaseFault with the place and the remedy. */
async function connected<Result>(
  url: string,
  variable: string,
  work: (client: pg.Client) => Promise<Result>,
): Promise<Result> {
  const place = placeOf(url, variable);
  let client: pg.Client | undefined;
  try {
    client = await untilReachable(() => new pg.Client({ connectionString: url, ...deadlines }));
    return await work(client);
  } catch (cause) {
    throw new DatabaseFault(
      `The database of ${variable}, ${place}, cannot be used: ${reasonOf(cause)}. Correct or remove ${variable}.`,
      { cause },
    );
  } finally {
    await client?.end().catch(() => undefined);
  }
}

/** The users of a database elsewhere. Missing guarantees are logged, since only its operator can provide them. */
async function givenUsers(
  url: string,
  { ownerUrl, variable = 'DATABASE_URL' }: DatabaseOptions,
): Promise<DatabaseAddresses> {
  const users = await connected(url, variable, async (client) => {
    await checkVersion(client);
    return ownerUrl ? twoUsers(client, url, ownerUrl) : oneUser(client, url);
  });
  if (ownerUrl) await connected(ownerUrl, 'DATABASE_OWNER_URL', checkVersion);
  for (const guarantee of users.missing) logger.warn(`${variable}: ${guarantee}`);
  return users;
}

/**
 * The users of the embedded server, created by its administrator, who does nothing else; the database gets the identity of its ledger. A
 * guest, who does not know their passwords, takes their roles.
 */
async function embeddedUsers(
  { url, identity }: FolderServer,
  { adopt = false, restoring = false }: DatabaseOptions,
): Promise<DatabaseAddresses> {
  if (identity === undefined) return askOnce(url, (client) => guestUsers(client, url));
  const users = await askOnce(url, (client) => ownUsers(client, url));
  await identifyEmbedded(users.ownerUrl, { identity, adopt, restoring });
  return users;
}

/** A connection that breaks while idle is replaced at its next use; without listeners it would end the process. */
function surviving(pool: pg.Pool): pg.Pool {
  pool.on('error', () => undefined);
  // The same holds for a connection that breaks while it is borrowed and idle; the next statement on it fails.
  pool.on('connect', (client) => client.on('error', () => undefined));
  return pool;
}

/** A running server, and its users. */
interface OpenedServer {
  readonly users: DatabaseAddresses;
  readonly place: string | undefined;
  readonly stop: () => Promise<void>;
  readonly lost: Database['lost'];
}

const nothing = (): Promise<undefined> => Promise.resolve(undefined);

async function openServer(options: DatabaseOptions): Promise<OpenedServer> {
  const { databaseUrl, dataDir, adopt = false, restoring = false } = options;
  if (databaseUrl)
    return { users: await givenUsers(databaseUrl, options), place: undefined, stop: nothing, lost: nothing };
  // A folder or database that is adopted or restored changes under every other process.
  const use = options.use ?? (adopt || restoring ? 'alone' : 'shared');
  const server = await openFolder({ dataDir, adopt, restoring, use });
  const { place, stop, lost } = server;
  try {
    return { users: await embeddedUsers(server, options), place, stop, lost };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** Opens the database; throws an error naming place and remedy when that cannot be done. */
export async function openDatabase(options: DatabaseOptions): Promise<Database> {
  const { users, place, stop, lost } = await openServer(options);
  try {
    const found = await askOnce(users.ownerUrl, async (client) => {
      if (!options.restoring) await mustBeRestored(client);
      const version = await recordedIn(client);
      // Steps of another version are taken again.
      const prepared = version === productVersion ? await preparedIn(client) : undefined;
      return { version, ledger: await ledgerOn(client), ...(prepared ? { prepared } : {}) };
    });
    const pools: pg.Pool[] = [];
    const common = { application_name: 'regieboek', ...deadlines };
    const kept = (pool: pg.Pool): pg.Pool => {
      pools.push(surviving(pool));
      return pool;
    };
    return {
      url: users.url,
      ownerUrl: users.ownerUrl,
      ...found,
      place,
      lost,
      pool: (max, within = {}) => kept(new RegionPool({ connectionString: users.url, max, ...common, ...within })),
      ownerPool: (max) => kept(new pg.Pool({ connectionString: users.ownerUrl, max, ...common })),
      async close() {
        await Promise.all(pools.filter((made) => !made.ended).map((made) => made.end()));
        await stop();
      },
    };
  } catch (error) {
    await stop();
    throw error;
  }
}
