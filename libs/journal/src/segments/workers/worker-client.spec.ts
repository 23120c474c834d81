import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { WorkerClient, besideWorkers } from './worker-client.js';
import { SegmentDamaged } from '../files/segment-folder.js';

/** A worker that obeys commands for every possible outcome. */
const SOURCE = `
  import { parentPort } from 'node:worker_threads';
  const does = {
    answer: () => parentPort.postMessage({ answer: 'done' }),
    'answer with a number': () => parentPort.postMessage({ answer: 7 }),
    'answer with nothing': () => parentPort.postMessage(null),
    'answer twice': () => { does.answer(); does.answer(); },
    damage: () => parentPort.postMessage({ damaged: { after: 20, place: 'facts.arrow', reason: 'was changed' } }),
    fail: () => parentPort.postMessage({ failure: new RangeError('no such youth') }),
    throw: () => { throw new RangeError('thrown'); },
    exit: () => process.exit(3),
    'answer and exit': () => { does.answer(); setTimeout(does.exit, 20); },
    'answer and throw': () => { does.answer(); setTimeout(does.throw, 20); },
    hang: () => undefined,
  };
  parentPort.on('message', (asked) => does[asked]());
`;

let folder = '';
let module: URL;
const started = new Set<WorkerClient<string, string>>();
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'regieboek-asked-'));
  const path = join(folder, 'worker.mjs');
  writeFileSync(path, SOURCE);
  module = pathToFileURL(path);
});
afterAll(async () => {
  for (const worker of started) await worker.end();
  rmSync(folder, { recursive: true, force: true });
});

const isText = (value: unknown): value is string => typeof value === 'string';
function start(): WorkerClient<string, string> {
  const worker = new WorkerClient<string, string>(module, isText);
  started.add(worker);
  return worker;
}

const isAlive = async (worker: WorkerClient<string, string>): Promise<boolean> => {
  const [answer] = await Promise.allSettled([worker.ask('answer')]);
  return answer.status === 'fulfilled';
};

describe('a worker with queries', () => {
  it('answers in the order of the queries, also after one of them failed', async () => {
    const worker = start();
    const asked = ['answer', 'damage', 'fail', 'answer with a number', 'answer with nothing', 'answer'];
    const ends = await Promise.allSettled(asked.map((one) => worker.ask(one)));
    const reasons = ends.map((one): unknown => (one.status === 'fulfilled' ? one.value : one.reason));
    const damage = new SegmentDamaged(20, 'facts.arrow', 'was changed');
    const none = new TypeError('a journal worker gave no answer');
    expect(reasons).toEqual(['done', damage, new RangeError('no such youth'), none, none, 'done']);
    expect(reasons[1]).toMatchObject({ after: 20, place: 'facts.arrow', reason: 'was changed' });
  });

  it.each([
    ['throw', 'thrown'],
    ['exit', 'ended with code 3'],
  ])('rejects pending and later queries after %s', async (end, why) => {
    const worker = start();
    expect(await worker.ask('answer')).toBe('done');
    for (const one of await Promise.allSettled([worker.ask(end), worker.ask('answer')]))
      expect(one).toMatchObject({ status: 'rejected', reason: { message: expect.stringContaining(why) } });
    await expect(worker.ask('answer')).rejects.toThrow(why);
  });

  it.each(['answer and exit', 'answer and throw'])(
    'is not waited for when it ended between two queries: %s',
    async (end) => {
      const worker = start();
      expect(await worker.ask(end)).toBe('done');
      while (await isAlive(worker)) await delay(5);
      await expect(worker.ask('answer')).rejects.toThrow(/ended with code 3|thrown/);
    },
  );

  it('rejects when its module cannot be loaded', async () => {
    const worker = new WorkerClient<string, string>(pathToFileURL(join(folder, 'none.mjs')), isText);
    await expect(worker.ask('answer')).rejects.toThrow(/none\.mjs/);
  });

  it('ignores more answers than queries', async () => {
    const worker = start();
    expect(await worker.ask('answer twice')).toBe('done');
    await delay(50);
    expect(await worker.ask('answer')).toBe('done');
  });
});

describe('work with workers', () => {
  const isRefused = async (worker: WorkerClient<string, string>) => {
    await expect(worker.ask('answer')).rejects.toThrow('ended with code');
  };

  it('leaves no worker when it ends or fails', async () => {
    const [one, other] = [start(), start()];
    expect(await besideWorkers([one, other], undefined, () => other.ask('answer'))).toBe('done');
    await isRefused(one);
    await isRefused(other);
    const third = start();
    await expect(besideWorkers([third], undefined, () => third.ask('fail'))).rejects.toThrow('no such youth');
    await isRefused(third);
  });

  it('is stopped by a signal in any state of its workers, and then rejects with its reason', async () => {
    const worker = start();
    const stop = new AbortController();
    const work = besideWorkers([worker], stop.signal, () => worker.ask('hang'));
    setTimeout(() => stop.abort(new Error('enough')), 20);
    await expect(work).rejects.toThrow('enough');
    await isRefused(worker);
  });
});
