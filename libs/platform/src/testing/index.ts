import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { serverOfThisProcess } from './server.js';

/** An empty PostgreSQL database for one test or test file. */
export interface TestDatabase {
  readonly url: string;
  /** Drops the database, ending connections still open. */
  stop(): Promise<void>;
}

let server: Promise<string> | undefined;

async function execute(address: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: address });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}

/**
 * A new, empty database on a PostgreSQL server that all tests of this process share: the first call starts it (1 to 2 seconds), and it is
 * gone, folder and all, soon after the process.
 */
export async function startTestDatabase(): Promise<TestDatabase> {
  const address = await (server ??= serverOfThisProcess());
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  await execute(`${address}postgres`, `create database ${name}`);
  return {
    url: `${address}${name}`,
    stop: () => execute(`${address}postgres`, `drop database if exists ${name} with (force)`),
  };
}
