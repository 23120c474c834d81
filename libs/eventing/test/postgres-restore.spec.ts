import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { startTestDatabase, type TestDatabase } from '@regieboek/embedded-postgres/testing';
import { overAllRegions, ownUsers, RegionPool } from '@regieboek/isolation';
import { eventsOf, newEvents, newRegion } from '../conformance/subject.js';
import { MemoryEventLog, PostgresEventLog, type EncodedEvent, type Recorded } from '../src/index.js';

let database: TestDatabase;
let owner: pg.Pool;
let application: pg.Pool;

beforeAll(async () => {
  database = await startTestDatabase();
  const administrator = new pg.Client({ connectionString: database.url });
  await administrator.connect();
  const { url, ownerUrl } = await ownUsers(administrator, database.url);
  await administrator.end();
  owner = new pg.Pool({ connectionString: ownerUrl, max: 2 });
  application = new RegionPool({ connectionString: url, max: 2 });
  const log = new PostgresEventLog(ownerUrl);
  await log.migrate();
  await log.close();
});
afterAll(async () => {
  await owner.end();
  await application.end();
  await database.stop();
});

async function recorded(region: string, count: number): Promise<Recorded[]> {
  const log = new MemoryEventLog({});
  await log.append(`${region}.thing-1`, 'none', newEvents(count));
  return eventsOf(log, region);
}

async function* encoded(events: readonly Recorded[]): AsyncGenerator<readonly EncodedEvent[]> {
  yield events.map(({ region: _, data, meta, ...event }) => ({
    ...event,
    json: Buffer.from(JSON.stringify(data)),
    metaJson: Buffer.from(JSON.stringify(meta)),
  }));
}

const isForced = async (): Promise<boolean | undefined> =>
  (
    await owner.query<{ forced: boolean }>(
      `SELECT relforcerowsecurity AS forced FROM pg_class WHERE oid = 'log.event'::regclass`,
    )
  ).rows[0]?.forced;

describe('a region restored into PostgreSQL', () => {
  it.each([
    ['the owner, who copies', () => owner],
    ['the application, which may not copy', () => application],
  ])('is the same for %s, and stays under row-level security', async (_, pool) => {
    const region = newRegion();
    const events = await recorded(region, 40);
    const log = new PostgresEventLog(pool());
    expect(await log.restore(region, encoded(events))).toBe(40);
    expect(await log.restore(region, encoded(events))).toBe(40);
    expect(await overAllRegions(() => eventsOf(log, region))).toEqual(events);
    expect(await isForced()).toBe(true);
  });

  it('goes on after what an interrupted restore left, and refuses a history that differs from it', async () => {
    const region = newRegion();
    const events = await recorded(region, 30);
    const log = new PostgresEventLog(owner);
    await log.restore(region, encoded(events.slice(0, 12)));
    expect(await log.restore(region, encoded(events))).toBe(30);
    const changed = events.map((event) => (event.position === 5 ? { ...event, data: { other: true } } : event));
    await expect(log.restore(region, encoded(changed))).rejects.toThrow(/position 5|another event/);
    expect(await overAllRegions(() => eventsOf(log, region))).toEqual(events);
  });

  it('leaves nothing, and row-level security as it was, when the copy fails', async () => {
    const region = newRegion();
    const events = await recorded(region, 10);
    await owner.query(`ALTER TABLE log.event ADD CONSTRAINT small CHECK (length(data) < 1) NOT VALID`);
    const log = new PostgresEventLog(owner, { retry: { attemptsMax: 1 } });
    await expect(log.restore(region, encoded(events))).rejects.toThrow(/small/);
    await owner.query('ALTER TABLE log.event DROP CONSTRAINT small');
    expect([await log.head(region), await isForced()]).toEqual([0, true]);
  });
});
