import { Module } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Actor } from '@regieboek/access';
import { draft, entriesIn, youth } from '../../../test/audit-drafts.js';
import { faultsIn, outcome } from '../../../test/edge-server.js';
import { createApplication } from '../../http/application.js';
import { cipherWith } from '../../secrets/cipher.js';
import { AUDIT_LOG, AUDITOR, AUTHENTICATOR } from '../../tokens.js';
import type { AuditLog } from '../log/audit-log.js';
import { checkChain } from '../log/chain.js';
import type { AuditEntry } from '../log/entry.js';
import { MemoryAuditLog } from '../log/memory.js';
import { Auditor, NAMED_MAX } from '../recording/auditor.js';
import { AuditController } from './audit.controller.js';
import { auditPage } from './responses.js';

const actorWith = (role: 'auditor' | 'finance'): Actor => ({
  ...{ subject: role, issuer: 'https://idp.example', kind: 'person', grants: [{ role, region: 'zhz' }] },
});
const actors: Readonly<Record<string, Actor>> = { auditor: actorWith('auditor'), finance: actorWith('finance') };

let read: MemoryAuditLog;
let reviews: MemoryAuditLog;
let application: NestFastifyApplication;

/** The logs of the test under way: what is read, and where reading it is recorded. */
const logOf = (log: () => AuditLog): AuditLog => ({
  record: (drafts) => log().record(drafts),
  entries: (region, filter) => log().entries(region, filter),
  regions: () => log().regions(),
  anchor: (region) => log().anchor(region),
  close: () => log().close(),
});

beforeAll(async () => {
  const auditor = new Auditor(
    logOf(() => reviews),
    cipherWith(new Uint8Array(32)),
    { regions: async () => ['zhz'] },
  );
  @Module({
    controllers: [AuditController],
    providers: [
      { provide: AUDIT_LOG, useValue: logOf(() => read) },
      { provide: AUDITOR, useValue: auditor },
      {
        provide: AUTHENTICATOR,
        useValue: {
          authenticate: async ({ headers }: { headers: Record<string, string> }) => actors[headers['x-actor'] ?? ''],
        },
      },
    ],
  })
  class Root {}
  application = await createApplication(Root);
  await application.init();
  await application.getHttpAdapter().getInstance().ready();
});
afterAll(() => application.close());
beforeEach(() => {
  [read, reviews] = [new MemoryAuditLog(), new MemoryAuditLog()];
});

const ask = (query = '', { as = 'auditor', region = 'zhz' } = {}) =>
  application
    .getHttpAdapter()
    .getInstance()
    .inject({ url: `/v1/regions/${region}/audit${query}`, headers: { host: 'localhost', 'x-actor': as } });
const page = async (query = '') => {
  const answer = await ask(query);
  expect(answer.statusCode).toBe(200);
  return auditPage.parse(JSON.parse(answer.body));
};
const positions = async (query: string) => (await page(query)).entries.map(({ position }) => position);

describe('the audit log of a region', () => {
  it('is given with all that its chain covers, so that the reader can check it', async () => {
    await read.record([
      draft(),
      draft({ result: 'denied', code: 'not-allowed-role', roles: [], knownAt: '2026-03-01' }),
    ]);
    const { entries, next } = await page();
    expect(next).toBeNull();
    expect(entries).toEqual(await entriesIn(read, 'zhz'));
    expect(await checkChain(entries as AuditEntry[])).toMatchObject({ entries: 2, broken: null });
  });

  it('is empty for a region without entries, and holds no other region', async () => {
    await read.record([draft({ region: 'wbw' })]);
    expect(await page()).toEqual({ entries: [], next: null });
  });

  it('comes in pages that leave out nothing and end', async () => {
    await read.record(Array.from({ length: 205 }, () => draft()));
    const found: number[] = [];
    for (let after: number | null = 0; after !== null;) {
      const { entries, next }: Awaited<ReturnType<typeof page>> = await page(`?after=${after}&limit=50`);
      found.push(...entries.map(({ position }) => position));
      after = next;
    }
    expect(found).toEqual(Array.from({ length: 205 }, (_, n) => n + 1));
    expect((await page()).entries).toHaveLength(100);
    expect(await page('?after=200&limit=5')).toMatchObject({ next: null });
  });

  it('has shorter pages where entries name very many youths', async () => {
    const youths = Array.from({ length: NAMED_MAX }, (_, n) => youth(n));
    await read.record(Array.from({ length: 8 }, () => draft({ youths, youthCount: NAMED_MAX })));
    const { entries, next } = await page();
    expect([entries.length, next]).toEqual([6, 6]);
    expect(await positions('?after=6')).toEqual([7, 8]);
  });

  it('is selected by youth, actor and day, each of the whole region', async () => {
    await read.record([
      draft({ youths: [youth(1)], at: '2026-03-01T10:00:00.000Z' }),
      draft({ youths: [youth(2)], subject: 'piet@example.org', at: '2026-03-02T10:00:00.000Z' }),
    ]);
    expect(await positions(`?youth=${youth(1)}`)).toEqual([1]);
    expect(await positions('?actor=piet@example.org')).toEqual([2]);
    expect(await positions('?from=2026-03-02')).toEqual([2]);
    expect(await positions('?to=2026-03-01')).toEqual([1]);
    expect(await positions(`?youth=${youth(1)}&from=2026-03-02`)).toEqual([]);
  });

  it.each([
    ['?youth=jan', 'query youth'],
    ['?from=2026-02-30', 'query from'],
    ['?to=yesterday', 'query to'],
    ['?after=-1', 'query after'],
    ['?after=1.5', 'query after'],
    ['?limit=0', 'query limit'],
    ['?limit=1001', 'query limit'],
    ['?actor=Jan%20Jansen', 'query actor'],
    ['?name=Jansen', 'query'],
  ])('refuses %s with the place of the fault, and does not repeat it', async (query, place) => {
    const answer = await ask(query);
    expect(outcome(answer)).toBe('400 invalid-input');
    expect(faultsIn(answer).join()).toContain(place);
    expect(answer.body).not.toMatch(/[Jj]an/);
  });
});

describe('reading the audit log', () => {
  it('is for auditors of the region', async () => {
    expect(outcome(await ask('', { as: 'finance' }))).toBe('403 not-allowed-role');
    expect(outcome(await ask('', { region: 'wbw' }))).toBe('403 not-allowed-other-region');
    expect(outcome(await ask('', { as: '' }))).toBe('401 not-logged-in');
  });

  it('is audited itself, with the youths that the page names', async () => {
    await read.record([draft({ youths: [youth(1)] }), draft({ youths: [youth(2)] }), draft({ youths: [youth(3)] })]);
    await ask(`?limit=2&youth=${youth(1)}`);
    await ask('', { as: 'finance' });
    expect(await entriesIn(reviews, 'zhz')).toMatchObject([
      {
        ...{ subject: 'auditor', event: 'review', action: 'see-audit-log', roles: ['auditor'], youths: [youth(1)] },
        query: { limit: '2', youth: youth(1) },
      },
      { subject: 'finance', event: 'review', result: 'denied', roles: [], youths: [] },
    ]);
  });
});
