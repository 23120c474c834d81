import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { localActor } from '@regieboek/access';
import type { CalendarDate } from '@regieboek/kernel';
import { DeclarationIntake } from '@regieboek/finance';
import type { Authenticator } from '@regieboek/platform';
import { importStory, startOnNewDatabase, type Running } from './running.js';
import { declarationOf } from './declared-months.js';
import * as story from './story.js';

/** Everybody is the user of this machine, but a neighbour with a role in another region. */
const authenticator: Authenticator = {
  authenticate: async ({ headers }) =>
    headers['x-actor'] === 'neighbour'
      ? {
          ...{ subject: 'nora', issuer: 'https://idp.example', kind: 'person' },
          grants: [{ role: 'finance', region: 'wbw' }],
        }
      : localActor,
};

let running: Running;
let stop: () => Promise<void>;
let today: CalendarDate;

beforeEach(async () => {
  today = story.day('2026-05-06');
  ({ running, stop } = await startOnNewDatabase(() => ({ today: () => today, authenticator })));
  await importStory(running);
});
afterEach(() => stop());

const send = (month: Parameters<typeof declarationOf>[0]) =>
  running.post('/v1/declarations', 'application/xml', declarationOf(month));

const approvedOf = async (month: string): Promise<number> =>
  (await running.get(`/v1/regions/${story.region}/billing-runs/2026-${month}`)).json().totals.approvedCents;

const HOURS = 4;

describe('a declaration that arrives before that of an earlier month', () => {
  beforeEach(async () => {
    expect((await send('01')).json()).toMatchObject({ status: 'decided', approvedLines: 1 });
  });

  it('waits, reports for what and until when, and is decided as soon as that one arrives', async () => {
    const early = await send('03');
    expect(early.statusCode).toBe(202);
    expect(early.json()).toMatchObject({ status: 'waiting', missing: '2026-02', until: '2026-05-15' });
    expect(early.json().faults[0].text).toContain('waits for the declaration of 2026-02');
    expect((await running.get(`/v1/declarations/messages/${early.json().message}`)).json()).toMatchObject({
      status: 'waiting',
    });
    const missing = await send('02');
    expect(missing.json()).toMatchObject({ status: 'decided', approvedLines: 1, released: [{ approvedLines: 1 }] });
    expect((await send('03')).json()).toMatchObject({ status: 'unchanged', approvedLines: 1 });
    for (const month of ['01', '02', '03']) expect(await approvedOf(month)).toBe(HOURS * story.tariffCents);
  });

  it('makes later ones wait too, and all are decided in the order of their months', async () => {
    expect((await send('04')).json()).toMatchObject({ status: 'waiting', missing: '2026-02' });
    expect((await send('03')).json()).toMatchObject({ status: 'waiting', missing: '2026-02' });
    expect((await send('02')).json().released).toMatchObject([{ approvedLines: 1 }, { approvedLines: 1 }]);
  });

  it('goes on waiting when somebody without a role in its region sends it again, who is told nothing of it', async () => {
    await send('03');
    for (const _ of [1, 2, 3, 4]) {
      const again = await running.post('/v1/declarations', 'application/xml', declarationOf('03'), {
        'x-actor': 'neighbour',
      });
      expect([again.statusCode, again.body]).toEqual([400, expect.stringContaining('region zhz is not one')]);
      expect(again.body).not.toContain('2026-02');
    }
    expect((await send('02')).json().released).toMatchObject([{ status: 'decided', approvedLines: 1 }]);
  });

  it('waits at most until its day: then it is decided, and the missing one is late', async () => {
    const { until } = (await send('03')).json();
    today = story.day('2026-05-15');
    expect((await send('03')).json()).toMatchObject({ status: 'waiting', until });
    expect((await running.resolve(DeclarationIntake).resume()).failures).toEqual([]);
    expect(await approvedOf('03')).toBe(0);
    today = story.day('2026-05-16');
    await running.resolve(DeclarationIntake).resume();
    expect(await approvedOf('03')).toBe(HOURS * story.tariffCents);
    expect((await send('02')).json()).toMatchObject({ status: 'decided', approvedLines: 0 });
  });

  it('is decided at once where the region chose not to wait', async () => {
    await running.post('/v1/region-files', 'application/yaml', `${story.regionFile}ijw: { predecessorWaitDays: 0 }\n`);
    expect((await send('03')).json()).toMatchObject({ status: 'decided', approvedLines: 1 });
  });
});

it('never waits when it was made long ago: nothing before it is still in transit', async () => {
  today = story.day('2026-08-01');
  await send('01');
  expect((await send('03')).json()).toMatchObject({ status: 'decided', approvedLines: 1 });
});

it('never waits when it is the first of a provider to a municipality', async () => {
  expect((await send('03')).json()).toMatchObject({ status: 'decided', approvedLines: 1 });
});
