import { afterAll, beforeAll } from '@jest/globals';
import { startTestDatabase } from '@regieboek/embedded-postgres/testing';
import type { TestDatabase } from '@regieboek/embedded-postgres/testing';
import pg from 'pg';
import { PostgresEventLog } from '../src/index.js';
import type { PostgresEventLogOptions } from '../src/index.js';

/** A database with an event log in it. */
export interface LogDatabase {
  readonly url: string;
  /** Connections outside any log. */
  readonly pool: pg.Pool;
  /** A log of the database, or of another address; it is closed after the tests. */
  open(options?: PostgresEventLogOptions, url?: string): PostgresEventLog;
}

/** Creates a database with a log for the tests of a file, and removes it after them. */
export function logDatabase(): LogDatabase {
  const logs: PostgresEventLog[] = [];
  let opened: { readonly database: TestDatabase; readonly pool: pg.Pool } | undefined;
  const there = () => {
    if (!opened) throw new Error('the database is there while tests run only');
    return opened;
  };
  const open: LogDatabase['open'] = (options = {}, url = there().database.url) => {
    const log = new PostgresEventLog(url, options);
    logs.push(log);
    return log;
  };

  beforeAll(async () => {
    const database = await startTestDatabase();
    const pool = new pg.Pool({ connectionString: database.url, max: 8 });
    pool.on('error', () => undefined);
    opened = { database, pool };
    await open().migrate();
  });
  afterAll(async () => {
    await Promise.all(logs.map((log) => log.close()));
    await opened?.pool.end();
    await opened?.database.stop();
  });

  return {
    get url() {
      return there().database.url;
    },
    get pool() {
      return there().pool;
    },
    open,
  };
}
