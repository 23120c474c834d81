import { Controller, Get, Module } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { afterEach, describe, expect, it } from '@jest/globals';
import { localActor, type Actor } from '@regieboek/access';
import { memoryAuditor } from '../../../test/memory-auditor.js';
import { outcome } from '../../../test/edge-server.js';
import { createApplication, type ApplicationOptions } from '../../http/application.js';
import { Problem } from '../../http/problems/problem.js';
import { AUTHENTICATOR } from '../../tokens.js';
import type { Authenticator } from '../authenticator.js';
import { Permitted } from '../permission.js';

@Controller()
class Pages {
  @Get('session')
  @Permitted('session')
  session() {
    return {};
  }

  @Get('open')
  @Permitted('anyone')
  open() {
    return {};
  }

  @Get('session/log-in')
  @Permitted('anyone')
  begin() {
    return {};
  }

  @Get('session/callback')
  @Permitted('anyone', 'log-in')
  callback() {
    throw new Problem(403, 'log-in-refused', 'the provider refused it');
  }

  @Get('health/live')
  @Permitted('anyone')
  live() {
    return {};
  }
}

/** A person or program by a header; `wrong` are credentials that do not count. */
const byHeader: Authenticator = {
  async authenticate({ headers }) {
    const name = headers['x-actor'];
    if (name === 'wrong') throw new Problem(401, 'token-not-valid', 'get a new token');
    if (name === 'local') return localActor;
    if (typeof name !== 'string') return undefined;
    const [subject = '', issuer = 'https://idp.example'] = name.split('@');
    return { subject, issuer, kind: 'person', grants: [] } satisfies Actor;
  },
};

@Module({ controllers: [Pages], providers: [memoryAuditor, { provide: AUTHENTICATOR, useValue: byHeader }] })
class Root {}

const rates = { requestsPerMinute: 3, anonymousPerMinute: 4, failedLogInsPerMinute: 2 };

let application: NestFastifyApplication | undefined;
afterEach(async () => application?.close());

async function serve(options: ApplicationOptions = {}) {
  application = await createApplication(Root, { rates, ...options });
  await application.init();
  const server = application.getHttpAdapter().getInstance();
  await server.ready();
  return async (
    url: string,
    { actor, from = '192.0.2.1', via }: { actor?: string; from?: string; via?: string } = {},
  ) => {
    const headers = { ...(actor ? { 'x-actor': actor } : {}), ...(via ? { 'x-forwarded-for': via } : {}) };
    return server.inject({ url, headers, remoteAddress: from });
  };
}

describe('a sender', () => {
  it('is refused for the rest of a minute after too many requests, with the time to wait, and others are not', async () => {
    const get = await serve();
    for (let n = 0; n < 3; n += 1) expect(outcome(await get('/v1/session', { actor: 'jan' }))).toBe('200');
    const refused = await get('/v1/session', { actor: 'jan' });
    expect(outcome(refused)).toBe('429 too-many-requests');
    const wait = Number(refused.headers['retry-after']);
    expect(wait).toBeGreaterThan(0);
    expect(wait).toBeLessThanOrEqual(60);
    expect(JSON.parse(refused.body).detail).toContain('Retry-After');
    expect(outcome(await get('/v1/session', { actor: 'piet' }))).toBe('200');
    expect(outcome(await get('/v1/session', { actor: 'jan@https://other.example' }))).toBe('200');
  });

  it('counts by person whatever the address, and has no limit on this machine', async () => {
    const get = await serve();
    for (const from of ['192.0.2.1', '192.0.2.2', '192.0.2.3']) await get('/v1/session', { actor: 'jan', from });
    expect(outcome(await get('/v1/session', { actor: 'jan', from: '192.0.2.4' }))).toBe('429 too-many-requests');
    for (let n = 0; n < 20; n += 1) expect(outcome(await get('/v1/session', { actor: 'local' }))).toBe('200');
  });

  it('without a log-in counts by address, also at addresses that do not exist; health checks do not count', async () => {
    const get = await serve();
    for (let n = 0; n < 20; n += 1) await get('/health/live');
    expect(outcome(await get('/v1/open'))).toBe('200');
    expect(outcome(await get('/v1/session'))).toBe('401 not-logged-in');
    expect(outcome(await get('/v1/nowhere'))).toBe('404 not-found');
    expect(outcome(await get('/v1/open'))).toBe('200');
    expect(outcome(await get('/v1/open'))).toBe('429 too-many-requests');
    expect(outcome(await get('/v1/open', { from: '192.0.2.9' }))).toBe('200');
    expect(outcome(await get('/v1/session', { actor: 'jan' }))).toBe('200');
  });

  it('of one IPv6 network counts as one', async () => {
    const get = await serve();
    for (let n = 0; n < 4; n += 1) await get('/v1/open', { from: `2001:db8:1:2::${n + 1}` });
    expect(outcome(await get('/v1/open', { from: '2001:db8:1:2:ffff::1' }))).toBe('429 too-many-requests');
    expect(outcome(await get('/v1/open', { from: '2001:db8:1:3::1' }))).toBe('200');
  });
});

describe('failed log-ins', () => {
  it('slow down the address that they come from, and lock out nobody who is logged in there', async () => {
    const get = await serve();
    for (let n = 0; n < 3; n += 1) expect(outcome(await get('/v1/session/callback'))).toBe('403 log-in-refused');
    expect(outcome(await get('/v1/session/callback'))).toBe('429 too-many-requests');
    expect(outcome(await get('/v1/session/log-in'))).toBe('429 too-many-requests');
    expect(outcome(await get('/v1/session', { actor: 'jan' }))).toBe('200');
    expect(outcome(await get('/v1/session/log-in', { from: '192.0.2.9' }))).toBe('200');
  });

  it('count refused tokens too, and never refuse one that counts', async () => {
    const get = await serve();
    for (let n = 0; n < 2; n += 1)
      expect(outcome(await get('/v1/session', { actor: 'wrong' }))).toBe('401 token-not-valid');
    expect(outcome(await get('/v1/session', { actor: 'wrong' }))).toBe('429 too-many-requests');
    expect(outcome(await get('/v1/session', { actor: 'jan' }))).toBe('200');
  });
});

describe('behind a reverse proxy', () => {
  it('the address is the one that the named proxy tells, and other text counts as the proxy', async () => {
    const get = await serve({ proxies: ['192.0.2.0/24'] });
    for (let n = 0; n < 4; n += 1) await get('/v1/open', { via: '198.51.100.1' });
    expect(outcome(await get('/v1/open', { via: '198.51.100.1' }))).toBe('429 too-many-requests');
    expect(outcome(await get('/v1/open', { via: '198.51.100.2' }))).toBe('200');
    for (let n = 0; n < 4; n += 1) await get('/v1/open', { via: `Jan Jansen ${n}` });
    expect(outcome(await get('/v1/open', { via: 'Jan Jansen' }))).toBe('429 too-many-requests');
  });

  it('that is not named, what it tells does not count', async () => {
    const get = await serve();
    for (let n = 0; n < 4; n += 1) await get('/v1/open', { via: `198.51.100.${n + 1}` });
    expect(outcome(await get('/v1/open', { via: '198.51.100.9' }))).toBe('429 too-many-requests');
  });
});
