import { chmod, mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { startTestDatabase, type TestDatabase } from '@regieboek/embedded-postgres/testing';
import { SentAnswers } from '@regieboek/intake';
import { Refusal } from '@regieboek/kernel';
import type { AnswerFile } from '../import/write-answers.js';
import { Outbox } from './outbox.js';

let database: TestDatabase;
const open: SentAnswers[] = [];
const roots: string[] = [];
let outbox = '';
let count = 0;
let region = '';

/** The outbox of another process on the same folder and database. */
async function outboxOfProcess(): Promise<Outbox> {
  const sent = await SentAnswers.open(database.url);
  open.push(sent);
  return new Outbox(outbox, sent);
}

beforeAll(async () => {
  database = await startTestDatabase();
});
beforeEach(async () => {
  outbox = await mkdtemp(join(tmpdir(), 'regieboek outbox '));
  roots.push(outbox);
  region = `r${(count += 1)}`;
});
afterAll(async () => {
  await Promise.all(open.map((sent) => sent.close()));
  await database.stop();
  await Promise.all(roots.map((root) => rm(root, { recursive: true, force: true })));
});

const answer = (name: string, content: string | null = `<${name}/>`): AnswerFile => ({
  ...{ region, name },
  read: async () => content,
});
const inOutbox = (): Promise<string[]> => readdir(join(outbox, region));

/** A database that ends the connection when an answer is recorded. */
class EndingSent extends Error {}
const failingOn = (step: 'before' | 'after', sent: SentAnswers): Pick<SentAnswers, 'sent' | 'inTurn'> => ({
  sent: (...of) => sent.sent(...of),
  inTurn: async (of, work) => {
    await sent.inTurn(of, async (names) => {
      const done = await work(names);
      if (step === 'before') throw new EndingSent();
      return done;
    });
    throw new EndingSent();
  },
});

describe('an answer in the outbox', () => {
  it('appears whole in the folder of its region, and nothing is left beside it', async () => {
    await (await outboxOfProcess()).publish([answer('jw302-1.xml'), answer('jw325-2.xml')]);
    expect(await inOutbox()).toEqual(['jw302-1.xml', 'jw325-2.xml']);
    expect(await readFile(join(outbox, region, 'jw302-1.xml'), 'utf8')).toBe('<jw302-1.xml/>');
  });

  it('does not appear again once it was taken away, by this process or another', async () => {
    const first = await outboxOfProcess();
    await first.publish([answer('jw302-1.xml')]);
    await rm(join(outbox, region, 'jw302-1.xml'));
    await first.publish([answer('jw302-1.xml')]);
    await (await outboxOfProcess()).publish([answer('jw302-1.xml'), answer('jw302-2.xml')]);
    expect(await inOutbox()).toEqual(['jw302-2.xml']);
  });

  it('appears once when processes write it at the same time', async () => {
    const processes = await Promise.all([1, 2, 3, 4].map(() => outboxOfProcess()));
    const all = Array.from({ length: 20 }, (_, n) => answer(`jw302-${n}.xml`));
    await Promise.all(processes.map((one) => one.publish(all)));
    const appeared = await inOutbox();
    expect(appeared.toSorted()).toEqual(all.map(({ name }) => name).toSorted());
    for (const name of appeared) await rm(join(outbox, region, name));
    await Promise.all(processes.map((one) => one.publish(all)));
    expect(await inOutbox()).toEqual([]);
  });

  it.each(['before', 'after'] as const)('appears once when a process ends %s it is recorded', async (step) => {
    const sent = await SentAnswers.open(database.url);
    open.push(sent);
    // The first turn finishes what others left, so it is over before one fails.
    await new Outbox(outbox, sent).publish([answer('jw302-0.xml')]);
    const ending = new Outbox(outbox, failingOn(step, sent) as SentAnswers);
    await expect(ending.publish([answer('jw302-1.xml')])).rejects.toThrow(EndingSent);
    await expect(ending.publish([answer('jw302-1.xml')])).rejects.toThrow(EndingSent);
    expect((await inOutbox()).includes('jw302-1.xml')).toBe(false);
    await (await outboxOfProcess()).publish([answer('jw302-1.xml')]);
    expect((await inOutbox()).toSorted()).toEqual(['jw302-0.xml', 'jw302-1.xml']);
  });

  it('is not made for a message without one, or whose youth was erased', async () => {
    const erased = (): Promise<never> => Promise.reject(new Refusal('youth-erased', 'gone', 'erased'));
    await (await outboxOfProcess()).publish([answer('none.xml', null), { region, name: 'gone.xml', read: erased }]);
    expect(await inOutbox()).toEqual([]);
  });

  it('comes later when the folder cannot be written now', async () => {
    await writeFile(join(outbox, region), 'in the way');
    const process = await outboxOfProcess();
    await expect(process.publish([answer('jw302-1.xml')])).rejects.toThrow(/EEXIST|ENOTDIR/);
    await rm(join(outbox, region));
    await process.publish([answer('jw302-1.xml')]);
    expect(await inOutbox()).toEqual(['jw302-1.xml']);
  });

  it('can be read by the group of a folder that is closed to others, and by its owner alone in another', async () => {
    const process = await outboxOfProcess();
    const access = async (name: string): Promise<number> => (await stat(join(outbox, region, name))).mode & 0o777;
    await mkdir(join(outbox, region));
    await chmod(join(outbox, region), 0o755);
    await process.publish([answer('a.xml')]);
    expect(await access('a.xml')).toBe(0o600);
    await chmod(join(outbox, region), 0o770);
    await process.publish([answer('b.xml')]);
    expect(await access('b.xml')).toBe(0o660);
  });
});
