/**
 * SQL that transfers everything owned by one user in a database to another: in older data folders the server's administrator owned the
 * tables. Sequences, indexes and row types follow their tables.
 */
export const takeOver = (from: string, to: string): string => `
DO $take$
DECLARE
  own record;
BEGIN
  FOR own IN
    SELECT format('SCHEMA %I', nspname) AS what FROM pg_namespace
      WHERE nspowner = ${from}::regrole AND nspname !~ '^(pg_|information_schema$)'
    UNION ALL
    SELECT format('%s %s', CASE c.relkind WHEN 'v' THEN 'VIEW' WHEN 'm' THEN 'MATERIALIZED VIEW' WHEN 'S' THEN 'SEQUENCE' ELSE 'TABLE' END, c.oid::regclass)
      FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
      WHERE c.relowner = ${from}::regrole AND c.relkind IN ('r', 'p', 'v', 'm', 'S') AND n.nspname !~ '^(pg_|information_schema$)'
        AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = c.oid AND c.relkind = 'S' AND d.deptype IN ('a', 'i'))
    UNION ALL
    SELECT format('ROUTINE %s', p.oid::regprocedure)
      FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
      WHERE p.proowner = ${from}::regrole AND n.nspname !~ '^(pg_|information_schema$)'
  LOOP
    EXECUTE format('ALTER %s OWNER TO %I', own.what, ${to});
  END LOOP;
END $take$`;
