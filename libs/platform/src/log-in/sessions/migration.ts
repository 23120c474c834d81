import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Sessions, and log-ins that were completed. */
export class Sessions1700000000030 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE access.session (
        id_hash text PRIMARY KEY,
        issuer text NOT NULL,
        subject text NOT NULL,
        grants jsonb NOT NULL,
        created_at timestamptz NOT NULL,
        seen_at timestamptz NOT NULL,
        id_token bytea NOT NULL
      );
      CREATE INDEX ON access.session (seen_at);
      CREATE TABLE access.used_log_in (state_hash text PRIMARY KEY, used_at timestamptz NOT NULL);
      CREATE INDEX ON access.used_log_in (used_at)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE access.session, access.used_log_in');
  }
}

/** Names of sessions for lists, and the kind of their browser. */
export class ListedSessions1700000000043 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE access.session
        ADD COLUMN id uuid NOT NULL DEFAULT gen_random_uuid() UNIQUE,
        ADD COLUMN browser text NOT NULL DEFAULT 'other',
        ADD COLUMN system text NOT NULL DEFAULT 'other';
      ALTER TABLE access.session ALTER COLUMN id DROP DEFAULT, ALTER COLUMN browser DROP DEFAULT,
        ALTER COLUMN system DROP DEFAULT`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE access.session DROP COLUMN id, DROP COLUMN browser, DROP COLUMN system');
  }
}

/** When the person gave credentials, and who ended the session. */
export class RecentLogIns1700000000044 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE access.session ADD COLUMN authenticated_at timestamptz, ADD COLUMN ended_in text');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE access.session DROP COLUMN authenticated_at, DROP COLUMN ended_in');
  }
}
