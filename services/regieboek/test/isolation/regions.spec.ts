/** A neighbour region whose values must turn up nowhere in another region: every endpoint, table and file. */
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { QueryBus } from '@nestjs/cqrs';
import { roles, type Actor, type Grant } from '@regieboek/access';
import { ListContracts, ListRegions } from '@regieboek/contracts';
import {
  GetBillingSummary,
  GetDeclarationAnswer,
  GetStatementDocuments,
  ListApprovedLines,
  ListReceipts,
} from '@regieboek/finance';
import type { Month } from '@regieboek/kernel';
import { overAllRegions, withinRegion, type Resources } from '@regieboek/platform';
import { logEverything } from '@regieboek/platform/testing';
import { GetAnswer, ListSignals } from '@regieboek/placements';
import { operationsOf, type Operation } from '../operations.js';
import { startOnNewDatabase, type Running } from '../running.js';
import * as story from '../story.js';
import * as neighbour from './neighbour.js';
import { requestsTo, type Ids } from './requests.js';

/** Everybody of the region of the story at once. */
const everybody: Actor = {
  ...{ subject: 'iedereen', issuer: 'https://idp.example', kind: 'person' },
  grants: roles.map((role): Grant => {
    const { region, payer: municipality, provider } = story;
    if (role === 'municipality') return { role, region, municipality };
    return role === 'provider' ? { role, region, provider } : { role, region };
  }),
};

const withActor = ({ log }: Resources): Partial<Resources> => ({
  log,
  authenticator: {
    authenticate: async ({ headers }) =>
      headers['x-actor'] === 'everybody'
        ? everybody
        : {
            subject: 'local',
            issuer: 'local',
            kind: 'local',
            grants: roles.map((role) => ({ role, region: '*' })),
          },
  },
});

const month = story.month as Month;

let running: Running;
let stop: () => Promise<void>;
let logLess: () => void;
let operations: Operation[];
let own: Ids;
let other: Ids;
/** Values that are the neighbour's alone. */
let canaries: readonly string[];
const printed: string[] = [];

async function told(
  tell: (text: string) => string,
  names: Pick<Ids, 'region' | 'municipality' | 'provider'>,
): Promise<Ids> {
  const { post } = running;
  const sent = async (path: string, type: string, content: string) => {
    const { statusCode, json } = await post(path, type, tell(content));
    expect([path, statusCode]).toEqual([path, 200]);
    return json<{ message: string; declaration: string }>();
  };
  await sent('/v1/region-files', 'application/yaml', story.regionFile);
  await sent('/v1/residence-facts-files', 'text/csv', story.factsFile);
  const { message } = await sent('/v1/messages', 'application/xml', story.jw301(story.bsn, 0));
  await sent('/v1/messages', 'application/xml', story.jw305(story.bsn, 0));
  const { declaration, message: declared } = await sent('/v1/declarations', 'application/xml', story.jw323());
  const run = await post(
    '/v1/billing-runs',
    'application/json',
    JSON.stringify({ region: names.region, period: story.month }),
  );
  const [youth = ''] = [...(await running.history(names.region)).youths.keys()];
  return { ...names, youth, declaration, message, declared, run: run.json<{ id: string }>().id, told: tell };
}

const found = (text: string, asked = ''): string[] =>
  neighbour.shownIn(text, canaries).filter((shown) => !asked.includes(shown));

beforeAll(async () => {
  logLess = logEverything();
  ({ running, stop } = await startOnNewDatabase(withActor));
  own = await told((text) => text, { region: story.region, municipality: story.payer, provider: story.provider });
  const { region, payer: municipality, provider } = neighbour;
  other = await told(neighbour.neighbours, { region, municipality, provider });
  canaries = [...neighbour.canaries, other.youth, other.declaration, other.message, other.declared];
  operations = operationsOf(running.application);
  for (const stream of [process.stdout, process.stderr])
    jest.spyOn(stream, 'write').mockImplementation((chunk) => printed.push(String(chunk)) > 0);
});
afterAll(async () => {
  jest.restoreAllMocks();
  logLess();
  await stop();
});

describe('somebody with every role in one region', () => {
  it('gets nothing of another region from any endpoint, whichever ids it is asked with', async () => {
    const answered: number[] = [];
    for (const ids of [own, other])
      for (const operation of operations)
        for (const { url, ...request } of requestsTo(operation, ids)) {
          const headers = { ...request.headers, 'x-actor': 'everybody' };
          const { statusCode, body, headers: sent } = await running.server.inject({ ...request, url, headers });
          // The id of a message follows from its bytes, and a refusal names the region of its municipality.
          const sentIn =
            typeof request.payload === 'string' || Buffer.isBuffer(request.payload)
              ? `${request.payload.toString()} ${ids.message} ${ids.declared} ${ids.region}`
              : '';
          const asked = `${url} ${sentIn}`;
          const leaked = found(`${JSON.stringify(sent)} ${body}`, asked);
          expect([operation.method, url, statusCode, leaked]).toEqual([operation.method, url, statusCode, []]);
          if (ids === other && operation.path.includes('{region}')) expect([url, statusCode]).toEqual([url, 403]);
          if (ids === own && statusCode < 300) answered.push(statusCode);
        }
    expect(answered.length).toBeGreaterThan(30);
  });

  it('finds nothing of it in what was printed meanwhile, in the audit log of the region, and in the files of its journal', async () => {
    expect(printed.length).toBeGreaterThan(80);
    expect(printed.filter((line) => line.startsWith('{"level":"info"')).length).toBeGreaterThan(80);
    expect(printed.flatMap((text) => found(text))).toEqual([]);
    let entries = 0;
    for await (const entry of running.resources.audit.entries(story.region)) {
      entries += 1;
      expect(found(JSON.stringify(entry))).toEqual([]);
    }
    expect(entries).toBeGreaterThan(20);
    const folder = join((running.resources as Resources & { dataDir: string }).dataDir, 'journal', story.region);
    const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((one) => one.isFile());
    expect(files.length).toBeGreaterThan(0);
    for (const { parentPath, name } of files) {
      const bytes = readFileSync(join(parentPath, name));
      expect([name, neighbour.shownIn(bytes.toString('latin1'), canaries)]).toEqual([name, []]);
    }
  });
});

describe('with the permissions bypassed, work that is bound to one region', () => {
  const region = neighbour.region;

  it.each([
    ['contracts', () => new ListContracts(region)],
    ['signals', () => new ListSignals(region)],
    ['approved lines', () => new ListApprovedLines(region, [month])],
    ['an answer to a declaration', () => new GetDeclarationAnswer(region, other.declaration)],
    ['receipts', () => new ListReceipts(region)],
    ['a bill', () => new GetBillingSummary({ region, period: month })],
    ['statements', () => new GetStatementDocuments({ region, period: month })],
  ])('cannot ask for %s of another region', async (_, query) => {
    const ask = () => running.resolve(QueryBus).execute<never, unknown>(query() as never);
    await expect(withinRegion(story.region, ask)).rejects.toThrow('bound to one region');
    await expect(overAllRegions(ask)).resolves.toBeDefined();
  });

  it('finds the answer to a message of its own region, and none to one of another', async () => {
    const ask = () => running.resolve(QueryBus).execute(new GetAnswer(other.message));
    expect(await withinRegion(story.region, ask)).toEqual({ reason: expect.stringContaining('no received message') });
    expect(await withinRegion(region, ask)).toEqual({ answer: expect.stringContaining('jw302:') });
  });

  it('lists its own region only', async () => {
    const ask = () => running.resolve(QueryBus).execute(new ListRegions());
    expect((await withinRegion(story.region, ask)).map((one) => one.region)).toEqual([story.region]);
    expect(await running.resources.log.regions()).toEqual([region, story.region]);
    expect(await withinRegion(story.region, () => running.resources.log.regions())).toEqual([story.region]);
  });
});

describe('row-level security', () => {
  const tables = async (): Promise<{ name: string; protected: boolean; region: boolean }[]> => {
    const { rows } = await running.resources.pool.query<{ name: string; protected: boolean; region: boolean }>(`
      SELECT format('%I.%I', n.nspname, c.relname) AS name,
        c.relrowsecurity AND c.relforcerowsecurity AND EXISTS (SELECT FROM pg_policy p WHERE p.polrelid = c.oid) AS protected,
        EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attname = 'region' AND NOT a.attisdropped) AS region
      FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
      WHERE c.relkind IN ('r', 'p') AND n.nspname !~ '^(pg_|information_schema$)' ORDER BY 1`);
    return rows;
  };

  it('is forced on every table with a region, and those without one are known', async () => {
    const all = await tables();
    expect(all.filter((one) => one.region && !one.protected)).toEqual([]);
    expect(all.filter((one) => one.region).length).toBeGreaterThan(20);
    expect(all.filter((one) => !one.region).map(({ name }) => name)).toEqual([
      'access.migration',
      'audit.migration',
      'contracts.migration',
      'finance.migration',
      'placements.migration',
      'platform.feed_offset',
      'platform.last_backup',
      'platform.ledger',
      'platform.prepared',
      'platform.rebuild',
      'platform.request_key',
      'platform.vault_key',
      'platform.version',
      'reporting.migration',
    ]);
  });

  it('shows of every table the rows of one region to work that is bound to it, and none to work that names no region', async () => {
    const { pool } = running.resources;
    const rowsOf = async (name: string) =>
      (await pool.query<{ region: string | null }>(`SELECT region FROM ${name}`)).rows.map((row) => row.region);
    const ofBoth: string[] = [];
    for (const { name } of (await tables()).filter((one) => one.region)) {
      const [mine, all, none] = [
        await withinRegion(story.region, () => rowsOf(name)),
        await overAllRegions(() => rowsOf(name)),
        await rowsOf(name),
      ];
      expect([name, new Set(mine).size <= 1, none]).toEqual([name, true, []]);
      expect([name, mine]).toEqual([name, all.filter((one) => one === story.region)]);
      if (mine.length > 0 && all.includes(region)) ofBoth.push(name);
    }
    expect(ofBoth).toEqual(
      expect.arrayContaining([
        'audit.entry',
        'finance.assignment',
        'finance.message',
        'log.event',
        'placements.identity',
        'placements.message',
      ]),
    );
  });

  const region = neighbour.region;
});
