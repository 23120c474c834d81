import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import type { DataSource } from 'typeorm';
import { z } from 'zod';
import type { Actor, Role } from '@regieboek/access';
import { startTestDatabase, type TestDatabase } from '@regieboek/embedded-postgres/testing';
import { isRefusal, Refusal } from '@regieboek/kernel';
import { asActor } from '../logging/request-context.js';
import { openReadModels } from '../read-models/data-source.js';
import { cipherWith } from '../secrets/cipher.js';
import { FourEyes } from './four-eyes.js';
import { Approvals, approvalTables, LAPSES_AFTER_MS } from './store/approvals.js';
import { sealedApprovals } from './store/sealed-approvals.js';
import type { ByTwo, UseCaseOfTwo } from './use-case.js';

const region = 'zhz';
const cipher = cipherWith(new Uint8Array(32).fill(3));
const person = (subject: string, role: Role = 'finance', issuer = 'https://idp.example'): Actor => ({
  ...{ subject, issuer, kind: 'person', code: `u-${subject}`, grants: [{ role, region }] },
});
const [asker, other] = [person('jan'), person('piet')];

const content = z.object({ period: z.string(), reason: z.string() });
type Content = z.output<typeof content>;

let database: TestDatabase;
let source: DataSource;
let pool: pg.Pool;
let now: number;
let done: { content: Content; by: ByTwo }[];
let failure: Error | undefined;

const sealing: UseCaseOfTwo<Content, void> = {
  ...{ action: 'seal-periods', content },
  describe: ({ period }) => ({ nl: `${period} afsluiten`, en: `Seal ${period}` }),
  async run(given, by) {
    if (failure) throw failure;
    done.push({ content: given, by });
  },
};

const fourEyes = () => {
  const made = new FourEyes(new Approvals(source, () => now), cipher, { isOn: true });
  made.register(sealing);
  return made;
};
const ask = (reason = 'start follows', as = asker) =>
  asActor(as, () => fourEyes().ask(sealing, region, { period: '2026-02', reason })).then(({ approval }) => approval);
const confirm = (id: string, as = other) => asActor(as, () => fourEyes().confirm(region, id));
const decline = (id: string, as = other) => asActor(as, () => fourEyes().decline(region, id));
const open = (as = other) => asActor(as, () => fourEyes().open(region));
const refusal = async (work: Promise<unknown>): Promise<string> => {
  const error = await work.catch((one: unknown) => one);
  return isRefusal(error) ? error.code : `not refused: ${String(error)}`;
};

beforeAll(async () => {
  database = await startTestDatabase();
  source = await openReadModels(database.url, approvalTables);
  pool = new pg.Pool({ connectionString: database.url });
});
afterAll(async () => {
  await pool.end();
  await source.destroy();
  await database.stop();
});
beforeEach(async () => {
  await pool.query('DELETE FROM access.approval');
  now = Date.UTC(2026, 2, 6, 9);
  done = [];
  failure = undefined;
});

describe('a request for a second person', () => {
  it('does nothing until another person confirms it, and then does what was asked, with both codes', async () => {
    const asked = await ask();
    expect(asked).toMatchObject({
      ...{ region, action: 'seal-periods', status: 'open', askedBy: 'u-jan', decidedBy: null },
      description: { nl: '2026-02 afsluiten', en: 'Seal 2026-02' },
      lapsesAt: '2026-03-13T09:00:00.000Z',
      address: `/v1/regions/zhz/approvals/${asked.id}`,
    });
    expect([await open(), done]).toEqual([[asked], []]);
    expect(await confirm(asked.id)).toMatchObject({ status: 'confirmed', decidedBy: 'u-piet' });
    expect(done).toEqual([
      { content: { period: '2026-02', reason: 'start follows' }, by: { asked: 'u-jan', confirmed: 'u-piet' } },
    ]);
    expect(await open()).toEqual([]);
  });

  it('is refused by who asked, also under another role, and by a program', async () => {
    const { id } = await ask();
    const machine: Actor = { ...other, kind: 'machine' };
    for (const decide of [confirm, decline]) {
      expect(await refusal(decide(id, asker))).toBe('same-person');
      expect(await refusal(decide(id, { ...asker, grants: [{ role: 'finance', region: '*' }] }))).toBe('same-person');
      expect(await refusal(decide(id, machine))).toBe('not-a-person');
    }
    expect((await open())[0]?.status).toBe('open');
  });

  it('is known to those who may do it themselves, and to auditors, who cannot decide on it', async () => {
    const { id } = await ask();
    expect(await refusal(confirm(id, person('kees', 'backoffice')))).toBe('not-found');
    expect(await open(person('kees', 'backoffice'))).toEqual([]);
    expect(await open(person('els', 'auditor'))).toHaveLength(1);
    expect(await refusal(confirm(id, person('els', 'auditor')))).toBe('not-allowed-role');
    expect(await refusal(asActor(other, () => fourEyes().confirm('wbw', id)))).toBe('not-found');
  });

  it('counts a person of another issuer with the same subject as another person', async () => {
    const { id } = await ask();
    expect(await confirm(id, person('jan', 'finance', 'https://other.example'))).toMatchObject({ status: 'confirmed' });
  });

  it('is the same one when it is made again, and another one of another person or content', async () => {
    const first = await ask();
    expect((await ask()).id).toBe(first.id);
    expect((await ask('another reason')).id).not.toBe(first.id);
    expect((await ask('start follows', other)).id).not.toBe(first.id);
    await decline(first.id);
    expect((await ask()).id).not.toBe(first.id);
  });

  it('is declined once, and does nothing then', async () => {
    const { id } = await ask();
    expect(await decline(id)).toMatchObject({ status: 'declined', decidedBy: 'u-piet' });
    expect(await decline(id)).toMatchObject({ status: 'declined' });
    expect(await refusal(confirm(id))).toBe('approval-decided');
    expect(done).toEqual([]);
  });

  it('is confirmed once: the same person gets the same answer, and nothing is done again', async () => {
    const { id } = await ask();
    const first = await confirm(id);
    expect(await confirm(id)).toEqual(first);
    expect(await refusal(confirm(id, person('kees')))).toBe('approval-decided');
    expect(await refusal(decline(id))).toBe('approval-decided');
    expect(done).toHaveLength(1);
  });

  it('lapses after seven days', async () => {
    const { id } = await ask();
    now += LAPSES_AFTER_MS + 1;
    expect(await open()).toEqual([]);
    expect(await refusal(confirm(id))).toBe('approval-lapsed');
    expect(await asActor(asker, () => fourEyes().show(region, id))).toMatchObject({ approval: { status: 'lapsed' } });
    expect((await ask()).id).not.toBe(id);
    expect(await asActor(asker, () => fourEyes().show(region, id))).toMatchObject({ content: null });
  });

  it('is counted for its region while it is open', async () => {
    const counts = () => new Approvals(source, () => now).openCounts();
    expect(await counts()).toEqual([]);
    const first = await ask('one');
    now += 60_000;
    await ask('two');
    const by = { subject: 'jan', issuer: asker.issuer, code: 'u-jan' };
    const description = { nl: 'kluissleutel vervangen', en: 'Rotate vault key' };
    await new Approvals(source, () => now).ask(
      { region: '*', action: 'operate', content: '{}', description, by },
      cipher,
    );
    expect(await counts()).toEqual([
      { region: '*', count: 1, oldestSeconds: 0 },
      { region, count: 2, oldestSeconds: 60 },
    ]);
    await decline(first.id);
    expect((await counts()).at(-1)).toEqual({ region, count: 1, oldestSeconds: 0 });
    now += LAPSES_AFTER_MS + 1;
    expect(await counts()).toEqual([]);
  });

  it('stays open when what was asked cannot be done, with the reason', async () => {
    const { id } = await ask();
    failure = new Refusal('changed-since-asked', 'conflict', 'ask again');
    expect(await refusal(confirm(id))).toBe('changed-since-asked');
    failure = undefined;
    expect(await confirm(id, person('kees'))).toMatchObject({ status: 'confirmed', decidedBy: 'u-kees' });
  });

  it('is not declined while it is being carried out, and is carried out again after an interruption', async () => {
    const { id } = await ask();
    const store = new Approvals(source, () => now);
    expect(await store.claim(region, id, { subject: 'piet', issuer: other.issuer, code: 'u-piet' })).toBe(true);
    expect(await refusal(decline(id, person('kees')))).toBe('approval-decided');
    expect(await confirm(id)).toMatchObject({ status: 'confirmed' });
    expect(done).toHaveLength(1);
  });

  it('keeps its content sealed, and not after it was decided on', async () => {
    const { id } = await ask('a reason that nobody reads');
    const rows = async () => JSON.stringify((await pool.query('SELECT * FROM access.approval')).rows);
    expect(await rows()).not.toContain('nobody reads');
    expect(await asActor(other, () => fourEyes().show(region, id))).toMatchObject({
      content: { reason: 'a reason that nobody reads' },
    });
    await confirm(id);
    expect((await pool.query('SELECT content FROM access.approval')).rows).toEqual([{ content: null }]);
  });

  it('survives a rotation of keys', async () => {
    const { id } = await ask();
    const rotated = cipherWith({ current: new Uint8Array(32).fill(4), older: [new Uint8Array(32).fill(3)] });
    const part = { after: '', rows: 100 };
    expect(await sealedApprovals.reseal(pool, rotated, part)).toEqual({ rows: 1, next: null });
    expect(await sealedApprovals.reseal(pool, rotated, part)).toEqual({ rows: 0, next: null });
    const newKey = cipherWith(new Uint8Array(32).fill(4));
    expect(await sealedApprovals.check(pool, newKey, part)).toEqual({ rows: 1, next: null });
    const later = new FourEyes(new Approvals(source, () => now), newKey, { isOn: true });
    later.register(sealing);
    const again = { period: '2026-02', reason: 'start follows' };
    expect((await asActor(asker, () => later.ask(sealing, region, again))).approval.id).toBe(id);
    expect(await asActor(other, () => later.confirm(region, id))).toMatchObject({ status: 'confirmed' });
  });
});
