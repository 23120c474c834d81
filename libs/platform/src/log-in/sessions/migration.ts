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
