/**
 * Speed of the event log in EventStoreDB and of its bare client, on the same double in a separate process. The double is not a
 * server: read the ratios. Goal: at least 0.85 of the bare client for every kind of append.
 */
import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { EventStoreDBClient, jsonEvent } from '@eventstore/db-client';
import type { JSONType } from '@eventstore/db-client';
import { streamName } from '@regieboek/eventing';
import { EventStoreDbEventLog } from '@regieboek/eventing/eventstoredb';
import { append, events, follow, measure, rate } from './log.ts';
import type { Measured, Runs } from './log.ts';

/** Appends `total` events to `writers` streams concurrently, `size` per append, each at its expected revision. */
async function appendBare(
  client: EventStoreDBClient,
  total: number,
  { writers, size }: { writers: number; size: number },
) {
  const batches = Array.from({ length: total / size }, () =>
    events(size).map(({ id, type, data }) =>
      jsonEvent({ id, type, data: data as JSONType, metadata: { actor: 'bench' } }),
    ),
  );
  const share = batches.length / writers;
  const write = async (writer: number): Promise<void> => {
    const stream = randomUUID();
    for (let done = 0; done < share; done += 1)
      await client.appendToStream(stream, batches[writer * share + done] ?? [], {
        expectedRevision: done === 0 ? 'no_stream' : BigInt(done * size - 1),
      });
  };
  return rate(total, () => Promise.all(Array.from({ length: writers }, (_, writer) => write(writer))));
}

/** Reads a stream as fast as the client can. */
const readBare = (client: EventStoreDBClient, stream: string, total: number): Promise<number> =>
  rate(total, async () => {
    let count = 0;
    for await (const { event } of client.readStream(stream)) if (event) count += 1;
    if (count !== total) throw new Error(`the double gave ${count} events of ${total}`);
  });

/** Measures the adapter on a double it starts and stops. */
export async function benchEventStoreDb(): Promise<Measured[]> {
  const main = join(import.meta.dirname, '..', 'test', 'eventstoredb-double', 'main.ts');
  const double = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', main], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [url] = (await once(createInterface({ input: double.stdout }), 'line')) as [string];
  const log = new EventStoreDbEventLog(url);
  const client = EventStoreDBClient.connectionString(url);
  try {
    const region = `bench${randomUUID().slice(0, 8)}`;
    for (let count = 0; count < 20_000; count += 500)
      await log.append(streamName(region, 'stay', '1'), count === 0 ? 'none' : count - 1, events(500));
    const run = (name: string, total: number, how: { writers: number; size: number }): Runs => [
      `EventStoreDB: append, ${name}`,
      () => append(log, total, how),
      () => appendBare(client, total, how),
    ];
    const runs: readonly Runs[] = [
      run('1 writer', 2_000, { writers: 1, size: 1 }),
      run('16 writers', 8_000, { writers: 16, size: 1 }),
      run('batches of 100', 10_000, { writers: 1, size: 100 }),
      [
        'EventStoreDB: follow',
        () => follow(log, region, 20_000),
        () => readBare(client, `regieboek.region-${region}`, 20_000),
      ],
    ];
    const measured: Measured[] = [];
    for (const one of runs) measured.push(await measure(one));
    return measured;
  } finally {
    await log.close();
    await client.dispose();
    double.kill('SIGKILL');
  }
}
