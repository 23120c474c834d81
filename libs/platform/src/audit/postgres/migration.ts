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

/**
 * Anchors, and the function that prunes. The triggers refuse, for every role, to remove an entry unless it is older than five
 * years and a valid anchor covers it.
 */
export class AuditAnchors1700000000042 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE audit.anchor (
        region text NOT NULL,
        position bigint NOT NULL,
        hash text NOT NULL,
        entries bigint NOT NULL,
        pruned_at timestamptz NOT NULL,
        PRIMARY KEY (region, position)
      );
      CREATE FUNCTION audit.check_anchor() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
          IF NOT EXISTS (
            SELECT 1 FROM audit.entry e WHERE e.region = NEW.region AND e.position = NEW.position
              AND e.hash = NEW.hash AND e.at < now() - interval '5 years'
          ) THEN RAISE EXCEPTION 'an anchor of the audit log must be an entry older than five years'; END IF;
          RETURN NEW;
        END $$;
      CREATE TRIGGER true_anchor BEFORE INSERT ON audit.anchor FOR EACH ROW EXECUTE FUNCTION audit.check_anchor();
      CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON audit.anchor
        FOR EACH STATEMENT EXECUTE FUNCTION audit.refuse();
      CREATE FUNCTION audit.refuse_removal() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
          IF OLD.at < now() - interval '5 years' AND EXISTS (
            SELECT 1 FROM audit.anchor a WHERE a.region = OLD.region AND a.position >= OLD.position
          ) THEN RETURN OLD; END IF;
          RAISE EXCEPTION 'the audit log takes new entries only';
        END $$;
      DROP TRIGGER append_only ON audit.entry;
      CREATE TRIGGER append_only BEFORE UPDATE OR TRUNCATE ON audit.entry
        FOR EACH STATEMENT EXECUTE FUNCTION audit.refuse();
      CREATE TRIGGER no_removal BEFORE DELETE ON audit.entry FOR EACH ROW EXECUTE FUNCTION audit.refuse_removal();
      ALTER TABLE audit.entry ENABLE ALWAYS TRIGGER append_only, ENABLE ALWAYS TRIGGER no_removal;
      ALTER TABLE audit.anchor ENABLE ALWAYS TRIGGER true_anchor, ENABLE ALWAYS TRIGGER append_only;
      CREATE FUNCTION audit.prune(of_region text, before timestamptz) RETURNS bigint
        LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
        DECLARE
          last bigint;
          removed bigint;
        BEGIN
          -- All entries before the first that has to stay; the last entry always stays, because the chain goes on from it.
          SELECT least(
            coalesce(min(e.position) FILTER (WHERE e.at >= before OR e.at >= now() - interval '5 years'), max(e.position)),
            max(e.position)) - 1
            INTO last FROM audit.entry e WHERE e.region = of_region;
          IF last IS NULL OR NOT EXISTS (
            SELECT 1 FROM audit.entry e WHERE e.region = of_region AND e.position = last
          ) THEN RETURN 0; END IF;
          INSERT INTO audit.anchor (region, position, hash, entries, pruned_at)
            SELECT e.region, e.position, e.hash,
              (SELECT count(*) FROM audit.entry o WHERE o.region = of_region AND o.position <= last), now()
            FROM audit.entry e WHERE e.region = of_region AND e.position = last;
          DELETE FROM audit.entry e WHERE e.region = of_region AND e.position <= last;
          GET DIAGNOSTICS removed = ROW_COUNT;
          RETURN removed;
        END $$`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP FUNCTION audit.prune;
      DROP TABLE audit.anchor;
      DROP FUNCTION audit.check_anchor;
      DROP TRIGGER no_removal ON audit.entry;
      DROP FUNCTION audit.refuse_removal;
      DROP TRIGGER append_only ON audit.entry;
      CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON audit.entry
        FOR EACH STATEMENT EXECUTE FUNCTION audit.refuse();
      ALTER TABLE audit.entry ENABLE ALWAYS TRIGGER append_only`);
  }
}
