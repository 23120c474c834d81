/** The audit log over every endpoint, made from the description of the interface: a new endpoint cannot be forgotten. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Actor } from '@regieboek/access';
import { checkChain, INSTALLATION, type AuditEntry, type AuditLog, type Resources } from '@regieboek/platform';
import { operationsOf, payloadOf, type Operation } from './operations.js';
import { importStory, startOnNewDatabase, type Running } from './running.js';
import * as story from './story.js';

const finance: Actor = {
  ...{ subject: 'medewerker-7', issuer: 'https://idp.example', kind: 'person' },
  grants: [{ role: 'finance', region: story.region }],
};
const auditor: Actor = { ...finance, subject: 'medewerker-8', grants: [{ role: 'auditor', region: story.region }] };
const municipality: Actor = {
  ...finance,
  subject: 'medewerker-9',
  grants: [{ role: 'municipality', region: story.region, municipality: story.payer }],
};
const actors = [finance, auditor, municipality];

/** An audit log that goes away when it is told to. */
class Switched {
  isAway = false;
  constructor(private readonly log: AuditLog) {}
  readonly record: AuditLog['record'] = async (drafts) => {
    if (this.isAway) throw new Error('connection terminated');
    await this.log.record(drafts);
  };
  readonly entries: AuditLog['entries'] = (region, filter) => this.log.entries(region, filter);
  readonly regions: AuditLog['regions'] = () => this.log.regions();
  readonly anchor: AuditLog['anchor'] = (region) => this.log.anchor(region);
  readonly close: AuditLog['close'] = () => this.log.close();
}

let running: Running;
let stop: () => Promise<void>;
let audit: Switched;
let operations: Operation[];
let youths: string[];

/** Everybody is the user of this machine, unless a header names somebody. */
const withActors = ({ audit: log }: Resources): Partial<Resources> => {
  audit = new Switched(log);
  return {
    audit,
    authenticator: {
      authenticate: async ({ headers }) =>
        actors.find(({ subject }) => subject === headers['x-actor']) ?? {
          ...{ subject: 'local', issuer: 'local', kind: 'local' },
          grants: [
            { role: 'backoffice', region: '*' },
            { role: 'administrator', region: '*', actions: ['see-metrics'] },
            ...[...finance.grants, ...auditor.grants],
          ],
        },
    },
  };
};

const all = async (region: string): Promise<AuditEntry[]> => {
  const found: AuditEntry[] = [];
  for await (const entry of audit.entries(region)) found.push(entry);
  return found;
};
const everything = async (): Promise<AuditEntry[]> => [...(await all(story.region)), ...(await all(INSTALLATION))];

/** An endpoint with the youth, the statement and the month of the story. */
const aboutStory = ({ url }: Operation): string =>
  url
    .replace('615673df-570b-522a-ab28-0ee98b85f50c', youths[0] ?? '')
    .replace(/statements\/\d{4}/, `statements/${story.payer}`);

async function send(operation: Operation, headers: Record<string, string> = {}, url = aboutStory(operation)) {
  const { method, body } = operation;
  const type = body ? { 'content-type': body.type } : {};
  const payload = body ? { payload: payloadOf(operation) } : {};
  return running.server.inject({ method, url, headers: { ...type, ...headers }, ...payload });
}

/** Sends a request; gives it with the entries that it made. */
async function recorded(operation: Operation, headers: Record<string, string> = {}, url?: string) {
  const before = new Set((await everything()).map(({ id }) => id));
  const answer = await send(operation, headers, url);
  return { answer, made: (await everything()).filter(({ id }) => !before.has(id)) };
}

beforeAll(async () => {
  ({ running, stop } = await startOnNewDatabase(withActors));
  await importStory(running);
  await running.post('/v1/declarations', 'application/xml', story.jw323());
  youths = [...(await running.history(story.region)).youths.keys()];
  operations = operationsOf(running.application);
});
afterAll(() => stop());

describe('the audit log', () => {
  it('has an entry of every request that is described as audited, and of no other', async () => {
    const answered = new Map<string, number>();
    for (const operation of operations) {
      const { answer, made } = await recorded(operation);
      const { audit: kind, method, path } = operation;
      const found = made.map(({ event, action, request }) => ({ event, action, request }));
      const expected = { event: kind, action: operation.permission, request: answer.headers['x-request-id'] };
      // A log-in has an entry in every region where the actor has a role.
      if (kind === 'log-in' || kind === 'log-out')
        expect(new Set(found.map(({ event }) => event))).toEqual(new Set([kind]));
      else expect([method, path, found]).toEqual([method, path, kind === 'not' ? [] : [expected]]);
      answered.set(`${method} ${path}`, answer.statusCode);
    }
    expect(operations.filter((one) => one.audit !== 'not').length).toBeGreaterThan(30);
    for (const path of ['youths/{youth}', 'billing-runs/{period}', 'billing-runs/{period}/statements/{municipality}'])
      expect([path, answered.get(`GET /v1/regions/{region}/${path}`)]).toEqual([path, 200]);
  });

  it('names every youth that an answer names', async () => {
    let named = 0;
    for (const operation of operations.filter(({ method, audit: kind }) => method === 'GET' && kind !== 'not')) {
      const { answer, made } = await recorded(operation);
      const shown = youths.filter((youth) => answer.body.includes(youth));
      named += shown.length;
      expect([operation.path, made.flatMap((entry) => entry.youths)]).toEqual([
        operation.path,
        expect.arrayContaining(shown),
      ]);
    }
    expect(named).toBeGreaterThan(4);
  });

  it('withholds every answer that must be audited while the audit log is away, and nothing of it leaks', async () => {
    audit.isAway = true;
    try {
      for (const operation of operations.filter(({ audit: kind }) => kind !== 'not')) {
        const { statusCode, body, headers } = await send(operation);
        expect([operation.path, statusCode, JSON.parse(body)]).toMatchObject([
          ...[operation.path, 503],
          { type: 'urn:regieboek:problem:audit-away' },
        ]);
        expect(headers).not.toHaveProperty('etag');
        expect(headers).not.toHaveProperty('set-cookie');
        for (const youth of youths) expect(body).not.toContain(youth);
      }
      expect((await running.get('/v1/regions')).statusCode).toBe(200);
    } finally {
      audit.isAway = false;
    }
  });

  it('holds no BSN and no name that was put anywhere into a request', async () => {
    const planted = [story.bsn, story.familyName, `${story.bsn}-${story.familyName}`];
    for (const operation of operations) {
      for (const text of planted) {
        await send(operation, { 'x-request-id': text, 'user-agent': text, 'x-forwarded-for': text });
        const parts = operation.path.replaceAll(/\{[^}]+\}/g, text);
        await send(operation, {}, `${parts}?${text}=1`);
        const query = operation.query.map((name) => `${name}=${text}`).join('&');
        await send(operation, {}, `${aboutStory(operation)}?${query}`);
      }
    }
    const table = (await running.administrator.query('SELECT entry::text AS row FROM audit.entry entry')).rows;
    const rows = JSON.stringify(table);
    expect(table.length).toBeGreaterThan(100);
    expect(rows).not.toContain(story.bsn);
    expect(rows.toLowerCase()).not.toContain(story.familyName.toLowerCase());
    expect(await audit.regions()).toEqual([INSTALLATION, story.region]);
  });

  it('tells a refusal with its reason and without roles', async () => {
    const operation = operations.find(({ path }) => path.endsWith('/youths/{youth}/facts'));
    if (!operation) throw new Error('there is no such endpoint');
    const { answer, made } = await recorded(operation, { 'x-actor': auditor.subject });
    expect(answer.statusCode).toBe(403);
    expect(made).toMatchObject([
      {
        ...{ subject: auditor.subject, issuer: auditor.issuer, actorKind: 'person', roles: [] },
        ...{ event: 'change', action: 'record-residence', result: 'denied', code: 'not-allowed-role' },
        ...{ region: story.region, youths: [youths[0]], origin: '127.0.0.1', purpose: 'casework' },
      },
    ]);
  });

  it('tells a refusal of an action that is not audited otherwise', async () => {
    const operation = operations.find(({ path }) => path.endsWith('/settlements'));
    if (!operation) throw new Error('there is no such endpoint');
    const { made } = await recorded(operation, { 'x-actor': municipality.subject });
    expect(made).toMatchObject([{ event: 'denial', action: 'settle', result: 'denied', code: 'not-allowed-role' }]);
  });

  it('shows what was done with the data of a youth, and what an employee did, to auditors only', async () => {
    const url = `/v1/regions/${story.region}/audit`;
    const [youth = ''] = youths;
    await running.get(`/v1/regions/${story.region}/youths/${youth}`, { 'x-actor': finance.subject });
    const get = async (query: string) => {
      const answer = await running.get(`${url}?${query}&limit=1000`, { 'x-actor': auditor.subject });
      return (JSON.parse(answer.body) as { entries: AuditEntry[] }).entries;
    };
    const ofYouth = await get(`youth=${youth}`);
    expect(ofYouth.length).toBeGreaterThan(3);
    expect(ofYouth.every((entry) => entry.youths.includes(youth))).toBe(true);
    const ofEmployee = await get(`actor=${finance.subject}`);
    expect(ofEmployee).toMatchObject([{ subject: finance.subject, roles: ['finance'], action: 'see-youth-outcome' }]);
    expect((await running.get(url, { 'x-actor': finance.subject })).statusCode).toBe(403);
    const last = (await all(story.region)).slice(-3);
    expect(last).toMatchObject([
      { event: 'review', query: { youth, limit: '1000' }, youths: expect.arrayContaining([youth]), result: 'allowed' },
      { event: 'review', query: { actor: '(left out)' }, result: 'allowed' },
      { event: 'review', subject: finance.subject, result: 'denied' },
    ]);
  });

  it('is one unbroken chain per region after all this', async () => {
    for (const region of await audit.regions())
      expect(await checkChain(audit.entries(region))).toMatchObject({ broken: null });
  });
});
