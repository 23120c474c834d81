import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { PostgresEventLog, runningDigest } from '@regieboek/eventing';
import { startTestDatabase, type TestDatabase } from '@regieboek/embedded-postgres/testing';
import { savedEvents } from '../src/log/saved-events.js';
import { addEvents, newFolder, region, save } from './saved-log.js';

let database: TestDatabase;
let log: PostgresEventLog;
let client: pg.Client;

beforeAll(async () => {
  database = await startTestDatabase();
  log = new PostgresEventLog(database.url);
  await log.migrate();
  client = new pg.Client({ connectionString: database.url, options: '-c regieboek.region=*' });
  await client.connect();
});
afterAll(async () => {
  await client.end();
  await log.close();
  await database.stop();
});

/** Parts as text, without compression. */
async function eventsOf(
  folder: Awaited<ReturnType<typeof newFolder>>,
  saved: Awaited<ReturnType<typeof save>>,
): Promise<unknown[]> {
  const events: unknown[] = [];
  if (saved)
    for await (const batch of savedEvents(folder, saved))
      for (const { json, metaJson, ...event } of batch)
        events.push([event, Buffer.from(metaJson).toString(), Buffer.from(json).toString()]);
  return events;
}

describe('a region saved from PostgreSQL', () => {
  it('has the lines that the server writes: those that this process writes from the events', async () => {
    await addEvents(log, 9_000);
    const [byStore, byEvents] = [await newFolder(), await newFolder()];
    const withoutLines = new Proxy(log, {
      get(target, name) {
        if (name === 'lines') return undefined;
        const value: unknown = Reflect.get(target, name, target);
        return typeof value === 'function' ? (value.bind(target) as unknown) : value;
      },
    });
    const limits = { eventsMax: 4_000, bytesMax: 1e9 };
    const one = await save(log, byStore, { limits });
    const other = await save(withoutLines, byEvents, { limits });
    expect(one).toEqual(other);
    expect(await eventsOf(byStore, one)).toEqual(await eventsOf(byEvents, other));
    expect(one?.digest).toBe(await runningDigest(log, region, 9_000));
    await addEvents(log, 700);
    const later = await save(log, byStore, { limits, saved: one });
    expect(later).toMatchObject({ position: 9_700, digest: await runningDigest(log, region, 9_700) });
    expect(await eventsOf(byStore, later)).toHaveLength(9_700);
    await byStore.remove();
    await byEvents.remove();
  });

  it('is refused when an event contains a control character, and the event is named', async () => {
    await client.query(
      `INSERT INTO log.event VALUES ('odd', 1, 'odd.thing-1', 0, '00000000-0000-4000-8000-000000000001', 'a.b.v1', E'{"a":\\t1}', '{}', 0)`,
    );
    const folder = await newFolder();
    const saving = { folder, limits: { eventsMax: 9, bytesMax: 9 }, nextFile: () => '000001-odd.zst' };
    const { saveRegion } = await import('../src/log/save-region.js');
    const failing = async () => {
      for await (const _ of saveRegion(log, { region: 'odd', upTo: 1 }, saving)) void _;
    };
    await expect(failing()).rejects.toThrow(/the event at position 1 of region odd contains a control character/);
    await folder.remove();
  });
});
