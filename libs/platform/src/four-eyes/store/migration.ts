import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Requests for a second person; at most one that is open for the same content of the same asker. */
export class Approvals1700000000040 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE access.approval (
        id uuid PRIMARY KEY,
        region text NOT NULL,
        action text NOT NULL,
        fingerprint text NOT NULL,
        content bytea,
        description jsonb NOT NULL,
        status text NOT NULL,
        asked_subject text NOT NULL,
        asked_issuer text NOT NULL,
        asked_code text NOT NULL,
        asked_at timestamptz NOT NULL,
        decided_subject text,
        decided_issuer text,
        decided_code text,
        decided_at timestamptz
      );
      CREATE INDEX ON access.approval (region, status, asked_at)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE access.approval');
  }
}
