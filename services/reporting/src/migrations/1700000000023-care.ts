import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Care of youths by provider and form, with the histories and contracts that it follows from. */
export class CareTables1700000000023 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE reporting.care_contract (
        region text, provider text, since bigint NOT NULL, contract jsonb NOT NULL, PRIMARY KEY (region, provider)
      );
      CREATE TABLE reporting.care_youth (
        region text, youth uuid, since bigint NOT NULL, providers text[] NOT NULL, history jsonb NOT NULL,
        PRIMARY KEY (region, youth)
      );
      CREATE TABLE reporting.care (
        region text, youth uuid, place int, provider text NOT NULL, form text NOT NULL, first_day date NOT NULL,
        last_day date, PRIMARY KEY (region, youth, place)
      );
      CREATE INDEX ON reporting.care (region, provider, form)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      'DROP TABLE reporting.care; DROP TABLE reporting.care_youth; DROP TABLE reporting.care_contract',
    );
  }
}
