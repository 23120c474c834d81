import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Names of the answers that were put into the outbox. */
export class SentAnswers1700000000043 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE exchange.sent_answer (
        region text NOT NULL,
        name text NOT NULL,
        sent_at timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (region, name)
      )`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE exchange.sent_answer');
  }
}
