import { inspect } from 'node:util';
import { describe, expect, it } from '@jest/globals';
import { AppendTooLarge, NothingRecorded, UnknownOutcome } from '../../src/index.js';
import type { EventLog } from '../../src/index.js';
import { EventStoreDbEventLog } from '../../src/eventstoredb/index.js';
import { eventsOf, failureOf, newEvent, newEvents, newRegion, newStream } from '../../conformance/subject.js';
import type { Fault } from '../eventstoredb-double/faults.ts';
import type { Node } from '../eventstoredb-double/node.ts';
import { impatient, rig, serverStream } from './rig.js';

const { server, log: open } = rig();

const faults: Fault[] = [
  'silence',
  'reply-lost',
  'late-reply',
  'not-ready',
  'not-leader',
  'timeout',
  'clean-end',
  'reset',
  'reset-after',
];

const ids = async (log: EventLog, region: string) => (await eventsOf(log, region)).map(({ id }) => id);

/** Stops all answers to appends, single or in batches. */
function loseReplies(node: Node): void {
  node.faults.always = (call) => (call === 'batch-append' || call === 'append' ? 'reply-lost' : undefined);
}

describe('an append to EventStoreDB', () => {
  it.each(faults)('is recorded once when the answer is: %s', async (fault) => {
    const node = await server();
    const log = open(node);
    const region = newRegion();
    const stream = newStream(region);
    const [first, second, third] = [newEvents(2), newEvents(2), newEvents(1)];
    await log.append(stream, 'none', first);
    node.faults.plan('batch-append', fault, fault);
    expect(await log.append(stream, 1, second)).toEqual({ revision: 3, position: 4 });
    expect(await log.append(stream, 3, third)).toEqual({ revision: 4, position: 5 });
    expect(await ids(open(node), region)).toEqual([...first, ...second, ...third].map(({ id }) => id));
    expect(node.faults.count('batch-append')).toBeGreaterThanOrEqual(5);
  });

  it.each(faults)('is recorded once over a call of its own when the answer is: %s', async (fault) => {
    const node = await server();
    const [inFastLane, log] = [open(node), open(node)];
    await inFastLane.append(newStream(), 'none', newEvents(1));
    const region = newRegion();
    const stream = newStream(region);
    const [first, second] = [newEvents(2), newEvents(2)];
    await log.append(stream, 'none', first);
    node.faults.plan('append', fault, fault);
    expect(await log.append(stream, 1, second)).toEqual({ revision: 3, position: 4 });
    expect(await ids(log, region)).toEqual([...first, ...second].map(({ id }) => id));
    expect(node.faults.count('append')).toBeGreaterThanOrEqual(4);
  });

  it('has an unknown outcome when no attempt is answered, within a time limit, and can be sent again', async () => {
    const node = await server();
    const log = open(node, { retry: impatient });
    const region = newRegion();
    const stream = newStream(region);
    await log.append(stream, 'none', newEvents(1));
    loseReplies(node);
    const events = newEvents(2);
    const start = performance.now();
    const failure = await failureOf(log.append(stream, 0, events));
    expect(performance.now() - start).toBeLessThan(30_000);
    expect(failure).toBeInstanceOf(UnknownOutcome);
    expect(failure).toMatchObject({ stream, attempts: impatient.attemptsMax });
    node.faults.clear();
    expect(await log.append(stream, 0, events)).toEqual({ revision: 2, position: 3 });
    expect(await log.head(region)).toBe(3);
  });

  it('that went unanswered may arrive before the next one, and both remain correct', async () => {
    const node = await server();
    const log = open(node, { retry: impatient });
    const region = newRegion();
    const [lost, next] = [newStream(region), newStream(region)];
    await log.append(lost, 'none', newEvents(1));
    loseReplies(node);
    const [ghost, later] = [newEvents(2), newEvents(1)];
    expect(await failureOf(log.append(lost, 0, ghost))).toBeInstanceOf(UnknownOutcome);
    node.faults.clear();
    expect(await log.append(next, 'none', later)).toEqual({ revision: 0, position: 4 });
    expect(await log.append(lost, 0, ghost)).toEqual({ revision: 2, position: 3 });
    expect(await log.append(lost, 2, newEvents(1))).toEqual({ revision: 3, position: 5 });
  });

  it('whose start equals a recorded but unseen append does not hide the rest', async () => {
    const node = await server();
    const log = open(node, { retry: impatient });
    const region = newRegion();
    const stream = newStream(region);
    await log.append(stream, 'none', newEvents(1));
    loseReplies(node);
    const [a, b, c] = [newEvent(), newEvent(), newEvent()];
    expect(await failureOf(log.append(stream, 0, [a, b]))).toBeInstanceOf(UnknownOutcome);
    node.faults.clear();
    expect(await log.append(stream, 0, [a])).toEqual({ revision: 1, position: 2 });
    expect(await failureOf(log.append(stream, 1, [c]))).toMatchObject({ name: 'WrongRevision', actual: 2 });
    expect(await log.append(stream, 2, [c])).toEqual({ revision: 3, position: 4 });
  });

  it('that went unanswered is distinguished from one with the same ids in another stream', async () => {
    const node = await server();
    const log = open(node, { retry: impatient });
    const region = newRegion();
    const [one, other] = [newStream(region), newStream(region)];
    await log.append(one, 'none', newEvents(1));
    loseReplies(node);
    const events = newEvents(1);
    expect(await failureOf(log.append(one, 0, events))).toBeInstanceOf(UnknownOutcome);
    node.faults.clear();
    expect(await log.append(other, 'none', events)).toEqual({ revision: 0, position: 3 });
    expect((await eventsOf(log, region)).map(({ stream }) => stream)).toEqual([one, one, other]);
  });

  it('always names an expected revision, never "any"', async () => {
    const node = await server({ idCacheBytes: 0 });
    const log = open(node);
    const region = newRegion();
    await log.append(newStream(region), 'none', newEvents(1));
    await log.append(newStream(region), 'none', newEvents(1));
    expect([...node.store.expectations].toSorted()).toEqual(['a revision', 'no-stream']);
  });

  it('is recorded once over restarts that lose every id', async () => {
    const node = await server({ idCacheBytes: 0 });
    const log = open(node, { retry: { ...impatient, attemptsMax: 8 } });
    const region = newRegion();
    const stream = newStream(region);
    await log.append(stream, 'none', newEvents(1));
    node.faults.plan('batch-append', 'reply-lost');
    const sent = log.append(stream, 0, newEvents(1));
    await node.restart(100);
    expect(await sent).toEqual({ revision: 1, position: 2 });
    expect(node.store.stream(serverStream(region)).records).toHaveLength(2);
  });

  it("larger than the server's limit is refused, and does not affect smaller ones", async () => {
    const node = await server({ appendBytesMax: 5_000 });
    const log = open(node);
    const region = newRegion();
    const large = log.append(newStream(region), 'none', [newEvent('x'.repeat(6_000))]);
    const small = Array.from({ length: 30 }, () => log.append(newStream(region), 'none', [newEvent('x'.repeat(500))]));
    expect(await failureOf(large)).toBeInstanceOf(AppendTooLarge);
    await Promise.all(small);
    expect(await log.head(region)).toBe(30);
  });

  it('from two processes at once keeps one order', async () => {
    const node = await server();
    const logs = [open(node), open(node)];
    const region = newRegion();
    const write = async (log: EventLog) => {
      const stream = newStream(region);
      for (let count = 0; count < 30; count += 1)
        await log.append(stream, count === 0 ? 'none' : count - 1, newEvents(1));
    };
    await Promise.all([...logs, ...logs].map(write));
    expect((await eventsOf(open(node), region)).map(({ position }) => position)).toEqual(
      Array.from({ length: 120 }, (_, n) => n + 1),
    );
  });
});

describe('credentials of EventStoreDB', () => {
  it.each(['esdb://reader:hush@', 'http://reader:hush@127.0.0.1:2113', 'esdb://reader:hush@h:1?tlsCAFile=/nowhere'])(
    'are in no error about a connection string such as %s',
    (url) => {
      let thrown: unknown;
      try {
        thrown = new EventStoreDbEventLog(url);
      } catch (error) {
        thrown = error;
      }
      expect(thrown).toBeInstanceOf(TypeError);
      expect(inspect(thrown, { depth: null })).not.toContain('hush');
    },
  );

  it('are in no error about a server that does not answer', async () => {
    const node = await server();
    const url = node.url.replace('esdb://', 'esdb://writer:hush@');
    await node.stop();
    const log = new EventStoreDbEventLog(url, { retry: { ...impatient, attemptsMax: 2 } });
    const failure = await failureOf(log.append(newStream(), 'none', newEvents(1)));
    expect(failure).toBeInstanceOf(NothingRecorded);
    expect(inspect(failure, { depth: 20, showHidden: true })).not.toContain('hush');
    await log.close();
  });
});
