import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Declarations kept until the declaration of a month before them arrives, or a day has passed (TR318). */
export class WaitingDeclarations1700000000021 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE finance.waiting_declaration (
        region text NOT NULL, message text PRIMARY KEY, provider text NOT NULL, municipality text NOT NULL,
        period text NOT NULL, months text[] NOT NULL, until date NOT NULL
      );
      CREATE INDEX ON finance.waiting_declaration (region, provider, municipality)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE finance.waiting_declaration');
  }
}
