import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { importStory, startOnNewDatabase, type Running } from './running.js';
import * as story from './story.js';
import { until } from './child.js';

const at = `/v1/regions/${story.region}`;
const february = `${at}/periods/2026-02`;
const by = 'controller-3';

/** The other youth turns out to live in the other municipality since 10 February. */
const lateFacts = `region,bsn,birthDate,factId,kind,from,to,municipality,detail,recordedOn
${story.region},${story.otherBsn},2012-05-21,R9,registration,2026-02-10,,${story.responsible},woonadres,2026-03-06
`;

describe('closing a month over HTTP', () => {
  let product: Awaited<ReturnType<typeof startOnNewDatabase>>;
  let running: Running;
  let sealedPosition = 0;
  let mark = '';

  const json = async (url: string) => {
    const { statusCode, body } = await running.get(url);
    expect([url, statusCode]).toEqual([url, 200]);
    return JSON.parse(body);
  };
  const post = async (url: string, body: object, headers: Record<string, string> = {}) => {
    const answer = await running.post(url, 'application/json', JSON.stringify(body), headers);
    return { status: answer.statusCode, headers: answer.headers, body: JSON.parse(answer.body) };
  };

  beforeAll(async () => {
    product = await startOnNewDatabase();
    running = product.running;
    await importStory(running);
    expect((await running.post('/v1/declarations', 'application/xml', story.jw323())).statusCode).toBe(200);
  });
  afterAll(() => product.stop());

  it('starts with an open month marked as open', async () => {
    expect(await json(february)).toEqual({ region: story.region, period: '2026-02', status: 'open', seal: null });
    expect(await json(`${at}/periods`)).toEqual({ periods: [] });
    expect(await json(`${at}/billing-runs/2026-02`)).toMatchObject({ sealed: false, whatIf: false, ruleSet: '2025.1' });
  });

  it('refuses a month that is not over, an unknown item, and undocumented bodies, each with its place', async () => {
    expect(await post(`${at}/periods/2026-03/seal`, { by })).toMatchObject({
      status: 409,
      body: { type: 'urn:regieboek:problem:period-not-over' },
    });
    expect(await post(`${february}/seal`, { by, waivers: [{ item: 'line:none', reason: 'no reason' }] })).toMatchObject(
      {
        status: 400,
        body: { type: 'urn:regieboek:problem:unknown-item' },
      },
    );
    const blank = await post(`${february}/seal`, { by: '  ', waivers: [{ item: 'line:1', reason: ' a ' }] });
    expect([blank.status, blank.body.faults]).toEqual([
      400,
      [
        { place: '/by', text: 'a role, initials or a staff number of 1 to 40 characters' },
        { place: '/waivers/0/reason', text: 'a reason of 3 to 200 characters' },
      ],
    ]);
    const wrong = await post(`${february}/seal`, { waivers: [{ item: '', reason: 'x' }] });
    expect(wrong.status).toBe(400);
    expect(wrong.body.faults.map(({ place }: { place: string }) => place).sort()).toEqual([
      '/waivers/0/item',
      '/waivers/0/reason',
    ]);
    expect(await post(`${february}/reopening`, { by, reason: 'none' })).toMatchObject({
      status: 409,
      body: { type: 'urn:regieboek:problem:not-sealed' },
    });
  });

  it('seals it, once, with an ETag; a client with an older state is refused', async () => {
    const first = await post(`${february}/seal`, { by });
    expect(first).toMatchObject({
      status: 200,
      headers: { etag: '"0"' },
      body: { status: 'sealed', seal: { sealedBy: by, sealedOn: '2026-03-06', ruleSet: '2025.1', correctionCents: 0 } },
    });
    expect((await post(`${february}/seal`, { by })).body).toEqual(first.body);
    expect(await post(`${february}/reopening`, { by, reason: 'a mistake' }, { 'if-match': '"7"' })).toMatchObject({
      status: 412,
    });
    ({ position: sealedPosition, mark } = first.body.seal);
    expect(await json(`${at}/billing-runs/2026-02`)).toMatchObject({
      sealed: true,
      position: sealedPosition,
      digest: first.body.seal.digest,
    });
    expect((await json(`${at}/periods`)).periods).toEqual([first.body]);
  });

  it('leaves the sealed month unchanged when facts come late, and corrects in the open month', async () => {
    const before = await running.get(`${at}/billing-runs/2026-02/statements/${story.payer}`);
    expect((await running.post('/v1/residence-facts-files', 'text/csv', lateFacts)).statusCode).toBe(200);
    const after = await running.get(`${at}/billing-runs/2026-02/statements/${story.payer}`);
    expect(after.body).toBe(before.body);

    const { corrections, cents } = await json(`${at}/periods/2026-03/corrections`);
    expect(cents).toBe(0);
    expect(
      corrections.map((one: { municipality: string; causes: object[] }) => [one.municipality, one.causes]),
    ).toEqual([
      [story.payer, [expect.objectContaining({ what: 'placements.residence-fact-recorded.v1', subject: 'R9' })]],
      [story.responsible, [expect.objectContaining({ what: 'placements.residence-fact-recorded.v1', subject: 'R9' })]],
    ]);
    const [, gained] = corrections;
    const statement = await json(`${at}/billing-runs/2026-03/statements/${story.responsible}`);
    expect(statement).toMatchObject({ sealed: false, correctionCents: gained.cents, corrections: [gained] });
    expect(statement.totalCents).toBe(2_500);
    const csv = await running.get(`${at}/billing-runs/2026-03/statements/${story.responsible}`, { accept: 'text/csv' });
    expect(csv.body).toMatch(/;correction;1978;;0505;.*;2026-02;placements\.residence-fact-recorded\.v1@\d+\r\n$/);
  });

  it('gives the differences of the sealed month, and of two times, with both sides', async () => {
    const now = await json(`${at}/billing-runs/2026-02/differences`);
    expect(now).toMatchObject({ cents: 0, from: { position: sealedPosition }, differences: [{}, {}] });
    const back = await json(`${at}/billing-runs/2026-02/differences?from=${now.to.position}&to=${sealedPosition}`);
    expect(back.differences.map((one: { cents: number }) => -one.cents)).toEqual(
      now.differences.map((one: { cents: number }) => one.cents),
    );
    expect((await json(`${at}/billing-runs/2026-02/differences?to=${sealedPosition}`)).differences).toEqual([]);
  });

  it('bills as known at any position or day, and names the inputs', async () => {
    const { position: head } = await json(`${at}/balances`);
    const asSealed = await json(`${at}/billing-runs/2026-02?knownAt=${sealedPosition}`);
    const asNow = await json(`${at}/billing-runs/2026-02?knownAt=${head}`);
    expect(asSealed.digest).toBe((await json(`${at}/billing-runs/2026-02`)).digest);
    expect(asNow.digest).not.toBe(asSealed.digest);
    expect(asNow).toMatchObject({ position: head, ruleSet: '2025.1', whatIf: false });
    const id = `${story.provider}.L1.1`;
    const explained = await json(`${at}/billed-lines/${id}/explanation?knownAt=${sealedPosition}`);
    expect(explained).toMatchObject({ position: sealedPosition, ruleSet: '2025.1', line: { id } });
    for (const [query, status] of [
      ['knownAt=999999', 404],
      ['knownAt=2020-01-01', 404],
      ['ruleSet=1999.1', 404],
      ['knownAt=2026-02-30', 400],
    ] as const)
      expect([query, (await running.get(`${at}/billing-runs/2026-02?${query}`)).statusCode]).toEqual([query, status]);
  });

  it('keeps books that balance, including the claims between payer and responsible municipality', async () => {
    const { balances, trialBalanceCents } = await json(`${at}/balances`);
    expect(trialBalanceCents).toBe(0);
    expect(balances.reduce((sum: number, { cents }: { cents: number }) => sum + cents, 0)).toBe(0);
    expect(balances.map(({ account }: { account: string }) => account)).toContain('claim');
    const before = await json(`${at}/balances?knownAt=${sealedPosition}`);
    expect(before.balances).not.toEqual(balances);
    const { postings } = await json(`${at}/periods/2026-03/postings`);
    expect(postings.filter(({ source }: { source: string }) => source === 'correction')).toHaveLength(2);
  });

  it('proves the sealed month, also by its mark', async () => {
    expect(await json(`${at}/proof?mark=${mark}`)).toMatchObject({
      provenUpTo: sealedPosition,
      periods: [{ period: '2026-02', holds: true, mark }],
      faults: [],
    });
    // `anew` is the earlier name of `fromScratch`.
    for (const name of ['fromScratch', 'anew'])
      expect(await json(`${at}/proof?mark=${mark}&${name}=true`)).toEqual(await json(`${at}/proof?mark=${mark}`));
    expect((await json(`${at}/proof?mark=${'0'.repeat(64)}`)).faults).toHaveLength(1);
  });

  it('makes runs resources: created, polled until done, reused when repeated, cancelled', async () => {
    const asking = { region: story.region, period: '2026-02', knownAt: String(sealedPosition) };
    const taken = await post('/v1/billing-runs', asking);
    expect(taken).toMatchObject({ status: 202, body: { position: sealedPosition, ruleSet: '2025.1', whatIf: false } });
    const location = String(taken.headers.location);
    expect(location).toBe(`/v1/billing-runs/zhz~2026-02~${sealedPosition}~2025.1`);
    const done = await until('the run', async () => {
      const run = await json(location);
      return run.status === 'done' ? run : undefined;
    });
    expect({ ...(done.result as object), state: 'sealed' }).toEqual(await json(`${at}/billing-runs/2026-02`));
    expect((await post('/v1/billing-runs', asking)).body).toEqual(done);
    const cancelled = await running.inject({ method: 'DELETE', url: location });
    expect(JSON.parse(cancelled.body)).toEqual(done);
    const other = await post('/v1/billing-runs', { region: story.region, period: '2026-01' });
    const stopped = await running.inject({ method: 'DELETE', url: `/v1/billing-runs/${other.body.id}` });
    expect(JSON.parse(stopped.body)).toMatchObject({ status: 'cancelled', result: null });
    for (const method of ['GET', 'DELETE'] as const)
      expect((await running.inject({ method, url: '/v1/billing-runs/zhz~2026-02~1~2025.1' })).statusCode).toBe(404);
  });

  it('makes runs over consecutive months a resource as well, each as sealed or as known now', async () => {
    const asking = { region: story.region, from: '2026-01', to: '2026-02' };
    const taken = await post('/v1/billing-runs', asking);
    expect(taken).toMatchObject({ status: 202, body: { from: '2026-01', to: '2026-02', ruleSet: null } });
    expect(taken.body.id).toBe(`zhz~2026-01..2026-02~${taken.body.position}~usual`);
    const done = await until('the runs', async () => {
      const runs = await json(String(taken.headers.location));
      return runs.status === 'done' ? runs : undefined;
    });
    const { digest, totals } = await json(`${at}/billing-runs/2026-02`);
    expect(done.result.months).toMatchObject([
      { period: '2026-01', lines: 0, position: taken.body.position, sealed: false },
      { period: '2026-02', digest, totals, position: sealedPosition, sealed: true },
    ]);
    const { approvedCents, lumpSumCents } = totals;
    const sums = { approvedCents, lumpSumCents: 2 * lumpSumCents };
    expect(done.result).toMatchObject({ totals: sums, digest: expect.stringMatching(/^[0-9a-f]{64}$/) });
    const known = await post('/v1/billing-runs', { ...asking, knownAt: String(sealedPosition), ruleSet: '2025.1' });
    expect(known.body.id).toBe(`zhz~2026-01..2026-02~${sealedPosition}@${taken.body.position}~2025.1`);
    expect((await running.get(String(known.headers.location))).statusCode).toBe(200);
    for (const [wrong, place] of [
      [{ from: '2026-02', to: '2026-01' }, '/to'],
      [{ from: '2026-02' }, '/to'],
      [{ from: '2000-01', to: '2026-01' }, '/to'],
      [{}, '/from'],
      [{ period: '2026-02', to: '2026-03' }, '/period'],
    ] as const) {
      const refused = await post('/v1/billing-runs', { region: story.region, ...wrong });
      expect([refused.status, refused.body.faults[0].place]).toEqual([400, place]);
    }
  });

  it('answers that an unknown region does not exist', async () => {
    for (const path of [
      'periods',
      'periods/2026-02',
      'periods/2026-02/corrections',
      'periods/2026-02/postings',
      'balances',
      'proof',
    ])
      expect([path, (await running.get(`/v1/regions/fryslan/${path}`)).statusCode]).toEqual([path, 404]);
    expect((await post('/v1/regions/fryslan/periods/2026-02/seal', { by })).status).toBe(404);
    expect((await post('/v1/billing-runs', { region: 'fryslan', period: '2026-02' })).status).toBe(404);
  });

  it('opens it again with a reason, after which the late fact is in the month itself', async () => {
    const reason = `about ${story.bsn}`;
    expect(await post(`${february}/reopening`, { by, reason })).toMatchObject({
      status: 400,
      body: { type: 'urn:regieboek:problem:sensitive-text' },
    });
    expect(await post(`${february}/reopening`, { by, reason: 'the move was known in time' })).toMatchObject({
      status: 200,
      headers: { etag: '"1"' },
      body: { status: 'open', seal: null },
    });
    expect((await json(`${at}/periods/2026-03/corrections`)).corrections).toEqual([]);
    const again = await post(`${february}/seal`, { by });
    expect(again.body.seal.position).toBeGreaterThan(sealedPosition);
    expect(again.headers.etag).toBe('"2"');
  });
});
