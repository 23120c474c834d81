/**
 * Appends by two and by four processes to one region compared with one process, four writers each; and the first append of a
 * process that opens a region of 640,000 events, with and without a recorded index.
 */
import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { eventId } from '@regieboek/eventing';
import { EventStoreDbEventLog } from '@regieboek/eventing/eventstoredb';
import type { Address } from '../conformance/subject.ts';
import { end, startWriter } from '../conformance/writer.ts';
import type { Measured } from './log.ts';

const WRITERS = 4;
const WRITING_MS = 5_000;
const LARGE = 640_000;
const REQUEST_MS = 3;
const REOPENED = 5;

/** Total appends per second of this many processes on one region. */
async function together(address: Address, processes: number): Promise<number> {
  const manner = { region: `bench${randomUUID().slice(0, 8)}`, writers: WRITERS, size: 1 };
  const writers = await Promise.all(Array.from({ length: processes }, () => startWriter(address, manner)));
  try {
    const written = await Promise.all(writers.map((writer) => writer.write(WRITING_MS)));
    const [error] = written.flatMap(({ errors }) => errors);
    if (error !== undefined) throw new Error(error);
    return (1_000 * written.reduce((sum, { appends }) => sum + appends, 0)) / WRITING_MS;
  } finally {
    for (const { child } of writers) await end(child);
  }
}

const measured = (name: string, value: number, baseline: number): Measured => ({
  name,
  value: Math.round(value),
  unit: 'events/s',
  baseline: Math.round(baseline),
  ratio: Math.round((100 * value) / baseline) / 100,
});

/** Rows for several processes on one region of a store. */
export async function benchSharing(store: string, address: Address): Promise<Measured[]> {
  const alone = await together(address, 1);
  const rows: Measured[] = [];
  for (const processes of [2, 4])
    rows.push(measured(`${store}: append, ${processes} processes`, await together(address, processes), alone));
  return rows;
}

/** Runs `work` with a double in a separate process. */
async function withDouble<Result>(script: readonly string[], work: (url: string) => Promise<Result>): Promise<Result> {
  const double = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', ...script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  try {
    const [url] = (await once(createInterface({ input: double.stdout }), 'line')) as [string];
    return await work(url);
  } finally {
    double.kill('SIGKILL');
  }
}

/** The same rows for the double, which takes three milliseconds for a request. */
export function benchSharingEventStoreDb(): Promise<Measured[]> {
  const main = join(import.meta.dirname, '..', 'test', 'eventstoredb-double', 'main.ts');
  return withDouble([main, '--request-ms', String(REQUEST_MS)], (url) =>
    benchSharing('EventStoreDB, 3 ms a request', { adapter: 'eventstoredb', url }),
  );
}

/** Seconds until a log that was just opened has made its first append. */
async function firstAppend(url: string, prefix: string): Promise<number> {
  const start = performance.now();
  const log = new EventStoreDbEventLog(url, { prefix });
  const id = randomUUID();
  await log.append(`noord.stay-${id}`, 'none', [{ id: eventId(id, 0), type: 'StayNoted', data: {} }]);
  const seconds = (performance.now() - start) / 1_000;
  await log.close();
  return seconds;
}

/** Events per second at which a large region is opened for its first append, compared with a log without a recorded index. */
export function benchRestart(): Promise<Measured[]> {
  const script = join(import.meta.dirname, 'large-region.ts');
  const prefix = 'large';
  return withDouble([script, prefix, String(LARGE)], async (url) => {
    const reading = await firstAppend(url, prefix);
    const opening: number[] = [];
    for (let run = 0; run < REOPENED; run += 1) opening.push(await firstAppend(url, prefix));
    const median = opening.toSorted((a, b) => a - b)[Math.floor(REOPENED / 2)] ?? reading;
    return [
      measured(`EventStoreDB: first append, ${LARGE.toLocaleString('en')} events`, LARGE / median, LARGE / reading),
    ];
  });
}
