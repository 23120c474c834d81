import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Declarations with their lines, and the assignments they are decided on. */
export class DeclarationTables1700000000003 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE finance.declaration (
        region text, id text, provider text NOT NULL, municipality text NOT NULL, message_id text NOT NULL,
        number text NOT NULL, period text NOT NULL, message text NOT NULL, submitted_cents bigint NOT NULL,
        approved_cents bigint, approved_lines int, rejected_lines int, counts boolean NOT NULL DEFAULT false,
        PRIMARY KEY (region, id)
      );
      CREATE INDEX ON finance.declaration (region, provider);
      CREATE TABLE finance.line (
        region text, declaration text, place int, reference text NOT NULL, previous text, provider text NOT NULL,
        municipality text NOT NULL, youth uuid, assignment int NOT NULL, category text NOT NULL, code text NOT NULL,
        first_day date NOT NULL, last_day date NOT NULL, volume int NOT NULL, unit text NOT NULL, tariff_cents int,
        cents bigint NOT NULL, codes text[] NOT NULL, PRIMARY KEY (region, declaration, place)
      );
      CREATE INDEX ON finance.line (region, provider, reference);
      CREATE INDEX ON finance.line (region, provider, previous) WHERE previous IS NOT NULL;
      CREATE INDEX ON finance.line (region, municipality, assignment);
      CREATE TABLE finance.assignment (
        region text, municipality text, number int, assignment jsonb NOT NULL,
        PRIMARY KEY (region, municipality, number)
      )`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE finance.assignment; DROP TABLE finance.line; DROP TABLE finance.declaration');
  }
}
