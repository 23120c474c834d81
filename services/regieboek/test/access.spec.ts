import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { grantsOf, localActor, roles, type Actor, type Grant } from '@regieboek/access';
import type { Authenticator } from '@regieboek/platform';
import { claimsOfUser } from '../src/demo-log-in/users.js';
import { describeRegieboek } from '../src/api/open-api.js';
import { importStory, startOnNewDatabase, type Running } from './running.js';
import * as story from './story.js';

const person = (grants: readonly Grant[]): Actor => ({
  subject: 's',
  issuer: 'https://idp.example',
  kind: 'person',
  grants,
});

/** Everybody of another region at once. */
const neighbours = person(
  roles.map((role): Grant => {
    if (role === 'municipality') return { role, region: 'wbw', municipality: story.payer };
    return role === 'provider' ? { role, region: 'wbw', provider: story.provider } : { role, region: 'wbw' };
  }),
);

function userOf(id: string): Actor {
  const mapping = {
    claims: { roles: 'roles', region: 'region', municipality: 'municipality', provider: 'provider' },
    regions: ['*'],
  };
  const given = grantsOf(claimsOfUser(id) ?? {}, mapping);
  if ('fault' in given) throw new Error(given.fault.text);
  return person(given.grants);
}

/** The sender by a header: a user of the demo, `neighbours` or `nobody`; without it the user of the machine. */
const byHeader: Authenticator = {
  async authenticate({ headers }) {
    const name = headers['x-actor'];
    if (typeof name !== 'string') return localActor;
    if (name === 'nobody') return undefined;
    return name === 'neighbours' ? neighbours : userOf(name);
  },
};

let running: Running;
let stop: () => Promise<void>;
let declaration: string;
let declared: string;
let message: string;
let youth: string;

beforeAll(async () => {
  ({ running, stop } = await startOnNewDatabase(() => ({ authenticator: byHeader })));
  await importStory(running);
  const taken = await running.post('/v1/declarations', 'application/xml', story.jw323());
  ({ declaration, message: declared } = taken.json());
  ({ message } = (await running.post('/v1/messages', 'application/xml', story.jw301(story.bsn, 0))).json());
  [youth = ''] = [...(await running.history(story.region)).youths.keys()];
});
afterAll(() => stop());

const region = `/v1/regions/${story.region}`;
const run = `${region}/billing-runs/${story.month}`;
const as = (actor: string) => ({ 'x-actor': actor });
const ask = async (actor: string, url: string, headers: Record<string, string> = {}) => {
  const { statusCode, body } = await running.get(url, { ...as(actor), ...headers });
  const { type, ...rest } = JSON.parse(body) as Record<string, unknown> & { type?: string };
  return statusCode === 200 ? rest : [statusCode, type?.replace('urn:regieboek:problem:not-allowed-', '')];
};

const payer = `municipality_zhz_${story.payer}`;
const responsible = `municipality_zhz_${story.responsible}`;
const stranger = 'municipality_zhz_0482';
const provider = `provider_zhz_${story.provider}`;
const otherProvider = 'provider_zhz_99990002';

interface Operation {
  readonly method: 'GET' | 'POST' | 'DELETE';
  readonly path: string;
  readonly permission: string;
}

/** Id of nothing, for what the story has none of. */
const absent = '615673df-570b-522a-ab28-0ee98b85f50c';

/** Every operation of the description, with its permission, on the region of the story. */
function operations(): Operation[] {
  const values: Record<string, string> = {
    ...{
      region: story.region,
      period: story.month,
      municipality: story.payer,
      youth,
      batch: 'RB4F1D',
      fact: 'R1',
      number: '2026-001',
    },
    ...{ approval: absent, decision: absent, emergency: absent, session: absent, actor: absent },
    table: 'billed_day_month',
    name: 'stays-started-by-chain',
    ...{ id: '', run: `${story.region}~${story.month}~1~2025.1` },
  };
  const idIn = (path: string): string => {
    if (path.includes('billed-lines')) return `${story.provider}.L1.1`;
    if (path.includes('/declarations/messages/')) return declared;
    return path.includes('/declarations/{id}') ? declaration : message;
  };
  return Object.entries(describeRegieboek(running.application).paths).flatMap(([path, item]) =>
    Object.entries(item as Record<string, { 'x-permission': string }>).map(([method, operation]) => ({
      method: method.toUpperCase() as Operation['method'],
      path: path.replaceAll(/\{(\w+)\}/g, (_, name: string) => (name === 'id' ? idIn(path) : (values[name] ?? ''))),
      permission: operation['x-permission'],
    })),
  );
}

const sendTo = async ({ method, path }: Operation, actor: string) => {
  const { server } = running;
  const payload =
    method === 'POST' ? { payload: '{"region":"zhz"}', headers: { 'content-type': 'application/json' } } : {};
  return server.inject({ method, url: path, ...payload, headers: { ...payload.headers, ...as(actor) } });
};

describe('every operation', () => {
  it('declares a permission, and asks strangers to log in unless it is for anyone', async () => {
    const all = operations();
    expect(all.length).toBeGreaterThan(40);
    const open = all.filter(({ permission }) => permission === 'anyone').map(({ method, path }) => `${method} ${path}`);
    expect(open.sort()).toEqual([
      'DELETE /v1/session',
      'GET /health/live',
      'GET /health/ready',
      'GET /v1/session/callback',
      'GET /v1/session/log-in',
    ]);
    for (const operation of all.filter(({ permission }) => permission !== 'anyone')) {
      const { statusCode } = await sendTo(operation, 'nobody');
      expect([operation.method, operation.path, statusCode]).toEqual([operation.method, operation.path, 401]);
    }
  });

  it('refuses everybody of another region, or shows nothing of this one (R18)', async () => {
    for (const operation of operations().filter(({ permission }) => !['anyone', 'session'].includes(permission))) {
      const { statusCode, body } = await sendTo(operation, 'neighbours');
      const isOfRegion = /\/zhz[/~]|billing-runs$|\/messages\/.|^\/metrics$/.test(operation.path);
      if (isOfRegion)
        expect([operation.method, operation.path, statusCode]).toEqual([operation.method, operation.path, 403]);
      else if (statusCode === 200) expect([operation.path, body]).toEqual(['/v1/regions', '{"regions":[]}']);
      else expect([operation.path, statusCode]).toEqual([operation.path, 415]);
    }
  });
});

describe('what is sent in', () => {
  it('is recorded only in regions of the sender, and nothing of it otherwise', async () => {
    const before = await running.resources.log.head(story.region);
    const files = [
      ['/v1/region-files', 'application/yaml', story.regionFile.replace('Voorbeeld', 'Ander')],
      ['/v1/residence-facts-files', 'text/csv', story.factsFile.replace('R1', 'R99')],
      ['/v1/messages', 'application/xml', story.jw305(story.bsn, 0).replace('>S0<', '>S8<')],
      ['/v1/declarations', 'application/xml', story.jw323().replaceAll('>D1<', '>D8<')],
    ] as const;
    for (const [path, type, content] of files) {
      const refused = await running.post(path, type, content, as('neighbours'));
      expect([path, refused.statusCode, refused.body]).toEqual([
        path,
        400,
        expect.stringContaining('region zhz is not one'),
      ]);
    }
    expect(await running.resources.log.head(story.region)).toBe(before);
  });
});

describe('a municipality', () => {
  it('sees its own statement, and not that of another', async () => {
    expect(await ask(responsible, `${run}/statements/${story.responsible}`)).toMatchObject({
      municipality: story.responsible,
    });
    expect(await ask(responsible, `${run}/statements/${story.payer}`)).toEqual([403, 'not-involved']);
  });

  it('sees of the bill its own row, and own totals that add up', async () => {
    const whole = (await ask('finance_zhz', run)) as { municipalities: { municipality: string; totalCents: number }[] };
    const bill = (await ask(responsible, run)) as typeof whole & { totals: Record<string, number>; claims: unknown[] };
    const own = whole.municipalities.filter(({ municipality }) => municipality === story.responsible);
    expect(bill.municipalities).toEqual(own);
    const { billedCents = 0, unresolvedCents = 0, approvedCents = 0, lumpSumCents = 0 } = bill.totals;
    expect(billedCents).toBe(own[0]?.totalCents);
    expect(billedCents + unresolvedCents).toBe(approvedCents + lumpSumCents);
    const none = (await ask(stranger, run)) as typeof bill;
    expect([none.municipalities, none.claims, none.totals.approvedCents]).toEqual([[], [], 0]);
  });

  it('has lines explained that it bears or pays, and no others', async () => {
    const { lines } = (await ask('finance_zhz', `${run}/statements/${story.responsible}`)) as {
      lines: { id: string }[];
    };
    const url = `${region}/billed-lines/${lines[0]?.id ?? ''}/explanation`;
    for (const actor of [payer, responsible])
      expect(await ask(actor, url)).toMatchObject({ sentences: expect.any(Array) });
    expect(await ask(stranger, url)).toEqual([403, 'not-involved']);
  });

  it('sees a youth on the days on which it is responsible or pays, with the facts behind them', async () => {
    const whole = (await ask('backoffice_zhz', `${region}/youths/${youth}`)) as {
      responsible: unknown[];
      facts: unknown[];
    };
    const seen = (await ask(payer, `${region}/youths/${youth}`)) as typeof whole;
    expect(whole.responsible.length).toBeGreaterThan(0);
    expect(seen.responsible).toEqual(
      expect.arrayContaining([expect.objectContaining({ explanation: expect.any(String) })]),
    );
    expect(whole.facts).toEqual(expect.arrayContaining(seen.facts));
    expect(await ask(stranger, `${region}/youths/${youth}`)).toEqual([403, 'not-involved']);
  });

  it('sees declarations to it, and no books, and changes nothing', async () => {
    expect(await ask(payer, `${region}/declarations`)).toMatchObject({ declarations: [{ municipality: story.payer }] });
    expect(await ask(stranger, `${region}/declarations`)).toEqual({ declarations: [] });
    expect(await ask(payer, `${region}/balances`)).toEqual([403, 'role']);
    const seal = await running.post(`${region}/periods/${story.month}/seal`, 'application/json', '{}', as(payer));
    expect(seal.statusCode).toBe(403);
  });
});

describe('a provider', () => {
  it('sees its own declarations with their answers, and those of no other', async () => {
    expect(await ask(provider, `${region}/declarations`)).toMatchObject({
      declarations: [{ provider: story.provider }],
    });
    const answer = `${region}/declarations/${declaration}/answer`;
    expect((await running.get(answer, as(provider))).statusCode).toBe(200);
    expect(await ask(otherProvider, `${region}/declarations`)).toEqual({ declarations: [] });
    expect(await ask(otherProvider, answer)).toEqual([403, 'not-involved']);
  });

  it('reconciles its own lines, and names itself for it', async () => {
    const url = `${region}/reconciliations/${story.month}`;
    expect(await ask(provider, `${url}?provider=${story.provider}`)).toMatchObject({ region: story.region });
    expect(await ask(otherProvider, `${url}?provider=${story.provider}`)).toEqual([403, 'not-involved']);
    expect(await ask(provider, url)).toEqual([403, 'not-involved']);
  });

  it('sees its own refused lines, and no remarks of the region', async () => {
    expect(await ask(provider, `${region}/refusals`)).toMatchObject({
      refusals: [{ provider: story.provider, line: 3 }],
    });
    expect(await ask(otherProvider, `${region}/refusals`)).toEqual({ region: story.region, refusals: [] });
    const remarks = JSON.stringify({ remarks: [{ key: `${story.provider}.L1`, remark: 'asked' }], by: 'c' });
    await running.post(`${region}/remarks`, 'application/json', remarks, as('finance_zhz'));
    const url = `${region}/reconciliations/${story.month}?provider=${story.provider}`;
    expect(await ask('finance_zhz', url)).toMatchObject({ remarks: [{ remark: 'asked' }] });
    const list = `Sleutel;Opmerking\r\n${story.provider}.L1;answered\r\n`;
    await running.post(`${region}/remarks/files?by=c`, 'text/csv', list, as('finance_zhz'));
    expect(await ask('finance_zhz', url)).toMatchObject({ remarks: [{ remark: 'answered' }] });
    expect(await ask(provider, url)).toMatchObject({ remarks: [] });
  });

  it('sees of a youth in its care who is responsible, without facts', async () => {
    const { facts, responsible: days } = (await ask(provider, `${region}/youths/${youth}`)) as {
      facts: unknown[];
      responsible: { municipality: string; facts: unknown[] }[];
    };
    expect(facts).toEqual([]);
    expect(days.length).toBeGreaterThan(0);
    for (const one of days) expect(one).toMatchObject({ municipality: expect.any(String), facts: [] });
    expect(await ask(otherProvider, `${region}/youths/${youth}`)).toEqual([403, 'not-involved']);
  });

  it('sees its own contract, and the prices of no other', async () => {
    expect(await ask(provider, `${region}/contracts`)).toMatchObject({ contracts: [{ provider: story.provider }] });
    expect(await ask(otherProvider, `${region}/contracts`)).toEqual({ contracts: [] });
  });
});

describe('a logged-in actor', () => {
  it('is the author of a seal, whatever the body says', async () => {
    const sealed = await running.post(
      `${region}/periods/${story.month}/seal`,
      'application/json',
      JSON.stringify({ by: 'somebody-else', waivers: [] }),
      as('finance_zhz'),
    );
    const { seal, faults } = sealed.json();
    if (sealed.statusCode === 200) expect(seal.sealedBy).toMatch(/^u-[a-p]{24}$/);
    else expect([sealed.statusCode, JSON.stringify(faults)]).toEqual([409, expect.not.stringContaining('/by')]);
  });
});
