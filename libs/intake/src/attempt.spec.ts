import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { startTestDatabase, type TestDatabase } from '@regieboek/embedded-postgres/testing';
import { asActor, cipherWith, IdentitiesUnavailable, openReadModels, ReadingFailed } from '@regieboek/platform';
import { attempt, Parked } from './attempt.js';
import { MessageStore, type ReceivedMessage } from './store/message-store.js';
import { messageTableIn } from './message-table/migrations.js';
import { processReceived } from './message-intake.js';
import { mustBeOfSender } from './refused.js';

const body = Buffer.from('a message');
const processed = { status: 'processed', region: 'zhz', faults: [], result: { events: 1 } } as const;

describe('attempts at a message', () => {
  let database: TestDatabase;
  let pool: pg.Pool;
  let store: MessageStore;
  let received: ReceivedMessage;
  let id = '';

  beforeAll(async () => {
    database = await startTestDatabase();
    await (
      await openReadModels(database.url, { schema: 'own', entities: [], migrations: messageTableIn('own') })
    ).destroy();
    pool = new pg.Pool({ connectionString: database.url });
    store = new MessageStore(pool, cipherWith(Buffer.alloc(32, 7)), 'own');
  });
  beforeEach(async () => {
    await pool.query('TRUNCATE own.message');
    received = await store.receive(body, 'iJw');
    ({ id } = received);
  });
  afterAll(async () => {
    await pool.end();
    await database.stop();
  });

  /** Fails at the message: the first time as it was received, later as it is found. */
  const failing = async (error: Error) => {
    const now = received;
    received = (await store.find(id)) ?? received;
    return attempt(store, now, () => Promise.reject(error)).catch((one: unknown) => one);
  };

  it('are counted before it is read: a message that ended the process three times is parked, and not read again (R16)', async () => {
    for (const _ of ['second', 'third']) expect(await store.attempts.begin(id)).toBeNull();
    let isRead = false;
    const taken = await processReceived(store, { body, kind: 'iJw' }, () => {
      isRead = true;
      return Promise.reject(new Error('it was read'));
    });
    expect(taken).toMatchObject({
      status: 'refused',
      faults: [{ place: 'file', text: expect.stringContaining('ended') }],
    });
    expect(isRead).toBe(false);
    expect(await store.list('received')).toEqual([]);
    expect(await store.attempts.parkedCount()).toBe(1);
    expect((await store.open(id)).equals(body)).toBe(true);
  });

  it('park it with the reason after the third failure', async () => {
    for (const _ of [1, 2, 3]) expect(await failing(new ReadingFailed('too slow'))).toBeInstanceOf(ReadingFailed);
    expect(await failing(new Error('never begun'))).toBeInstanceOf(Parked);
    expect(await store.attempts.parked()).toMatchObject([{ id, kind: 'iJw', reason: 'too slow' }]);
  });

  it('are not counted when a dependency is down, however many there are', async () => {
    const away = [new IdentitiesUnavailable(new Error('x')), Object.assign(new Error('starting'), { code: '57P03' })];
    for (const error of [...away, ...away, ...away]) expect(await failing(error)).toBe(error);
    expect(await store.attempts.parkedCount()).toBe(0);
  });

  it('store nothing of its content', async () => {
    for (const _ of [1, 2, 3]) await failing(new TypeError('999900006'));
    expect(JSON.stringify(await store.attempts.parked())).not.toContain('999900006');
  });

  it('start again when an operator retries it, and end when it is skipped', async () => {
    for (const _ of [1, 2, 3]) await failing(new ReadingFailed('too slow'));
    expect(await store.attempts.retry(id)).toBe(true);
    expect((await store.list('received')).map((one) => one.id)).toEqual([id]);
    for (const _ of [1, 2, 3]) await failing(new ReadingFailed('too slow'));
    expect(await store.attempts.skip(id, 'sent twice')).toBe(true);
    expect(await store.find(id)).toMatchObject({ status: 'refused', faults: [{}, { text: 'skipped: sent twice' }] });
    expect([await store.attempts.retry(id), await store.attempts.skip(id, 'again')]).toEqual([false, false]);
  });

  it('are forgotten once it is settled', async () => {
    for (const _ of [1, 2]) await store.attempts.begin(id);
    await store.settle(id, processed);
    for (const _ of [1, 2, 3]) expect(await store.attempts.begin(id)).toBeNull();
  });

  it('are not counted, and stored faults not told, when a sender without a role in its region sends it again', async () => {
    const found = [{ place: 'line 3', text: 'what was wrong with it' }];
    await store.settle(id, { status: 'refused', region: 'zhz', faults: found, result: null });
    for (const _ of [1, 2, 3]) await store.attempts.begin(id);
    await store.attempts.begin(id);
    const grants = [{ role: 'backoffice', region: 'wbw' }] as const;
    const sender = { subject: 'nora', issuer: 'https://idp.example', kind: 'person', grants } as const;
    const sent = () => processReceived(store, { body, kind: 'iJw' }, () => Promise.reject(new Error('it was read')));
    const again = await asActor(sender, sent);
    expect(again).toMatchObject({ status: 'refused', faults: [{ text: expect.stringContaining('region zhz') }] });
    expect(JSON.stringify(again)).not.toContain('what was wrong');
    expect(await store.find(id)).toMatchObject({ status: 'parked', faults: found });
    expect(await sent()).toMatchObject({ status: 'refused', faults: found });
  });

  it('of a sender without a role leave a message as it is that another sender waits for, and refuse a new one', async () => {
    const sender = { subject: 'nora', issuer: 'https://idp.example', kind: 'person', grants: [] } as const;
    const sent = (own: Buffer) =>
      processReceived(store, { body: own, kind: 'iJw' }, async (_, note) => {
        mustBeOfSender('import-messages', ['zhz'], 'header');
        return note({ region: 'zhz', events: 1 });
      });
    for (const _ of [1, 2, 3, 4])
      expect(await asActor(sender, () => sent(body))).toMatchObject({
        status: 'refused',
        faults: [{ place: 'header' }],
      });
    expect(await store.find(id)).toMatchObject({ status: 'received', faults: [] });
    expect(await sent(body)).toMatchObject({ status: 'processed', region: 'zhz' });
    const fresh = await asActor(sender, () => sent(Buffer.from('another')));
    expect([fresh.status, (await store.find(fresh.message))?.status]).toEqual(['refused', 'refused']);
    expect(await sent(Buffer.from('another'))).toMatchObject({ status: 'processed' });
  });

  it('at the same message wait for each other, so that concurrent senders do not park it', async () => {
    const taken = await Promise.all(
      Array.from({ length: 8 }, () =>
        processReceived(store, { body, kind: 'iJw' }, (_, note) => note({ region: 'zhz', events: 1 })),
      ),
    );
    expect(taken.map(({ status }) => status).sort()).toEqual(['processed', ...Array<string>(7).fill('unchanged')]);
  });
});
