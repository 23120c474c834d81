import { Controller, Get, Module, Param } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Actor, Grant } from '@regieboek/access';
import { memoryAuditor } from '../../test/memory-auditor.js';
import { Permitted } from '../access/index.js';
import { createApplication } from '../http/application.js';
import { AUTHENTICATOR, METRICS } from '../tokens.js';
import { MetricsController } from './metrics.controller.js';
import { Metrics } from './metrics.js';

@Controller('children')
class ChildrenController {
  @Get(':name')
  @Permitted('anyone')
  show(@Param('name') name: string) {
    return { length: name.length };
  }
}

const grants: Readonly<Record<string, Grant>> = {
  all: { role: 'administrator', region: '*' },
  one: { role: 'administrator', region: 'zhz' },
  scope: { role: 'administrator', region: '*', actions: ['see-metrics'] },
  'other scope': { role: 'administrator', region: '*', actions: ['see-sessions'] },
};

/** The sender by a header. */
const authenticator = {
  async authenticate({ headers }: { headers: Record<string, unknown> }): Promise<Actor | undefined> {
    const grant = grants[String(headers['x-actor'])];
    return grant && { subject: 'program', issuer: 'https://idp.example', kind: 'machine', grants: [grant] };
  },
};

let application: NestFastifyApplication;
const get = (url: string, headers: Record<string, string> = {}) =>
  application
    .getHttpAdapter()
    .getInstance()
    .inject({ method: 'GET', url, headers: { host: 'localhost', ...headers } });

beforeAll(async () => {
  const values = [
    { provide: AUTHENTICATOR, useValue: authenticator },
    { provide: METRICS, useValue: new Metrics() },
  ];
  @Module({ controllers: [MetricsController, ChildrenController], providers: [memoryAuditor, ...values] })
  class Root {}
  application = await createApplication(Root);
  await application.init();
  await application.getHttpAdapter().getInstance().ready();
});
afterAll(() => application.close());

describe('GET /metrics', () => {
  it('needs a role in all regions or a scope that names it', async () => {
    const statuses = ['all', 'one', 'scope', 'other scope', 'nobody'].map(
      async (actor) => (await get('/metrics', { 'x-actor': actor })).statusCode,
    );
    expect(await Promise.all(statuses)).toEqual([200, 403, 200, 403, 401]);
  });

  it('is text for every way in which a reader of metrics asks, and nothing else', async () => {
    for (const accept of ['*/*', 'text/plain', 'text/plain;version=0.0.4', 'application/openmetrics-text, */*;q=0.1']) {
      const { statusCode, headers } = await get('/metrics', { accept, 'x-actor': 'all' });
      expect([accept, statusCode, headers['content-type']]).toEqual([
        ...[accept, 200, 'text/plain; version=0.0.4; charset=utf-8'],
      ]);
    }
    expect((await get('/metrics', { accept: 'application/json', 'x-actor': 'all' })).statusCode).toBe(406);
  });

  it('counts requests by the template of their route, whatever their path holds', async () => {
    for (const path of ['/v1/children/Sara%20Jansen', '/v1/children/999990019', '/Sara/999990019', '/v1/children?Sara'])
      await get(path);
    const { body } = await get('/metrics', { 'x-actor': 'all' });
    expect(body).toContain('regieboek_http_requests_total{method="GET",route="/v1/children/:name",status="2xx"} 2');
    expect(body).toMatch(/regieboek_http_requests_total\{method="GET",route="unknown",status="4xx"\} [2-9]/);
    expect(body).not.toMatch(/Sara|Jansen|999990019/);
  });
});
