import { createHash } from 'node:crypto';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { inLongRuns, sized } from '@regieboek/kernel/testing';
import type { EventLog } from '../../src/index.js';
import { afterEvents, all, newEvents, newRegion, newStream } from '../../conformance/subject.js';
import { waitFor } from '../../conformance/waiting.js';
import { EventStoreDbEventLog } from '../../src/eventstoredb/index.js';
import { dataOf, partIn } from '../../src/eventstoredb/index-record/part.js';
import { keyOf } from '../../src/eventstoredb/index-record/stream-table.js';
import { Node } from '../eventstoredb-double/node.ts';
import type { LogRecord } from '../eventstoredb-double/record.ts';
import { Store } from '../eventstoredb-double/store.ts';
import { rig, serverStream, proposed } from './rig.js';

const { server, log: open } = rig();

const EVENTS = 10_000;
const PER_APPEND = 400;
const patient = { retry: {} };
const recordOf = (region: string): string => `regieboek.index-${region}`;
const recordsOf = (node: Node, stream: string) => node.store.stream(stream).records;

/** A region of two streams, and of one with a single event at its start. */
interface Filled {
  readonly region: string;
  readonly first: string;
  readonly stream: string;
  readonly records: ReadonlyMap<string, readonly LogRecord[]>;
}

async function fill(): Promise<Filled> {
  const node = await Node.start(new Store());
  const log = new EventStoreDbEventLog(node.url);
  const region = newRegion();
  const [first, ...streams] = [newStream(region), newStream(region), newStream(region)] as const;
  await log.append(first, 'none', newEvents(1));
  for (let count = 0; count < EVENTS / 2; count += PER_APPEND)
    for (const stream of streams) await log.append(stream, afterEvents(count), newEvents(PER_APPEND));
  await log.close();
  await node.stop();
  const names = [serverStream(region), recordOf(region), 'regieboek.regions'];
  return { region, first, stream: streams[0], records: new Map(names.map((name) => [name, recordsOf(node, name)])) };
}

let [log, otherLog]: [Filled?, Filled?] = [];
beforeAll(async () => {
  log = await fill();
  if (sized(false, true)) otherLog = await fill();
});

/** A server with the log, with or without its index record. */
async function filled(isRecorded = true) {
  if (!log) throw new Error('the log is there while tests run');
  const node = await server();
  for (const [stream, records] of log.records)
    for (let at = 0; at < records.length && (isRecorded || stream !== recordOf(log.region)); at += 50)
      node.store.append(stream, 'any', records.slice(at, at + 50));
  return { ...log, node };
}

/** Counts the events of a region that are read from now on. */
function gauge(node: Node, region: string): () => number {
  let count = 0;
  for (const record of recordsOf(node, serverStream(region))) {
    const { data } = record;
    Object.defineProperty(record, 'data', {
      get: () => {
        count += 1;
        return data;
      },
    });
  }
  return () => count;
}

/** Number of events that a starting process reads before its first append. */
async function reopened({ node, region }: Filled & { readonly node: Node }): Promise<number> {
  const log = open(node, patient);
  const [read, last] = [gauge(node, region), recordsOf(node, serverStream(region)).length];
  const written = await log.append(newStream(region), 'none', newEvents(1));
  expect(written).toEqual({ revision: 0, position: last + 1 });
  await log.close();
  return read();
}

/** State that a starting process must know, and the number of events that it reads to get it. */
async function opened({ node, region, first, stream }: Awaited<ReturnType<typeof filled>>) {
  const log = open(node, patient);
  const read = gauge(node, region);
  const last = recordsOf(node, serverStream(region)).length;
  const written = await log.append(newStream(region), 'none', newEvents(1));
  expect(written).toEqual({ revision: 0, position: last + 1 });
  const count = read();
  expect((await all(log.read(first))).map(({ position }) => position)).toEqual([1]);
  const revisions = (await all(log.read(stream))).map(({ revision }) => revision);
  expect(revisions.length).toBeGreaterThan(PER_APPEND);
  expect(revisions).toEqual(revisions.map((_, at) => at));
  await log.close();
  return count;
}

const FEW = EVENTS * 0.6;

describe('the record of the index of a region in EventStoreDB', () => {
  it('lets a starting process read only the newest events', async () => {
    const region = await filled();
    expect(recordsOf(region.node, recordOf(region.region)).length).toBeGreaterThan(1);
    expect(await opened(region)).toBeLessThan(FEW);
  });

  it('is created by the first process that opens a log without one', async () => {
    const region = await filled(false);
    expect(await opened(region)).toBeGreaterThanOrEqual(EVENTS);
    expect(await reopened(region)).toBeLessThan(FEW);
  });

  /** Cases in `npm test`: an inconsistent record, and a record that is ahead of its log. */
  const damagedInShort = new Set(['was changed', 'extends beyond the log, which was restored to an earlier day']);
  const damages: [string, (node: Node, region: string) => void][] = [
    ['was deleted', (node, region) => void node.store.delete(recordOf(region), 'any')],
    ['lost its end', (node, region) => void recordsOf(node, recordOf(region)).pop()],
    ['lost its start', (node, region) => setMetadata(node, recordOf(region), { $tb: 1 })],
    ['may hold one part', (node, region) => setMetadata(node, recordOf(region), { $maxCount: 1 })],
    ['was changed', (node, region) => changeLast(node, region, '"upTo":', '"upTo":1')],
    ['has another digest', (node, region) => changeLast(node, region, '"digest":"', '"digest":"x')],
    ['is no JSON', (node, region) => changeLast(node, region, '{', '')],
    ['holds what something else wrote', (node, region) => foreign(node, recordOf(region))],
    ['is that of another log', swap],
    ['extends beyond the log, which was restored to an earlier day', cutLog],
    ['is of a log with the same ids in other streams', shuffle],
    ['assigns an event near its end to another stream', misplace],
  ];

  it.each(damages.filter(([how]) => sized(damagedInShort.has(how), true)))(
    'is rebuilt, and no answer differs, when it %s',
    async (_, damage) => {
      const region = await filled();
      damage(region.node, region.region);
      await opened(region);
      expect(await reopened(region)).toBeLessThan(FEW);
    },
  );

  inLongRuns('is optional: a deleted one stays deleted', async () => {
    const region = await filled();
    region.node.store.tombstone(recordOf(region.region), 'any');
    expect(await opened(region)).toBeGreaterThanOrEqual(EVENTS);
  });

  inLongRuns('is optional: one that shows nothing and accepts no part is ignored', async () => {
    const region = await filled();
    setMetadata(region.node, recordOf(region.region), { $tb: 1_000 });
    expect(await opened(region)).toBeGreaterThanOrEqual(EVENTS);
  });

  inLongRuns('is also used when others write, and record, while a process opens the region', async () => {
    const { node, region } = await filled();
    const read = gauge(node, region);
    const events = recordsOf(node, serverStream(region));
    const late = events.splice(events.length - 3_000);
    const [part] = recordsOf(node, recordOf(region));
    const data = part?.data;
    // These events appear only after the head of the region was read and before the record is read.
    Object.defineProperty(part, 'data', {
      get: () => {
        events.push(...late.splice(0));
        return data;
      },
    });
    const log = open(node, patient);
    const written = await log.append(newStream(region), 'none', newEvents(1));
    expect(written).toEqual({ revision: 0, position: events.length });
    expect(events.length).toBeGreaterThan(EVENTS);
    expect(read()).toBeLessThan(FEW);
  });

  inLongRuns('is shared by all processes that write the region', async () => {
    const node = await server();
    const region = newRegion();
    const logs = [open(node, patient), open(node, patient), open(node, patient)];
    const write = async (log: EventLog): Promise<void> => {
      const stream = newStream(region);
      for (let count = 0; count < 4_000; count += 200) await log.append(stream, afterEvents(count), newEvents(200));
    };
    await Promise.all(logs.map(write));
    await Promise.all(logs.map((log) => log.close()));
    const parts = recordsOf(node, recordOf(region)).map(({ data }) => JSON.parse(data.toString()) as Stretch);
    expect(parts.map(({ after }) => after)).toEqual([0, ...parts.map(({ upTo }) => upTo).slice(0, -1)]);
    expect(parts.at(-1)?.upTo).toBeGreaterThan(7_000);
  });

  it('is omitted for a small region', async () => {
    const node = await server();
    const log = open(node);
    const stream = newStream();
    await log.append(stream, 'none', newEvents(100));
    await waitFor(() => recordsOf(node, serverStream(stream.slice(0, stream.indexOf('.')))).length === 100);
    await log.close();
    expect(recordsOf(node, recordOf(stream.slice(0, stream.indexOf('.'))))).toEqual([]);
  });
});

interface Stretch {
  readonly after: number;
  readonly upTo: number;
}

const setMetadata = (node: Node, stream: string, data: unknown): void =>
  void node.store.append(`$$${stream}`, 'any', [proposed('$metadata', data)]);

const foreign = (node: Node, stream: string): void =>
  void node.store.append(stream, 'any', [proposed('index-part', { after: 0, upTo: 'x' }), proposed('Noted', {})]);

function changeLast(node: Node, region: string, from: string, to: string): void {
  const record = recordsOf(node, recordOf(region)).at(-1);
  Object.assign(record ?? {}, { data: Buffer.from(String(record?.data).replace(from, to)) });
}

/** Replaces the record by that of another region. */
function swap(node: Node, region: string): void {
  const records = recordsOf(node, recordOf(region));
  otherLog?.records
    .get(recordOf(otherLog.region))
    ?.forEach(({ data }, at) => Object.assign(records[at] ?? {}, { data }));
}

function cutLog(node: Node, region: string): void {
  const records = recordsOf(node, serverStream(region));
  records.splice(records.length - 5_000);
}

/** The last part fits, but assigns an event to another stream. */
function misplace(node: Node, region: string): void {
  const [before, last] = recordsOf(node, recordOf(region)).slice(-2);
  const part = partIn(JSON.parse(String(last?.data)));
  if (!before || !last || !part) throw new Error('the record has two parts');
  const at = part.streams.findLastIndex((stream) => stream !== part.streams.at(-1));
  part.streams[at] = part.revisions.length;
  const first = JSON.parse(String(recordsOf(node, serverStream(region))[0]?.metadata)) as { stream: string };
  const keys = Uint8Array.from([...part.keys, ...keyOf(first.stream)]);
  const data = dataOf({ ...part, keys, revisions: Uint32Array.from([...part.revisions, 1]) });
  const { digest } = JSON.parse(before.data.toString()) as { digest: string };
  const chained = createHash('sha256').update(digest).update(JSON.stringify(data)).digest('base64');
  Object.assign(last, { data: Buffer.from(JSON.stringify({ ...data, digest: chained })) });
}

/** The two streams swap names, so that all ids stay in place. */
function shuffle(node: Node, region: string): void {
  const records = recordsOf(node, serverStream(region));
  const nameIn = (at: number): string => (JSON.parse(String(records[at]?.metadata)) as { stream: string }).stream;
  const [one, other] = [nameIn(1), nameIn(1 + PER_APPEND)];
  for (const record of records) {
    const text = String(record.metadata);
    const swapped = text.includes(one) ? text.replace(one, other) : text.replace(other, one);
    Object.assign(record, { metadata: Buffer.from(swapped) });
  }
}
