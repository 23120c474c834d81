import { mkdtempSync } from 'node:fs';
import { request } from 'node:http';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { sized } from '@regieboek/kernel/testing';
import { startTestDatabase, type TestDatabase } from '@regieboek/embedded-postgres/testing';
import { send, startChild, type Child } from './child.js';
import { hostileBodies, type HostileBody } from './hostile-bodies.js';
import * as story from './story.js';

/** A process is held up when an answer takes this long, and many times as long as with nothing else to do. */
const HELD_UP_MS = 5_000;
const HELD_UP_TIMES = 20;
const FAULTS_MAX = 1_001;
/** Of every kind every sixteenth body is sent in a short run, and each in a long one. */
const EVERY = sized(16, 1);
const isTried = (_: HostileBody, index: number): boolean => index % EVERY === 0;

let database: TestDatabase;
let child: Child;
let address = '';
let folder = '';

beforeAll(async () => {
  database = await startTestDatabase();
  folder = mkdtempSync(join(tmpdir(), 'regieboek-hostile-'));
  child = startChild(['serve', '--port', '0', '--data-dir', folder], {
    DATABASE_URL: database.url,
    REGIEBOEK_VAULT_KEY: '17'.repeat(32),
    NODE_OPTIONS: '--max-old-space-size=512',
  });
  address = await child.address;
  await send(`${address}/v1/region-files`, 'application/yaml', story.regionFile);
});
afterAll(async () => {
  child.kill('SIGTERM');
  await child.ended;
  await database.stop();
  await rm(folder, { recursive: true, force: true });
});

/** Sends a body; gives the status and the text of the answer. */
function sent({ path, type, body, encoding }: HostileBody): Promise<{ status: number; text: string }> {
  return new Promise((resolve, reject) => {
    const headers = { 'content-type': type, 'content-length': body.length, connection: 'close' };
    const encoded = encoding === undefined ? {} : { 'content-encoding': encoding };
    const asking = request(
      new URL(path, address),
      { method: 'POST', headers: { ...headers, ...encoded } },
      (answer) => {
        const chunks: Buffer[] = [];
        answer.on('data', (chunk: Buffer) => chunks.push(chunk));
        answer.on('end', () => resolve({ status: answer.statusCode ?? 0, text: Buffer.concat(chunks).toString() }));
      },
    );
    // The server closes before all of a body that is too large was sent; its answer may be lost with the connection.
    asking.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EPIPE' || error.code === 'ECONNRESET') resolve({ status: 413, text: '{}' });
      else reject(error);
    });
    asking.setTimeout(240_000, () => asking.destroy(new Error('no answer within four minutes')));
    asking.end(body);
  });
}

/** Asks over a connection of its own: one that is kept may be closed for idleness just as it is used again. */
function asked(path: string): Promise<{ status: number; text: string }> {
  return new Promise((resolve, reject) => {
    const asking = request(new URL(path, address), { agent: false }, (answer) => {
      const chunks: Buffer[] = [];
      answer.on('data', (chunk: Buffer) => chunks.push(chunk));
      answer.on('end', () => resolve({ status: answer.statusCode ?? 0, text: Buffer.concat(chunks).toString() }));
    });
    asking.on('error', reject);
    asking.end();
  });
}

const aliveWithin = async (): Promise<number> => {
  const started = performance.now();
  const { status } = await asked('/health/live');
  return status === 200 ? performance.now() - started : Infinity;
};

/** Longest of ten answers of a process with nothing else to do, on a machine as busy as it is now. */
async function idleAnswer(): Promise<number> {
  let longest = 0;
  for (let i = 0; i < 10; i += 1) longest = Math.max(longest, await aliveWithin());
  return longest;
}

/** Polls the health of the process until stopped; returns the longest response time. */
function watchLive(): { stop(): Promise<number> } {
  let isOver = false;
  const run = async () => {
    let longest = 0;
    while (!isOver) {
      longest = Math.max(longest, await aliveWithin());
      await new Promise((done) => setTimeout(done, 20));
    }
    return longest;
  };
  const running = run();
  return {
    stop() {
      isOver = true;
      return running;
    },
  };
}

describe.each(hostileBodies.map((make) => [make.name, make] as const))('(R16) (R19) %s', (_, make) => {
  it('are refused with a bounded answer, and delay no other request, with 512 MB of memory', async () => {
    const slow: string[] = [];
    for (const body of make().filter(isTried)) {
      const heldUp = Math.max(HELD_UP_MS, HELD_UP_TIMES * (await idleAnswer()));
      const live = watchLive();
      const started = performance.now();
      const { status, text } = await sent(body);
      const took = performance.now() - started;
      const longest = await live.stop();
      expect([body.name, status]).toEqual([body.name, body.status]);
      const { faults = [] } = JSON.parse(text) as { faults?: unknown[] };
      expect([body.name, faults.length <= FAULTS_MAX, text.length < 1024 * 1024]).toEqual([body.name, true, true]);
      expect([body.name, text.includes('Maximum call stack')]).toEqual([body.name, false]);
      if (longest > heldUp || took > 60_000) slow.push(`${body.name}: ${took} ms, live ${longest} ms`);
    }
    expect(slow).toEqual([]);
    const ready = await asked('/health/ready');
    expect([ready.status, (JSON.parse(ready.text) as { status: string }).status]).toEqual([200, 'ready']);
  });
});
