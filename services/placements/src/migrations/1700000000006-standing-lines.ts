import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Approved lines of declarations, per assignment. */
export class StandingLineTables1700000000006 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE placements.declaration (
        stream text PRIMARY KEY, region text NOT NULL, municipality text NOT NULL, counts boolean NOT NULL DEFAULT false
      );
      CREATE TABLE placements.approved_lines (
        stream text, part int, assignment int, lines int NOT NULL, PRIMARY KEY (stream, part, assignment)
      );
      CREATE INDEX ON placements.approved_lines (assignment)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE placements.approved_lines; DROP TABLE placements.declaration');
  }
}
