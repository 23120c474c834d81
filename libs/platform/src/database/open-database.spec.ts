import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DatabaseFault } from '@regieboek/embedded-postgres';
import { startTestDatabase, type TestDatabase } from '@regieboek/embedded-postgres/testing';
import { openDatabase } from './open-database.js';

describe('a database elsewhere', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await startTestDatabase();
  });
  afterAll(() => database.stop());

  it('with sslmode=verify-full is not used without TLS, and the error names the setting and no user', async () => {
    const refused: unknown = await openDatabase({
      databaseUrl: `${database.url}${database.url.includes('?') ? '&' : '?'}sslmode=verify-full`,
      dataDir: '',
    }).catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(DatabaseFault);
    expect(String(refused)).toMatch(/DATABASE_URL.*does not support SSL/);
    expect(String(refused)).not.toContain('@');
  });
});
