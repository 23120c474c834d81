import type { MigrationInterface, QueryRunner } from 'typeorm';

type Migration = new () => MigrationInterface;

/** Tables of regions and contracts; the oldest migration of every service that keeps a copy. */
const tablesIn = (schema: string): Migration =>
  class ContractsCopy1700000000000 implements MigrationInterface {
    async up(runner: QueryRunner): Promise<void> {
      await runner.query(`
        CREATE TABLE ${schema}.region (region text PRIMARY KEY, definition jsonb NOT NULL);
        CREATE TABLE ${schema}.contract (region text, provider text, contract jsonb, PRIMARY KEY (region, provider))`);
    }

    async down(runner: QueryRunner): Promise<void> {
      await runner.query(`DROP TABLE ${schema}.contract; DROP TABLE ${schema}.region`);
    }
  };

/** Table of the choices of regions where the sources of iJw contradict each other. */
const settingsTableIn = (schema: string): Migration =>
  class IjwSettings1700000000004 implements MigrationInterface {
    async up(runner: QueryRunner): Promise<void> {
      await runner.query(`CREATE TABLE ${schema}.ijw_settings (region text PRIMARY KEY, settings jsonb NOT NULL)`);
    }

    async down(runner: QueryRunner): Promise<void> {
      await runner.query(`DROP TABLE ${schema}.ijw_settings`);
    }
  };

/** Table of emergency access, which every service honours. */
const emergencyTableIn = (schema: string): Migration =>
  class EmergencyAccess1700000000041 implements MigrationInterface {
    async up(runner: QueryRunner): Promise<void> {
      await runner.query(`
        CREATE TABLE ${schema}.emergency_access (
          region text NOT NULL,
          id uuid NOT NULL,
          taken_by text NOT NULL,
          role text NOT NULL,
          reason text NOT NULL,
          reference text,
          taken_at timestamptz NOT NULL,
          until timestamptz NOT NULL,
          outcome text,
          reviewed_by text,
          reviewed_at timestamptz,
          PRIMARY KEY (region, id)
        )`);
    }

    async down(runner: QueryRunner): Promise<void> {
      await runner.query(`DROP TABLE ${schema}.emergency_access`);
    }
  };

/** Migrations of the copy of regions and contracts in a schema, oldest first. */
export const contractsMigrations = (schema: string): Migration[] => [
  tablesIn(schema),
  settingsTableIn(schema),
  emergencyTableIn(schema),
];
