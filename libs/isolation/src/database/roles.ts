import { randomBytes } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import { ALL_REGIONS } from '../reach.js';
import { REGION_SETTING } from '../connections/region-query.js';
import { asUser, withSettings, type DatabaseAddresses } from './addresses.js';
import { ROLE_SETTING } from './protect.js';
import { takeOver } from './take-over.js';

/** A connection of the user who creates roles. */
type Client = Pick<pg.Client, 'query'>;

/** Addresses of a database, and descriptions of the isolation guarantees that its users do not provide. */
export interface SeparatedUsers extends DatabaseAddresses {
  readonly missing: readonly string[];
}

/** Maximum length of a role name, in bytes. */
const NAME_MAX = 63;

const APPLICATION = '_app';

const roleName = (database: string): string => {
  const bytes = Buffer.from(database).subarray(0, NAME_MAX - APPLICATION.length);
  return `${bytes.toString('utf8').replace(/\ufffd$/, '')}${APPLICATION}`;
};

/** Lock held while roles are created, so that two processes that start together do not collide. */
const ROLES_LOCK = 728_116;

async function underLock(client: Client, work: () => Promise<void>): Promise<void> {
  await client.query('BEGIN');
  try {
    await client.query(`SET LOCAL lock_timeout = '60s'`);
    await client.query('SELECT pg_advisory_xact_lock($1)', [ROLES_LOCK]);
    await work();
    await client.query('COMMIT');
  } catch (error) {
    await client.query('ROLLBACK').catch(() => undefined);
    throw error;
  }
}

async function hasRole(client: Client, role: string): Promise<boolean> {
  return (await client.query('SELECT FROM pg_roles WHERE rolname = $1', [role])).rowCount === 1;
}

const ownerAddress = (url: string, application: string): string =>
  withSettings(url, { [REGION_SETTING]: ALL_REGIONS, [ROLE_SETTING]: application });

const randomPassword = (): string => randomBytes(24).toString('base64url');

/**
 * Creates the owner and application roles in the database of our own server, each with a new password that only this process knows,
 * and transfers to them everything that the administrator owned. `url` is the administrator's and is used for nothing else.
 */
export async function ownUsers(client: Client, url: string): Promise<DatabaseAddresses> {
  const { rows } = await client.query<{ database: string; administrator: string }>(
    'SELECT current_database() AS database, current_user AS administrator',
  );
  const { database = '', administrator = '' } = rows[0] ?? {};
  const users = [`${database}_owner`, `${database}${APPLICATION}`] as const;
  const passwords = [randomPassword(), randomPassword()] as const;
  const owner = pg.escapeIdentifier(users[0]);
  await underLock(client, async () => {
    for (const [index, name] of users.entries()) {
      const role = pg.escapeIdentifier(name);
      if (!(await hasRole(client, name))) await client.query(`CREATE ROLE ${role}`);
      await client.query(
        `ALTER ROLE ${role} LOGIN NOSUPERUSER NOBYPASSRLS NOCREATEROLE NOCREATEDB PASSWORD ${pg.escapeLiteral(passwords[index] ?? '')}`,
      );
    }
    await client.query(`ALTER DATABASE ${pg.escapeIdentifier(database)} OWNER TO ${owner}`);
    await client.query(takeOver(pg.escapeLiteral(administrator), pg.escapeLiteral(users[0])));
  });
  return {
    url: asUser(url, users[1], passwords[1]),
    ownerUrl: ownerAddress(asUser(url, users[0], passwords[0]), users[1]),
  };
}

/** Maximum wait for a process that makes the roles of its new database. */
const ROLES_WITHIN_MS = 30_000;

/**
 * Addresses of a process beside the one that runs our own server and alone knows the passwords of its roles: every connection is of the
 * administrator, who takes the role of the application or the owner. `client` is the administrator's. Throws when the roles are not made
 * in time.
 */
export async function guestUsers(client: Client, url: string): Promise<DatabaseAddresses> {
  const { rows } = await client.query<{ database: string }>('SELECT current_database() AS database');
  const { database = '' } = rows[0] ?? {};
  const [owner, application] = [`${database}_owner`, `${database}${APPLICATION}`];
  const end = Date.now() + ROLES_WITHIN_MS;
  while (!(await hasRole(client, application)) && Date.now() < end) await delay(50);
  return {
    url: withSettings(url, { role: application }),
    ownerUrl: withSettings(ownerAddress(url, application), { role: owner }),
  };
}

/** Error code: no permission to create a role or to switch to it. */
const NOT_PERMITTED = '42501';

/** Creates the application role, and lets the user switch to it; false when the user may not. */
async function makeApplication(client: Client, role: string): Promise<boolean> {
  const name = pg.escapeIdentifier(role);
  try {
    await underLock(client, async () => {
      if (!(await hasRole(client, role))) await client.query(`CREATE ROLE ${name} NOLOGIN`);
      const { rows } = await client.query<{ may: boolean }>(
        `SELECT pg_has_role(current_user, $1, CASE WHEN current_setting('server_version_num')::int >= 160000 THEN 'SET' ELSE 'MEMBER' END) AS may`,
        [role],
      );
      if (rows[0]?.may !== true) await client.query(`GRANT ${name} TO CURRENT_USER`);
    });
    return true;
  } catch (error) {
    if ((error as { code?: unknown }).code === NOT_PERMITTED) return false;
    throw error;
  }
}

const cannotMakeRole = (role: string): string =>
  `requests run as the owner of the tables, who can change rights and policies, because the user may not make the role ${role}: let an administrator run CREATE ROLE ${role} and GRANT it to the user, or set DATABASE_OWNER_URL`;

/** One user for everything: requests run under a separate role, to which the user switches on every connection. */
export async function oneUser(client: Client, url: string): Promise<SeparatedUsers> {
  const { rows } = await client.query<{ database: string }>('SELECT current_database() AS database');
  const role = roleName(rows[0]?.database ?? '');
  if (await makeApplication(client, role))
    return {
      url: withSettings(url, { role }),
      ownerUrl: ownerAddress(url, role),
      missing: await missingFor(client, role),
    };
  const { rows: users } = await client.query<{ user: string }>('SELECT current_user AS user');
  const user = users[0]?.user ?? '';
  return {
    url,
    ownerUrl: ownerAddress(url, user),
    missing: [cannotMakeRole(role), ...(await missingFor(client, user))],
  };
}

/** Two users: that of `url` for requests, that of `ownerUrl` for migrations. `client` is connected as the first. */
export async function twoUsers(client: Client, url: string, ownerUrl: string): Promise<SeparatedUsers> {
  const { rows } = await client.query<{ user: string; tables: number }>(
    `SELECT current_user AS user, (SELECT count(*)::int FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
       WHERE c.relkind IN ('r', 'p') AND n.nspname !~ '^(pg_|information_schema$)' AND c.relowner = current_user::regrole) AS tables`,
  );
  const { user = '', tables = 0 } = rows[0] ?? {};
  const owns =
    'requests run as the owner of tables, who can change rights and policies: give these to the user of DATABASE_OWNER_URL (REASSIGN OWNED)';
  return {
    url,
    ownerUrl: ownerAddress(ownerUrl, user),
    missing: [...(tables > 0 ? [owns] : []), ...(await missingFor(client, user))],
  };
}

/** Attributes of a role that bypass row-level security. */
async function missingFor(client: Client, role: string): Promise<readonly string[]> {
  const { rows } = await client.query<{ superuser: boolean; bypass: boolean }>(
    'SELECT rolsuper AS superuser, rolbypassrls AS bypass FROM pg_roles WHERE rolname = $1',
    [role],
  );
  if (!rows[0]?.superuser && !rows[0]?.bypass) return [];
  return [
    `requests run as ${rows[0].superuser ? 'a superuser' : 'a role with BYPASSRLS'}, for whom row-level security does not hold: use another user`,
  ];
}
