import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { MemoryEventLog } from '@regieboek/eventing';
import { startTestDatabase, type TestDatabase } from '@regieboek/embedded-postgres/testing';
import { overAllRegions } from '@regieboek/isolation';
import { ProjectionRunner } from '../../projections/projection-runner.js';
import { cipherWith } from '../../secrets/cipher.js';
import { NO_REGION } from '../../secrets/region-keys.js';
import { YouthKeys } from '../../secrets/youth-keys.js';
import { openReadModels } from '../data-source.js';
import { Erasures } from './erasures.js';
import { erasuresIn } from './index.js';

const region = 'zhz';

describe('the erasures of a service', () => {
  let database: TestDatabase;
  let pool: pg.Pool;
  let log: MemoryEventLog;
  let erasures: Erasures;
  let keys: YouthKeys;
  const own = erasuresIn('own');

  beforeAll(async () => {
    database = await startTestDatabase();
    await (
      await openReadModels(database.url, { schema: 'own', entities: own.entities, migrations: own.migrations })
    ).destroy();
    await ProjectionRunner.migrate(database.url);
    pool = new pg.Pool({ connectionString: database.url });
    keys = new YouthKeys(pool, cipherWith(Buffer.alloc(32, 5)), 'own');
  });
  beforeEach(async () => {
    await pool.query('TRUNCATE own.youth_key, own.erasure, platform.checkpoint');
    log = new MemoryEventLog();
    erasures = new Erasures(new ProjectionRunner(log, pool), log);
    erasures.follow(own.projection);
  });
  afterAll(async () => {
    await pool.end();
    await database.stop();
  });

  const erase = (youth: string, alsoAs: string[] = []) => {
    const data = { youth, erasedOn: '2034-01-02', ground: 'request', alsoAs };
    const event = { id: randomUUID(), type: 'placements.youth-erased.v1', data };
    return log.append(`${region}.youth-${youth}`, 'none', [event]);
  };
  const left = async (youths: readonly string[], of = region) => [
    ...(await overAllRegions(() => keys.known(of, youths))).keys(),
  ];

  it('destroy the key of a youth, and of its other ids, and of nobody else', async () => {
    const [youth, other, stranger, another] = [randomUUID(), randomUUID(), randomUUID(), randomUUID()] as const;
    await keys.of(region, [youth, other]);
    await keys.of(NO_REGION, [stranger, another]);
    await erase(youth, [stranger]);
    await erasures.apply(region);
    expect([await left([youth, other]), await left([stranger, another], NO_REGION)]).toEqual([[other], [another]]);
    const { rows } = await pool.query(`SELECT region, youth, ground, erased_on::text FROM own.erasure`);
    expect(rows).toEqual([{ region, youth, ground: 'request', erased_on: '2034-01-02' }]);
  });

  it('make this process forget the keys that it remembers for sealing', async () => {
    const [youth, other, stranger] = [randomUUID(), randomUUID(), randomUUID()] as const;
    const before = [await keys.of(region, [youth, other]), await keys.of(NO_REGION, [stranger])];
    await erase(youth, [stranger]);
    await erasures.apply(region);
    const after = [await keys.of(region, [youth, other]), await keys.of(NO_REGION, [stranger])];
    const isSame = (id: string, at: number) => before[at]?.get(id) === after[at]?.get(id);
    expect([isSame(youth, 0), isSame(other, 0), isSame(stranger, 1)]).toEqual([false, true, false]);
  });

  it('destroy it again when an older copy of the database is put back', async () => {
    const youth = randomUUID();
    await keys.of(region, [youth]);
    await pool.query('CREATE TABLE copy AS TABLE own.youth_key');
    await erase(youth);
    await erasures.apply(region);
    await pool.query('INSERT INTO own.youth_key TABLE copy; DELETE FROM own.erasure; DELETE FROM platform.checkpoint');
    expect(await left([youth])).toEqual([youth]);
    await erasures.apply(region);
    expect(await left([youth])).toEqual([]);
  });

  it('are looked for each time a message is opened where another service records them, otherwise once', async () => {
    const [youth, another] = [randomUUID(), randomUUID()] as const;
    const runner = new ProjectionRunner(log, pool);
    const elsewhere = new Erasures(
      {
        catchUp: (...of) => runner.catchUp(...of),
        follow: (...of) => runner.follow(...of),
        isRecordedElsewhere: () => true,
      },
      log,
    );
    elsewhere.follow(own.projection);
    await keys.of(region, [youth, another]);
    await erasures.ready(region);
    await elsewhere.ready(region);
    await erase(youth);
    await erasures.ready(region);
    expect(await left([youth, another])).toHaveLength(2);
    await elsewhere.ready(region);
    expect(await left([youth, another])).toEqual([another]);
  });

  it('leave the same id in another region alone', async () => {
    const youth = randomUUID();
    await keys.of('wbw', [youth]);
    await erase(youth);
    await erasures.apply(region);
    expect(await left([youth], 'wbw')).toEqual([youth]);
  });
});
