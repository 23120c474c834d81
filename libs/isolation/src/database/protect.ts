import pg from 'pg';
import { ALL_REGIONS } from '../reach.js';
import { REGION_SETTING } from '../connections/region-query.js';

/** Setting of the owner's connections: the role that gets rights on tables. Empty: none. */
export const ROLE_SETTING = 'regieboek.application';

/** Name of the policy of every table with a column `region`. */
export const POLICY = 'region';

/**
 * A row is reached by work on its region, and by work over all regions. Without a setting no row is. A row whose region is not known yet, of
 * a message that just came in, is reached by work over all regions only. The setting is read once a statement, not once a row.
 */
const REACHED = `region = (SELECT current_setting('${REGION_SETTING}', true)) OR (SELECT current_setting('${REGION_SETTING}', true)) = '${ALL_REGIONS}'`;

/**
 * Tables that only take new rows, that only rotation of keys changes, and that only migrations and rebuilds use. All others are read and
 * written.
 */
const RIGHTS = `
  CASE
    WHEN format('%s.%s', n.nspname, c.relname) IN ('log.event', 'audit.entry', 'audit.anchor') THEN '{INSERT,SELECT}'
    WHEN c.relname = 'migration' OR format('%s.%s', n.nspname, c.relname) IN ('platform.vault_key', 'platform.rebuild', 'platform.ledger') THEN '{}'
    ELSE '{DELETE,INSERT,SELECT,UPDATE}'
  END::text[]`;

/** Tables of the user who asks, outside of the schemas of the server. */
const ownTables = (within: string): string => `
  pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
  WHERE c.relkind IN ('r', 'p') AND n.nspname !~ '^(pg_|information_schema$)' AND c.relowner = current_user::regrole ${within}`;

/** Brings row-level security and rights of every table of the user up to date; changes nothing where they are. */
const protectIn = (within: string): string => `
DO $protect$
DECLARE
  own record;
  application text := nullif(current_setting('${ROLE_SETTING}', true), '');
BEGIN
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

/**
 * Puts every table with a column `region` under row-level security, also for its owner, and gives the application the rights it needs. To be
 * called by the owner after whatever makes tables. Of one schema only when it is given: in a transaction that holds tables, others may wait for
 * them. Safe at any time.
 */
export async function protectTables(client: { query(text: string): Promise<unknown> }, schema?: string): Promise<void> {
  await client.query(protectIn(schema === undefined ? '' : `AND n.nspname = ${pg.escapeLiteral(schema)}`));
}
