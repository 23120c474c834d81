import type { MigrationInterface, QueryRunner } from 'typeorm';
import { youthKeysIn } from '../../secrets/youth-keys.js';

type Migration = new () => MigrationInterface;

/** Youths whose data were erased. */
const erasuresTableIn = (schema: string): Migration =>
  class Erasures1700000000032 implements MigrationInterface {
    async up(runner: QueryRunner): Promise<void> {
      await runner.query(`
        CREATE TABLE ${schema}.erasure (
          region text NOT NULL,
          youth uuid NOT NULL,
          ground text NOT NULL,
          erased_on date NOT NULL,
          PRIMARY KEY (region, youth)
        )`);
    }

    async down(runner: QueryRunner): Promise<void> {
      await runner.query(`DROP TABLE ${schema}.erasure`);
    }
  };

/** Migrations of the keys of youths and their erasure in a schema, oldest first. */
export const erasureMigrations = (schema: string): Migration[] => [youthKeysIn(schema), erasuresTableIn(schema)];
