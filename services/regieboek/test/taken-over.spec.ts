/** A ledger from before its users were apart: everything in its database belongs to the administrator of the server. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { startTestDatabase, type TestDatabase } from '@regieboek/embedded-postgres/testing';
import { ownUsers, type DatabaseAddresses } from '@regieboek/isolation';
import { importStory, start, type Running } from './running.js';
import * as story from './story.js';

const bill = `/v1/regions/${story.region}/billing-runs/${story.month}`;

describe('a ledger that the administrator of its server owned', () => {
  let database: TestDatabase;
  let administrator: pg.Client;
  let users: DatabaseAddresses;
  let before: string;
  let running: Running;

  beforeAll(async () => {
    database = await startTestDatabase();
    const old = await start(database.url);
    await importStory(old);
    before = (await old.get(bill)).body;
    await old.close();
    administrator = new pg.Client({ connectionString: database.url });
    await administrator.connect();
    users = await ownUsers(administrator, database.url);
    running = await start(users.url, undefined, users.ownerUrl);
  });
  afterAll(async () => {
    await running.close();
    for (const url of [users.url, users.ownerUrl]) {
      const role = pg.escapeIdentifier(new URL(url).username);
      await administrator.query(`REASSIGN OWNED BY ${role} TO CURRENT_USER; DROP OWNED BY ${role}; DROP ROLE ${role}`);
    }
    await administrator.end();
    await database.stop();
  });

  it('gives the same bill to the application, which owns nothing', async () => {
    expect((await running.get(bill)).body).toBe(before);
    const { rows } = await administrator.query<{ owner: string }>(
      `SELECT DISTINCT pg_get_userbyid(c.relowner) AS owner FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
       WHERE n.nspname !~ '^(pg_|information_schema$)'`,
    );
    expect(rows.map(({ owner }) => owner)).toEqual([new URL(users.ownerUrl).username]);
  });

  it('goes on being written: messages, declarations, audit entries, read models', async () => {
    const declared = await running.post('/v1/declarations', 'application/xml', story.jw323());
    expect([declared.statusCode, declared.json().approvedLines]).toEqual([200, 2]);
    expect((await running.get(bill)).json().totals.approvedCents).toBeGreaterThan(0);
    const repeated = await running.post('/v1/messages', 'application/xml', story.jw301(story.bsn, 0));
    expect(repeated.json()).toMatchObject({ status: 'unchanged' });
  });
});
