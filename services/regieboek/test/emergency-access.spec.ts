/** Emergency access over HTTP, in one process and as services of their own that share only the log. */
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { localActor, type Actor, type Role } from '@regieboek/access';
import { contractsService } from '@regieboek/contracts/service';
import { startTestDatabase, type TestDatabase } from '@regieboek/embedded-postgres/testing';
import type { AuditEntry } from '@regieboek/platform';
import { startService, type RunningService } from '@regieboek/platform/service';
import { startTestProvider, type TestProvider } from '@regieboek/platform/testing';
import { reportingService } from '@regieboek/reporting/service';
import { until } from './child.js';
import { importStory, start, startOnNewDatabase, type Running } from './running.js';
import { logInAt } from './separate-services.js';
import * as story from './story.js';

const region = `/v1/regions/${story.region}`;
const address = `${region}/emergency-access`;
const urgent = { role: 'backoffice', reason: 'urgent-care', reference: 'INC-2026-0031' };

/** `jan:policy` in a header: a person with a role in the region of the story. */
const byHeader = {
  async authenticate({ headers }: { readonly headers: Record<string, unknown> }): Promise<Actor> {
    const name = headers['x-actor'];
    const [subject, role] = typeof name === 'string' ? name.split(':') : [];
    if (!subject || !role) return localActor;
    const own = role === 'municipality' ? { municipality: story.payer } : {};
    const grants = [{ role: role as Role, region: story.region, ...own }];
    return { subject, issuer: 'https://idp.example', kind: 'person', grants };
  },
};

describe('emergency access', () => {
  let running: Running;
  let stop: () => Promise<void>;
  let messages: string;

  beforeAll(async () => {
    ({ running, stop } = await startOnNewDatabase(() => ({ authenticator: byHeader })));
    await importStory(running);
    const taken = await running.post('/v1/messages', 'application/xml', story.jw301(story.bsn, 0));
    messages = `/v1/messages/${taken.json().message}`;
  });
  afterAll(() => stop());

  const post = async (url: string, body: object, actor: string) => {
    const answer = await running.post(url, 'application/json', JSON.stringify(body), { 'x-actor': actor });
    return { status: answer.statusCode, body: JSON.parse(answer.body) };
  };
  const statusOf = async (url: string, actor: string) => (await running.get(url, { 'x-actor': actor })).statusCode;
  const codeOf = ({ body }: { body: { type?: string } }) => body.type?.replace('urn:regieboek:problem:', '');
  const entries = async (): Promise<AuditEntry[]> => {
    const found: AuditEntry[] = [];
    for await (const entry of running.resources.audit.entries(story.region)) found.push(entry);
    return found;
  };

  it('gives a role for an hour, which the session shows and the audit log names', async () => {
    expect(await statusOf(messages, 'jan:policy')).toBe(403);
    const { status, body } = await post(address, urgent, 'jan:policy');
    expect([status, body]).toMatchObject([200, { ...urgent, region: story.region, review: null }]);
    expect(Date.parse(body.until) - Date.parse(body.takenAt)).toBe(3_600_000);
    expect(await statusOf(messages, 'jan:policy')).toBe(200);
    expect(await statusOf(messages, 'piet:policy')).toBe(403);
    const session = JSON.parse((await running.get('/v1/session', { 'x-actor': 'jan:policy' })).body);
    expect(session.grants).toContainEqual({ role: 'backoffice', region: story.region, emergency: body.id });
    const [taking, using] = (await entries()).filter(
      ({ subject, result }) => subject === 'jan' && result === 'allowed',
    );
    expect([taking, using]).toMatchObject([
      { action: 'take-emergency-access', event: 'change', roles: ['policy'], object: { region: story.region } },
      { action: 'see-messages', event: 'read', roles: ['backoffice'], object: { emergency: body.id } },
    ]);
    expect(taking?.object).not.toHaveProperty('emergency');
  });

  it('is the same one when it is taken again', async () => {
    const [first, second] = [await post(address, urgent, 'jan:policy'), await post(address, urgent, 'jan:policy')];
    expect(second.body).toEqual(first.body);
  });

  it('is for employees only, for a role that they lack, and with a reason of the list', async () => {
    expect(codeOf(await post(address, urgent, 'gem:municipality'))).toBe('not-allowed-role');
    expect(codeOf(await post(address, { ...urgent, role: 'policy' }, 'jan:policy'))).toBe('role-held');
    for (const wrong of [{ role: 'municipality' }, { reason: 'because' }, { reference: story.bsn }])
      expect((await post(address, { ...urgent, ...wrong }, 'piet:policy')).status).toBe(400);
    const elsewhere = await running.post(
      '/v1/regions/nowhere/emergency-access',
      'application/json',
      JSON.stringify(urgent),
      { 'x-actor': 'jan:policy' },
    );
    expect(elsewhere.statusCode).toBe(403);
  });

  it('is an open item until another person reviewed it, once', async () => {
    const list = async () => JSON.parse((await running.get(address, { 'x-actor': 'els:auditor' })).body);
    const { emergencyAccess, open } = await list();
    expect([emergencyAccess.length, open]).toEqual([1, 1]);
    const review = `${address}/${emergencyAccess[0].id}/review`;
    expect(codeOf(await post(review, { outcome: 'justified' }, 'jan:auditor'))).toBe('own-access');
    expect(codeOf(await post(review, { outcome: 'justified' }, 'piet:finance'))).toBe('not-allowed-role');
    const reviewed = await post(review, { outcome: 'justified' }, 'els:auditor');
    expect(reviewed.body.review).toMatchObject({ outcome: 'justified', reviewedBy: expect.stringMatching(/^u-/) });
    expect((await post(review, { outcome: 'justified' }, 'els:auditor')).body).toEqual(reviewed.body);
    expect((await post(review, { outcome: 'not-justified' }, 'els:auditor')).status).toBe(409);
    expect((await list()).open).toBe(0);
  });

  it('changes no bill and no digest', async () => {
    const url = `${region}/billing-runs/${story.month}`;
    const digest = async () => JSON.parse((await running.get(url, { 'x-actor': 'els:auditor' })).body).digest;
    const before = await digest();
    await post(address, { ...urgent, role: 'finance' }, 'kees:policy');
    expect(await digest()).toBe(before);
  });
});

describe('emergency access of separate services', () => {
  let provider: TestProvider;
  const databases: TestDatabase[] = [];
  const services: RunningService[] = [];
  let contracts: RunningService;
  let reporting: RunningService;
  const opened = async () => {
    const made = await startTestDatabase();
    databases.push(made);
    return made.url;
  };

  beforeAll(async () => {
    provider = await startTestProvider();
    const log = await opened();
    const running = await start(log);
    await importStory(running);
    await running.close();
    const file = join(mkdtempSync(join(tmpdir(), 'regieboek-emergency-')), 'log-in.yaml');
    writeFileSync(
      file,
      `format: regieboek-log-in/1
issuers:
  - issuer: ${provider.issuer}
    name: test
    regions: [zhz]
    people:
      clientId: regieboek
      claims: { roles: roles, region: region }
      mfa: at-provider
`,
    );
    const common = async (key: string) => ({
      ...{ PORT: '0', DATABASE_URL: await opened(), EVENT_LOG_URL: log, KAFKA_BROKERS: '127.0.0.1:1' },
      ...{ REGIEBOEK_VAULT_KEY: key, REGIEBOEK_LOGIN_FILE: file, REGIEBOEK_ACTOR_KEY: '31'.repeat(32) },
    });
    contracts = await startService(contractsService, await common('23'.repeat(32)));
    reporting = await startService(reportingService, await common('29'.repeat(32)));
    services.push(contracts, reporting);
    // The operator forgot the key that all services share.
    const { REGIEBOEK_ACTOR_KEY: _, ...without } = await common('23'.repeat(32));
    services.push(await startService(contractsService, { ...without, DATABASE_URL: await opened() }));
  });
  afterAll(async () => {
    for (const one of services) await one.close();
    for (const one of databases) await one.stop();
    await provider.stop();
  });

  async function logIn({ url }: RunningService, sub = 'jan.jansen@example.org'): Promise<Record<string, string>> {
    provider.person = { sub, roles: 'contract-manager', region: 'zhz' };
    return { ...(await logInAt(url)), 'content-type': 'application/json' };
  }

  const grantsAt = async ({ url }: RunningService, headers: Record<string, string>) =>
    ((await (await fetch(`${url}/v1/session`, { headers })).json()) as { grants: object[] }).grants;

  it('is honoured by a service with another vault, which knows the person by the key that all share', async () => {
    const [here, there] = [await logIn(contracts), await logIn(reporting)];
    expect(await grantsAt(reporting, there)).toHaveLength(1);
    const taken = await fetch(`${contracts.url}${address}`, {
      ...{ method: 'POST', headers: here, body: JSON.stringify({ ...urgent, role: 'policy' }) },
    });
    expect(taken.status).toBe(200);
    const { id } = (await taken.json()) as { id: string };
    await until('honouring it', async () => ((await grantsAt(reporting, there)).length === 2 ? true : undefined));
    expect(await grantsAt(reporting, there)).toContainEqual({ role: 'policy', region: 'zhz', emergency: id });
    const other = await logIn(reporting, 'piet');
    expect(await grantsAt(reporting, other)).toHaveLength(1);
  });

  it('is refused where other services could not know the person', async () => {
    const [, , without] = services;
    if (!without) throw new Error('not started');
    const headers = await logIn(without);
    const refused = await fetch(`${without.url}${address}`, {
      ...{ method: 'POST', headers, body: JSON.stringify(urgent) },
    });
    expect([refused.status, await refused.json()]).toMatchObject([
      409,
      { type: 'urn:regieboek:problem:actor-key-missing', detail: expect.stringContaining('REGIEBOEK_ACTOR_KEY') },
    ]);
  });
});
