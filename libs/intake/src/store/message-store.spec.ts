import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { createHash } from 'node:crypto';
import pg from 'pg';
import { startTestDatabase, type TestDatabase } from '@regieboek/embedded-postgres/testing';
import { cipherWith, openReadModels } from '@regieboek/platform';
import { MessageStore } from './message-store.js';
import { messageTableIn } from '../message-table/migrations.js';

const cipher = cipherWith(Buffer.alloc(32, 7));
const body = (text: string) => Buffer.from(text, 'utf8');
const idOf = (text: string) => cipher.id(null, 'message', text);
const settled = { status: 'processed', region: 'zhz', faults: [], result: { events: 2 } } as const;

describe('the store of messages', () => {
  let database: TestDatabase;
  let pool: pg.Pool;
  let store: MessageStore;

  beforeAll(async () => {
    database = await startTestDatabase();
    const migrations = messageTableIn('own');
    await (await openReadModels(database.url, { schema: 'own', entities: [], migrations })).destroy();
    pool = new pg.Pool({ connectionString: database.url });
    store = new MessageStore(pool, cipher, 'own');
  });
  beforeEach(() => pool.query('TRUNCATE own.message'));
  afterAll(async () => {
    await pool.end();
    await database.stop();
  });

  it('keeps a message byte for byte under a keyed id of its content, and never in clear', async () => {
    const bytes = Buffer.from([0xef, 0xbb, 0xbf, ...body('<Bsn>999900006</Bsn> é'), 0x00, 0xff]);
    const { id, status } = await store.receive(bytes, 'iJw');
    expect([id, status]).toEqual([cipher.id(null, 'message', bytes), 'received']);
    expect(id).not.toBe(createHash('sha256').update(bytes).digest('hex'));
    expect((await store.open(id)).equals(bytes)).toBe(true);
    const { rows } = await pool.query<{ row: string }>(
      `SELECT m::text || encode(sealed, 'escape') AS row FROM own.message m`,
    );
    expect(rows[0]?.row).not.toContain('999900006');
  });

  it('takes the same content for the same message, also concurrently', async () => {
    const [one, other] = await Promise.all([store.receive(body('a'), 'iJw'), store.receive(body('a'), 'iJw')]);
    const { isNew: _, ...known } = one.isNew ? one : other;
    expect([one, other]).toEqual(expect.arrayContaining([known, { ...known, isNew: true }]));
    await store.receive(body('b'), 'iJw');
    expect((await store.list('received')).length).toBe(2);
  });

  it('finds a message by its id in the log of its region, which is another id', async () => {
    const { id } = await store.receive(body('a'), 'iJw');
    const logId = await store.nameInLog('zhz', id);
    expect([logId === id, logId === store.idIn('wbw', id), logId === store.idIn('zhz', id)]).toEqual([
      false,
      false,
      true,
    ]);
    expect((await store.openNamedInLog(logId)).body.toString()).toBe('a');
    await expect(store.openNamedInLog(id)).rejects.toThrow('is missing from the vault');
  });

  it('returns the earlier outcome for a repeated message', async () => {
    const { id } = await store.receive(body('a'), 'iJw');
    await store.settle(id, settled);
    const expected = { id, kind: 'iJw', ...settled };
    expect(await store.receive(body('a'), 'iJw')).toEqual(expected);
    expect(await store.find(id)).toEqual(expected);
    expect(await store.find(idOf('nothing'))).toBeUndefined();
  });

  it('lists messages of a status, oldest first, with their faults', async () => {
    const faults = [{ place: 'line 2', text: 'correct it' }];
    for (const text of ['c', 'a', 'b']) await store.receive(body(text), 'iJw');
    await store.settle(idOf('a'), { status: 'refused', region: null, faults, result: null });
    expect((await store.list('received')).map(({ id }) => id)).toEqual([idOf('c'), idOf('b')]);
    expect(await store.list('refused')).toEqual([
      { id: idOf('a'), kind: 'iJw', status: 'refused', region: null, faults, result: null },
    ]);
    expect(await store.list('processed')).toEqual([]);
  });

  it('retries unsettled messages of its kinds, oldest first; a failure does not stop the others', async () => {
    for (const [text, kind] of [
      ['1', 'iJw'],
      ['2', 'csv'],
      ['3', 'iJw'],
      ['4', 'iJw'],
      ['5', 'iJw'],
    ] as const)
      await store.receive(body(text), kind);
    await store.settle(idOf('4'), settled);
    const taken: string[] = [];
    const failure = new Error('away');
    const resumed = await store.resume(['iJw'], async (content) => {
      const text = content.toString();
      taken.push(text);
      if (text === '3') throw failure;
      await store.settle(idOf(text), settled);
    });
    expect(taken).toEqual(['1', '3', '5']);
    expect(resumed).toEqual({ settled: 2, failures: [failure] });
    expect((await store.list('received')).map(({ id }) => id)).toEqual([idOf('2'), idOf('3')]);
  });

  it('does not open a message that is missing, was moved, or was encrypted with another key', async () => {
    await expect(store.open(idOf('nothing'))).rejects.toThrow('is missing from the vault');
    for (const text of ['a', 'b']) await store.receive(body(text), 'iJw');
    const elsewhere = new MessageStore(pool, cipherWith(Buffer.alloc(32, 8)), 'own');
    await expect(elsewhere.open(idOf('a'))).rejects.toThrow();
    await pool.query('UPDATE own.message SET sealed = (SELECT sealed FROM own.message WHERE id = $1) WHERE id = $2', [
      idOf('a'),
      idOf('b'),
    ]);
    await expect(store.open(idOf('b'))).rejects.toThrow();
  });

  it('stores the answer with the outcome, encrypted, and never changes either', async () => {
    const { id } = await store.receive(body('a'), 'iJw');
    const answer = { content: '<Bsn>999900006</Bsn> \u00e9', sentAs: 'zhz/JW305/99990001/S1' };
    expect(await store.openAnswer(id)).toBeNull();
    expect(await store.settle(id, { ...settled, answer })).toBe(true);
    expect(await store.openAnswer(id)).toBe(answer.content);
    const other = { ...settled, status: 'refused', answer: { ...answer, content: 'another' } } as const;
    expect(await store.settle(id, other)).toBe(false);
    expect([await store.openAnswer(id), await store.find(id)]).toEqual([
      answer.content,
      { id, kind: 'iJw', ...settled },
    ]);
    const { rows } = await pool.query<{ row: string }>(`SELECT encode(answer, 'escape') AS row FROM own.message`);
    expect(rows[0]?.row).not.toContain('999900006');
  });

  it('has no answer to an unanswered or unknown message', async () => {
    const { id } = await store.receive(body('a'), 'iJw');
    await store.settle(id, settled);
    expect([await store.openAnswer(id), await store.openAnswer(idOf('nothing'))]).toEqual([null, null]);
    expect(await store.settle(id, { ...settled, region: null })).toBe(true);
  });

  it('knows whether another message with the same identity was sent', async () => {
    const sentAs = 'zhz/JW305/99990001/S1';
    const [one, other] = [await store.receive(body('a'), 'iJw'), await store.receive(body('b'), 'iJw')];
    expect(await store.isSentBefore(sentAs, other.id)).toBe(false);
    await store.settle(one.id, { ...settled, answer: { content: 'x', sentAs } });
    expect([await store.isSentBefore(sentAs, one.id), await store.isSentBefore(sentAs, other.id)]).toEqual([
      false,
      true,
    ]);
    expect(await store.isSentBefore(`${sentAs}1`, other.id)).toBe(false);
  });
});
