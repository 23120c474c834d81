import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { messageHeader, writeMessage } from '@regieboek/ijw';
import { MessageStore } from '@regieboek/intake';
import {
  asProcess,
  fixedToday,
  IDENTITIES,
  withinRegion,
  YouthKeys,
  type Authenticator,
  type Identities,
} from '@regieboek/platform';
import { toDay } from '@regieboek/kernel';
import { importStory, start, startOnNewDatabase, type Running } from './running.js';
import * as story from './story.js';

const { bsn, otherBsn, region, day } = story;
const [, , stranger = ''] = story.testBsns(3);
const LATER = fixedToday(toDay('2040-01-02'));

const stop = (number: string, index: number): string =>
  writeMessage('JW307', {
    header: messageHeader('JW307', {
      afzender: story.provider,
      ontvanger: story.payer,
      identificatie: `E${index}`,
      dagtekening: day('2026-03-02'),
    }),
    client: {
      bsn: number,
      geboortedatum: { datum: day('2012-05-21') },
      geslacht: '2',
      naam: { geslachtsnaam: { achternaam: story.familyName }, voorletters: 'S' },
      stopProducten: [
        {
          toewijzingNummer: 700_001 + index,
          product: { categorie: '45', code: '45A04' },
          begindatum: day('2026-01-12'),
          einddatum: day('2026-02-28'),
          redenBeeindiging: '02',
          statusAanlevering: '1',
        },
      ],
    },
  });

/** Lines of three clients, of which the first one of each is approved and the second refused. */
const declaration = (): string =>
  writeMessage(
    'JW323',
    story.jw323Of('D1', [
      { bsn, prestaties: [story.line('L1', 0), story.line('X1', 7)] },
      { bsn: otherBsn, prestaties: [story.line('L2', 1, { hours: 5 }), story.line('X2', 8)] },
      { bsn: stranger, prestaties: [story.line('L3', 2)] },
    ]),
  );

describe('a youth whose data are erased', () => {
  let running: Running;
  let later: Running;
  let url: string;
  let end: () => Promise<void>;
  let youth: string;
  let other: string;
  let declared: string;
  const messages: Record<string, string> = {};

  const post = async (path: string, content: string | Buffer): Promise<string> =>
    (
      await running.server.inject({
        method: 'POST',
        url: path,
        headers: { 'content-type': 'application/xml' },
        payload: content,
      })
    ).body;
  const bill = async (of: Running) => {
    const { position: _, ...run } = (await of.get(`/v1/regions/${region}/billing-runs/${story.month}`)).json();
    return run;
  };
  const statement = async (of: Running) => {
    const { position: _, ...lines } = (
      await of.get(`/v1/regions/${region}/billing-runs/${story.month}/statements/${story.payer}`)
    ).json();
    return lines;
  };
  const jw325 = async (of: Running) => of.get(`/v1/regions/${region}/declarations/${declared}/answer`);
  const erase = (of: Running, id: string) =>
    of.post(`/v1/regions/${region}/youths/${id}/erasure`, 'application/json', '{"ground":"term-ended"}');
  const retention = async (
    of: Running,
  ): Promise<{ youths: { youth: string; reasons: unknown }[]; erased: unknown[] }> =>
    (await of.get(`/v1/regions/${region}/retention`)).json();

  /** Everything of messages and identities that the vault key still opens, as text. */
  async function readable(of: Running): Promise<string> {
    const { cipher } = of.resources;
    const pool = of.administrator;
    const texts: string[] = [];
    const identities = of.resolve<Identities>(IDENTITIES);
    for (const schema of ['contracts', 'placements', 'finance']) {
      const keys = new YouthKeys(pool, cipher, schema === 'contracts' ? 'finance' : schema);
      const store = new MessageStore(pool, cipher, schema, {
        identities,
        keys,
        erased: () => Promise.resolve(),
        allErased: () => Promise.resolve(),
      });
      const { rows } = await pool.query<{ id: string }>(`SELECT id FROM ${schema}.message`);
      for (const { id } of rows) {
        await pool.query(`UPDATE ${schema}.message SET log_id = id WHERE id = $1 AND log_id IS NULL`, [id]);
        const { rows: named } = await pool.query<{ log_id: string }>(
          `SELECT log_id FROM ${schema}.message WHERE id = $1`,
          [id],
        );
        const { body } = await store.openNamedInLog(named[0]?.log_id ?? '');
        texts.push(body.toString('latin1').replaceAll('\0', ''));
        texts.push((await store.openAnswer(id).catch(() => null)) ?? '');
      }
    }
    const { rows } = await pool.query<{ region: string; youth: string }>(
      'SELECT region, youth FROM placements.identity',
    );
    const vault = running.resolve<Identities & { identityOf(region: string, youth: string): Promise<unknown> }>(
      IDENTITIES,
    );
    for (const row of rows) texts.push(JSON.stringify(await asProcess(() => vault.identityOf(row.region, row.youth))));
    return texts.join('\n');
  }

  beforeAll(async () => {
    const started = await startOnNewDatabase();
    ({ running, url } = started);
    await importStory(running);
    // A second start on the same assignment: its retour repeats the client.
    const again = story.jw305(bsn, 0).replace('>S0<', '>S7<');
    messages['again'] = (JSON.parse(await post('/v1/messages', again)) as { message: string }).message;
    await post('/v1/messages', stop(bsn, 0));
    await post('/v1/messages', stop(otherBsn, 1));
    declared = (JSON.parse(await post('/v1/declarations', declaration())) as { declaration: string }).declaration;
    // Unreadable, of no region, in UTF-16, and of somebody whom the region does not know.
    const jw301 = story.jw301(bsn, 5);
    await post('/v1/messages', jw301.slice(0, -40));
    await post('/v1/messages', jw301.replaceAll('>0505<', '>0363<'));
    await post('/v1/messages', Buffer.from(`\ufeff${jw301}`, 'utf16le'));
    await post('/v1/messages', `klad: ${bsn}; ${otherBsn}`);
    await post('/v1/messages', story.jw305(stranger, 9));
    await post('/v1/declarations', declaration().slice(0, -30));
    const youths = await withinRegion(region, () =>
      running.resolve<Identities>(IDENTITIES).youthsOf(region, [bsn, otherBsn]),
    );
    youth = youths.get(bsn) ?? '';
    other = youths.get(otherBsn) ?? '';
    later = await start(url, () => ({ today: LATER }));
    end = async () => {
      await later.close();
      await started.stop();
    };
  });
  afterAll(() => end());

  it('is kept while terms run, and the refusal says which', async () => {
    const refused = await erase(running, youth);
    expect([refused.statusCode, refused.json()]).toEqual([
      409,
      expect.objectContaining({ detail: expect.stringContaining('claims until 2033-12-31, books until 2033-12-31') }),
    ]);
    expect((await retention(running)).youths).toContainEqual(
      expect.objectContaining({
        youth,
        reasons: [
          { code: 'claims', until: '2033-12-31' },
          { code: 'books', until: '2033-12-31' },
        ],
      }),
    );
    expect((await retention(later)).youths.map((one) => [one.youth, one.reasons])).toContainEqual([youth, []]);
  });

  it('is not found under another id, and needs a ground', async () => {
    expect((await erase(later, '3f2b8c1e-5d47-4b0a-9c36-7a1e2d904f55')).statusCode).toBe(404);
    const wrong = await later.post(
      `/v1/regions/${region}/youths/${youth}/erasure`,
      'application/json',
      '{"ground":"because"}',
    );
    expect(wrong.statusCode).toBe(400);
  });

  it('is named by nothing that anybody can open, and all else stays as it was (R17)', async () => {
    const before = { bill: await bill(later), statement: await statement(later), answer: (await jw325(later)).body };
    const all = await readable(later);
    expect([all.includes(bsn), all.includes(otherBsn), all.includes(stranger)]).toEqual([true, true, true]);
    const pool = later.administrator;
    const copies = ['placements.identity', 'placements.youth_key', 'finance.youth_key', 'platform.checkpoint'];
    for (const table of copies) await pool.query(`CREATE TABLE copy_${table.replace('.', '_')} AS TABLE ${table}`);

    expect((await erase(later, youth)).statusCode).toBe(200);
    expect((await later.get(`/v1/regions/${region}/youths/${youth}/identity`)).statusCode).toBe(404);

    const left = await readable(later);
    expect([left.includes(bsn), left.includes(otherBsn), left.includes(stranger)]).toEqual([false, true, true]);
    expect(await bill(later)).toEqual(before.bill);
    expect(await statement(later)).toEqual(before.statement);
    const answer = (await jw325(later)).body;
    expect(before.answer).toContain(bsn);
    expect([answer.includes(bsn), answer.includes('X1')]).toEqual([false, false]);
    expect(answer.replaceAll(/\s+/g, '')).toBe(
      before.answer
        .replace(/<[a-z0-9:]*Client>(?:(?!<\/[a-z0-9:]*Client>)[^])*X1[^]*?<\/[a-z0-9:]*Client>/, '')
        .replaceAll(/\s+/g, ''),
    );
    const gone = await later.get(`/v1/messages/${messages['again']}/answer`);
    expect([gone.statusCode, gone.json()]).toEqual([
      410,
      expect.objectContaining({ type: 'urn:regieboek:problem:youth-erased' }),
    ]);
    expect((await retention(later)).erased).toEqual([{ youth, ground: 'term-ended', erasedOn: '2040-01-02' }]);
  });

  it('stays erased when a copy of the database from before is put back', async () => {
    const pool = later.administrator;
    for (const table of ['placements.identity', 'placements.youth_key', 'finance.youth_key', 'platform.checkpoint']) {
      await pool.query(`DELETE FROM ${table}`);
      await pool.query(`INSERT INTO ${table} TABLE copy_${table.replace('.', '_')}`);
    }
    expect((await readable(later)).includes(bsn)).toBe(true);
    const restored = await start(url, () => ({ today: LATER }));
    expect((await restored.get(`/v1/messages/${messages['again']}/answer`)).statusCode).toBe(410);
    await restored.get(`/v1/regions/${region}/retention`);
    await jw325(restored);
    expect((await readable(restored)).includes(bsn)).toBe(false);
    await restored.close();
  });

  it('is recorded no more, is erased again without an event, and gets a new pseudonym when it returns', async () => {
    const head = await later.resources.log.head(region);
    expect((await erase(later, youth)).statusCode).toBe(200);
    expect(await later.resources.log.head(region)).toBe(head);
    const fact = { fact: { id: 'R9', kind: 'request', on: '2026-02-15' } };
    const refused = await later.post(
      `/v1/regions/${region}/youths/${youth}/facts`,
      'application/json',
      JSON.stringify(fact),
    );
    expect([refused.statusCode, refused.json()]).toEqual([
      410,
      expect.objectContaining({ type: 'urn:regieboek:problem:youth-erased' }),
    ]);
    await later.post('/v1/messages', 'application/xml', story.jw301(bsn, 6));
    const again = await withinRegion(region, () =>
      later.resolve<Identities>(IDENTITIES).youthsOf(region, [bsn, otherBsn]),
    );
    expect([again.has(bsn), again.get(bsn) === youth, again.get(otherBsn)]).toEqual([true, false, other]);
  });

  it('waits for a second person where four eyes are on, is erased by the confirmation, and names both', async () => {
    const authenticator: Authenticator = {
      async authenticate({ headers }) {
        const subject = String(headers['x-actor']);
        return { subject, issuer: 'https://idp.example', kind: 'person', grants: [{ role: 'backoffice', region }] };
      },
    };
    const two = await start(url, () => ({ today: LATER, fourEyes: true, authenticator }));
    const send = async (path: string, actor: string, body?: object) => {
      const json = body ? { 'content-type': 'application/json' } : {};
      const payload = body ? { payload: JSON.stringify(body) } : {};
      const answer = await two.inject({
        method: 'POST',
        url: path,
        headers: { 'x-actor': actor, ...json },
        ...payload,
      });
      return { status: answer.statusCode, body: answer.json() };
    };
    const path = `/v1/regions/${region}/youths/${other}/erasure`;
    const asked = await send(path, 'jan', { ground: 'request' });
    expect([asked.status, asked.body.approval.description.nl]).toEqual([
      202,
      `gegevens van jeugdige ${other} wissen (verzoek)`,
    ]);
    expect((await readable(later)).includes(otherBsn)).toBe(true);
    const confirmation = `${asked.body.approval.address}/confirmation`;
    expect((await send(confirmation, 'jan')).status).toBe(403);
    expect((await send(confirmation, 'piet')).status).toBe(200);
    expect((await readable(later)).includes(otherBsn)).toBe(false);
    const erased: unknown[] = [];
    for await (const batch of two.resources.log.readRegion(region, { after: 0 }))
      for (const one of batch) if (one.type === 'placements.youth-erased.v1') erased.push(one.data);
    expect(erased.at(-1)).toMatchObject({
      ...{ youth: other, ground: 'request' },
      fourEyes: { asked: expect.any(String), confirmed: expect.any(String) },
    });
    expect((await send(path, 'kees', { ground: 'request' })).status).toBe(200);
    await two.close();
  });
});
