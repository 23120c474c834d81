import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startTestDatabase } from '@regieboek/embedded-postgres/testing';
import type { TestDatabase } from '@regieboek/embedded-postgres/testing';
import pg from 'pg';
import { all, failureOf, newEvents, newRegion, newStream } from '../conformance/subject.js';
import { digestsOf, GapInLog, LogClosed, PostgresEventLog, regionOf } from '../src/index.js';
import type { EventSpan } from '../src/index.js';

const EVENTS = 9_000;

let database: TestDatabase;
let client: pg.Client;
let log: PostgresEventLog;

beforeAll(async () => {
  database = await startTestDatabase();
  client = new pg.Client({ connectionString: database.url });
  await client.connect();
  log = new PostgresEventLog(database.url);
  await log.migrate();
});

afterAll(async () => {
  await log.close();
  await client.end();
  await database.stop();
});

/** Damages the log, as a careless administrator could. */
const damage = (statement: string): Promise<unknown> =>
  client.query(
    `begin; alter table log.event disable trigger user; ${statement}; alter table log.event enable trigger user; commit`,
  );

/** Two regions whose events alternate in the table; some are larger than one hashed piece. */
async function twoRegions(): Promise<readonly [string, string]> {
  const regions = [newRegion(), newRegion()] as const;
  await client.query(
    `insert into log.event (region, position, stream, revision, id, type, data, meta, recorded_at_ms)
      select region, n, region || '.thing-' || n % 7, n / 7, md5(region || n)::uuid, 'test.told.v' || n % 3,
        json_build_object('n', n, 'text', E'\\\\ "é€😀" \\n' || repeat('é', case when n % 500 = 0 then 9000 else n % 40 end))::jsonb::text,
        '{"actor":"a' || n / 1000 || '"}', 1700000000000 + n / 100
      from generate_series(1, ${EVENTS}) as n, unnest($1::text[]) region`,
    [regions],
  );
  // JSON as the log writes it: without spaces.
  await damage(
    `update log.event set data = replace(replace(data, '": ', '":'), ', "', ',"') where region in ('${regions.join("', '")}')`,
  );
  return regions;
}

const leaves = (head: number): EventSpan[] =>
  Array.from({ length: Math.ceil(head / 1_024) }, (_, index) => ({
    after: index * 1_024,
    upTo: Math.min(head, (index + 1) * 1_024),
  }));

const hex = async (digests: AsyncIterable<{ readonly digest: Uint8Array }>): Promise<string[]> =>
  (await all(digests)).map(({ digest }) => Buffer.from(digest).toString('hex'));

describe('digests computed by PostgreSQL', () => {
  it('equal those computed here from the returned events, also for interleaved regions', async () => {
    const regions = await twoRegions();
    const [one, other] = await Promise.all(regions.map((region) => hex(log.digests(region, leaves(EVENTS)))));
    expect(one).toEqual(await hex(digestsOf(log, regions[0], leaves(EVENTS))));
    expect(other).toEqual(await hex(digestsOf(log, regions[1], leaves(EVENTS))));
    expect(new Set([...(one ?? []), ...(other ?? [])]).size).toBe(18);
  });

  it.each([
    ['its data', `data = '{"n":2}'`],
    ['the way its data is written', `data = '{"n": 1}'`],
    ['the way its meta is written', `meta = '{ }'`],
    ['its stream', `stream = stream || 'x'`],
    ['its revision', 'revision = 99'],
    ['its id', 'id = gen_random_uuid()'],
    ['its type', `type = type || 'x'`],
    ['when it was recorded', 'recorded_at_ms = recorded_at_ms + 1'],
    ['its meta', `meta = '{"a":"b"}'`],
    ['a line feed in its type, moved from its meta', `type = type || e'\\n{}', meta = ''`],
  ])('change when %s was changed', async (_, change) => {
    const stream = newStream();
    const region = regionOf(stream);
    await log.append(stream, 'none', newEvents(6));
    const spans = [
      { after: 0, upTo: 3 },
      { after: 3, upTo: 6 },
    ];
    const [before, second] = await hex(log.digests(region, spans));
    await damage(`update log.event set ${change} where region = '${region}' and position = 2`);
    const [changed, unchanged] = await hex(log.digests(region, spans));
    expect(changed).not.toBe(before);
    expect(unchanged).toBe(second);
    expect(await hex(digestsOf(log, region, spans))).toEqual([changed, unchanged]);
  });

  it('change when events swap places or move to another region', async () => {
    const stream = newStream();
    const region = regionOf(stream);
    await log.append(stream, 'none', newEvents(3));
    const span = [{ after: 0, upTo: 3 }];
    const [before] = await hex(log.digests(region, span));
    await damage(`update log.event set position = 9 where region = '${region}' and position = 1;
      update log.event set position = 1 where region = '${region}' and position = 2;
      update log.event set position = 2 where region = '${region}' and position = 9`);
    const [moved] = await hex(log.digests(region, span));
    expect(moved).not.toBe(before);
    const elsewhere = newStream();
    await log.append(elsewhere, 'none', newEvents(3));
    expect(await hex(log.digests(regionOf(elsewhere), span))).not.toEqual([moved]);
  });

  it.each([
    [5, 5, 5, 6],
    [1, 3, 1, 4],
    [2_049, 5_000, 2_049, 5_001],
    [3_000, 3_000, 3_000, 3_001],
  ])('stop where positions %i to %i are missing, and report the place', async (from, to, expected, found) => {
    const stream = newStream();
    const region = regionOf(stream);
    await log.append(stream, 'none', newEvents(3_000));
    await log.append(stream, 2_999, newEvents(2_500));
    await damage(`delete from log.event where region = '${region}' and position between ${from} and ${to}`);
    const failure = await failureOf(all(log.digests(region, leaves(5_500))));
    expect(failure).toBeInstanceOf(GapInLog);
    expect(failure).toMatchObject({ expected, found });
  });

  it('continue when connections were lost meanwhile, and end when the log is closed', async () => {
    const [region] = await twoRegions();
    const spans = Array.from({ length: EVENTS / 100 }, (_, index) => ({ after: index * 100, upTo: index * 100 + 100 }));
    const whole = await hex(log.digests(region, spans));
    const found: string[] = [];
    for await (const { digest } of log.digests(region, spans)) {
      found.push(Buffer.from(digest).toString('hex'));
      await client.query(
        `select pg_terminate_backend(pid) from pg_stat_activity
          where application_name = 'regieboek-log' and datname = current_database()`,
      );
    }
    expect(found).toEqual(whole);
    const closing = new PostgresEventLog(database.url);
    const closed = async () => {
      for await (const { after } of closing.digests(region, spans)) if (after === 0) await closing.close();
    };
    expect(await failureOf(closed())).toBeInstanceOf(LogClosed);
  });
});
