import { Module } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startTestDatabase, type TestDatabase } from '@regieboek/embedded-postgres/testing';
import { memoryAudit, memoryAuditor } from '../../../test/memory-auditor.js';
import type { AuditEntry } from '../../audit/log/entry.js';
import type { LogIn } from '../../access/log-in.js';
import { openLogIn } from '../../log-in/log-in.js';
import { parseLogInFile } from '../../log-in/settings/log-in-file.js';
import { cipherWith } from '../../secrets/cipher.js';
import { startTestProvider, type TestProvider } from '../../testing/identity-provider.js';
import { ACTOR_CODES, AUTHENTICATOR, LOG_IN } from '../../tokens.js';
import { createApplication } from '../application.js';
import { RegionSessionsController } from './region-sessions.controller.js';
import { SessionController } from './session.controller.js';
import { SessionsController } from './sessions.controller.js';

const ORIGIN = 'http://localhost:3000';
const firefox = 'Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0';
const cipher = cipherWith(new Uint8Array(32).fill(7));

let provider: TestProvider;
let database: TestDatabase;
let logIn: LogIn;
let application: NestFastifyApplication;

const logInFile = ({ issuer }: TestProvider) => `
format: regieboek-log-in/1
issuers:
  - issuer: ${issuer}
    name: test
    regions: [zhz, wbw]
    people: { clientId: regieboek, claims: { roles: roles, region: region }, mfa: at-provider }
    machines: { audience: regieboek-api, scopes: { regieboek.bi: [{ role: bi, regions: [zhz] }] } }
`;

async function applicationWith(used: LogIn | null, actors?: LogIn): Promise<NestFastifyApplication> {
  const authenticator = actors ?? used ?? { authenticate: () => Promise.resolve(undefined) };
  const values = [
    { provide: AUTHENTICATOR, useValue: authenticator },
    { provide: LOG_IN, useValue: used },
    { provide: ACTOR_CODES, useValue: { cipher, areShared: false } },
  ];
  @Module({
    controllers: [SessionController, SessionsController, RegionSessionsController],
    providers: [memoryAuditor, ...values],
  })
  class Root {}
  const made = await createApplication(Root);
  await made.init();
  await made.getHttpAdapter().getInstance().ready();
  return made;
}

beforeAll(async () => {
  [provider, database] = await Promise.all([startTestProvider(), startTestDatabase()]);
  const file = parseLogInFile(logInFile(provider), 'test');
  logIn = await openLogIn({ database: database.url, cipher, variables: {}, address: undefined, service: 'test', file });
  application = await applicationWith(logIn);
});
afterAll(async () => {
  await application.close();
  await logIn.close();
  await provider.stop();
  await database.stop();
});

type Headers = Record<string, string>;
interface Listed {
  readonly id: string;
  readonly actor: string;
  readonly subject: string;
  readonly isCurrent: boolean;
}

async function send(url: string, headers: Headers, method: 'GET' | 'DELETE' = 'GET', at = application) {
  const answer = await at.inject({ method, url, headers: { host: 'localhost:3000', origin: ORIGIN, ...headers } });
  return { status: answer.statusCode, text: answer.body, cookies: answer.cookies, headers: answer.headers };
}
const list = async (headers: Headers, url = '/v1/sessions'): Promise<Listed[]> =>
  JSON.parse((await send(url, headers)).text).sessions;

/** A log-in: with a browser, and by default one for which the provider asks for credentials. */
interface How {
  readonly agent?: string;
  readonly query?: string;
  readonly claims?: Record<string, unknown>;
}

/** Logs somebody in with a browser; gives the headers that it sends from then on. */
async function loggedIn(
  sub: string,
  roles = 'finance',
  region: string | string[] = 'zhz',
  { agent = firefox, query = '?again=true', claims = {} }: How = {},
): Promise<Headers> {
  provider.person = { sub, roles, region, ...claims };
  const cookieOf = ({ cookies: [one] }: Awaited<ReturnType<typeof send>>) => `${one?.name}=${one?.value}`;
  const browser = { 'user-agent': agent };
  const begun = await send(`/v1/session/log-in${query}`, browser);
  const back = await fetch(String(begun.headers['location']), { redirect: 'manual' });
  const { pathname, search } = new URL(back.headers.get('location') ?? '');
  const done = await send(`${pathname}${search}`, { ...browser, cookie: cookieOf(begun) });
  return { ...browser, cookie: cookieOf(done) };
}

describe('sessions', () => {
  it('are listed for their person alone, with the kind of browser, and without what the cookie holds', async () => {
    const [own, elsewhere] = [await loggedIn('jan'), await loggedIn('jan', 'finance', 'zhz', { agent: 'curl/8' })];
    await loggedIn('piet');
    const { status, text } = await send('/v1/sessions', own);
    expect([status, JSON.parse(text)]).toEqual([
      200,
      {
        sessions: ['other', 'Firefox'].map((browser) => ({
          ...{ id: expect.stringMatching(/^[0-9a-f-]{36}$/), browser, system: browser === 'other' ? 'other' : 'Linux' },
          ...{ since: expect.any(String), lastUsed: expect.any(String), endsAt: expect.any(String) },
          isCurrent: browser === 'Firefox',
        })),
      },
    ]);
    for (const { cookie = '' } of [own, elsewhere]) expect(text).not.toContain(cookie.split('=')[1]);
    expect((await send('/v1/sessions', {})).status).toBe(401);
  });

  it('are ended by their person, one by one, and not by another', async () => {
    const [own, lost] = [await loggedIn('kim'), await loggedIn('kim')];
    const other = await loggedIn('mo');
    const id = (await list(lost)).find(({ isCurrent }) => isCurrent)?.id ?? '';
    expect((await send(`/v1/sessions/${id}`, other, 'DELETE')).status).toBe(404);
    expect((await send(`/v1/sessions/${id}`, { ...own, origin: 'https://evil.example' }, 'DELETE')).status).toBe(403);
    expect((await send('/v1/sessions', lost)).status).toBe(200);
    expect(await send(`/v1/sessions/${id}`, own, 'DELETE')).toMatchObject({ status: 200, text: '{"ended":1}' });
    expect([(await send('/v1/sessions', lost)).status, (await list(own)).length]).toEqual([401, 1]);
    expect((await send(`/v1/sessions/${id}`, own, 'DELETE')).status).toBe(404);
    // The id of a list does not log in.
    const name = (own['cookie'] ?? '').split('=')[0] ?? '';
    const [{ id: listed } = { id: '' }] = await list(own);
    expect((await send('/v1/sessions', { cookie: `${name}=${listed}` })).status).toBe(401);
  });

  it('of a person are ended by an administrator of a region where the person has a role, and by nobody else', async () => {
    const [administrator, elsewhere] = [
      await loggedIn('ad', 'administrator'),
      await loggedIn('eva', 'administrator', 'wbw'),
    ];
    const [first, second] = [await loggedIn('noor'), await loggedIn('noor')];
    const sessions = await list(administrator, '/v1/regions/zhz/sessions');
    const own = sessions.filter(({ subject }) => subject === 'noor');
    expect(own).toHaveLength(2);
    expect((await list(elsewhere, '/v1/regions/wbw/sessions')).map(({ subject }) => subject)).toEqual(['eva']);
    const path = (region: string) => `/v1/regions/${region}/actors/${own[0]?.actor}/sessions`;
    expect((await send(path('zhz'), elsewhere, 'DELETE')).status).toBe(403);
    expect((await send(path('wbw'), elsewhere, 'DELETE')).status).toBe(404);
    expect((await send(path('zhz'), first, 'DELETE')).status).toBe(403);
    expect((await send('/v1/regions/zhz/sessions', first)).status).toBe(403);
    expect(await send(path('zhz'), administrator, 'DELETE')).toMatchObject({ status: 200, text: '{"ended":2}' });
    expect([(await send('/v1/sessions', first)).status, (await send('/v1/sessions', second)).status]).toEqual([
      401, 401,
    ]);
    expect((await send('/v1/sessions', administrator)).status).toBe(200);
  });

  it('are ended only after a recent log-in, except the one of the request itself', async () => {
    const hourAgo = Math.floor(Date.now() / 1_000) - 3_600;
    for (const claims of [{ auth_time: hourAgo }, {}]) {
      // The provider knows the person already, and does not ask for credentials.
      const old = await loggedIn('lea', 'administrator', 'zhz', { query: '', claims });
      const recent = await loggedIn('lea', 'administrator');
      const [newest, older] = await list(old);
      const refused = await send(`/v1/sessions/${newest?.id}`, old, 'DELETE');
      expect([refused.status, refused.text]).toEqual([403, expect.stringContaining('problem:log-in-not-recent')]);
      expect(refused.text).toContain('/v1/session/log-in?again=true');
      const [{ actor } = { actor: '' }] = await list(old, '/v1/regions/zhz/sessions');
      const ofRegion = await send(`/v1/regions/zhz/actors/${actor}/sessions`, old, 'DELETE');
      expect([ofRegion.status, ofRegion.text]).toEqual([403, expect.stringContaining('problem:log-in-not-recent')]);
      expect((await send(`/v1/sessions/${older?.id}`, old, 'DELETE')).status).toBe(200);
      const [{ id } = { id: '' }] = await list(await loggedIn('lea', 'finance', 'zhz', { query: '' }));
      expect((await send(`/v1/sessions/${id}`, recent, 'DELETE')).status).toBe(200);
    }
  });

  it('of a person that have a role in the region are ended for all regions, and the person is told by which', async () => {
    const administrator = await loggedIn('bob', 'administrator', 'wbw');
    const [both, elsewhere] = [await loggedIn('sam', 'finance', ['zhz', 'wbw']), await loggedIn('sam')];
    const own = (await list(administrator, '/v1/regions/wbw/sessions')).find(({ subject }) => subject === 'sam');
    const path = `/v1/regions/wbw/actors/${own?.actor}/sessions`;
    expect(await send(path, administrator, 'DELETE')).toMatchObject({ status: 200, text: '{"ended":1}' });
    const after = await send('/v1/regions/zhz/sessions', both);
    expect([after.status, after.text]).toEqual([401, expect.stringContaining('problem:session-ended')]);
    expect(after.text).toContain('administrator of region wbw');
    expect((await list(elsewhere)).map(({ isCurrent }) => isCurrent)).toEqual([true]);
    const entries: AuditEntry[] = [];
    for await (const entry of memoryAudit.entries('wbw', { actor: 'bob' })) entries.push(entry);
    expect(entries.slice(-1)).toMatchObject([
      {
        ...{ action: 'end-sessions', event: 'change', result: 'allowed' },
        object: { region: 'wbw', actor: own?.actor },
      },
    ]);
    // The ended session does not keep the browser from logging in or out.
    expect((await send('/v1/session/log-in', both)).status).toBe(302);
    expect(await send('/v1/session', both, 'DELETE')).toMatchObject({ status: 200, text: '{"location":"/"}' });
    expect((await send('/v1/sessions', both)).text).toContain('problem:not-logged-in');
    expect((await send(path, administrator, 'DELETE')).status).toBe(404);
  });

  it('are none of a program, and are not there without a log-in', async () => {
    const token = await provider.token({ aud: 'regieboek-api', scope: 'regieboek.bi', sub: 'jan' });
    expect(await list({ authorization: `Bearer ${token}` })).toEqual([]);
    const without = await applicationWith(null, logIn);
    const answer = await send('/v1/sessions', await loggedIn('jan'), 'GET', without);
    expect([answer.status, answer.text.includes('no-log-in')]).toEqual([404, true]);
    await without.close();
  });
});
