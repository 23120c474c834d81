import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { appendFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { EventStoreDBClient } from '@eventstore/db-client';
import { afterEach, describe, expect, it } from '@jest/globals';
import { afterEvents, eventsOf, failureOf, newEvents, newRegion, newStream } from '../../conformance/subject.js';
import { EventStoreDbEventLog } from '../../src/eventstoredb/index.js';
import { Node } from './node.ts';
import { Store } from './store.ts';

const main = join(import.meta.dirname, 'main.ts');
const ends: (() => unknown)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});

async function start(file: string, port = 0): Promise<{ child: ChildProcess; url: string }> {
  const child = spawn(process.execPath, [main, '--port', String(port), '--data', file], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  ends.push(() => child.kill('SIGKILL'));
  const [url] = (await once(createInterface({ input: child.stdout }), 'line')) as [string];
  return { child, url };
}

describe('the double as a process', () => {
  it('keeps acknowledged events after kill -9, and a log continues with it', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'regieboek-double-'));
    ends.push(() => rmSync(folder, { recursive: true }));
    const file = join(folder, 'log');
    const { child, url } = await start(file);
    const log = new EventStoreDbEventLog(url, { retry: { attemptsMax: 40, timeoutMs: 1_000, backoffMs: 1 } });
    ends.push(() => log.close());
    const region = newRegion();
    const stream = newStream(region);
    for (let count = 0; count < 5; count += 1) await log.append(stream, afterEvents(count), newEvents(1));
    child.kill('SIGKILL');
    await once(child, 'exit');
    appendFileSync(file, '{"stream":"cut sho');
    await start(file, Number(new URL(url).port));
    const again = newEvents(2);
    expect(await log.append(stream, 4, again)).toEqual({ revision: 6, position: 7 });
    expect(await log.append(stream, 4, again)).toEqual({ revision: 6, position: 7 });
    expect((await eventsOf(log, region)).map(({ position }) => position)).toEqual([1, 2, 3, 4, 5, 6, 7]);
  });

  it('is found by discovery, and redirects to the leader', async () => {
    const store = new Store();
    const [leader, other] = [await Node.start(store), await Node.start(store)];
    ends.push(
      () => leader.stop(),
      () => other.stop(),
    );
    other.faults.leader = { host: '127.0.0.1', port: leader.port };
    const url = `esdb://127.0.0.1:${other.port},127.0.0.1:${other.port}?tls=false`;
    const log = new EventStoreDbEventLog(url);
    ends.push(() => log.close());
    await log.append(newStream(), 'none', newEvents(1));
    expect([leader.faults.count('batch-append'), other.faults.count('batch-append')]).toEqual([2, 0]);
  });

  it('reports a configured version, and can be configured without batches', async () => {
    const node = await Node.start(new Store(), { hasBatchAppend: false, version: '22.10.0' });
    ends.push(() => node.stop());
    const client = EventStoreDBClient.connectionString(node.url);
    ends.push(() => client.dispose());
    const log = new EventStoreDbEventLog(node.url);
    ends.push(() => log.close());
    expect(node.saysWhereItIs).toBe(false);
    const stream = newStream();
    await log.append(stream, 'none', newEvents(2));
    expect(await failureOf(log.append(stream, 'none', newEvents(1)))).toMatchObject({ actual: 1 });
    expect(node.faults.count('batch-append')).toBe(0);
  });
});
