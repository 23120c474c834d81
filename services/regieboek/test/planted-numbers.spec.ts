import { afterAll, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import type { OpenAPIObject } from '@nestjs/swagger';
import { stringify, parse } from 'yaml';
import { sized } from '@regieboek/kernel/testing';
import { describeRegieboek } from '../src/api/open-api.js';
import { importStory, startOnNewDatabase, type Running } from './running.js';
import * as story from './story.js';

const [client = ''] = story.testBsns(1);
/** The number of a client as people and programs write it. */
const written = [
  client,
  client.replace(/(\d{3})(?=\d)/g, '$1.'),
  client.replace(/(\d{4})(?=\d)/g, '$1 '),
  `F-${client}-1`,
  `b${client}`,
  [...client].map((digit) => String.fromCodePoint((digit.codePointAt(0) ?? 0) + 0xfee0)).join(''),
];

/** Every place gets every third form in a short run, and each of them in a long one. */
const EVERY = sized(3, 1);
const formsAt = (place: number): readonly string[] => written.filter((_, form) => (place + form) % EVERY === 0);

type Json = Record<string, unknown>;
const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Copies of a value, each with one of its texts replaced. */
function* replaced(value: unknown, by: string): Generator<unknown> {
  if (typeof value === 'string' || typeof value === 'number') yield by;
  if (Array.isArray(value))
    for (const [at, one] of value.entries())
      for (const other of replaced(one, by)) yield value.map((each, i) => (i === at ? other : each));
  if (!isObject(value)) return;
  for (const [key, one] of Object.entries(value)) {
    for (const other of replaced(one, by)) yield { ...value, [key]: other };
    yield Object.fromEntries(Object.entries(value).map(([name, each]) => [name === key ? by : name, each]));
  }
}

describe('a planted citizen service number', () => {
  let running: Running;
  let stop: () => Promise<void>;
  /** Everything that was answered and printed since the test began. */
  let said: string[] = [];

  beforeAll(async () => {
    for (const method of ['log', 'error', 'warn', 'info', 'debug'] as const)
      jest
        .spyOn(console, method)
        .mockImplementation((...values: unknown[]) => void said.push(values.map(String).join(' ')));
    for (const stream of [process.stdout, process.stderr])
      jest.spyOn(stream, 'write').mockImplementation((chunk) => (said.push(String(chunk)), true));
    ({ running, stop } = await startOnNewDatabase());
    await importStory(running);
  });
  beforeEach(() => {
    said = [];
  });
  afterAll(async () => {
    await stop();
    jest.restoreAllMocks();
  });

  async function send(method: 'GET' | 'POST', url: string, type?: string, payload?: string): Promise<number> {
    const headers = type === undefined ? {} : { headers: { 'content-type': type } };
    const response = await running.server.inject({
      method,
      url,
      ...headers,
      ...(payload === undefined ? {} : { payload }),
    });
    said.push(`${JSON.stringify(response.headers)}\n${response.body}`);
    return response.statusCode;
  }

  /** Digits of a text, ignoring everything between them. */
  const plain = (text: string): string => text.normalize('NFKC').replaceAll(/(?<=\d)[ .-](?=\d)/g, '');
  const isIn = (text: string): boolean => plain(text).includes(client);

  /** The log, and everything in plain text that the database contains outside the vault. */
  async function kept(): Promise<string[]> {
    const pool = running.administrator;
    const { rows: events } = await pool.query('SELECT stream, type, data::text, meta::text FROM log.event');
    const { rows: messages } = await pool.query(
      ['contracts', 'placements', 'finance']
        .map((schema) => `SELECT id, kind, region, faults::text, result::text, sent_as, log_id FROM ${schema}.message`)
        .join(' UNION ALL '),
    );
    return [...events, ...messages].map((row) => JSON.stringify(row));
  }

  async function nothingLeft(): Promise<void> {
    expect(said.filter(isIn).slice(0, 3)).toEqual([]);
    expect((await kept()).filter(isIn).slice(0, 3)).toEqual([]);
  }

  const messages: readonly [kind: string, path: string, xml: string][] = [
    ['JW301', '/v1/messages', story.jw301(client, 0)],
    ['JW305', '/v1/messages', story.jw305(client, 0)],
    ['JW323', '/v1/declarations', story.jw323()],
  ];

  it.each(messages)('in any element of a %s reaches no event and no answer', async (_, path, xml) => {
    const elements = [...xml.matchAll(/<([\w:]+)>([^<]+)</g)].filter(([, name = '']) => !/Bsn$/.test(name));
    expect(elements.length).toBeGreaterThan(15);
    for (const [at, element] of elements.entries()) {
      for (const plant of formsAt(at)) {
        const { index } = element;
        const [whole, name = ''] = element;
        let planted = `${xml.slice(0, index)}<${name}>${plant}<${xml.slice(index + whole.length)}`;
        // Each is a separate message: otherwise the second is refused for its identification, whatever its content.
        if (!/Identificatie$/.test(name))
          planted = planted.replace(/(:Identificatie>)[^<]+</, `$1P${at}X${written.indexOf(plant)}<`);
        await send('POST', path, 'application/xml', planted);
      }
    }
    await nothingLeft();
  });

  it('of another child of the region as a number of a message is refused, and reaches no event', async () => {
    const declaration = story.jw323().replace(/(DeclaratieNummer>)[^<]+</, `$1${story.otherBsn}<`);
    await send('POST', '/v1/messages', 'application/xml', story.jw301(story.otherBsn, 5));
    expect(await send('POST', '/v1/declarations', 'application/xml', declaration)).toBe(400);
    const assignment = story.jw301(story.bsn, 7).replace(/(ToewijzingNummer>)[^<]+</, `$1${story.otherBsn}<`);
    expect(await send('POST', '/v1/messages', 'application/xml', assignment)).toBe(400);
    expect((await kept()).filter((text) => text.includes(story.otherBsn))).toEqual([]);
  });

  it('in any value or key of a contracts file reaches no event and no answer', async () => {
    for (const plant of written)
      for (const [place, planted] of [...replaced(parse(story.regionFile), plant)].entries())
        if (formsAt(place).includes(plant))
          await send('POST', '/v1/region-files', 'application/yaml', stringify(planted));
    await nothingLeft();
  });

  it('in any other column of a facts file reaches no event and no answer', async () => {
    const columns =
      'region,bsn,birthDate,factId,kind,from,to,municipality,detail,recordedOn,withdrawnOn,provider,regular,jjiLinked,reference';
    const rows = [
      ['registration', '2012-05-21', '', '0505', 'woonadres', '', '', '', ''],
      ['care', '2024-01-01', '', '', 'logeren', '99990001', 'ja', 'nee', ''],
      ['decision', '2024-01-01', '', '0505', 'geschil', '', '', '', 'Z-1'],
      ['authorisation', '2024-01-01', '2024-03-01', '', 'machtiging', '', '', '', ''],
      ['absence', '2024-01-01', '2024-01-03', '', 'holiday', '99990001', '', '', ''],
    ].map(
      ([
        kind = '',
        from = '',
        to = '',
        municipality = '',
        detail = '',
        provider = '',
        regular = '',
        jji = '',
        reference = '',
      ]) => [
        ...['zhz', client, '2012-05-21', `N-${kind}`, kind, from, to, municipality, detail, '2024-05-02', ''],
        ...[provider, regular, jji, reference],
      ],
    );
    const statuses = new Set<number>();
    for (const row of rows)
      for (const [at, value] of row.entries())
        for (const plant of formsAt(at)) {
          if (at === 1) continue;
          const planted = row.map((one, i) =>
            i === at ? plant : i === 3 ? `${one}-${at}-${written.indexOf(plant)}` : one,
          );
          const status = await send(
            'POST',
            '/v1/residence-facts-files',
            'text/csv',
            `${columns}\n${planted.join(',')}\n`,
          );
          if (value !== '') statuses.add(status);
        }
    expect(statuses.has(400)).toBe(true);
    await nothingLeft();
  });

  it('in any part of an address, a query or a body reaches no event and no answer', async () => {
    const api: OpenAPIObject = describeRegieboek(running.application);
    const [youth = ''] = (await running.history(story.region)).youths.keys();
    const usual: Readonly<Record<string, string>> = {
      region: story.region,
      youth,
      period: story.month,
      municipality: story.payer,
      fact: 'R1',
    };
    let requests = 0;
    for (const [template, operations] of Object.entries(api.paths))
      for (const method of ['get', 'post'] as const) {
        const operation = operations[method];
        if (!operation) continue;
        const parameters = (operation.parameters ?? []) as { name: string; in: string }[];
        const pathOf = (planted: string, plant: string) =>
          template.replaceAll(/\{(\w+)\}/g, (_, name: string) =>
            encodeURIComponent(name === planted ? plant : (usual[name] ?? 'x')),
          );
        const content =
          (operation.requestBody as { content?: Record<string, { example?: unknown; schema?: unknown }> } | undefined)
            ?.content ?? {};
        const example = content['application/json']?.example;
        for (const plant of written) {
          for (const { name, in: place } of parameters) {
            const query = place === 'query' ? `?${name}=${encodeURIComponent(plant)}` : '';
            await send(
              method.toUpperCase() as 'GET' | 'POST',
              `${pathOf(place === 'path' ? name : '', plant)}${query}`,
              method === 'post' ? 'application/json' : undefined,
              method === 'post' ? JSON.stringify(example ?? {}) : undefined,
            );
            requests += 1;
          }
          for (const body of example === undefined ? [] : replaced(example, plant)) {
            await send('POST', pathOf('', ''), 'application/json', JSON.stringify(body));
            requests += 1;
          }
        }
      }
    expect(requests).toBeGreaterThan(500);
    await nothingLeft();
  });

  it('of a fact, a waiver and a receipt is refused with place and remedy', async () => {
    const [youth = ''] = (await running.history(story.region)).youths.keys();
    const at = `/v1/regions/${story.region}`;
    const fact = { kind: 'registration', from: '2026-02-15', to: null, municipality: '1978', address: 'woonadres' };
    expect(
      await send(
        'POST',
        `${at}/youths/${youth}/facts`,
        'application/json',
        JSON.stringify({ fact: { id: client, ...fact } }),
      ),
    ).toBe(400);
    expect(said.at(-1)).toMatch(/fact.*remove them/);
    const receipt = {
      reference: `A-${client}`,
      municipality: '0505',
      kind: 'advance',
      from: '2026-01',
      to: '2026-03',
      cents: 1,
      receivedOn: '2026-01-05',
    };
    expect(await send('POST', `${at}/receipts`, 'application/json', JSON.stringify(receipt))).toBe(400);
    expect(said.at(-1)).toMatch(/reference.*remove them/);
    await nothingLeft();
  });
});
