import type { MigrationInterface, QueryRunner } from 'typeorm';

type Migration = new () => MigrationInterface;

/** Migrations of the secret addresses of a schema. */
export const secretAddressMigrations = (schema: string): Migration[] => [
  class SecretAddresses1700000000033 implements MigrationInterface {
    async up(runner: QueryRunner): Promise<void> {
      await runner.query(`
        CREATE TABLE ${schema}.secret_address (
          region text NOT NULL,
          youth uuid NOT NULL,
          fact text NOT NULL,
          ends date,
          PRIMARY KEY (region, youth, fact)
        )`);
    }

    async down(runner: QueryRunner): Promise<void> {
      await runner.query(`DROP TABLE ${schema}.secret_address`);
    }
  },
];
