import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { DataSource } from 'typeorm';
import { startTestDatabase, type TestDatabase } from '@regieboek/embedded-postgres/testing';
import type { Grant } from '@regieboek/access';
import { openReadModels } from '../../read-models/data-source.js';
import { cipherWith } from '../../secrets/cipher.js';
import { Sessions1700000000030 } from './migration.js';
import { StoredOpenSessions } from './open-sessions.js';
import { Sessions, sessionLimits, sessionTables } from './sessions.js';

const MINUTE = 60_000;
const issuer = 'https://idp.example';
const cipher = cipherWith(new Uint8Array(32).fill(3));

let database: TestDatabase;
let source: DataSource;
let now = Date.parse('2026-03-06T09:00:00Z');
let sessions: Sessions;
let open: StoredOpenSessions;

const begin = (subject: string, ...grants: Grant[]) =>
  sessions.begin({ issuer, subject, grants, idToken: 'id-token', authenticatedAt: null }, 'Firefox/145.0 Linux');
const finance = (region: string): Grant => ({ role: 'finance', region });
const subjectsIn = async (region: string) => (await open.inRegion(region)).map(({ subject }) => subject).sort();

beforeAll(async () => {
  database = await startTestDatabase();
  source = await openReadModels(database.url, sessionTables);
  sessions = new Sessions(source, cipher, () => now);
  open = new StoredOpenSessions(source, () => now);
});
beforeEach(() => source.query('TRUNCATE access.session'));
afterAll(async () => {
  await source.destroy();
  await database.stop();
});

describe('the sessions that go on', () => {
  it('of a person are those of the same subject at the same issuer, newest first', async () => {
    await begin('jan', finance('zhz'));
    now += MINUTE;
    await begin('jan', finance('wbw'));
    await begin('piet', finance('zhz'));
    const own = await open.ofPerson({ issuer, subject: 'jan' });
    expect(own.map(({ since }) => since)).toEqual([now, now - MINUTE].map((at) => new Date(at).toISOString()));
    expect(own[0]).toMatchObject({ browser: 'Firefox', system: 'Linux', lastUsed: new Date(now).toISOString() });
    expect(await open.ofPerson({ issuer: 'https://other.example', subject: 'jan' })).toEqual([]);
  });

  it('of a region are those of people with a role in it, or in all of them', async () => {
    await begin('jan', finance('zhz'), finance('wbw'));
    await begin('piet', finance('wbw'));
    await begin('ann', finance('*'));
    expect([await subjectsIn('zhz'), await subjectsIn('wbw'), await subjectsIn('nbr')]).toEqual([
      ['ann', 'jan'],
      ['ann', 'jan', 'piet'],
      ['ann'],
    ]);
  });

  it('leave out what is over: without a request for 15 minutes, or after eight hours', async () => {
    const used = await begin('jan', finance('zhz'));
    await begin('piet', finance('zhz'));
    now += 10 * MINUTE;
    await sessions.find(used);
    now += 10 * MINUTE;
    expect(await subjectsIn('zhz')).toEqual(['jan']);
    const end = now - 20 * MINUTE + sessionLimits.longestMs;
    for (; now <= end; now += 10 * MINUTE) await sessions.find(used);
    expect([await subjectsIn('zhz'), await sessions.find(used)]).toEqual([[], undefined]);
  });

  it('ended by an administrator keep nothing but their end, and only until they would be over', async () => {
    const id = await begin('jan', finance('zhz'));
    const [{ id: listed } = { id: '' }] = await open.ofPerson({ issuer, subject: 'jan' });
    expect([await open.endByAdministrator([listed], 'zhz'), await open.endByAdministrator([listed], 'wbw')]).toEqual([
      1, 0,
    ]);
    expect([await sessions.find(id), await sessions.endedIn(id), await subjectsIn('zhz')]).toEqual([
      undefined,
      'zhz',
      [],
    ]);
    const [row] = await source.query('SELECT grants, length(id_token) AS token FROM access.session');
    expect(row).toEqual({ grants: [], token: 0 });
    now += 16 * MINUTE;
    await begin('piet');
    expect(await sessions.endedIn(id)).toBeUndefined();
  });

  it('end at once by their ids, and no others with them', async () => {
    const ids = [await begin('jan', finance('zhz')), await begin('jan', finance('zhz')), await begin('piet')];
    const own = (await open.ofPerson({ issuer, subject: 'jan' })).map(({ id }) => id);
    expect([await open.end(own), await open.end(own), await open.end([])]).toEqual([2, 0, 0]);
    const left = await Promise.all(ids.map((id) => sessions.find(id)));
    expect(left.map((session) => session?.actor.subject)).toEqual([undefined, undefined, 'piet']);
  });
});

describe('sessions from before there were lists', () => {
  it('go on, are listed under ids of their own, and do not say which browser it is', async () => {
    const older = await startTestDatabase();
    const before = await openReadModels(older.url, { ...sessionTables, migrations: [Sessions1700000000030] });
    const ids = ['a'.repeat(43), 'b'.repeat(43)];
    for (const id of ids) {
      const idHash = cipher.index(id, 'access/session');
      const idToken = cipher.seal('id-token', `access/session/${idHash}`);
      await before.query(`INSERT INTO access.session VALUES ($1, $2, 'jan', '[]', $3, $3, $4)`, [
        ...[idHash, issuer, new Date(now), idToken],
      ]);
    }
    await before.destroy();
    const after = await openReadModels(older.url, sessionTables);
    const listed = await new StoredOpenSessions(after, () => now).ofPerson({ issuer, subject: 'jan' });
    expect(new Set(listed.map(({ id }) => id)).size).toBe(2);
    expect(listed.map(({ browser, system }) => `${browser} ${system}`)).toEqual(['other other', 'other other']);
    const kept = new Sessions(after, cipher, () => now);
    expect((await kept.find(ids[0] ?? ''))?.actor.subject).toBe('jan');
    await after.destroy();
    await older.stop();
  });
});
