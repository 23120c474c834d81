import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { importStory, startOnNewDatabase, type Running } from './running.js';
import * as story from './story.js';

const at = `/v1/regions/${story.region}`;
const terms = {
  format: 'regieboek-payments/1',
  region: story.region,
  organisation: { name: 'Serviceorganisatie Jeugd' },
  municipalities: [{ code: story.payer, name: 'Gemeente', iban: 'NL91ABNA0417164300' }],
  providers: [{ agb: story.provider, name: 'Voorbeeld', iban: 'BE68539007547034' }],
};

describe('reconciling, settling and paying over HTTP', () => {
  let product: Awaited<ReturnType<typeof startOnNewDatabase>>;
  let running: Running;

  const json = async (url: string) => {
    const { statusCode, body } = await running.get(url);
    expect([url, statusCode]).toEqual([url, 200]);
    return JSON.parse(body);
  };
  const post = async (url: string, body: object) => {
    const answer = await running.post(url, 'application/json', JSON.stringify(body));
    return { status: answer.statusCode, body: JSON.parse(answer.body) };
  };

  beforeAll(async () => {
    product = await startOnNewDatabase();
    running = product.running;
    await importStory(running);
    expect((await running.post('/v1/declarations', 'application/xml', story.jw323())).statusCode).toBe(200);
  });
  afterAll(() => product.stop());

  it('has every declared line in one class, and returns the work list as CSV', async () => {
    const result = await json(`${at}/reconciliations/${story.month}`);
    const all: { lines: number }[] = Object.values(result.totals.declared);
    expect(all.reduce((sum, { lines }) => sum + lines, 0)).toBe(3);
    const csv = await running.get(`${at}/reconciliations/${story.month}`, { accept: 'text/csv' });
    expect(csv.headers['content-type']).toContain('text/csv');
    expect(csv.body.trimEnd().split('\r\n')).toHaveLength(result.items.length + 1);
  });

  it('refuses months in reverse order, a day that the log has not reached, and an unknown region', async () => {
    const wrong = await running.get(`${at}/reconciliations/2026-02?to=2026-01`);
    expect([wrong.statusCode, JSON.parse(wrong.body).faults]).toEqual([
      400,
      [{ place: 'query to', text: 'must be 2026-02 or later' }],
    ]);
    expect((await running.get(`${at}/reconciliations/2026-02?knownAt=99999`)).statusCode).toBe(404);
    expect((await running.get('/v1/regions/elsewhere/reconciliations/2026-02')).statusCode).toBe(404);
    expect((await post(`${at}/settlements`, { from: '2026-02', to: '2026-01', terms })).status).toBe(400);
  });

  it('refuses implausible months, with their place', async () => {
    const long = await running.get(`${at}/reconciliations/2026-02?to=2096-02`);
    const settled = await post(`${at}/settlements`, { from: '1926-02', to: '2026-02', terms });
    expect([long.statusCode, settled.status]).toEqual([400, 400]);
    const text = expect.stringMatching(/^a month from 2015-01 to 20\d\d-12$/);
    expect([JSON.parse(long.body).faults, settled.body.faults]).toEqual([
      [{ place: 'query to', text }],
      [{ place: '/from', text }],
    ]);
    for (const url of ['billing-runs/9999-12', 'reconciliations/9999-12', 'periods/9999-12/postings'])
      expect([url, (await running.get(`${at}/${url}`)).statusCode]).toEqual([url, 400]);
  });

  it('settles a quarter: borne and unresolved equal what was billed', async () => {
    const { status, body } = await post(`${at}/settlements`, { from: '2026-01', to: '2026-03', terms });
    let billed = 0;
    for (const month of ['2026-01', '2026-02', '2026-03']) {
      const { totals } = await json(`${at}/billing-runs/${month}`);
      billed += totals.billedCents + totals.unresolvedCents;
    }
    expect(status).toBe(200);
    expect(body.borneCents + body.unresolvedCents).toBe(billed);
    expect(body.claims).toEqual([{ debtor: story.responsible, creditor: story.payer, cents: expect.any(Number) }]);
  });

  it('refuses terms with every fault at once, without account numbers', async () => {
    const faulty = { ...terms, region: 'other', providers: [{ agb: 1, name: '', iban: 'NL92ABNA0417164300' }] };
    const { status, body } = await post(`${at}/payment-batches`, { executionDate: '2026-03-16', terms: faulty });
    expect(status).toBe(400);
    expect(body.faults.map(({ place }: { place: string }) => place).sort()).toEqual([
      '/terms/providers/0/agb',
      '/terms/providers/0/iban',
      '/terms/providers/0/name',
    ]);
    expect(JSON.stringify(body)).not.toContain('NL92');
    const elsewhere = await post(`${at}/settlements`, {
      ...{ from: '2026-01', to: '2026-03', terms: { ...terms, region: 'other' } },
    });
    expect(elsewhere).toMatchObject({ status: 400, body: { faults: [{ place: '/terms/region' }] } });
    expect((await json(`${at}/payment-batches`)).batches).toEqual([]);
  });

  it('orders approved amounts once, and returns the same message for the bank every time', async () => {
    const asked = { executionDate: '2026-03-16', terms };
    const first = await post(`${at}/payment-batches`, asked);
    const second = await post(`${at}/payment-batches`, asked);
    const [{ batch, cents }] = first.body.batches;
    const { approvedCents } = (await json(`${at}/billing-runs/${story.month}`)).totals;
    expect([first.body.newBatches, second.body.newBatches, cents]).toEqual([[batch], [], approvedCents]);
    expect(second.body.batches).toEqual(first.body.batches);
    expect((await json(`${at}/payment-batches`)).batches).toEqual(first.body.batches);
    expect(await json(`${at}/payment-batches/${batch}`)).toEqual(first.body.batches[0]);
    const [xml, again] = await Promise.all(
      [1, 2].map(() => running.get(`${at}/payment-batches/${batch}`, { accept: 'application/xml' })),
    );
    expect(xml?.headers['content-type']).toContain('application/xml');
    expect(xml?.body).toContain(`<MsgId>${batch}</MsgId>`);
    expect(again?.body).toBe(xml?.body);
    expect((await running.get(`${at}/payment-batches/RB-NONE`)).statusCode).toBe(404);
  });

  it('records a payment by a municipality once, and refuses other content under its reference', async () => {
    const receipt = {
      ...{ reference: '2026-0031-0002', municipality: story.payer, kind: 'settlement', from: '2026-02', to: '2026-02' },
      ...{ cents: 700, receivedOn: '2026-03-05' },
    };
    const asked = { from: '2026-02', to: '2026-02', terms };
    const before = (await post(`${at}/settlements`, asked)).body;
    const [first, again] = [await post(`${at}/receipts`, receipt), await post(`${at}/receipts`, receipt)];
    expect([first.status, again.body, first.body]).toEqual([200, first.body, expect.objectContaining(receipt)]);
    expect((await post(`${at}/receipts`, { ...receipt, cents: 701 })).body).toMatchObject({ status: 409 });
    const faulty = await post(`${at}/receipts`, { ...receipt, reference: 'a b', municipality: '5' });
    expect(faulty.body.faults.map(({ place }: { place: string }) => place)).toEqual(['/reference', '/municipality']);
    expect((await json(`${at}/receipts`)).receipts).toEqual([first.body]);
    expect((await running.get('/v1/regions/elsewhere/receipts')).statusCode).toBe(404);
    const after = (await post(`${at}/settlements`, asked)).body;
    const balances = [before, after].map(
      ({ municipalities }: { municipalities: { municipality: string; balanceCents: number }[] }) =>
        municipalities.find(({ municipality }) => municipality === story.payer)?.balanceCents ?? NaN,
    );
    expect(balances[1]).toBe((balances[0] ?? NaN) - 700);
  });

  it('issues a settlement of sealed months, with the same letter each time, and lists it as a workbook', async () => {
    const months = { from: story.month, to: story.month, terms, by: 'controller-3' };
    expect(await post(`${at}/issued-settlements`, months)).toMatchObject({
      status: 409,
      body: { type: 'urn:regieboek:problem:months-open' },
    });
    expect((await post(`${at}/periods/${story.month}/seal`, { by: 'controller-3' })).status).toBe(200);
    const first = await post(`${at}/issued-settlements`, months);
    expect(first).toMatchObject({ status: 200, body: { number: '2026-001', issuedBy: 'controller-3' } });
    expect(await post(`${at}/issued-settlements`, months)).toEqual(first);
    expect((await json(`${at}/issued-settlements`)).settlements).toEqual([first.body]);
    const letter = () => running.get(`${at}/issued-settlements/2026-001/letters/${story.payer}`);
    const [one, again] = [await letter(), await letter()];
    expect([one.headers['content-type'], one.rawPayload.equals(again.rawPayload)]).toEqual(['application/pdf', true]);
    expect((await running.get(`${at}/issued-settlements/2026-009/letters/${story.payer}`)).statusCode).toBe(404);
    const csv = await running.get(`${at}/issued-settlements`, { accept: 'text/csv' });
    expect(csv.body).toContain(';2026-03-06;2026-02;2026-02;0505;Dordrecht;');
  });

  it('records what a bank statement brings, and lists the rest without names and account numbers', async () => {
    const camt = story.camt({ cents: 4_321, iban: 'BE68539007547034', text: 'van Jan Jansen', reference: 'B-9' });
    const imported = await post(`${at}/bank-statements`, { statement: camt, terms });
    expect(imported).toMatchObject({ status: 200, body: { entries: 1, unmatched: [{ reason: 'unknown-payer' }] } });
    const { entries } = await json(`${at}/unmatched-receipts`);
    expect(entries).toEqual([expect.objectContaining({ reference: 'B-9', cents: 4_321, municipality: null })]);
    expect(JSON.stringify([imported, entries])).not.toMatch(/Jansen|BE68/);
    expect(await post(`${at}/bank-statements`, { statement: '<a>', terms })).toMatchObject({ status: 400 });
  });

  it('gives the books as CSV, on the accounts of the organisation where they are sent', async () => {
    const balances = await running.get(`${at}/balances`, { accept: 'text/csv' });
    expect(balances.body).toMatch(/^\uFEFFRekening;Partij;Debet;Credit\r\n[^;]+;\d{4};/);
    const kinds = [
      'provider-payable',
      'municipality-receivable',
      'claim',
      'lump-sum',
      'suspense',
      'payment',
      'receipt',
    ];
    const accounts = {
      ...{ format: 'regieboek-accounts/1', region: story.region, journal: '70' },
      accounts: Object.fromEntries(kinds.map((kind) => [kind, { code: '1600', name: 'Jeugdhulp' }])),
    };
    const url = `${at}/periods/${story.month}/journal-entries`;
    const { body } = await post(url, { accounts });
    expect(body.lines.reduce((sum: number, { cents }: { cents: number }) => sum + cents, 0)).toBe(0);
    const faulty = await post(url, { accounts: { ...accounts, journal: undefined } });
    expect([faulty.status, faulty.body.faults]).toEqual([
      400,
      [{ place: '/accounts/journal', text: 'is missing: add it' }],
    ]);
  });
});
