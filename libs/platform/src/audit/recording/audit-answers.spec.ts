import { Readable } from 'node:stream';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Actor } from '@regieboek/access';
import { outcome, edgeServer } from '../../../test/edge-server.js';
import { entriesIn, youth } from '../../../test/audit-drafts.js';
import type { RouteAccess } from '../../access/permission.js';
import { NotAllowed, notLoggedIn } from '../../access/allowed.js';
import { notFound } from '../../http/problems/problem.js';
import { establishActor, seeYouths } from '../../logging/request-context.js';
import { addRequestLog } from '../../logging/request-log.js';
import { cipherWith } from '../../secrets/cipher.js';
import { INSTALLATION, type AuditDraft, type AuditEntry } from '../log/entry.js';
import { MemoryAuditLog } from '../log/memory.js';
import { auditAnswers } from './audit-answers.js';
import { Auditor } from './auditor.js';

const person: Actor = {
  ...{ subject: 'jan', issuer: 'https://idp.example', kind: 'person' },
  grants: [{ role: 'finance', region: 'zhz' }],
};

/** The audit log in memory, of which the connection can be broken. */
class BreakableLog extends MemoryAuditLog {
  isBroken = false;
  override async record(drafts: readonly AuditDraft[]): Promise<void> {
    if (this.isBroken) throw new Error('connection terminated: password=hunter2');
    await super.record(drafts);
  }
}

let log: BreakableLog;
let server: FastifyInstance;
let streamed: Readable;

const access = (permission: RouteAccess['permission'], sessionEvent?: RouteAccess['sessionEvent']) => ({
  config: { access: { permission, sessionEvent } },
});
const answerWith = (reply: FastifyReply): FastifyReply =>
  reply
    .headers({ etag: '"3"', location: `/v1/youths/${youth(1)}`, 'content-disposition': 'attachment; filename=jan.csv' })
    .header('set-cookie', ['test-session=secret', 'other=1'])
    .headers({ 'api-version': '1', 'x-content-type-options': 'nosniff' });

function addRoutes(routes: FastifyInstance): void {
  routes.get('/regions/:region/youths/:youth', access('see-youth'), async (_request, reply) => {
    seeYouths('zhz', [youth(1), youth(2)]);
    answerWith(reply);
    return { name: 'what the answer holds' };
  });
  routes.get('/regions/:region/missing/:youth', access('see-youth'), async () => {
    throw notFound('no such youth');
  });
  routes.get('/regions/:region/refused/:youth', access('see-youth'), async () => {
    throw new NotAllowed({ code: 'role', en: 'no role allows this' } as ConstructorParameters<typeof NotAllowed>[0]);
  });
  routes.get('/regions/:region/fails', access('see-youth'), async () => {
    throw new Error('a fault of ours');
  });
  routes.get('/regions/:region/stream', access('see-youth'), async (_request, reply) => {
    streamed = Readable.from(['what the ', 'answer holds']);
    return reply.type('text/csv').send(streamed);
  });
  routes.get('/regions', access('see-regions'), async () => ['zhz']);
  routes.get('/open', access('anyone'), async () => ({}));
  routes.get('/plain', async () => ({}));
  routes.get('/log-in', access('anyone', 'log-in'), async (request, reply) => {
    if (request.query !== null && 'error' in (request.query as object)) throw notLoggedIn();
    establishActor(person);
    return answerWith(reply).code(302).header('location', '/').send();
  });
  routes.get('/log-out', access('anyone', 'log-out'), async () => ({}));
}

beforeEach(async () => {
  log = new BreakableLog();
  const auditor = new Auditor(log, cipherWith(new Uint8Array(32)), { regions: async () => ['zhz'] });
  server = await edgeServer((made) => {
    addRequestLog(made);
    made.addHook('onRequest', async (request) => {
      if (request.headers['x-actor'] !== undefined) establishActor(person);
    });
    auditAnswers(made, auditor);
    addRoutes(made);
  });
});
afterEach(() => server.close());

const ask = (url: string, as: string | undefined = 'jan') =>
  server.inject({ url, headers: as === '' ? {} : { 'x-actor': as } });
const entriesOf = (region: string): Promise<AuditEntry[]> => entriesIn(log, region);

describe('an answer of an action that is audited', () => {
  it('leaves unchanged once its entry is stored, which names who saw which youths by which request', async () => {
    const { statusCode, body, headers } = await ask(`/regions/zhz/youths/${youth(1)}?knownAt=2026-03-01&name=Jan`);
    expect([statusCode, JSON.parse(body)]).toEqual([200, { name: 'what the answer holds' }]);
    expect(headers).toMatchObject({ etag: '"3"', 'set-cookie': ['test-session=secret', 'other=1'] });
    const [entry] = await entriesOf('zhz');
    expect(entry).toMatchObject({
      ...{ subject: 'jan', event: 'read', action: 'see-youth', result: 'allowed', code: null, origin: '127.0.0.1' },
      ...{ youths: [youth(1), youth(2)], object: { region: 'zhz', youth: youth(1) }, knownAt: '2026-03-01' },
      ...{ query: { knownAt: '2026-03-01', name: '(left out)' }, request: headers['x-request-id'] },
    });
    expect(Date.parse(entry?.startedAt ?? '')).toBeLessThanOrEqual(Date.parse(entry?.at ?? ''));
  });

  it('is recorded with its code when it is refused, with the youth that was asked for and no text of the sender', async () => {
    expect(outcome(await ask(`/regions/zhz/refused/${youth(3)}?Jansen=1`))).toBe('403 not-allowed-role');
    expect(await entriesOf('zhz')).toMatchObject([
      { result: 'denied', code: 'not-allowed-role', roles: [], youths: [youth(3)], query: {} },
    ]);
  });

  it('is recorded when nothing was found, and when the server failed', async () => {
    expect(outcome(await ask('/regions/zhz/missing/Jan%20Jansen'))).toBe('404 not-found');
    expect(outcome(await ask('/regions/zhz/fails'))).toBe('500 unexpected');
    expect(await entriesOf('zhz')).toMatchObject([
      { result: 'failed', code: 'not-found', object: { region: '(left out)', youth: '(left out)' }, youths: [] },
      { result: 'failed', code: 'unexpected' },
    ]);
  });

  it('is recorded in the installation when its region does not exist', async () => {
    await ask('/regions/Jansen/fails');
    const entries = await entriesOf(INSTALLATION);
    expect(entries).toHaveLength(1);
    expect(JSON.stringify(entries)).not.toContain('Jansen');
  });

  it('leaves as a stream too', async () => {
    expect((await ask('/regions/zhz/stream')).body).toBe('what the answer holds');
    expect(await entriesOf('zhz')).toHaveLength(1);
  });

  it('is recorded with its own youths, also when many are asked for at the same moment', async () => {
    await Promise.all(Array.from({ length: 30 }, (_, n) => ask(`/regions/zhz/refused/${youth(n)}`)));
    const entries = await entriesOf('zhz');
    expect(entries.map(({ youths }) => youths.join()).sort()).toEqual(Array.from({ length: 30 }, (_, n) => youth(n)));
    expect(new Set(entries.map(({ request }) => request)).size).toBe(30);
  });
});

describe('an answer that is not audited', () => {
  it.each(['/regions', '/open', '/plain', '/nowhere'])('leaves without an entry: %s', async (url) => {
    await ask(url);
    expect(await log.regions()).toEqual([]);
  });

  it('is that to a sender whom nobody knows, and that to a log-out without a session', async () => {
    await ask(`/regions/zhz/youths/${youth(1)}`, '');
    await ask('/log-out', '');
    expect(await log.regions()).toEqual([]);
  });

  it('leaves while the audit log is away', async () => {
    log.isBroken = true;
    for (const url of ['/regions', '/open', '/plain']) expect((await ask(url)).statusCode).toBe(200);
  });
});

describe('a log-in', () => {
  it('is recorded in the regions of the person, and a failed one in the installation', async () => {
    expect((await ask('/log-in?code=secret&state=secret', '')).statusCode).toBe(302);
    expect((await ask('/log-in?error=access_denied', '')).statusCode).toBe(401);
    await ask('/log-out');
    const [entries, failed] = [await entriesOf('zhz'), await entriesOf(INSTALLATION)];
    expect(entries).toMatchObject([
      { event: 'log-in', subject: 'jan', result: 'allowed' },
      { event: 'log-out', subject: 'jan', result: 'allowed' },
    ]);
    expect(failed).toMatchObject([{ event: 'log-in', subject: null, result: 'denied', code: 'not-logged-in' }]);
    expect(JSON.stringify([entries, failed])).not.toContain('secret');
  });
});

describe('an answer while the audit log is away', () => {
  beforeEach(() => {
    log.isBroken = true;
  });

  it.each([`/regions/zhz/youths/${youth(1)}`, '/log-in?code=1', '/regions/zhz/stream'])(
    'is 503, and nothing of it is left: neither its body nor its headers: %s',
    async (url) => {
      const answer = await ask(url);
      expect(outcome(answer)).toBe('503 audit-away');
      expect(answer.headers).toMatchObject({
        'content-type': 'application/problem+json',
        'content-length': String(Buffer.byteLength(answer.body)),
        'retry-after': expect.stringMatching(/^\d+$/),
        'x-request-id': expect.any(String),
      });
      for (const name of ['etag', 'location', 'content-disposition', 'set-cookie', 'transfer-encoding'])
        expect(answer.headers).not.toHaveProperty(name);
      expect(answer.body + JSON.stringify(answer.headers)).not.toMatch(
        /answer holds|secret|hunter2|jan\.csv|terminated/,
      );
    },
  );

  it('keeps the headers that reveal nothing of it', async () => {
    const { headers } = await ask(`/regions/zhz/youths/${youth(1)}`);
    expect(headers).toMatchObject({ 'api-version': '1', 'x-content-type-options': 'nosniff' });
  });

  it('is 503 also in place of a refusal', async () => {
    expect(outcome(await ask(`/regions/zhz/refused/${youth(1)}`))).toBe('503 audit-away');
    expect(outcome(await ask(`/regions/zhz/missing/${youth(1)}`))).toBe('503 audit-away');
  });

  it('frees the source of a stream that does not leave', async () => {
    await ask('/regions/zhz/stream');
    expect(streamed.destroyed).toBe(true);
  });

  it('is answered again when the audit log is back', async () => {
    await ask(`/regions/zhz/youths/${youth(1)}`);
    log.isBroken = false;
    expect((await ask(`/regions/zhz/youths/${youth(1)}`)).statusCode).toBe(200);
    expect(await entriesOf('zhz')).toHaveLength(1);
  });
});
