import { Controller, Get, Module, Post } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { startTestDatabase, type TestDatabase } from '@regieboek/embedded-postgres/testing';
import { memoryAuditor } from '../../test/memory-auditor.js';
import { startTestProvider, type TestProvider } from '../testing/identity-provider.js';
import { actorNow, Permitted } from '../access/index.js';
import type { LogIn } from '../access/log-in.js';
import { createApplication } from '../http/application.js';
import { SessionController } from '../http/sessions/session.controller.js';
import { cipherWith } from '../secrets/cipher.js';
import { AUTHENTICATOR, LOG_IN } from '../tokens.js';
import { openLogIn } from './log-in.js';
import { parseLogInFile } from './settings/log-in-file.js';

@Controller('regions/:region')
class BooksController {
  @Get('books')
  @Permitted('see-books')
  books() {
    return { subject: actorNow().subject };
  }

  @Post('seal')
  @Permitted('seal-periods')
  seal() {
    return {};
  }
}

const moduleOf = (logIn: LogIn) => {
  const providers = [memoryAuditor, ...[AUTHENTICATOR, LOG_IN].map((provide) => ({ provide, useValue: logIn }))];
  @Module({ controllers: [SessionController, BooksController], providers })
  class Root {}
  return Root;
};

const HOST = 'localhost:3000';
const ORIGIN = { origin: `http://${HOST}` };

let provider: TestProvider;
let database: TestDatabase;
let logIn: LogIn;
let application: NestFastifyApplication;

const fileOf = (mfa: string) =>
  parseLogInFile(
    `
format: regieboek-log-in/1
issuers:
  - issuer: ${provider.issuer}
    name: test
    regions: [zhz]
    people:
      clientId: regieboek
      claims: { roles: roles, region: region, municipality: municipality }
      mfa: ${mfa}
`,
    'test',
  );

beforeAll(async () => {
  provider = await startTestProvider();
  database = await startTestDatabase();
  const common = { database: database.url, cipher: cipherWith(new Uint8Array(32).fill(7)), variables: {} };
  logIn = await openLogIn({ ...common, address: undefined, service: 'test', file: fileOf('{ amr: [mfa] }') });
  application = await createApplication(moduleOf(logIn));
  await application.init();
  await application.getHttpAdapter().getInstance().ready();
});
afterAll(async () => {
  await application.close();
  await logIn.close();
  await provider.stop();
  await database.stop();
});

const finance = { sub: 'person-1', roles: 'finance', region: 'zhz', amr: ['pwd', 'mfa'] };
beforeEach(() => {
  provider.person = finance;
  provider.alterIdToken = undefined;
});

/** A browser: keeps the cookies that it gets, and sends them along. */
class Browser {
  readonly cookies = new Map<string, string>();

  async send(url: string, method: 'GET' | 'POST' | 'DELETE' = 'GET', headers: Record<string, string> = {}) {
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const server = application.getHttpAdapter().getInstance();
    const response = await server.inject({
      method,
      url,
      headers: { host: HOST, ...(cookie ? { cookie } : {}), ...headers },
    });
    for (const { name, value, maxAge } of response.cookies) {
      if (maxAge === 0) this.cookies.delete(name);
      else this.cookies.set(name, value);
    }
    const body: { type?: string } = response.body === '' ? {} : JSON.parse(response.body);
    const code = body.type?.replace('urn:regieboek:problem:', '');
    return {
      status: response.statusCode,
      code,
      body,
      location: String(response.headers['location'] ?? ''),
      headers: response.headers,
    };
  }

  /** Begins a log-in, and lets the provider send it back; gives the address that it is sent back to. */
  async begin(query = ''): Promise<string> {
    const { location } = await this.send(`/v1/session/log-in${query}`);
    const back = new URL((await fetch(location, { redirect: 'manual' })).headers.get('location') ?? '');
    return `${back.pathname}${back.search}`;
  }

  async logIn(query = '') {
    return this.send(await this.begin(query));
  }
}

const outcome = ({ status, code }: { status: number; code?: string | undefined }) => [status, code];

describe('a log-in', () => {
  it('leads back to where it was begun, with a session for the roles of its claims', async () => {
    const browser = new Browser();
    const { status, location, headers } = await browser.logIn('?returnTo=/v1/regions/zhz/books');
    expect([status, location]).toEqual([302, '/v1/regions/zhz/books']);
    expect(String(headers['set-cookie'])).toMatch(
      /test-session=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax; Max-Age=28800/,
    );
    expect((await browser.send('/v1/regions/zhz/books')).body).toEqual({ subject: 'person-1' });
    expect(outcome(await browser.send('/v1/regions/wbw/books'))).toEqual([403, 'not-allowed-other-region']);
    expect((await browser.send('/v1/session')).body).toMatchObject({
      ...{ kind: 'person', grants: [{ role: 'finance', region: 'zhz' }] },
      actions: expect.arrayContaining(['seal-periods']),
    });
  });

  it('never leads to another site', async () => {
    for (const returnTo of ['https://evil.example', '//evil.example', '/\\evil.example', '/%09/evil'].map(
      encodeURIComponent,
    )) {
      const { location } = await new Browser().logIn(`?returnTo=${returnTo}`);
      expect(location).toMatch(/^\/(%09\/evil)?$/);
    }
  });

  it('is of one browser: another one cannot complete it', async () => {
    const [victim, thief] = [new Browser(), new Browser()];
    const address = await thief.begin();
    expect(outcome(await victim.send(address))).toEqual([401, 'log-in-not-begun']);
    await victim.begin();
    expect(outcome(await victim.send(address))).toEqual([401, 'log-in-not-valid']);
  });

  it('counts once, also when its cookie is played again', async () => {
    const browser = new Browser();
    const address = await browser.begin();
    const kept = new Map(browser.cookies);
    expect((await browser.send(address)).status).toBe(302);
    expect(outcome(await browser.send(address))).toEqual([401, 'log-in-not-begun']);
    const again = new Browser();
    for (const [name, value] of kept) again.cookies.set(name, value);
    expect(outcome(await again.send(address))).toEqual([401, 'log-in-not-valid']);
    expect(again.cookies.has('test-session')).toBe(false);
  });

  it('counts only with the nonce, the audience, the issuer and the time that were asked for', async () => {
    const wrong: NonNullable<TestProvider['alterIdToken']>[] = [
      (claims) => ({ ...claims, nonce: 'another' }),
      (claims) => ({ ...claims, aud: 'another-client' }),
      (claims) => ({ ...claims, iss: 'https://other.example' }),
      (claims) => ({ ...claims, exp: (claims.exp ?? 0) - 3_600 }),
    ];
    for (const alter of wrong) {
      provider.alterIdToken = alter;
      expect(outcome(await new Browser().logIn())).toEqual([401, 'log-in-not-valid']);
    }
    provider.alterIdToken = (claims) => ({ ...claims, exp: (claims.exp ?? 0) - 160 });
    expect((await new Browser().logIn()).status).toBe(302);
  });

  it('is refused with the claim that is missing, or that names no region of ours', async () => {
    const refused = async (claims: Record<string, unknown>) => {
      provider.person = { sub: 'person-1', amr: ['mfa'], ...claims };
      return outcome(await new Browser().logIn());
    };
    expect(await refused({ region: 'zhz' })).toEqual([403, 'claims-no-role']);
    expect(await refused({ roles: 'finance' })).toEqual([403, 'claims-no-region']);
    expect(await refused({ roles: 'finance', region: 'nowhere' })).toEqual([403, 'claims-unknown-region']);
    expect(await refused({ roles: 'municipality', region: 'zhz' })).toEqual([403, 'claims-no-municipality']);
    expect(await refused({ roles: { a: 1 }, region: [[]] })).toEqual([403, 'claims-no-role']);
  });

  it('needs a second factor', async () => {
    provider.person = { ...finance, amr: ['pwd'] };
    expect(outcome(await new Browser().logIn())).toEqual([403, 'second-factor-missing']);
  });

  it('that the provider refuses is refused here', async () => {
    const browser = new Browser();
    const state = new URL((await browser.send('/v1/session/log-in')).location).searchParams.get('state') ?? '';
    const denied = await browser.send(
      `/v1/session/callback?error=access_denied&error_description=hunter2&state=${state}`,
    );
    expect(outcome(denied)).toEqual([403, 'log-in-refused']);
    expect(JSON.stringify(denied.body)).not.toContain('hunter2');
  });

  it('that must ask again is refused when the provider does not say that it asked', async () => {
    const browser = new Browser();
    expect((await browser.logIn('?again=true')).status).toBe(302);
    const { searchParams } = new URL((await browser.send('/v1/session/log-in?again=true')).location);
    expect([searchParams.get('prompt'), searchParams.get('max_age')]).toEqual(['login', '0']);
    provider.alterIdToken = ({ auth_time: _, ...claims }) => claims;
    expect(outcome(await browser.logIn('?again=true'))).toEqual([403, 'log-in-not-recent']);
    expect((await browser.logIn()).status).toBe(302);
  });

  it('is asked for where it is missing, and names issuers that there are', async () => {
    expect(outcome(await new Browser().send('/v1/regions/zhz/books'))).toEqual([401, 'not-logged-in']);
    expect(outcome(await new Browser().send('/v1/session/log-in?issuer=other'))).toEqual([400, 'issuer-not-known']);
    expect((await new Browser().send('/v1/session/log-in?region=zhz')).status).toBe(302);
  });

  it('waits while the provider is away, and sessions go on', async () => {
    const browser = new Browser();
    await browser.logIn();
    const begun = new Browser();
    const address = await begun.begin();
    await provider.stop();
    expect((await browser.send('/v1/regions/zhz/books')).status).toBe(200);
    expect(outcome(await begun.send(address))).toEqual([503, 'identity-provider-away']);
    await provider.start();
    expect((await new Browser().logIn()).status).toBe(302);
  });
});

describe('a session cookie', () => {
  it('changes things only for pages of this server', async () => {
    const browser = new Browser();
    await browser.logIn();
    const seal = (headers: Record<string, string>) => browser.send('/v1/regions/zhz/seal', 'POST', headers);
    expect(outcome(await seal({}))).toEqual([403, 'foreign-origin']);
    expect(outcome(await seal({ origin: 'http://evil.example' }))).toEqual([403, 'foreign-origin']);
    expect(outcome(await seal({ origin: 'null' }))).toEqual([403, 'foreign-origin']);
    expect(outcome(await seal({ 'sec-fetch-site': 'same-site' }))).toEqual([403, 'foreign-origin']);
    expect((await seal(ORIGIN)).status).toBe(201);
    expect((await seal({ 'sec-fetch-site': 'same-origin' })).status).toBe(201);
  });

  it('that was stolen is worth nothing after log-out, which ends the session of the provider too', async () => {
    const [browser, thief] = [new Browser(), new Browser()];
    await browser.logIn();
    for (const [name, value] of browser.cookies) thief.cookies.set(name, value);
    const { status, body, headers } = await browser.send('/v1/session', 'DELETE', ORIGIN);
    expect(headers['clear-site-data']).toBe('"cache", "storage"');
    expect([status, body]).toEqual([
      200,
      { location: expect.stringContaining(`${provider.issuer}/end?id_token_hint=`) },
    ]);
    expect(outcome(await thief.send('/v1/regions/zhz/books'))).toEqual([401, 'not-logged-in']);
    expect((await browser.send('/v1/session', 'DELETE', ORIGIN)).body).toEqual({ location: '/' });
  });

  it('that is not one is nobody', async () => {
    for (const cookie of [
      'test-session=',
      'test-session=x',
      'test-session=a; test-session=b',
      `test-session=${'x'.repeat(5_000)}`,
    ])
      expect(outcome(await new Browser().send('/v1/regions/zhz/books', 'GET', { cookie }))).toEqual([
        401,
        'not-logged-in',
      ]);
  });

  it('is for https alone where the server is reached over https', async () => {
    const common = { database: database.url, cipher: cipherWith(new Uint8Array(32).fill(7)), variables: {} };
    const secure = await openLogIn({
      ...common,
      address: 'https://regieboek.example',
      service: 'test',
      file: fileOf('at-provider'),
    });
    const { cookies, location } = await secure.begin({ headers: { host: HOST } } as never, {});
    expect(cookies[0]).toMatch(/^__Host-test-log-in=[\w-]+; Path=\/; HttpOnly; SameSite=Lax; Max-Age=600; Secure$/);
    expect(new URL(location).searchParams.get('redirect_uri')).toBe('https://regieboek.example/v1/session/callback');
    const write = (origin: string) =>
      secure.authenticate({
        ...{ method: 'POST', headers: { host: 'inside:3000', origin, cookie: '__Host-test-session=x' } },
      } as never);
    expect(await write('https://regieboek.example')).toBeUndefined();
    await expect(write('https://evil.example')).rejects.toMatchObject({ code: 'foreign-origin' });
    await secure.close();
  });
});
