import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Remarks about lines of work lists, and an index by which refused lines are found. */
export class Remarks1700000000050 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE finance.remark (
        region text, key text, remark text NOT NULL, written_by text NOT NULL, written_on date NOT NULL,
        written_at timestamptz NOT NULL DEFAULT now(), PRIMARY KEY (region, key)
      );
      CREATE INDEX ON finance.line (region, declaration) WHERE codes <> '{}'`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX finance.line_region_declaration_idx; DROP TABLE finance.remark');
  }
}
