import { Module } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startTestDatabase, type TestDatabase } from '@regieboek/embedded-postgres/testing';
import { memoryAuditor } from '../../../test/memory-auditor.js';
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

/** Logs somebody in with a browser; gives the headers that it sends from then on. */
async function loggedIn(sub: string, roles = 'finance', region = 'zhz', agent = firefox): Promise<Headers> {
  provider.person = { sub, roles, region };
  const cookieOf = ({ cookies: [one] }: Awaited<ReturnType<typeof send>>) => `${one?.name}=${one?.value}`;
  const browser = { 'user-agent': agent };
  const begun = await send('/v1/session/log-in', browser);
  const back = await fetch(String(begun.headers['location']), { redirect: 'manual' });
  const { pathname, search } = new URL(back.headers.get('location') ?? '');
  const done = await send(`${pathname}${search}`, { ...browser, cookie: cookieOf(begun) });
  return { ...browser, cookie: cookieOf(done) };
}

describe('sessions', () => {
  it('are listed for their person alone, with the kind of browser, and without what the cookie holds', async () => {
    const [own, elsewhere] = [await loggedIn('jan'), await loggedIn('jan', 'finance', 'zhz', 'curl/8')];
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

  it('are none of a program, and are not there without a log-in', async () => {
    const token = await provider.token({ aud: 'regieboek-api', scope: 'regieboek.bi', sub: 'jan' });
    expect(await list({ authorization: `Bearer ${token}` })).toEqual([]);
    const without = await applicationWith(null, logIn);
    const answer = await send('/v1/sessions', await loggedIn('jan'), 'GET', without);
    expect([answer.status, answer.text.includes('no-log-in')]).toEqual([404, true]);
    await without.close();
  });
});
