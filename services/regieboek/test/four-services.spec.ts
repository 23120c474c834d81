import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { contractsService } from '@regieboek/contracts/service';
import { financeService } from '@regieboek/finance/service';
import { placementsService } from '@regieboek/placements/service';
import { readLogInFile, serviceTokens } from '@regieboek/platform/log-in';
import { startTestProvider, type TestProvider } from '@regieboek/platform/testing';
import { RemoteIdentitiesModule, startService, type RunningService } from '@regieboek/platform/service';
import { startTestDatabase, type TestDatabase } from '@regieboek/embedded-postgres/testing';
import * as story from './story.js';

const token = 'a-secret-of-the-services-'.repeat(2);

describe('separate services, while Kafka is down', () => {
  const databases: TestDatabase[] = [];
  const running: RunningService[] = [];
  let contracts: string;
  let placements: string;
  let finance: string;

  beforeAll(async () => {
    const log = await database();
    const common = async () => ({
      PORT: '0',
      DATABASE_URL: await database(),
      EVENT_LOG_URL: log,
      KAFKA_BROKERS: '127.0.0.1:1',
      REGIEBOEK_VAULT_KEY: '23'.repeat(32),
      REGIEBOEK_INTERNAL_TOKEN: token,
      REGIEBOEK_TODAY: '2026-03-06',
    });
    contracts = await started(startService(contractsService, await common()));
    placements = await started(startService(placementsService, await common()));
    const own = { PLACEMENTS_URL: placements, REGIEBOEK_DATA_DIR: mkdtempSync(join(tmpdir(), 'regieboek-finance-')) };
    finance = await started(startService(financeService, { ...(await common()), ...own }));
  });
  afterAll(async () => {
    for (const one of running) await one.close();
    for (const one of databases) await one.stop();
  });

  async function database(): Promise<string> {
    const made = await startTestDatabase();
    databases.push(made);
    return made.url;
  }

  async function started(starting: Promise<RunningService>): Promise<string> {
    const service = await starting;
    running.push(service);
    return service.url;
  }

  const post = (address: string, body: string, type: string, authorization?: string) =>
    fetch(address, {
      method: 'POST',
      body,
      headers: { 'Content-Type': type, ...(authorization === undefined ? {} : { Authorization: authorization }) },
    });
  const question = JSON.stringify({ region: 'zhz', bsns: [story.bsn] });

  it('give identities only to callers that know the secret', async () => {
    const address = `${placements}/v1/internal/youth-ids`;
    for (const authorization of [undefined, ''])
      expect((await post(address, question, 'application/json', authorization)).status).toBe(403);
    for (const authorization of [token, `Bearer ${token}x`, 'Bearer']) {
      const refused = await post(address, question, 'application/json', authorization);
      expect([refused.status, await refused.json()]).toMatchObject([
        401,
        { type: 'urn:regieboek:problem:not-authenticated' },
      ]);
    }
    const answered = await post(address, question, 'application/json', `Bearer ${token}`);
    expect([answered.status, await answered.json()]).toEqual([200, { youths: {} }]);
    const malformed = await post(address, '{"region":"zhz","bsns":["1"]}', 'application/json', `Bearer ${token}`);
    expect(malformed.status).toBe(400);
  });

  it('do not publish that address', async () => {
    const described = JSON.stringify(await (await fetch(`${placements}/openapi.json`)).json());
    expect([described.includes('/v1/messages'), described.includes('internal')]).toEqual([true, false]);
  });

  it('are live, and report that they are degraded and why', async () => {
    expect((await fetch(`${finance}/health/live`)).status).toBe(200);
    const ready = (await (await fetch(`${finance}/health/ready`)).json()) as { status: string; feeds: unknown[] };
    expect(ready).toMatchObject({
      status: 'degraded',
      feeds: expect.arrayContaining([expect.objectContaining({ feed: 'finance.assignments.v1', lag: null })]),
    });
  });

  it('import files that do not depend on other services', async () => {
    const taken = await post(`${contracts}/v1/region-files`, story.regionFile, 'application/yaml');
    expect([taken.status, await taken.json()]).toMatchObject([200, { kind: 'recorded', region: 'zhz' }]);
  });

  it('store files that depend on missing events, and report that', async () => {
    const behind = await post(`${finance}/v1/declarations`, story.jw323(), 'application/xml');
    expect([behind.status, await behind.json()]).toMatchObject([503, { type: 'urn:regieboek:problem:feed-behind' }]);
  });
});

const logInFile = ({ issuer }: TestProvider, services = true): string => {
  const file = join(mkdtempSync(join(tmpdir(), 'regieboek-log-in-')), 'log-in.yaml');
  const own =
    'services: { issuer: test, clientId: finance, clientSecretVariable: FINANCE_SECRET, scope: regieboek.identities }';
  writeFileSync(
    file,
    `format: regieboek-log-in/1
issuers:
  - issuer: ${issuer}
    name: test
    regions: ["*"]
    machines:
      audience: regieboek-api
      scopes:
        regieboek.identities: [{ role: backoffice, regions: ["*"], actions: [find-identities] }]
        regieboek.backoffice: [{ role: backoffice, regions: ["*"] }]
${services ? own : ''}
`,
  );
  return file;
};

describe('services with a log-in file', () => {
  let provider: TestProvider;
  let log: TestDatabase;
  let own: TestDatabase;
  let placements: RunningService;
  const secret = { FINANCE_SECRET: 'a-secret' };
  const variables = () => ({
    ...{ PORT: '0', DATABASE_URL: own.url, EVENT_LOG_URL: log.url, KAFKA_BROKERS: '127.0.0.1:1' },
    ...{ REGIEBOEK_VAULT_KEY: '23'.repeat(32), REGIEBOEK_LOGIN_FILE: logInFile(provider), ...secret },
  });

  beforeAll(async () => {
    [provider, log, own] = await Promise.all([startTestProvider(), startTestDatabase(), startTestDatabase()]);
    placements = await startService(placementsService, variables());
  });
  afterAll(async () => {
    await placements.close();
    await Promise.all([log.stop(), own.stop(), provider.stop()]);
  });

  const find = (headers: Record<string, string>) =>
    fetch(`${placements.url}/v1/internal/youth-ids`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', ...headers },
      body: JSON.stringify({ region: 'zhz', bsns: [story.bsn] }),
    });
  const bearer = async (scope: string) => ({
    Authorization: `Bearer ${await provider.token({ aud: 'regieboek-api', scope })}`,
  });

  it('find identities for programs with the scope for it, and for nobody else', async () => {
    expect((await find({})).status).toBe(401);
    expect((await find({ Authorization: `Bearer ${token}` })).status).toBe(401);
    expect((await find(await bearer('regieboek.backoffice'))).status).toBe(403);
    const found = await find(await bearer('regieboek.identities'));
    expect([found.status, await found.json()]).toEqual([200, { youths: {} }]);
    const others = await fetch(`${placements.url}/v1/regions/zhz/signals`, {
      headers: await bearer('regieboek.identities'),
    });
    expect(others.status).toBe(403);
  });

  it('get a token for their calls, one for many', async () => {
    const tokens = serviceTokens(readLogInFile(logInFile(provider)), secret);
    const { providers = [] } = RemoteIdentitiesModule.at(placements.url, tokens);
    const [{ useValue: identities }] = providers as unknown as [
      { useValue: { youthsOf(region: string, bsns: string[]): Promise<unknown> } },
    ];
    const before = provider.given.count;
    for (let call = 0; call < 3; call += 1) expect(await identities.youthsOf('zhz', [story.bsn])).toEqual(new Map());
    expect(provider.given.count).toBe(before + 1);
  });

  it('are not started without a client for their calls, or its secret', async () => {
    const settings = { PLACEMENTS_URL: placements.url, ...variables() };
    const without = { ...settings, REGIEBOEK_LOGIN_FILE: logInFile(provider, false) };
    await expect(startService(financeService, without)).rejects.toThrow('the log-in file has no services');
    await expect(startService(financeService, { ...settings, FINANCE_SECRET: '' })).rejects.toThrow('FINANCE_SECRET');
    await expect(startService(financeService, { ...settings, REGIEBOEK_LOGIN_FILE: '/nowhere' })).rejects.toThrow(
      'cannot be read',
    );
  });
});
