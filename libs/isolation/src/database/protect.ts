import pg from 'pg';
import { ALL_REGIONS } from '../reach.js';
import { REGION_SETTING } from '../connections/region-query.js';

/** Setting of the owner's connections: the role to which rights on tables are granted. Empty: none. */
export const ROLE_SETTING = 'regieboek.application';

/** Name of the policy of every table with a column `region`. */
export const POLICY = 'region';

/**
 * Work on a region may access its rows; work over all regions may access every row; without a setting no row is accessible. A row without a
 * region, such as a message whose region is not known yet, is only accessible to work over all regions. The setting is read once per
 * statement, not once per row.
 */
const REACHED = `region = (SELECT current_setting('${REGION_SETTING}', true)) OR (SELECT current_setting('${REGION_SETTING}', true)) = '${ALL_REGIONS}'`;

/**
 * Rights of the application per table: only new rows in logs; none on tables for key rotation, migrations and rebuilds; all others
 * are read and written.
 */
const RIGHTS = `
  CASE
    WHEN format('%s.%s', n.nspname, c.relname) IN ('log.event', 'audit.entry', 'audit.anchor') THEN '{INSERT,SELECT}'
    WHEN c.relname = 'migration' OR format('%s.%s', n.nspname, c.relname) IN ('platform.vault_key', 'platform.rebuild', 'platform.ledger', 'platform.version', 'platform.restore', 'platform.prepared') THEN '{}'
    ELSE '{DELETE,INSERT,SELECT,UPDATE}'
  END::text[]`;

/** Tables owned by the current user, outside the system schemas. */
const ownTables = (within: string): string => `
  pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
  WHERE c.relkind IN ('r', 'p') AND n.nspname !~ '^(pg_|information_schema$)' AND c.relowner = current_user::regrole ${within}`;

/** One process at a time: two that start together would create the same policy twice. */
const IN_TURN = `PERFORM pg_advisory_xact_lock(hashtextextended('regieboek.protect', 0));`;

/** Brings row-level security and rights of every table of the user up to date; does nothing for tables that are up to date. */
const protectIn = (within: string, inTurn: string): string => `
DO $protect$
DECLARE
  own record;
  application text := nullif(current_setting('${ROLE_SETTING}', true), '');
BEGIN
  ${inTurn}
  FOR own IN
    SELECT format('%I.%I', n.nspname, c.relname) AS name FROM ${ownTables(within)}
      AND EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attname = 'region' AND NOT a.attisdropped)
      AND NOT (c.relrowsecurity AND c.relforcerowsecurity
        AND EXISTS (SELECT FROM pg_policy p WHERE p.polrelid = c.oid AND p.polname = '${POLICY}'))
  LOOP
    EXECUTE format('DROP POLICY IF EXISTS ${POLICY} ON %s', own.name);
    EXECUTE format($policy$CREATE POLICY ${POLICY} ON %s USING (${REACHED})$policy$, own.name);
    EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY', own.name);
  END LOOP;
  IF application IS NULL OR application = current_user THEN RETURN; END IF;
  FOR own IN
    SELECT DISTINCT n.nspname AS name FROM ${ownTables(within)}
      AND NOT has_schema_privilege(application, n.oid, 'USAGE')
  LOOP
    EXECUTE format('GRANT USAGE ON SCHEMA %I TO %I', own.name, application);
  END LOOP;
  FOR own IN
    SELECT * FROM (
      SELECT format('%I.%I', n.nspname, c.relname) AS name, ${RIGHTS} AS wanted,
        ARRAY(SELECT acl.privilege_type FROM aclexplode(c.relacl) acl WHERE acl.grantee = application::regrole ORDER BY 1) AS given
      FROM ${ownTables(within)}
    ) tables WHERE wanted <> given
  LOOP
    EXECUTE format('REVOKE ALL ON %s FROM %I', own.name, application);
    IF own.wanted <> '{}' THEN
      EXECUTE format('GRANT %s ON %s TO %I', array_to_string(own.wanted, ', '), own.name, application);
    END IF;
  END LOOP;
END $protect$`;

/** The statement of `protectTables`: when it changes, tables are protected again. */
export const protection = protectIn('', IN_TURN);

/**
 * Puts every table with a column `region` under row-level security, also for its owner, and gives the application the rights it needs. The
 * owner must call it after creating tables. Pass a schema to limit it to that schema: in a transaction that locks tables, others may wait
 * for them. Safe to repeat.
 */
export async function protectTables(client: { query(text: string): Promise<unknown> }, schema?: string): Promise<void> {
  await client.query(schema === undefined ? protection : protectIn(`AND n.nspname = ${pg.escapeLiteral(schema)}`, ''));
}
