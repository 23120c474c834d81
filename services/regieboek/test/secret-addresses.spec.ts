import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { localActor, type Actor, type Role } from '@regieboek/access';
import { writeMessage } from '@regieboek/ijw';
import { HIDDEN_YOUTH, type Authenticator } from '@regieboek/platform';
import { importStory, startOnNewDatabase, type Running } from './running.js';
import * as story from './story.js';

const { region, month, payer, responsible, provider } = story;

/** Somebody of the region with the roles of a header; without it the user of the machine. */
const byHeader: Authenticator = {
  async authenticate({ headers }): Promise<Actor> {
    const given = headers['x-role'];
    if (typeof given !== 'string') return localActor;
    const grants = given
      .split('+')
      .map((role) =>
        role === 'municipality' ? { role, region, municipality: responsible } : { role: role as Role, region },
      );
    return { subject: 's', issuer: 'https://idp.example', kind: 'person', grants: grants as Actor['grants'] };
  },
};

interface Line {
  readonly id: string;
  readonly youth: string;
  readonly provider: string;
  readonly cents: number;
}

describe('a youth whose address is secret', () => {
  let running: Running;
  let stop: () => Promise<void>;
  let youth: string;
  let other: string;

  beforeAll(async () => {
    ({ running, stop } = await startOnNewDatabase(() => ({ authenticator: byHeader })));
    await importStory(running);
    const declared = story.jw323Of('D1', [
      { bsn: story.bsn, prestaties: [story.line('L1', 0), story.line('X1', 7)] },
      { bsn: story.otherBsn, prestaties: [story.line('L2', 1, { hours: 5 })] },
    ]);
    await running.post('/v1/declarations', 'application/xml', writeMessage('JW323', declared));
    [youth = '', other = ''] = [...(await running.history(region)).youths.keys()];
    const fact = {
      ...{ id: 'G1', kind: 'registration', from: '2026-02-20', to: null },
      ...{ municipality: responsible, address: 'woonadres-geheim' },
    };
    const url = `/v1/regions/${region}/youths/${youth}/facts`;
    await running.post(url, 'application/json', JSON.stringify({ fact, recordedOn: '2026-02-25' }));
  });
  afterAll(() => stop());

  const as = (role: string, url: string, headers: Record<string, string> = {}) =>
    running.get(`/v1/regions/${region}/${url}`, { 'x-role': role, ...headers });
  const statement = async (role: string, municipality = payer) =>
    (await as(role, `billing-runs/${month}/statements/${municipality}`)).json<{ lines: Line[]; lineCents: number }>();
  const sum = (lines: readonly Line[]) => lines.reduce((total, { cents }) => total + cents, 0);

  it('is in statements without name, place and facts for all but the named officers, and every sum stays', async () => {
    const whole = (await running.get(`/v1/regions/${region}/billing-runs/${month}/statements/${payer}`)).json<{
      lines: Line[];
      lineCents: number;
    }>();
    expect(whole.lines.map((one) => one.youth)).toEqual([youth, other]);
    for (const role of ['finance', 'backoffice', 'policy', 'auditor']) {
      const seen = await statement(role);
      expect(seen.lines.map((one) => [one.youth, one.provider])).toEqual([
        [HIDDEN_YOUTH, '00000000'],
        [other, provider],
      ]);
      expect(seen.lines[0]).toMatchObject({ id: '00000000.protected.1', reference: 'protected', facts: [] });
      expect([sum(seen.lines), seen.lineCents]).toEqual([sum(whole.lines), whole.lineCents]);
    }
    const own = JSON.stringify(await statement('municipality', responsible));
    expect([own.includes(youth), own.includes('protected')]).toEqual([false, true]);
    const csv = (await as('finance', `billing-runs/${month}/statements/${payer}`, { accept: 'text/csv' })).body;
    expect([csv.includes(youth), csv.includes('L1'), csv.includes(other)]).toEqual([false, false, true]);
  });

  it.each(['finance', 'backoffice', 'policy', 'auditor', 'municipality'])(
    'is not shown, and its lines not explained, to %s',
    async (role) => {
      for (const url of [`youths/${youth}`, `billed-lines/${provider}.L1.1/explanation`]) {
        const answer = await as(role, url);
        expect(answer.statusCode).toBe(403);
        for (const secret of [responsible, 'Molenlanden', 'woonadres']) expect(answer.body).not.toContain(secret);
      }
    },
  );

  it('is shown to somebody who is officer as well, and to nobody by that role alone', async () => {
    const seen = await as('backoffice+address-officer', `youths/${youth}`);
    expect([seen.statusCode, seen.body.includes(responsible)]).toEqual([200, true]);
    expect((await statement('finance+address-officer')).lines.map((one) => one.youth)).toEqual([youth, other]);
    expect((await as('address-officer', `youths/${youth}`)).statusCode).toBe(403);
  });

  it.each([
    ['the work list', `reconciliations/${month}`, true],
    ['differences of two runs', `billing-runs/${month}/differences?from=1`, true],
    ['refused lines', 'refusals', true],
    ['lines by their reference', 'declared-lines?reference=L1', true],
    ['open items', `open-items?period=${month}`, false],
    ['signals', 'signals', false],
    ['a billing run', `billing-runs/${month}`, false],
    ['corrections', `periods/${month}/corrections`, false],
  ])('is not in %s', async (_, url, isInIt) => {
    const [answer, whole] = [await as('backoffice', url), await running.get(`/v1/regions/${region}/${url}`)];
    expect([answer.statusCode, answer.body.includes(youth)]).toEqual([200, false]);
    expect(whole.body.includes(youth)).toBe(isInIt);
  });

  it('leaves the pseudonym of a youth that is looked up, without its care', async () => {
    const look = async (role: string) =>
      running.post(`/v1/regions/${region}/youth-look-ups`, 'application/json', JSON.stringify({ bsn: story.bsn }), {
        'x-role': role,
      });
    const secret = { youth, care: [], assignments: [], isSecret: true };
    expect((await look('backoffice')).json()).toEqual({ youths: [secret] });
    expect((await look('backoffice+address-officer')).json().youths[0].care).toHaveLength(1);
    expect((await look('contract-manager')).statusCode).toBe(403);
    expect((await as('finance', `youths/${youth}/identity`)).statusCode).toBe(403);
    expect((await as('backoffice', `youths/${youth}/identity`)).json()).toMatchObject({ bsn: story.bsn });
  });

  it('is shown again when the secrecy proves wrong', async () => {
    const url = `/v1/regions/${region}/youths/${youth}/facts/G1/withdrawal`;
    await running.post(url, 'application/json', '{"withdrawnOn":"2026-03-01"}');
    expect((await statement('finance')).lines.map((one) => one.youth)).toEqual([youth, other]);
    expect((await as('finance', `youths/${youth}`)).statusCode).toBe(200);
  });
});
