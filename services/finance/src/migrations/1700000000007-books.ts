import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The table of the events of the books: few, and read for every bill. */
export class BookTable1700000000007 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE finance.book_event (
        region text, position bigint, recorded_at text NOT NULL, event text NOT NULL, PRIMARY KEY (region, position)
      )`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE finance.book_event');
  }
}
