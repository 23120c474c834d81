import { Body, Controller, Get, Module, Param, Post, Query } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { z } from 'zod';
import { WrongRevision } from '@regieboek/eventing';
import { fields } from '@regieboek/events';
import { IdentitiesUnavailable } from '../identities.js';
import { REQUEST_KEYS } from '../tokens.js';
import { createApplication } from './application.js';
import { Endpoint } from './endpoint.js';
import type { RequestKeys } from './requests/idempotency.js';
import { component } from './openapi/json-schema.js';
import { describeApi } from './openapi/openapi.js';
import { Parsed } from './requests/parsed.js';
import { toProblem } from './problems/problem.filter.js';

const path = z.object({ id: z.uuid().meta({ description: 'Id.' }) });
const query = z.object({ day: fields.date.optional(), size: z.coerce.number().int().min(1).default(1) });
const inner = component('SpecInner', z.object({ day: fields.date, count: z.int() }));
const body = component('SpecOuter', z.strictObject({ inner, month: fields.month }));

@Controller('things')
class ThingsController {
  @Post(':id')
  @Endpoint({
    permission: 'anyone',
    summary: 'Change a thing',
    path,
    query,
    body: { content: 'json', description: 'The thing.', schema: body },
    answers: { 201: { description: 'Changed.', json: body, etag: true } },
    problems: [404],
    precondition: true,
  })
  change(
    @Param(new Parsed(path)) { id }: z.output<typeof path>,
    @Query(new Parsed(query)) { size }: z.output<typeof query>,
    @Body(new Parsed(body)) thing: z.output<typeof body>,
  ) {
    return { id, size, thing };
  }

  @Get('broken')
  @Endpoint({ permission: 'anyone', summary: 'Fail', answers: { 200: { description: 'Never.' } } })
  broken(): never {
    throw new Error('secret of 999900006');
  }
}

/** Keys that were used for other requests before. */
const keysInUse = new Set(['used']);
const requestKeys: RequestKeys = { isForOther: (key) => Promise.resolve(keysInUse.has(key)) };

@Module({ controllers: [ThingsController], providers: [{ provide: REQUEST_KEYS, useValue: requestKeys }] })
class ThingsModule {}

const id = '615673df-570b-522a-ab28-0ee98b85f50c';
const good = { inner: { day: '2026-02-28', count: 2 }, month: '2026-02' };
let application: NestFastifyApplication;

beforeAll(async () => {
  application = await createApplication(ThingsModule);
  await application.init();
});
afterAll(() => application.close());

async function post(url: string, payload: unknown, type = 'application/json') {
  const response = await application.inject({
    method: 'POST',
    url,
    headers: { 'content-type': type },
    payload: JSON.stringify(payload),
  });
  return { status: response.statusCode, body: response.json<Record<string, unknown>>() };
}

describe('an endpoint', () => {
  it('gets its path, query and body as their schemas make them', async () => {
    const { status, body: said } = await post(`/v1/things/${id}?size=3`, good);
    expect([status, said]).toEqual([201, { id, size: 3, thing: good }]);
  });

  it('is not reached by a request with faults: all of them are named, and nothing that was sent is repeated', async () => {
    const sent = { inner: { day: '2026-02-30', count: 999_900_006.5 }, month: 'x', Kwetsbaarsma: 1 };
    const { status, body: said } = await post('/v1/things/999900006?day=999900006&size=0', sent);
    expect(status).toBe(400);
    expect(said.faults).toEqual(
      ['path id', 'query day', 'query size', '/inner/day', '/inner/count', '/month', '/'].map((place) => ({
        place,
        text: expect.any(String),
      })),
    );
    expect(JSON.stringify(said)).not.toMatch(/999900006|Kwetsbaarsma/);
  });

  it.each([
    ['is not text', '/v1/things/%999900006', 400, 'unreadable'],
    ['is too long', `/v1/things/999900006${'x'.repeat(500)}`, 414, 'address-too-long'],
  ])('is not reached by an address that %s; the response does not repeat the address', async (_, url, status, code) => {
    const { statusCode, headers, body: said } = await application.inject({ method: 'POST', url });
    expect([statusCode, headers['content-type'], headers['api-version'], headers['x-content-type-options']]).toEqual([
      ...[status, 'application/problem+json; charset=utf-8', expect.any(String), 'nosniff'],
    ]);
    expect(JSON.parse(said)).toMatchObject({ type: `urn:regieboek:problem:${code}`, status });
    expect(said).not.toContain('999900006');
  });

  it('is not reached by a parameter that is sent twice', async () => {
    for (const sent of ['size=3&size=4', 'size=3&size=3', 'size=3&size[]=3', 'size=3&%73ize=4']) {
      const { status } = await post(`/v1/things/${id}?${sent}`, good);
      expect([sent, status]).toEqual([sent, 400]);
    }
  });

  it('is not reached by another media type', async () => {
    expect((await post(`/v1/things/${id}`, good, 'text/plain')).status).toBe(415);
    expect((await post(`/v1/things/${id}`, good, 'application/json; charset=utf-8')).status).toBe(201);
  });

  it('describes itself: parameters, body by reference, responses, and the problems that follow from them', () => {
    const api = describeApi(application, { title: 'Things', description: 'Of a test.' });
    const operation = api.paths['/v1/things/{id}']?.post;
    expect(operation?.operationId).toBe('thingsChange');
    expect(operation?.parameters?.map((one) => ('name' in one ? `${one.in} ${one.name}` : ''))).toEqual([
      'path id',
      'query day',
      'query size',
      'header Idempotency-Key',
      'header If-Match',
    ]);
    expect(Object.keys(operation?.responses ?? {})).toEqual([
      '201',
      '400',
      '403',
      '404',
      '406',
      '412',
      '413',
      '415',
      '421',
      '422',
      '429',
      '503',
    ]);
    expect(JSON.stringify(operation?.requestBody)).toContain('"additionalProperties":false');
    expect(Object.keys(api.components?.schemas ?? {})).toEqual(['Fault', 'Problem', 'SpecInner', 'SpecOuter']);
    expect(api.components?.schemas?.SpecInner).toMatchObject({
      properties: { day: { type: 'string', format: 'date' }, count: { type: 'integer' } },
      required: ['day', 'count'],
    });
  });

  it('has schemas whose names are given once', () => {
    expect(() => component('SpecInner', z.string())).toThrow('SpecInner is in use');
    expect(component('SpecInner', inner)).toBe(inner);
  });
});

describe('an error', () => {
  it('that is unexpected becomes 500 without its text, in the response and in the output', async () => {
    const printed: unknown[] = [];
    const written = jest.spyOn(process.stderr, 'write').mockImplementation((text) => printed.push(text) > 0);
    const response = await application.inject({ method: 'GET', url: '/v1/things/broken' });
    written.mockRestore();
    expect([response.statusCode, response.headers['content-type']]).toEqual([
      500,
      'application/problem+json; charset=utf-8',
    ]);
    expect(printed.join()).toContain('unexpected Error');
    expect(response.headers['x-request-id']).toMatch(/^[0-9a-f-]{36}$/);
    expect(`${response.body} ${printed.join()}`).not.toMatch(/secret|999900006/);
  });

  it.each([
    [new WrongRevision('zhz.youth-1', 1, 2), 412, 'changed-meanwhile'],
    [new IdentitiesUnavailable(new Error('refused')), 503, 'identities-away'],
    [new Error('x'), 500, 'unexpected'],
    ['thrown text', 500, 'unexpected'],
  ])('%s becomes %i %s', (error, status, code) => {
    expect(toProblem(error)).toMatchObject({ status, code });
  });
});
