import { describe, expect, it } from '@jest/globals';
import { UnknownOutcome } from '../../src/index.js';
import { afterEvents, eventsOf, failureOf, newEvents, newRegion, newStream } from '../../conformance/subject.js';
import { impatient, rig } from './rig.js';

const { server, log: open } = rig();
const range = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, n) => from + n);

describe('a write that EventStoreDB has accepted and does not show yet', () => {
  it.each([1, 20, 200])('for %s ms makes others wait, and is not reported as a loss', async (commitMs) => {
    const node = await server({ commitMs });
    const region = newRegion();
    const retry = { attemptsMax: 7, timeoutMs: 15_000, backoffMs: 100 };
    const logs = [1, 2, 3].map(() => open(node, { retry }));
    await Promise.all(
      logs.map(async (log) => {
        const stream = newStream(region);
        for (let count = 0; count < 5; count += 1) await log.append(stream, afterEvents(count), newEvents(1));
      }),
    );
    expect((await eventsOf(open(node), region)).map(({ position }) => position)).toEqual(range(1, 15));
  });

  it('for longer than any time limit leaves appends of others unanswered, and is never reported as a loss', async () => {
    const node = await server();
    const region = newRegion();
    const [one, other] = [open(node, { retry: impatient }), open(node, { retry: impatient })];
    await one.append(newStream(region), 'none', newEvents(1));
    await other.append(newStream(region), 'none', newEvents(1));
    const streams = [newStream(region), newStream(region)] as const;
    node.store.commitMs = 60_000;
    const events = [newEvents(1), newEvents(1)] as const;
    const failures = await Promise.all([
      failureOf(one.append(streams[0], 'none', events[0])),
      failureOf(other.append(streams[1], 'none', events[1])),
    ]);
    for (const failure of failures) expect(failure).toBeInstanceOf(UnknownOutcome);
    node.store.uncommitted.commitAll();
    node.store.commitMs = 0;
    const answers = [
      await one.append(streams[0], 'none', events[0]),
      await other.append(streams[1], 'none', events[1]),
    ];
    expect(answers.map(({ position }) => position).toSorted()).toEqual([3, 4]);
    expect(await other.head(region)).toBe(4);
  });

  it('may be dropped: others continue without it', async () => {
    const node = await server();
    const region = newRegion();
    const retry = { attemptsMax: 7, timeoutMs: 1_000, backoffMs: 50 };
    const [one, other] = [open(node, { retry }), open(node, { retry })];
    const stream = newStream(region);
    await one.append(stream, 'none', newEvents(1));
    await other.append(newStream(region), 'none', newEvents(1));
    node.store.commitMs = 60_000;
    const name = `regieboek.region-${region}`;
    const lost = { id: crypto.randomUUID(), type: 'lost', contentType: 'application/json' };
    node.store.append(name, 1, [{ ...lost, data: Buffer.from('{}'), metadata: Buffer.from('{}') }]);
    node.store.commitMs = 0;
    const sent = other.append(stream, 0, newEvents(1));
    setTimeout(() => node.store.uncommitted.dropAll(), 200);
    expect(await sent).toEqual({ revision: 1, position: 3 });
  });
});
