import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { importStory, startOnNewDatabase, type Running } from './running.js';
import * as story from './story.js';

let running: Running;
let stop: () => Promise<void>;
let youth = '';
let declaration = '';

beforeAll(async () => {
  ({ running, stop } = await startOnNewDatabase());
  await importStory(running);
  const taken = await running.post('/v1/declarations', 'application/xml', story.jw323());
  declaration = taken.json().declaration;
  const { lines } = (await running.get(`${base}/billing-runs/${story.month}/statements/${story.responsible}`)).json();
  youth = lines[0].youth;
});
afterAll(() => stop());

const base = `/v1/regions/${story.region}`;
const problemType = 'application/problem+json; charset=utf-8';
const places = (response: { json(): { faults?: { place: string }[] } }) =>
  (response.json().faults ?? []).map(({ place }) => place);

const fact = (id: string, municipality = story.payer) => ({
  fact: { id, kind: 'registration', from: '2026-03-01', to: null, municipality, address: 'woonadres' },
  recordedOn: '2026-03-05',
});
const record = (body: unknown, headers: Record<string, string> = {}, of = youth) =>
  running.post(`${base}/youths/${of}/facts`, 'application/json', JSON.stringify(body), headers);
const etag = async () => String((await running.get(`${base}/youths/${youth}`)).headers.etag);

describe('facts of a youth over HTTP', () => {
  it('are recorded under an id, once, for any Idempotency-Key', async () => {
    const first = await record(fact('A1'), { 'idempotency-key': 'one' });
    const again = await record(fact('A1'), { 'idempotency-key': 'one' });
    const without = await record(fact('A1'));
    expect([first, again, without].map(({ statusCode }) => statusCode)).toEqual([201, 201, 201]);
    expect([again.body, without.body]).toEqual([first.body, first.body]);
    expect([again.headers.etag, without.headers.etag]).toEqual([first.headers.etag, first.headers.etag]);
    expect(await etag()).toBe(first.headers.etag);
  });

  it('are refused with 409 when the id is in use for another fact', async () => {
    await record(fact('A2'));
    const response = await record(fact('A2', story.responsible));
    expect(response.statusCode).toBe(409);
    expect(response.json().type).toBe('urn:regieboek:problem:id-in-use');
  });

  it('are recorded with If-Match only while nothing changed, and a repeat after a lost answer returns it again', async () => {
    const seen = await etag();
    const first = await record(fact('A3'), { 'if-match': seen });
    expect(first.statusCode).toBe(201);
    const repeated = await record(fact('A3'), { 'if-match': seen });
    expect([repeated.statusCode, repeated.headers.etag]).toEqual([201, first.headers.etag]);
    const late = await record(fact('A4'), { 'if-match': seen });
    expect([late.statusCode, late.json().type]).toEqual([412, 'urn:regieboek:problem:changed-meanwhile']);
    expect((await record(fact('A4'), { 'if-match': await etag() })).statusCode).toBe(201);
    expect((await record(fact('A5'), { 'if-match': '*' })).statusCode).toBe(201);
  });

  it.each(['3', 'W/"3"', '"3", "4"', '""', '"99999999999999999999"'])(
    'are refused with 400 when If-Match is %s',
    async (header) => {
      const response = await record(fact('A6'), { 'if-match': header });
      expect([response.statusCode, places(response)]).toEqual([400, ['header If-Match']]);
    },
  );

  it('are withdrawn once, never without a body, and stay in the history', async () => {
    await record(fact('A7'));
    const url = `${base}/youths/${youth}/facts/A7/withdrawal`;
    expect((await running.inject({ method: 'POST', url })).statusCode).toBe(400);
    const first = await running.post(url, 'application/json', '{}');
    const again = await running.post(url, 'application/json', '{"withdrawnOn":"2026-03-06"}');
    expect([first.statusCode, again.statusCode]).toEqual([201, 201]);
    expect(again.headers.etag).toBe(first.headers.etag);
    const { facts } = (await running.get(`${base}/youths/${youth}`)).json();
    expect(facts).toContainEqual(expect.objectContaining({ id: 'A7', withdrawnOn: '2026-03-06' }));
  });

  it('are refused when they became known, or were withdrawn, in the future', async () => {
    const { fact: one } = fact('B1');
    const late = await record({ fact: one, recordedOn: '2026-03-07' });
    expect([late.statusCode, places(late)]).toEqual([400, ['/recordedOn']]);
    await record(fact('B2'));
    const url = `${base}/youths/${youth}/facts/B2/withdrawal`;
    const withdrawn = await running.post(url, 'application/json', '{"withdrawnOn":"9999-12-31"}');
    expect([withdrawn.statusCode, places(withdrawn)]).toEqual([400, ['/withdrawnOn']]);
  });

  it('are refused with 404 for an unknown youth or fact, also with If-Match', async () => {
    const nobody = randomUUID();
    const url = `${base}/youths/${youth}/facts/NONE/withdrawal`;
    const responses = [
      await record(fact('A8'), {}, nobody),
      await record(fact('A8'), { 'if-match': '"0"' }, nobody),
      await running.post(url, 'application/json', '{}'),
      await running.get(`${base}/youths/${nobody}`),
    ];
    expect(responses.map(({ statusCode }) => statusCode)).toEqual([404, 404, 404, 404]);
  });

  it('are refused with every fault at once, each with its place', async () => {
    const { recordedOn: _, ...rest } = fact('');
    const response = await record({ ...rest, recordedOn: '2026-02-30', extra: 1 });
    expect(response.statusCode).toBe(400);
    expect(places(response).sort()).toEqual(['/', '/fact/id', '/recordedOn']);
  });

  it('are refused with 400 when they end before they begin', async () => {
    const { fact: good, recordedOn } = fact('A9');
    const response = await record({ fact: { ...good, to: '2026-02-01' }, recordedOn });
    expect([response.statusCode, response.json().type]).toEqual([400, 'urn:regieboek:problem:ends-before-start']);
  });
});

describe('unreadable input', () => {
  const kinds: [path: string, type: string][] = [
    ['/v1/region-files', 'application/yaml'],
    ['/v1/residence-facts-files', 'text/csv'],
    ['/v1/messages', 'application/xml'],
    ['/v1/declarations', 'application/xml'],
  ];

  it.each(kinds)('%s refuses other media types with 415, and keeps nothing', async (path, type) => {
    for (const other of [
      'application/json',
      'text/plain',
      'application/octet-stream',
      'application/x-www-form-urlencoded',
    ]) {
      const response = await running.post(path, other, other.endsWith('json') ? '{}' : 'x');
      expect([other, response.statusCode]).toEqual([other, 415]);
    }
    const wrong = type === 'text/csv' ? 'application/xml' : 'text/csv';
    expect((await running.post(path, wrong, 'not-kept')).statusCode).toBe(415);
    const { rows } = await running.administrator.query(
      `SELECT (SELECT count(*)::int FROM placements.message WHERE status = 'received') AS placements,
              (SELECT count(*)::int FROM finance.message WHERE status <> 'processed') AS finance`,
    );
    expect(rows).toEqual([{ placements: 0, finance: 0 }]);
  });

  it.each(kinds)('%s refuses an empty body with 400', async (path, type) => {
    expect((await running.post(path, type, '')).statusCode).toBe(400);
    expect((await running.inject({ method: 'POST', url: path })).statusCode).toBe(400);
  });

  it.each(kinds)('%s refuses more than 25 MB with 413', async (path, type) => {
    const response = await running.post(path, type, Buffer.alloc(25 * 1024 * 1024 + 1, ' '));
    expect(response.statusCode).toBe(413);
    expect(response.json().detail).toContain('25 MB');
  });

  it.each(kinds)('%s refuses nonsense with 400 and the place of the fault', async (path, type) => {
    const response = await running.post(path, type, '<<: "\u0000\nnonsense,,,\n');
    expect(response.statusCode).toBe(400);
    expect(places(response).length).toBeGreaterThan(0);
  });

  it('is refused with the faults of the address and of the body together', async () => {
    const response = await running.post(`/v1/regions/Z!/youths/nobody/facts`, 'application/json', '{"fact":1}');
    expect(places(response)).toEqual(['path region', 'path youth', '/fact']);
  });

  it('JSON that is broken or missing is refused with 400, other types with 415', async () => {
    const url = `${base}/youths/${youth}/facts`;
    for (const body of ['{"a"', '[]', 'null', '""', '{"__proto__":{}}']) {
      expect([body, (await running.post(url, 'application/json', body)).statusCode]).toEqual([body, 400]);
    }
    expect((await running.inject({ method: 'POST', url })).statusCode).toBe(400);
    expect((await running.post(url, 'application/xml', '<a/>')).statusCode).toBe(415);
  });

  it('has no retour, and the response states that', async () => {
    const unreadable = story.jw305(story.bsn, 0).replace('BerichtVersie>3<', 'BerichtVersie>4<');
    const response = await running.post('/v1/messages', 'application/xml', unreadable);
    expect(response.statusCode).toBe(400);
    const id = /message ([0-9a-f]{64})/.exec(response.json().detail)?.[1] ?? '';
    const answer = await running.get(`/v1/messages/${id}/answer`);
    expect([answer.statusCode, answer.json().detail]).toEqual([404, expect.stringContaining('has no retour')]);
  });

  it('is stored with all its faults, and can be sent again after repair', async () => {
    const broken = story.jw323().replaceAll('<jw323:ProductCategorie>45', '<jw323:ProductCategorie>XX');
    const response = await running.post('/v1/declarations', 'application/xml', broken);
    expect(response.statusCode).toBe(400);
    expect(places(response)).toHaveLength(3);
    const id = /message ([0-9a-f]{64})/.exec(response.json().detail)?.[1] ?? '';
    const kept = (await running.get(`/v1/declarations/messages/${id}`)).json();
    expect(kept).toMatchObject({ status: 'refused', faults: response.json().faults });
    const again = await running.post('/v1/declarations', 'application/xml', broken);
    expect(again.json().faults).toEqual(response.json().faults);
  });
});

describe('addresses', () => {
  const id = randomUUID();
  it.each([
    `/v1/regions/nowhere/contracts`,
    `/v1/regions/nowhere/declarations`,
    `/v1/regions/nowhere/signals`,
    `/v1/regions/nowhere/stay-durations?year=2026`,
    `/v1/regions/nowhere/occupancy?from=2026-01-01&to=2026-01-02`,
    `/v1/regions/nowhere/billing-runs/${story.month}`,
    `/v1/regions/nowhere/youths/${id}`,
    `/v1/regions/nowhere/billed-lines/99990001.L1.1/explanation`,
    `${base}/billing-runs/${story.month}/statements/0363`,
    `${base}/billed-lines/99990001.NONE.1/explanation`,
    `${base}/declarations/${id}/answer`,
    `/v1/messages/${'0'.repeat(64)}`,
    `/v1/messages/${'0'.repeat(64)}/answer`,
    `/v1/declarations/messages/${'0'.repeat(64)}`,
  ])('%s is answered with 404', async (url) => {
    const response = await running.get(url);
    expect([response.statusCode, response.headers['content-type']]).toEqual([404, problemType]);
  });

  it.each([
    [`/v1/regions/ZHZ!/contracts?provider=1`, ['path region', 'query provider']],
    [`/v1/regions/-/signals`, ['path region']],
    [`${base}/contracts?provider=1`, ['query provider']],
    [`${base}/billing-runs/2026-13`, ['path period']],
    [`/v1/regions/Z!/billing-runs/2026-13/statements/1`, ['path region', 'path period', 'path municipality']],
    [`${base}/youths/nobody`, ['path youth']],
    [`${base}/declarations/x%00/answer`, ['path id']],
    [`${base}/billed-lines/x%00/explanation`, ['path id']],
    [`${base}/billed-lines/99990001.L1.1/explanation?lang=de`, ['query lang']],
    [`${base}/stay-durations`, ['query year']],
    [`${base}/stay-durations?year=2025.5`, ['query year']],
    [`${base}/occupancy`, ['query from', 'query to']],
    [`${base}/occupancy?from=2026-02-30&to=x`, ['query from', 'query to']],
    [`${base}/occupancy?from=2026-02-02&to=2026-02-01`, ['query to']],
    [`${base}/occupancy?from=2015-01-01&to=2026-02-01`, ['query to']],
    [`/v1/messages/${'F'.repeat(64)}`, ['path id']],
    [`/v1/messages/x/answer`, ['path id']],
  ])('%s is answered with 400 and all faults', async (url, expected) => {
    const response = await running.get(url);
    expect([response.statusCode, places(response)]).toEqual([400, expected]);
  });

  it('that are unknown are answered with 404, and other methods with 405, as problems', async () => {
    for (const [method, url, status] of [
      ['GET', '/v1/nothing', 404],
      ['DELETE', '/v1/regions', 405],
      ['GET', '/regions', 404],
    ] as const) {
      const response = await running.server.inject({ method, url });
      expect([url, response.statusCode, response.headers['content-type']]).toEqual([url, status, problemType]);
    }
  });

  it('have a version, and forbid content sniffing', async () => {
    const { headers } = await running.get('/v1/regions');
    expect(headers).toMatchObject({ 'api-version': '1.0.0', 'x-content-type-options': 'nosniff' });
  });

  it('of health report whether the process runs and the database answers', async () => {
    expect((await running.get('/health/live')).json()).toEqual({ status: 'live' });
    expect((await running.get('/health/ready')).json()).toEqual({ status: 'ready', feeds: [], parked: 0 });
  });

  it('of a decided declaration return its answer', async () => {
    expect((await running.get(`${base}/declarations/${declaration}/answer`)).statusCode).toBe(200);
  });

  it('redirect to the documentation from the root', async () => {
    const welcome = await running.server.inject({ method: 'GET', url: '/' });
    expect([welcome.statusCode, welcome.headers.location]).toEqual([302, '/docs']);
    expect((await running.server.inject({ method: 'GET', url: '/docs' })).statusCode).toBe(200);
    expect((await running.server.inject({ method: 'GET', url: '/openapi.json' })).json().openapi).toBe('3.1.0');
  });
});
