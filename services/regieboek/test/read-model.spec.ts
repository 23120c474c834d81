import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { GapInLog, type EventLog } from '@regieboek/eventing';
import { DeclarationIntake, financeFeedProjections } from '@regieboek/finance';
import { writeMessage } from '@regieboek/ijw';
import { PROJECTIONS, type Projections } from '@regieboek/platform';
import { importStory, startOnNewDatabase, type Running } from './running.js';
import * as story from './story.js';

let running: Running;
let stop: () => Promise<void>;
let url: string;
let lastPosition = Infinity;

/** A log that shows a reader only the first events: the view of a read model whose process stops there. */
const upTo = (log: EventLog): EventLog =>
  new Proxy(log, {
    get(target, name) {
      if (name === 'head') {
        return async (region: string) => Math.min(await target.head(region), lastPosition);
      }
      if (name === 'follow') {
        return (region: string, after: number) => {
          if (after > lastPosition) throw new GapInLog(`Region ${region}`, after + 1, lastPosition + 1);
          return target.follow(region, after);
        };
      }
      const value: unknown = Reflect.get(target, name);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });

const tables = ['declaration', 'line', 'assignment', 'region', 'contract'];

/** Every row of the read model of finance, in order. */
async function rows(): Promise<unknown> {
  const pool = running.administrator;
  const read = tables.map(async (table) => {
    const { rows: found } = await pool.query(`SELECT t::text AS row FROM finance.${table} t ORDER BY 1`);
    return [table, found.map(({ row }: { row: string }) => row)];
  });
  return Object.fromEntries(await Promise.all(read));
}

async function forget(): Promise<void> {
  const pool = running.administrator;
  await pool.query(`TRUNCATE ${tables.map((table) => `finance.${table}`).join(', ')}`);
  await pool.query(`DELETE FROM platform.checkpoint WHERE consumer LIKE 'finance.%'`);
}

/** Brings the read models up to a position of the log, as requests and decisions do. */
async function catchUp(position: number): Promise<void> {
  lastPosition = position;
  const projections = running.resolve<Projections>(PROJECTIONS);
  for (const projection of financeFeedProjections) await projections.catchUp(projection, story.region);
  const response = await running.get(`/v1/regions/${story.region}/declarations`);
  expect([200, 404]).toContain(response.statusCode);
}

beforeAll(async () => {
  ({ running, stop, url } = await startOnNewDatabase(({ log }) => ({ log: upTo(log) })));
  await importStory(running);
  const intake = running.resolve(DeclarationIntake);
  await intake.take(Buffer.from(story.jw323()));
  await intake.take(Buffer.from(story.largeJw323(2_100)));
  const second = story.jw323Of('D2', [{ bsn: story.bsn, prestaties: [story.line('L9', 0)] }]);
  await intake.take(Buffer.from(writeMessage('JW323', second)));
  await intake.take(
    Buffer.from(writeMessage('JW323', { ...second, header: { ...second.header } }).replace('D2', 'D3')),
  );
});
afterAll(() => stop());

describe('the read model of finance', () => {
  it('is the same after any stops as when built from the first event at once (R8)', async () => {
    expect(url).toContain('postgres://');
    const head = await running.resources.log.head(story.region);
    await catchUp(head);
    const live = await rows();
    await forget();
    await catchUp(head);
    expect(await rows()).toEqual(live);
    expect(JSON.stringify(live)).toContain('DECD2');

    await fc.assert(
      fc.asyncProperty(
        fc.uniqueArray(fc.integer({ min: 1, max: head }), { minLength: 1, maxLength: 6 }),
        async (stops) => {
          await forget();
          for (const position of stops.sort((a, b) => a - b)) await catchUp(position);
          await catchUp(head);
          expect(await rows()).toEqual(live);
        },
      ),
      { seed: 323, numRuns: 15 },
    );
  });

  it('refuses to continue when its checkpoint is ahead of the log, and recovers when it is dropped', async () => {
    await catchUp(Infinity);
    lastPosition = 1;
    const { statusCode } = await running.server.inject({
      method: 'GET',
      url: `/v1/regions/${story.region}/declarations`,
    });
    expect(statusCode).toBe(503);
    await forget();
    await catchUp(Infinity);
    expect(JSON.stringify(await rows())).toContain('DECD1');
  });
});
