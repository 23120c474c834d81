/** Access in separate services: permissions, audit, four eyes and erasure hold without the others, and without a broker. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { messageHeader, writeMessage } from '@regieboek/ijw';
import { MessageStore } from '@regieboek/intake';
import { YouthKeys } from '@regieboek/platform';
import { until } from './child.js';
import { command } from './printed.js';
import { startSeparateServices, type Person, type SeparateServices, type ServiceName } from './separate-services.js';
import * as story from './story.js';

const { bsn, otherBsn, region, day } = story;
const inRegion = `/v1/regions/${region}`;
const xml = (text: string) => ({ type: 'application/xml', text });
const json = (value: unknown) => ({ type: 'application/json', text: JSON.stringify(value) });

const stopOfCare = (number: string, index: number): string =>
  writeMessage('JW307', {
    header: messageHeader('JW307', {
      ...{ afzender: story.provider, ontvanger: story.payer, identificatie: `E${index}` },
      dagtekening: day('2026-03-02'),
    }),
    client: {
      ...{ bsn: number, geboortedatum: { datum: day('2012-05-21') }, geslacht: '2' },
      naam: { geslachtsnaam: { achternaam: story.familyName }, voorletters: 'S' },
      stopProducten: [
        {
          ...{ toewijzingNummer: 700_001 + index, product: { categorie: '45', code: '45A04' } },
          ...{ begindatum: day('2026-01-12'), einddatum: day('2026-02-28') },
          ...{ redenBeeindiging: '02', statusAanlevering: '1' },
        },
      ],
    },
  });

const terms = {
  ...{ format: 'regieboek-payments/1', region, organisation: { name: 'Serviceorganisatie Jeugd' } },
  municipalities: [{ code: story.payer, name: 'Gemeente', iban: 'NL91ABNA0417164300' }],
  providers: [{ agb: story.provider, name: 'Voorbeeld', iban: 'BE68539007547034' }],
};

/** Nothing is asked of others while messages are opened to look at what is left. */
const unasked = {
  identities: { keepersOf: () => Promise.reject(new Error('not asked')) },
  erased: () => Promise.resolve(),
  allErased: () => Promise.resolve(),
};

let services: SeparateServices;
let backoffice: Person;
let finance: Person;
let auditor: Person;
let declared: string;
let start: string;
let youth: string;

const statusOf = async (...request: Parameters<SeparateServices['ask']>) => (await services.ask(...request)).status;
const bodyOf = async (...request: Parameters<SeparateServices['ask']>) => {
  const { status, text } = await services.ask(...request);
  return { status, body: JSON.parse(text) };
};

/** Sends a message again until the read models that it needs have what was sent before. */
const imported = (person: Person, service: ServiceName, path: string, body: { type: string; text: string }) =>
  until(`an answer at ${path}`, async () => {
    const answer = await bodyOf(person, service, path, body);
    if (answer.status === 503) return undefined;
    if (answer.status !== 200) throw new Error(`${path}: ${JSON.stringify(answer.body)}`);
    return answer.body;
  });

beforeAll(async () => {
  // Later than every term for which data are kept.
  services = await startSeparateServices('2040-01-02');
  const contracts = await services.logIn('kim', 'contract-manager', region);
  [backoffice, finance, auditor] = [
    await services.logIn('jan', 'backoffice', region),
    await services.logIn('fatma', 'finance', region),
    await services.logIn('els', 'auditor', region),
  ];
  await imported(contracts, 'contracts', '/v1/region-files', { type: 'application/yaml', text: story.regionFile });
  await imported(backoffice, 'placements', '/v1/residence-facts-files', { type: 'text/csv', text: story.factsFile });
  for (const [index, number] of [bsn, otherBsn].entries()) {
    await imported(backoffice, 'placements', '/v1/messages', xml(story.jw301(number, index)));
    await imported(backoffice, 'placements', '/v1/messages', xml(story.jw305(number, index)));
    await imported(backoffice, 'placements', '/v1/messages', xml(stopOfCare(number, index)));
  }
  // A second start on the same assignment: its retour repeats the client.
  const again = xml(story.jw305(bsn, 0).replace('>S0<', '>S7<'));
  start = (await imported(backoffice, 'placements', '/v1/messages', again)).message;
  const lines = [
    { bsn, prestaties: [story.line('L1', 0), story.line('X1', 7)] },
    { bsn: otherBsn, prestaties: [story.line('L2', 1), story.line('X2', 8)] },
  ];
  const jw323 = writeMessage('JW323', story.jw323Of('D1', lines));
  declared = (await imported(finance, 'finance', '/v1/declarations', xml(jw323))).declaration;
  const { rows } = await services.administrators.placements.query<{ youth: string }>(
    `SELECT youth FROM placements.identity WHERE region = $1`,
    [region],
  );
  const shown = await Promise.all(
    rows.map(async (row) => ({
      ...row,
      text: (await services.ask(backoffice, 'placements', `${inRegion}/youths/${row.youth}`)).text,
    })),
  );
  youth = shown.find(({ text }) => text.includes(story.responsible))?.youth ?? '';
});
afterAll(() => services.stop());

describe('separate services', () => {
  const paths: readonly (readonly [ServiceName, string])[] = [
    ['contracts', 'contracts'],
    ['placements', 'signals'],
    ['finance', 'declarations'],
  ];

  it('refuse a person without a role in the region, and one whose role has no right there', async () => {
    const neighbour = await services.logIn('nora', ['backoffice', 'finance', 'policy'], 'nbr');
    for (const [service, path] of paths)
      expect([service, await statusOf(neighbour, service, `${inRegion}/${path}`)]).toEqual([service, 403]);
    const manager = await services.logIn('mo', 'contract-manager', region);
    expect([
      await statusOf(manager, 'contracts', `${inRegion}/contracts`),
      await statusOf(manager, 'placements', `${inRegion}/youths/${youth}`),
      await statusOf(manager, 'finance', `${inRegion}/receipts`),
      await statusOf(finance, 'placements', `/v1/messages/${start}/answer`),
      await statusOf(backoffice, 'finance', `${inRegion}/payment-batches`),
    ]).toEqual([200, 403, 403, 403, 403]);
  });

  it('refuse a session of another service', async () => {
    const elsewhere: Person = { ...finance, finance: finance.placements };
    expect(await statusOf(elsewhere, 'finance', `${inRegion}/declarations`)).toBe(401);
  });

  it('each record who saw what, and who was refused, in the chain of the region', async () => {
    await services.ask(backoffice, 'placements', `${inRegion}/youths/${youth}`);
    await services.ask(backoffice, 'finance', `${inRegion}/payment-batches`);
    await services.ask(finance, 'finance', `${inRegion}/declarations/${declared}/answer`);
    const entriesOf = async (service: ServiceName) => {
      const { status, body } = await bodyOf(auditor, service, `${inRegion}/audit`);
      expect([service, status]).toEqual([service, 200]);
      return body.entries as { position: number; subject: string; action: string; result: string; youths: string[] }[];
    };
    expect(await entriesOf('placements')).toContainEqual(
      expect.objectContaining({ subject: 'jan', action: 'see-youth-outcome', result: 'allowed', youths: [youth] }),
    );
    const atFinance = await entriesOf('finance');
    expect(atFinance).toContainEqual(
      expect.objectContaining({ subject: 'jan', action: 'see-payments', result: 'denied' }),
    );
    expect(atFinance).toContainEqual(
      expect.objectContaining({
        subject: 'fatma',
        action: 'see-declaration-answers',
        youths: expect.arrayContaining([youth]),
      }),
    );
    expect(atFinance.map(({ position }) => position)).toEqual(atFinance.map((_, i) => i + 1));
    expect(await entriesOf('contracts')).toContainEqual(
      expect.objectContaining({ subject: 'nora', action: 'see-contracts', result: 'denied' }),
    );
  });

  it('each show their metrics to a program with that scope, and to nobody else', async () => {
    const prometheus = await services.program('regieboek.metrics');
    for (const service of ['contracts', 'placements', 'finance'] as const) {
      const { status, text } = await services.ask(prometheus, service, '/metrics');
      expect([service, status]).toEqual([service, 200]);
      expect(text).toMatch(/regieboek_log_events\{region="zhz"\} \d+/);
      expect(text).toContain('regieboek_feed_problems{feed="');
      for (const number of [bsn, otherBsn, story.familyName]) expect(text).not.toContain(number);
      expect(await statusOf(auditor, service, '/metrics')).toBe(403);
    }
    expect(await statusOf(prometheus, 'finance', `${inRegion}/declarations`)).toBe(403);
  });

  it('ask a second person for payments', async () => {
    const order = json({ executionDate: '2040-01-10', terms });
    const asked = await bodyOf(finance, 'finance', `${inRegion}/payment-batches`, order);
    expect(asked.status).toBe(202);
    const confirmation = `${asked.body.approval.address}/confirmation`;
    expect(await statusOf(finance, 'finance', confirmation, json({}))).toBe(403);
    const other = await services.logIn('omar', 'finance', region);
    expect(await statusOf(other, 'finance', confirmation, json({}))).toBe(200);
    const { body } = await bodyOf(finance, 'finance', `${inRegion}/payment-batches`);
    expect(body.batches).toHaveLength(1);
  });
});

describe('an erasure in separate services', () => {
  const identities = async () =>
    (await services.administrators.placements.query('SELECT FROM placements.identity WHERE youth = $1', [youth]))
      .rowCount;
  const keysAt = async (service: 'placements' | 'finance') =>
    (await services.administrators[service].query(`SELECT FROM ${service}.youth_key WHERE youth = $1`, [youth]))
      .rowCount;
  /** What the vault key of a service still opens of its messages. */
  async function readable(service: 'placements' | 'finance'): Promise<string> {
    const pool = services.administrators[service];
    const keys = new YouthKeys(pool, services.cipher, service);
    const messages = new MessageStore(pool, services.cipher, service, { ...unasked, keys });
    const { rows } = await pool.query<{ log_id: string }>(
      `UPDATE ${service}.message SET log_id = coalesce(log_id, id) RETURNING log_id`,
    );
    const bodies = await Promise.all(rows.map(async (row) => (await messages.openNamedInLog(row.log_id)).body));
    return bodies.map((body) => body.toString()).join('\n');
  }
  const named = async () => {
    const texts = [await readable('placements'), await readable('finance')];
    return texts.map((text) => [text.includes(bsn), text.includes(otherBsn)]);
  };
  const jw325 = () => services.ask(finance, 'finance', `${inRegion}/declarations/${declared}/answer`);

  it('waits for a second person, and takes identity, message and answer from both, while the broker is down', async () => {
    const before = await jw325();
    expect([before.text.includes(bsn), before.text.includes(otherBsn)]).toEqual([true, true]);
    expect(await named()).toEqual([
      [true, true],
      [true, true],
    ]);
    await services.stopFeeds();
    const path = `${inRegion}/youths/${youth}/erasure`;
    const asked = await bodyOf(backoffice, 'placements', path, json({ ground: 'term-ended' }));
    expect(asked.status).toBe(202);
    expect([await identities(), await keysAt('placements'), await keysAt('finance')]).toEqual([1, 1, 1]);
    const confirmation = `${asked.body.approval.address}/confirmation`;
    expect(await statusOf(backoffice, 'placements', confirmation, json({}))).toBe(403);
    const other = await services.logIn('piet', 'backoffice', region);
    expect(await statusOf(other, 'placements', confirmation, json({}))).toBe(200);

    expect([await identities(), await keysAt('placements')]).toEqual([0, 0]);
    expect(await statusOf(backoffice, 'placements', `/v1/messages/${start}/answer`)).toBe(410);
    const after = await jw325();
    expect([after.status, after.text.includes(bsn), after.text.includes(otherBsn)]).toEqual([200, false, true]);
    expect(await keysAt('finance')).toBe(0);
    expect(await named()).toEqual([
      [false, true],
      [false, true],
    ]);
  });
});

describe('a rotation of the vault key of a separate service', () => {
  const newKey = '42'.repeat(32);
  const keysOf = (vaultKey: string) => ({
    ...{ DATABASE_URL: services.urls.placements, REGIEBOEK_VAULT_KEY: vaultKey },
    ...{ REGIEBOEK_NEW_VAULT_KEY: newKey, REGIEBOEK_FOUR_EYES: 'on' },
  });
  const everywhere = ['--region', '*'];

  it('waits for a second person, needs the service to be stopped, and leaves the others alone', async () => {
    const pool = services.administrators.placements;
    const before = process.env;
    process.env = { ...before, ...keysOf(services.vaultKey) };
    try {
      const asked = await command('keys', 'rotate');
      expect([asked.code, asked.lines[0]]).toEqual([
        0,
        expect.stringMatching(/^Rotate vault key [0-9a-f]{8}: nothing/),
      ]);
      const { json: open } = await command('approvals', 'list', ...everywhere, '--json');
      const [{ id } = { id: '' }] = open[0] as { id: string }[];
      const confirm = () => command('approvals', 'confirm', id, ...everywhere);
      expect((await confirm()).errors).toContain('another person has to decide');
      // Another user of the machine asked for it: tests have one user only.
      await pool.query("UPDATE access.approval SET asked_subject = 'another'");
      expect((await confirm()).errors).toContain('other Regieboek processes use this database');
      await services.stopServices();
      const confirmed = await confirm();
      expect([confirmed.errors, confirmed.lines.join('\n')]).toEqual([
        '',
        expect.stringContaining('confirmed and done'),
      ]);
      expect((await command('keys', 'check')).errors).toContain('key');
      Object.assign(process.env, keysOf(newKey));
      expect((await command('keys', 'check')).code).toBe(0);
      const entries = (await command('audit', 'show', ...everywhere, '--json')).json[0];
      expect(entries).toContainEqual(expect.objectContaining({ action: 'decide-approvals', object: { approval: id } }));
    } finally {
      process.env = before;
    }
    await expect(services.restartPlacements(services.vaultKey)).rejects.toThrow();
    await services.restartPlacements(newKey);
    const person = await services.logInAt('placements', 'jan', 'backoffice', region);
    expect(await statusOf(person, 'placements', `${inRegion}/signals`)).toBe(200);
  });
});
