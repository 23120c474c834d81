import { Module } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Actor, Grant } from '@regieboek/access';
import { eventId, MemoryEventLog } from '@regieboek/eventing';
import { memoryAuditor } from '../../test/memory-auditor.js';
import { createApplication } from '../http/application.js';
import { AUTHENTICATOR, EVENT_LOG, LEDGER_CHECKS } from '../tokens.js';
import { CheckLedgerHandler } from './check-ledger.js';
import { ChecksController } from './checks.controller.js';
import { LedgerChecks, sound, unsound } from './checks.js';
import { logCheck } from './log-check.js';

const grants: Readonly<Record<string, Grant>> = {
  administrator: { role: 'administrator', region: 'zhz' },
  auditor: { role: 'auditor', region: '*' },
  neighbour: { role: 'administrator', region: 'wbw' },
  finance: { role: 'finance', region: 'zhz' },
};

/** The sender by a header. */
const authenticator = {
  async authenticate({ headers }: { headers: Record<string, unknown> }): Promise<Actor | undefined> {
    const grant = grants[String(headers['x-actor'])];
    return grant && { subject: 'nora', issuer: 'https://idp.example', kind: 'person', grants: [grant] };
  },
};

let application: NestFastifyApplication;
let isBroken = false;

beforeAll(async () => {
  const log = new MemoryEventLog();
  for (const region of ['zhz', 'wbw'])
    await log.append(`${region}.note-1`, 'none', [{ id: eventId(region, 0), type: 'a.noted.v1', data: {} }]);
  const checks = new LedgerChecks();
  checks.add('log', logCheck(log));
  checks.add('books', async function* ({ regions }) {
    for (const region of regions)
      yield isBroken
        ? unsound({ check: 'books', subject: region }, 'not-balanced', 'the balances do not add up')
        : sound('books', region, 3);
  });
  const values = [
    { provide: AUTHENTICATOR, useValue: authenticator },
    { provide: EVENT_LOG, useValue: log },
    { provide: LEDGER_CHECKS, useValue: checks },
  ];
  @Module({
    imports: [CqrsModule.forRoot()],
    controllers: [ChecksController],
    providers: [memoryAuditor, CheckLedgerHandler, ...values],
  })
  class Root {}
  application = await createApplication(Root);
  await application.init();
  await application.getHttpAdapter().getInstance().ready();
});
afterAll(() => application.close());

const ask = (actor: string, query = '') =>
  application
    .getHttpAdapter()
    .getInstance()
    .inject({
      method: 'GET',
      url: `/v1/regions/zhz/checks${query}`,
      headers: { host: 'localhost', 'x-actor': actor },
    });

describe('GET /v1/regions/{region}/checks', () => {
  it('is for administrators and auditors of the region', async () => {
    const statuses = ['administrator', 'auditor', 'neighbour', 'finance', 'nobody'].map(
      async (actor) => (await ask(actor)).statusCode,
    );
    expect(await Promise.all(statuses)).toEqual([200, 200, 403, 403, 401]);
  });

  it('has every result of this region, and none of another', async () => {
    expect((await ask('auditor')).json()).toEqual({
      region: 'zhz',
      isSound: true,
      results: [sound('log', 'zhz', 1), sound('books', 'zhz', 3)],
    });
  });

  it('has the digest of the log when deep', async () => {
    const { results } = (await ask('auditor', '?deep=true')).json<{ results: { mark: string | null }[] }>();
    expect(results.map(({ mark }) => mark)).toEqual([expect.stringMatching(/^[0-9a-f]{64}$/), null]);
  });

  it('says in the answer, not by its status, that something is wrong', async () => {
    isBroken = true;
    const { statusCode, body } = await ask('administrator');
    expect([statusCode, JSON.parse(body)]).toMatchObject([
      200,
      { isSound: false, results: [{}, { faults: [{ code: 'not-balanced', text: 'the balances do not add up' }] }] },
    ]);
    isBroken = false;
  });

  it('refuses another depth than true and false', async () => {
    expect((await ask('auditor', '?deep=very')).statusCode).toBe(400);
  });
});
