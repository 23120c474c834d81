import type { MigrationInterface, QueryRunner } from 'typeorm';

type Migration = new () => MigrationInterface;

/** The answer to a message, and an id that all copies of the same message share. */
const answersIn = (schema: string): Migration =>
  class MessageAnswers1700000000005 implements MigrationInterface {
    async up(runner: QueryRunner): Promise<void> {
      await runner.query(`
        ALTER TABLE ${schema}.message ADD COLUMN answer bytea, ADD COLUMN sent_as text;
        CREATE INDEX ON ${schema}.message (sent_as) WHERE sent_as IS NOT NULL`);
    }

    async down(runner: QueryRunner): Promise<void> {
      await runner.query(`ALTER TABLE ${schema}.message DROP COLUMN answer, DROP COLUMN sent_as`);
    }
  };

/** Number of attempts that were started and not finished. */
const attemptsIn = (schema: string): Migration =>
  class MessageAttempts1700000000006 implements MigrationInterface {
    async up(runner: QueryRunner): Promise<void> {
      await runner.query(`ALTER TABLE ${schema}.message ADD COLUMN attempts int NOT NULL DEFAULT 0`);
    }

    async down(runner: QueryRunner): Promise<void> {
      await runner.query(`ALTER TABLE ${schema}.message DROP COLUMN attempts`);
    }
  };

const messagesIn = (schema: string): Migration =>
  class Messages1700000000001 implements MigrationInterface {
    async up(runner: QueryRunner): Promise<void> {
      await runner.query(`
        CREATE TABLE ${schema}.message (
          id text PRIMARY KEY,
          kind text NOT NULL,
          status text NOT NULL,
          region text,
          faults jsonb NOT NULL DEFAULT '[]',
          result jsonb,
          sealed bytea NOT NULL,
          received_at timestamptz NOT NULL DEFAULT now()
        );
        CREATE INDEX ON ${schema}.message (status)`);
    }

    async down(runner: QueryRunner): Promise<void> {
      await runner.query(`DROP TABLE ${schema}.message`);
    }
  };

/** The id of a message in the log of its region. */
const logIdsIn = (schema: string): Migration =>
  class MessageLogIds1700000000008 implements MigrationInterface {
    async up(runner: QueryRunner): Promise<void> {
      await runner.query(`
        ALTER TABLE ${schema}.message ADD COLUMN log_id text;
        CREATE INDEX ON ${schema}.message (log_id) WHERE log_id IS NOT NULL`);
    }

    async down(runner: QueryRunner): Promise<void> {
      await runner.query(`ALTER TABLE ${schema}.message DROP COLUMN log_id`);
    }
  };

/** The youths whose keys encrypt a message. */
const youthsIn = (schema: string): Migration =>
  class MessageYouths1700000000031 implements MigrationInterface {
    async up(runner: QueryRunner): Promise<void> {
      await runner.query(`
        ALTER TABLE ${schema}.message ADD COLUMN youths uuid[];
        CREATE INDEX ON ${schema}.message (id) WHERE youths IS NULL`);
    }

    async down(runner: QueryRunner): Promise<void> {
      await runner.query(`ALTER TABLE ${schema}.message DROP COLUMN youths`);
    }
  };

/** Migrations of the table of received messages in a schema, by date. */
export const messageTableIn = (schema: string): Migration[] => [
  messagesIn(schema),
  answersIn(schema),
  logIdsIn(schema),
  attemptsIn(schema),
  youthsIn(schema),
];
