import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The region of approved lines, used to rebuild one region; it is the first part of the name of their stream. */
export class RegionOfApprovedLines1700000000022 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE placements.approved_lines ADD COLUMN region text;
      UPDATE placements.approved_lines SET region = split_part(stream, '.', 1);
      ALTER TABLE placements.approved_lines ALTER COLUMN region SET NOT NULL`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE placements.approved_lines DROP COLUMN region');
  }
}
