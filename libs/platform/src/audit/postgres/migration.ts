import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The audit log: a table that takes new entries only, each linked to the one before. */
export class AuditLog1700000000031 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE audit.entry (
        region text NOT NULL,
        position bigint NOT NULL CHECK (position > 0),
        id uuid NOT NULL,
        started_at timestamptz(3) NOT NULL,
        at timestamptz(3) NOT NULL,
        subject text,
        issuer text,
        actor_kind text,
        roles text[] NOT NULL,
        on_behalf_of text,
        event text NOT NULL,
        purpose text,
        action text,
        object_kind text,
        object jsonb NOT NULL,
        query jsonb NOT NULL,
        youths uuid[] NOT NULL,
        youth_count integer NOT NULL,
        youth_digest text,
        result text NOT NULL,
        code text,
        origin text NOT NULL,
        request text,
        known_at text,
        previous text NOT NULL,
        hash text NOT NULL,
        PRIMARY KEY (region, position)
      );
      CREATE INDEX ON audit.entry (region, at);
      CREATE INDEX ON audit.entry (region, subject, at);
      CREATE INDEX ON audit.entry USING gin (youths);
      CREATE FUNCTION audit.refuse() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN RAISE EXCEPTION 'the audit log takes new entries only'; END $$;
      CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON audit.entry
        FOR EACH STATEMENT EXECUTE FUNCTION audit.refuse();
      ALTER TABLE audit.entry ENABLE ALWAYS TRIGGER append_only`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE audit.entry; DROP FUNCTION audit.refuse()');
  }
}
