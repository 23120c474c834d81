import { describe, expect, it } from '@jest/globals';
import { UnreadableEvent } from '../../src/index.js';
import { all, eventsOf, failureOf, newEvent, newEvents, newRegion, newStream } from '../../conformance/subject.js';
import type { Fault } from '../eventstoredb-double/faults.ts';
import { impatient, rig, serverStream } from './rig.js';

const { server, log: open } = rig();

const faults: Fault[] = ['silence', 'not-ready', 'not-leader', 'timeout', 'clean-end', 'reset', 'slow'];
const positions = (events: readonly { position: number }[]) => events.map(({ position }) => position);
const range = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, n) => from + n);

async function filled() {
  const node = await server();
  const region = newRegion();
  const stream = newStream(region);
  await open(node).append(stream, 'none', newEvents(60));
  return { node, region, stream, log: open(node) };
}

describe('reading from EventStoreDB', () => {
  it.each(faults)('returns every event once when the answer is: %s', async (fault) => {
    const { node, region, stream, log } = await filled();
    node.faults.eventsMax = 25;
    node.faults.plan('read', fault, undefined, fault, fault);
    expect(positions(await eventsOf(log, region))).toEqual(range(1, 60));
    node.faults.plan('read', undefined, fault, undefined, fault);
    expect(positions(await all(log.read(stream)))).toEqual(range(1, 60));
  });

  it('treats an empty answer as a fault, not as the end of the region', async () => {
    const { node, region, log } = await filled();
    node.faults.eventsMax = 0;
    node.faults.plan('read', 'clean-end', 'clean-end', undefined, 'clean-end');
    expect(await log.head(region)).toBe(60);
    expect(positions(await eventsOf(log, region))).toEqual(range(1, 60));
  });

  it('fails in bounded time when nothing is ever answered', async () => {
    const { node, region } = await filled();
    const log = open(node, { retry: impatient });
    node.faults.always = () => 'silence';
    const start = performance.now();
    expect(await failureOf(log.head(region))).toMatchObject({ kind: 'no-answer' });
    expect(performance.now() - start).toBeLessThan(30_000);
  });

  it('never trusts a single look that finds events missing or damaged', async () => {
    const { node, region, stream } = await filled();
    const log = open(node, { retry: impatient });
    node.faults.eventsMax = 0;
    const everyTry = Array.from({ length: impatient.attemptsMax }, () => 'clean-end' as const);
    node.faults.plan('read', ...everyTry);
    expect(await log.head(region)).toBe(60);
    node.faults.plan('read', undefined, ...everyTry.flatMap((fault) => [fault, undefined]));
    expect(positions(await eventsOf(log, region))).toEqual(range(1, 60));
    node.faults.plan('read', undefined, 'malformed');
    expect(positions(await eventsOf(log, region))).toEqual(range(1, 60));
    node.faults.clear();
    await log.append(stream, 59, newEvents(1));
    expect(await log.head(region)).toBe(61);
  });

  it.each([['text'], [{ n: 1 }], [17]])('refuses JSON that was cut short: %j', async (data) => {
    const { node, log } = await filled();
    const stream = newStream();
    await log.append(stream, 'none', [newEvent(data)]);
    node.faults.always = (call) => (call === 'read' ? 'malformed' : undefined);
    const failure = await failureOf(all(open(node, { retry: impatient }).read(stream)));
    expect(failure).toBeInstanceOf(UnreadableEvent);
    expect((failure as Error).message).toContain('position 1 ');
  });

  it('refuses an event that something else wrote into a region', async () => {
    const { node, region, log } = await filled();
    const other = { id: 'd2c7ed8c-7a5c-4ab0-9f0e-1d0a3f2f6d11', type: 'Foreign', contentType: 'application/json' };
    const content = { data: Buffer.from('{"a":1}'), metadata: Buffer.from('{"stream":"elsewhere.case-1"}') };
    node.store.append(serverStream(region), 59, [{ ...other, ...content }]);
    const failure = await failureOf(eventsOf(log, region));
    expect(failure).toBeInstanceOf(UnreadableEvent);
    expect((failure as UnreadableEvent).place).toContain('position 61 ');
    expect(await failureOf(log.append(newStream(region), 'none', newEvents(1)))).toBeInstanceOf(UnreadableEvent);
  });

  it('separates regions from other streams on the server, also with similar names', async () => {
    const node = await server();
    const [log, other] = [open(node), open(node, { prefix: 'elsewhere' })];
    await log.append('ab.case-1', 'none', newEvents(1));
    await log.append('a.case-1', 'none', newEvents(2));
    await other.append('a.case-1', 'none', newEvents(3));
    expect([await log.head('a'), await log.head('ab'), await other.head('a')]).toEqual([2, 1, 3]);
    expect([await log.regions(), await other.regions()]).toEqual([['a', 'ab'], ['a']]);
  });

  it('does not list a region that was opened and never written to', async () => {
    const node = await server();
    const log = open(node);
    node.faults.always = (call) => (call === 'batch-append' && node.faults.count(call) > 1 ? 'silence' : undefined);
    await failureOf(log.append('a.case-1', 'none', newEvents(1)));
    node.faults.clear();
    expect(await log.regions()).toEqual([]);
    await log.append('a.case-1', 'none', newEvents(1));
    expect(await log.regions()).toEqual(['a']);
  });
});
