/** Who is who: from a BSN, an assignment or a reference to a youth and back, over the command line and HTTP. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ledgerFolder, type LedgerFolder } from './ledger-folder.js';
import { command, commandIn } from './printed.js';
import { start, type Running } from './running.js';
import * as story from './story.js';

const region = ['--region', story.region];
const ABSENT = '3f2b8c1e-5d47-4b0a-9c36-7a1e2d904f55';
const fact = (id: string) =>
  JSON.stringify({
    id,
    kind: 'registration',
    from: '2026-03-01',
    to: null,
    municipality: '0505',
    address: 'woonadres',
  });

describe('who a youth is', () => {
  let ledger: LedgerFolder;
  let product: Running | undefined;
  let youth = '';

  beforeAll(async () => {
    ledger = await ledgerFolder('who');
    expect((await command('import', ledger.files)).errors).toBe('');
  });
  afterAll(async () => {
    await product?.close();
    await ledger.stop();
  });

  it('is found by a BSN from standard input, with its care; the BSN is not repeated', async () => {
    const printed = await commandIn({ piped: [`${story.bsn}\n`] }, '--lang', 'nl', 'who', ...region);
    expect(printed).toMatchObject({ code: 0, errors: '' });
    [youth = ''] = printed.lines;
    const text = printed.lines.join('\n');
    expect(text).toMatch(/^[0-9a-f-]{36}\nzorg:\nvan +tot en met +aanbieder/);
    expect(text).toMatch(/2026-01-12 +99990001 +Voorbeeld Jeugdhulp +0505 +700001 +ambulant 45A04/);
    expect(text).not.toContain(story.bsn);
  });

  it('is found by assignment and by reference, and is the same youth', async () => {
    for (const by of [
      ['--assignment', '700001'],
      ['--reference', 'L1'],
      ['--youth', youth],
    ])
      expect((await command('who', ...region, ...by, '--json')).json[0]).toMatchObject([
        { youth, isSecret: false, assignments: [{ number: 700_001, code: '45A04' }] },
      ]);
  });

  it.each([
    [['123456789\n'], 'the input is not a citizen service number: nine digits'],
    [['99990000\n'], 'the input is not a citizen service number: nine digits'],
    [[`${story.testBsns(3)[2]}\n`], 'the region knows no youth by this'],
  ])('is refused without repeating the input %#', async (piped, text) => {
    const { code, errors } = await commandIn({ piped }, 'who', ...region);
    expect([code, errors]).toEqual([1, `regieboek: ${text}`]);
  });

  it('is shown from the vault to who may see it', async () => {
    const { lines } = await command('identity', ...region, '--youth', youth);
    expect(lines).toEqual([`BSN ${story.bsn}, S ${story.familyName}`]);
    expect((await command('identity', ...region, '--youth', ABSENT)).errors).toContain('has no identity under');
  });

  it('gets facts by assignment or reference, once', async () => {
    const record = (id: string, ...by: string[]) => command('fact', ...region, ...by, '--fact', fact(id), '--json');
    for (const by of [
      ['--assignment', '700001'],
      ['--reference', 'L1'],
    ])
      expect((await record('F1', ...by)).json).toEqual([{ youth, factId: 'F1' }]);
    expect((await record('F2', '--assignment', '1')).errors).toContain('the region knows no youth by this');
    const wrong = await command('fact', ...region, '--youth', youth, '--fact', '{"id":"F3","kind":"moon"}');
    expect([wrong.code, wrong.errors]).toEqual([1, expect.stringContaining('--fact: kind: ')]);
    expect((await command('fact', ...region, '--fact', fact('F4'))).code).toBe(2);
  });

  it('is the same over HTTP, where a BSN is in a body only, and every answer is in the audit log', async () => {
    const running = await start(ledger.databaseUrl);
    product = running;
    const base = `/v1/regions/${story.region}`;
    const look = async (body: object) =>
      running.post(`${base}/youth-look-ups`, 'application/json', JSON.stringify(body));
    expect((await look({ bsn: story.bsn })).json()).toMatchObject({ youths: [{ youth }] });
    expect((await look({ assignment: 700_001 })).json()).toMatchObject({ youths: [{ youth }] });
    expect((await look({ bsn: story.testBsns(3)[2] })).json()).toEqual({ youths: [] });
    const wrong = await look({ bsn: '123456789' });
    expect([wrong.statusCode, wrong.body.includes('123456789')]).toEqual([400, false]);
    expect((await look({ bsn: story.bsn, assignment: 1 })).statusCode).toBe(400);
    const identity = await running.get(`${base}/youths/${youth}/identity`);
    expect([identity.json(), identity.headers['cache-control']]).toEqual([
      { youth, bsn: story.bsn, name: `S ${story.familyName}` },
      'no-store',
    ]);
    expect((await running.get(`${base}/youths/${ABSENT}/identity`)).statusCode).toBe(404);
    const recorded = await running.post(
      `${base}/facts`,
      'application/json',
      `{"assignment":700001,"fact":${fact('F9')},"recordedOn":"2026-03-01"}`,
    );
    expect([recorded.statusCode, recorded.json()]).toEqual([201, { youth, factId: 'F9' }]);
    const { rows } = await running.administrator.query<{ entry: string }>('SELECT e::text AS entry FROM audit.entry e');
    const entries = rows.map(({ entry }) => entry).join('\n');
    expect(entries).toContain('see-identity');
    expect(entries).toContain('look-up-youth');
    expect(entries).not.toContain(story.bsn);
  });
});
