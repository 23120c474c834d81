import { setTimeout as delay } from 'node:timers/promises';
import { describe, expect, it } from '@jest/globals';
import { GapInLog } from '../../src/index.js';
import type { EventLog } from '../../src/index.js';
import { afterEvents, eventsOf, failureOf, newEvents, newRegion, newStream } from '../../conformance/subject.js';
import type { Node } from '../eventstoredb-double/node.ts';
import { rig, serverStream, proposed } from './rig.js';

const { server, log: open } = rig();

const lineOf = (region: string): string => `regieboek.line-${region}`;
/** Number of messages after which the other member falls silent: those of a few seconds. */
const MANY_SAID = 800;
const CALLS = 'regieboek.calls';
const saidIn = (node: Node, stream: string): string[] => node.store.stream(stream).records.map(({ type }) => type);
const patient = { retry: { attemptsMax: 7, timeoutMs: 2_000, backoffMs: 10 } };

async function write(log: EventLog, region: string, count: number): Promise<void> {
  const stream = newStream(region);
  for (let done = 0; done < count; done += 1) await log.append(stream, afterEvents(done), newEvents(1));
}

async function expectOrder(log: EventLog, region: string, count: number): Promise<void> {
  const events = await eventsOf(log, region);
  expect(events.map(({ position }) => position)).toEqual(Array.from({ length: count }, (_, at) => at + 1));
}

/** Three logs write to one region concurrently, with two writers each. */
async function contend(node: Node, region: string, each = 30): Promise<EventLog[]> {
  const logs = [open(node, patient), open(node, patient), open(node, patient)];
  await Promise.all([...logs, ...logs].map((log) => write(log, region, each)));
  return logs;
}

describe('several writers of one region of EventStoreDB', () => {
  it('queue only when there is more than one', async () => {
    const node = await server();
    const [log, region] = [open(node, patient), newRegion()];
    await Promise.all([write(log, region, 80), write(log, region, 80)]);
    expect([saidIn(node, lineOf(region)), saidIn(node, CALLS)]).toEqual([[], []]);
  });

  it('queue once they met, and leave the queue when they close', async () => {
    const node = await server({ requestMs: 1 });
    const region = newRegion();
    const logs = await contend(node, region);
    expect(saidIn(node, CALLS)).toContain('region-called');
    expect(saidIn(node, lineOf(region))).toEqual(expect.arrayContaining(['place-taken', 'turn-passed']));
    await Promise.all(logs.map((log) => log.close()));
    const start = performance.now();
    const late = open(node, patient);
    await write(late, region, 3);
    expect(performance.now() - start).toBeLessThan(5_000);
    await expectOrder(late, region, 183);
  });

  it('store no more of the queue and the calls on the server than necessary', async () => {
    const node = await server({ requestMs: 1 });
    const region = newRegion();
    await contend(node, region, 10);
    for (const stream of [lineOf(region), CALLS])
      expect(String(node.store.stream(`$$${stream}`).records.at(-1)?.data)).toContain('$maxCount');
  });

  it.each([lineOf, () => CALLS])('continue without a queue when its stream was deleted permanently', async (nameOf) => {
    const node = await server();
    const region = newRegion();
    node.store.tombstone(nameOf(region), 'any');
    await contend(node, region, 10);
    await expectOrder(open(node, patient), region, 60);
  });

  it('continue when messages there are malformed, and use only plausible ones', async () => {
    const node = await server({ requestMs: 1 });
    const region = newRegion();
    const part = {
      after: 0,
      upTo: 2,
      atMs: 1,
      lastId: 'x',
      keys: 'AAAAAAAAAAAAAAAA',
      revisions: 'AAAAAA==',
      streams: 'AAAAAA==',
    };
    const nonsense = [
      proposed('place-taken', { member: 'who-never-writes' }),
      proposed('turn-passed', { member: 7 }),
      proposed('turn-passed', { member: 'x', ticket: 99, stays: true, appends: 1, head: 1_000_000, part }),
      proposed('places-lost', { tickets: 'all' }),
      proposed('Noted', []),
    ];
    node.store.append(lineOf(region), 'no-stream', nonsense);
    await contend(node, region, 10);
    node.store.append(lineOf(region), 'any', nonsense);
    await contend(node, region, 10);
    await expectOrder(open(node, patient), region, 120);
  });

  it('continue when messages there are plausible but false', async () => {
    const node = await server({ requestMs: 1 });
    const region = newRegion();
    const logs = await contend(node, region, 10);
    const part = { after: 60, upTo: 63, atMs: 1, lastId: 'x', keys: 'A'.repeat(16), revisions: 'AAAAAA==' };
    const lie = { member: 'x', ticket: 99, stays: false, appends: 1, head: 63, part: { ...part, streams: 'AAAAAAAA' } };
    node.store.append(lineOf(region), 'any', [proposed('turn-passed', lie)]);
    await Promise.all(logs.map((log) => write(log, region, 10)));
    await expectOrder(open(node, patient), region, 90);
  });

  it('refuse nothing because of a false report: the events decide', async () => {
    const node = await server({ requestMs: 1 });
    const region = newRegion();
    const [log] = await contend(node, region, 10);
    const part = { after: 60, upTo: 63, atMs: 1, lastId: 'x', keys: 'A'.repeat(16), revisions: 'AAAAAA==' };
    const lie = { member: 'x', ticket: 99, stays: false, appends: 1, head: 63, part: { ...part, streams: 'AAAAAAAA' } };
    node.store.append(lineOf(region), 'any', [proposed('turn-passed', lie)]);
    // Time for the report to arrive; a later one changes nothing.
    await delay(100);
    const stream = newStream(region);
    await open(node, patient).append(stream, 'none', newEvents(3));
    expect(await log?.append(stream, 2, newEvents(1))).toEqual({ revision: 3, position: 64 });
  });

  it('continue when an ended member is first in the queue, whatever the others report', async () => {
    const node = await server({ requestMs: 1 });
    const region = newRegion();
    node.store.append(lineOf(region), 'no-stream', [proposed('place-taken', { member: 'who-never-writes' })]);
    let said = 0;
    const talk = setInterval(() => {
      node.store.append(lineOf(region), 'any', [proposed('still-here', { member: 'x' })]);
      said += 1;
      if (said === MANY_SAID) clearInterval(talk);
    }, 5);
    await contend(node, region, 10).finally(() => clearInterval(talk));
    expect(said).toBeLessThan(MANY_SAID);
    await expectOrder(open(node, patient), region, 60);
  });

  it('continue when one can receive but not write', async () => {
    const node = await server({ requestMs: 1 });
    const region = newRegion();
    const [log, other] = [open(node, patient), open(node, patient)];
    await log.append(newStream(region), 'none', newEvents(1));
    await other.append(newStream(region), 'none', newEvents(1));
    // Messages use separate calls.
    node.faults.always = (call) => (call === 'append' ? 'timeout' : undefined);
    const place = (member: string) => proposed('place-taken', { member });
    node.store.append(lineOf(region), 'no-stream', [place('x'), place('y')]);
    let said = 0;
    const talk = setInterval(() => {
      const passed = { member: said % 2 === 0 ? 'x' : 'y', ticket: said, stays: true, appends: 1, head: 0 };
      node.store.append(lineOf(region), 'any', [proposed('turn-passed', passed)]);
      said += 1;
      if (said === MANY_SAID) clearInterval(talk);
    }, 5);
    const written = await log.append(newStream(region), 'none', newEvents(1)).finally(() => clearInterval(talk));
    expect(written).toEqual({ revision: 0, position: 3 });
    expect(said).toBeLessThan(MANY_SAID);
  });

  it('detect lost events, also after reports of others in the queue', async () => {
    const node = await server({ requestMs: 1 });
    const region = newRegion();
    const logs = await contend(node, region, 10);
    node.store.stream(serverStream(region)).records.splice(5);
    for (const log of logs)
      expect(await failureOf(log.append(newStream(region), 'none', newEvents(1)))).toBeInstanceOf(GapInLog);
  });

  it('continue when the queue becomes silent', async () => {
    const node = await server({ requestMs: 1 });
    const region = newRegion();
    node.faults.always = (call) => (call === 'subscribe' ? 'silence' : undefined);
    await contend(node, region, 5);
    node.faults.clear();
    await expectOrder(open(node, patient), region, 30);
  });
});
