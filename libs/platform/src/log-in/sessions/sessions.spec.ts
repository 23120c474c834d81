import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { DataSource } from 'typeorm';
import { startTestDatabase, type TestDatabase } from '@regieboek/embedded-postgres/testing';
import { openReadModels } from '../../read-models/data-source.js';
import { cipherWith } from '../../secrets/cipher.js';
import { Sessions, sessionLimits, sessionTables } from './sessions.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const given = {
  ...{ issuer: 'https://idp.example', subject: 'jan', idToken: 'id-token', authenticatedAt: 1_700_000_000_000 },
  grants: [{ role: 'finance', region: 'zhz' }] as const,
};

let database: TestDatabase;
let source: DataSource;
let now = Date.parse('2026-03-06T09:00:00Z');
const [oldKey, newKey] = [new Uint8Array(32).fill(1), new Uint8Array(32).fill(2)];
const sessionsWith = (...keys: [Uint8Array, ...Uint8Array[]]) =>
  new Sessions(source, cipherWith({ current: keys[0], older: keys.slice(1) }), () => now);

beforeAll(async () => {
  database = await startTestDatabase();
  source = await openReadModels(database.url, sessionTables);
});
afterAll(async () => {
  await source.destroy();
  await database.stop();
});

describe('a session', () => {
  it('is found by its id, and not by its neighbour', async () => {
    const sessions = sessionsWith(oldKey);
    const id = await sessions.begin(given);
    expect(await sessions.find(id)).toEqual({
      ...{
        id: expect.stringMatching(/^[0-9a-f-]{36}$/),
        idToken: 'id-token',
        authenticatedAt: given.authenticatedAt,
        endsAt: new Date(now + 8 * HOUR).toISOString(),
      },
      actor: { issuer: given.issuer, subject: 'jan', kind: 'person', grants: given.grants },
    });
    expect(await sessions.find(`${id.slice(0, -1)}${id.endsWith('A') ? 'B' : 'A'}`)).toBeUndefined();
    expect(await sessions.find('')).toBeUndefined();
  });

  it('is kept without its id and without anything that a thief of the table could use', async () => {
    const id = await sessionsWith(oldKey).begin(given);
    const rows = JSON.stringify(
      await source.query('SELECT *, encode(id_token, $1) AS token FROM access.session', ['escape']),
    );
    expect(rows).not.toContain(id);
    expect(rows).not.toContain('id-token');
  });

  it('goes on for 15 minutes after every request, and ends without one', async () => {
    const sessions = sessionsWith(oldKey);
    const id = await sessions.begin(given);
    for (let round = 0; round < 4; round += 1) {
      now += 14 * MINUTE;
      expect(await sessions.find(id)).toBeDefined();
    }
    now += 15 * MINUTE + 1;
    expect(await sessions.find(id)).toBeUndefined();
  });

  it('ends after eight hours, whatever is done in it', async () => {
    const sessions = sessionsWith(oldKey);
    const id = await sessions.begin(given);
    const end = now + sessionLimits.longestMs;
    for (; now <= end; now += 10 * MINUTE) expect(await sessions.find(id)).toBeDefined();
    expect(await sessions.find(id)).toBeUndefined();
  });

  it('that was ended is over at once, in every process', async () => {
    const [one, other] = [sessionsWith(oldKey), sessionsWith(oldKey)];
    const id = await one.begin(given);
    await other.end(id);
    expect(await one.find(id)).toBeUndefined();
  });

  it('goes on while the vault key is rotated', async () => {
    const id = await sessionsWith(oldKey).begin(given);
    expect(await sessionsWith(newKey, oldKey).find(id)).toBeDefined();
    expect(await sessionsWith(newKey).find(id)).toBeUndefined();
  });

  it('is one of ten thousand, and those that are over are deleted', async () => {
    const sessions = sessionsWith(oldKey);
    const ids = await Promise.all(Array.from({ length: 100 }, () => sessions.begin(given)));
    await source.query(
      `INSERT INTO access.session (id_hash, id, browser, system, issuer, subject, grants, created_at, seen_at, id_token)
       SELECT id_hash || n, gen_random_uuid(), browser, system, issuer, subject, grants, created_at, seen_at, id_token
       FROM (SELECT * FROM access.session ORDER BY seen_at DESC LIMIT 100) recent, generate_series(1, 99) n`,
    );
    for (const id of ids) expect(await sessions.find(id)).toBeDefined();
    now += 20 * MINUTE;
    await sessions.begin(given);
    const [row]: { count: number }[] = await source.query('SELECT count(*)::int AS count FROM access.session');
    expect(row?.count).toBe(1);
  });
});

describe('a log-in', () => {
  it('is completed once, also when two ask at the same moment', async () => {
    const sessions = sessionsWith(oldKey);
    const outcomes = await Promise.all(Array.from({ length: 5 }, () => sessions.useLogIn('state-1')));
    expect(outcomes.filter(Boolean)).toHaveLength(1);
    expect(await sessions.useLogIn('state-2')).toBe(true);
  });
});
