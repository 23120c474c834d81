/** Decisions of two people over HTTP: seals with waivers and payments, as senders who are logged in. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { localActor, type Actor, type Role } from '@regieboek/access';
import { importStory, startOnNewDatabase, type Running } from './running.js';
import * as story from './story.js';

const region = `/v1/regions/${story.region}`;
const seal = `${region}/periods/${story.month}/seal`;

/** `jan:finance` in a header: a person with a role in the region of the story. */
const byHeader = {
  async authenticate({ headers }: { readonly headers: Record<string, unknown> }): Promise<Actor> {
    const name = headers['x-actor'];
    const [subject, role] = typeof name === 'string' ? name.split(':') : [];
    if (!subject || !role) return localActor;
    const grants = [{ role: role as Role, region: story.region }];
    return { subject, issuer: 'https://idp.example', kind: 'person', grants };
  },
};

const [asker, other] = ['jan:finance', 'piet:finance'];
const terms = {
  ...{ format: 'regieboek-payments/1', region: story.region, organisation: { name: 'Serviceorganisatie Jeugd' } },
  municipalities: [{ code: story.payer, name: 'Gemeente', iban: 'NL91ABNA0417164300' }],
  providers: [{ agb: story.provider, name: 'Voorbeeld', iban: 'BE68539007547034' }],
};

let running: Running;
let stop: () => Promise<void>;

beforeAll(async () => {
  ({ running, stop } = await startOnNewDatabase(() => ({ authenticator: byHeader, fourEyes: true })));
  await importStory(running, 1);
  // Assignments of the other youth whose start is not known: its line is an open item.
  for (const place of [1, 7]) await running.post('/v1/messages', 'application/xml', story.jw301(story.otherBsn, place));
  await running.post('/v1/declarations', 'application/xml', story.jw323());
});
afterAll(() => stop());

const post = async (url: string, body: object | undefined, actor: string) => {
  const answer = await running.inject({
    ...{ method: 'POST', url },
    headers: { 'x-actor': actor, ...(body ? { 'content-type': 'application/json' } : {}) },
    ...(body ? { payload: JSON.stringify(body) } : {}),
  });
  return { status: answer.statusCode, headers: answer.headers, body: JSON.parse(answer.body) };
};
const get = async (url: string, actor: string) => JSON.parse((await running.get(url, { 'x-actor': actor })).body);
const events = async (type: string) => {
  const found: { data: Record<string, unknown> }[] = [];
  for await (const batch of running.resources.log.readRegion(story.region, { after: 0 }))
    for (const one of batch) if (one.type === type) found.push({ data: JSON.parse(JSON.stringify(one.data)) });
  return found;
};
const codeOf = ({ body }: { body: { type?: string } }) => body.type?.replace('urn:regieboek:problem:', '');

describe('a seal', () => {
  const waiversOf = async () => {
    const { status, body } = await post(seal, { waivers: [] }, asker);
    if (status === 200) return [];
    return (body.faults as { place: string }[]).map(({ place }) => ({ item: place, reason: 'start follows' }));
  };

  it('with waivers waits for a second person, who sees them, and is recorded with both', async () => {
    const waivers = await waiversOf();
    expect(waivers.length).toBeGreaterThan(0);
    const asked = await post(seal, { by: 'somebody-else', waivers }, asker);
    expect([asked.status, asked.headers['location']]).toEqual([202, asked.body.approval.address]);
    expect(asked.body.approval).toMatchObject({
      ...{ action: 'seal-periods', status: 'open' },
      description: { en: expect.stringMatching(/^Seal 2026-02 with \d+ waivers, billed /) },
    });
    expect((await post(seal, { waivers }, asker)).body).toEqual(asked.body);
    const { address } = asked.body.approval as { address: string };
    expect((await get(`${region}/approvals`, other)).approvals).toEqual([asked.body.approval]);
    expect((await get(address, other)).content).toMatchObject({ waivers, by: expect.stringMatching(/^u-/) });
    expect((await get(`${region}/periods/${story.month}`, other)).status).toBe('open');
    expect(codeOf(await post(`${address}/confirmation`, undefined, asker))).toBe('same-person');
    expect(codeOf(await post(`${address}/confirmation`, undefined, 'jan:backoffice'))).toBe('not-found');
    const confirmed = await post(`${address}/confirmation`, undefined, other);
    expect(confirmed).toMatchObject({ status: 200, body: { status: 'confirmed' } });
    const { askedBy, decidedBy } = confirmed.body;
    const [recorded] = await events('finance.period-sealed.v1');
    expect(recorded?.data).toMatchObject({
      waivers,
      sealedBy: askedBy,
      fourEyes: { asked: askedBy, confirmed: decidedBy },
    });
    expect(askedBy).not.toBe(decidedBy);
    const shown = await get(`${region}/periods/${story.month}`, asker);
    expect(shown).toMatchObject({ status: 'sealed', seal: { fourEyes: { asked: askedBy, confirmed: decidedBy } } });
    // Sent again after it was confirmed, it is the seal.
    expect(await post(seal, { waivers }, asker)).toMatchObject({ status: 200, body: { status: 'sealed' } });
  });

  it('is refused at once with what would refuse it anyway', async () => {
    const unknown = [{ item: 'line:none', reason: 'no reason' }];
    const march = seal.replace(story.month, '2026-03');
    expect((await post(march, { waivers: unknown }, asker)).status).toBe(409);
  });
});

describe('payments', () => {
  const order = (actor: string) => post(`${region}/payment-batches`, { executionDate: '2026-03-16', terms }, actor);

  it('wait for a second person, who confirms exactly the batches that were asked for', async () => {
    const asked = await order(asker);
    expect(asked.status).toBe(202);
    expect((await get(`${region}/payment-batches`, asker)).batches).toEqual([]);
    const { address, description } = asked.body.approval;
    expect(description.en).toMatch(/^1 payment batches for 2026-03-16, together /);
    const planned = (await get(address, other)).content.orders as { batch: string }[];
    expect((await post(`${address}/confirmation`, undefined, other)).status).toBe(200);
    const { batches } = await get(`${region}/payment-batches`, other);
    expect(batches).toMatchObject([{ batch: planned[0]?.batch, fourEyes: { asked: expect.stringMatching(/^u-/) } }]);
    // Ordered again, they are the batches of that day, and nothing waits.
    expect(await order(asker)).toMatchObject({ status: 200, body: { newBatches: [], batches } });
  });

  it('can be declined, and are asked for again then', async () => {
    const batch = (await events('finance.payment-ordered.v1'))[0]?.data['batch'];
    await post(`${region}/payment-batches/${String(batch)}/withdrawal`, { reason: 'AC04' }, asker);
    const first = await order(asker);
    expect(first.status).toBe(202);
    expect(await post(`${first.body.approval.address}/refusal`, undefined, other)).toMatchObject({
      ...{ status: 200, body: { status: 'declined' } },
    });
    const second = await order(asker);
    expect(second.body.approval.id).not.toBe(first.body.approval.id);
    expect((await events('finance.payment-ordered.v1')).length).toBe(1);
  });
});

describe('where one person decides', () => {
  it('nothing waits, and events name no second person', async () => {
    const own = await startOnNewDatabase(() => ({ authenticator: byHeader }));
    try {
      await importStory(own.running);
      await own.running.post('/v1/declarations', 'application/xml', story.jw323());
      const answer = await own.running.post(
        `${region}/payment-batches`,
        'application/json',
        JSON.stringify({ executionDate: '2026-03-16', terms }),
        { 'x-actor': asker },
      );
      expect([answer.statusCode, answer.body.includes('fourEyes')]).toEqual([200, false]);
    } finally {
      await own.stop();
    }
  });
});
