import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The vault of identities. */
export class IdentityTable1700000000002 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE placements.identity (
        region text NOT NULL,
        bsn_index text NOT NULL,
        youth uuid NOT NULL UNIQUE,
        sealed bytea NOT NULL,
        PRIMARY KEY (region, bsn_index)
      )`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE placements.identity');
  }
}
