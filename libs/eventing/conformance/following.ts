import { setTimeout as delay } from 'node:timers/promises';
import { describe, expect, it } from '@jest/globals';
import { GapInLog, LogClosed } from '../src/index.js';
import type { CaughtUp, EventLog, Recorded } from '../src/index.js';
import { afterEvents, failureOf, isEvent, newEvents, newRegion, newStream } from './subject.js';
import type { Subject } from './subject.js';

type Item = Recorded | CaughtUp;

/** Positions followed; a caught-up message as its negative. */
const sign = (item: Item): number => (isEvent(item) ? item.position : -item.position);

/** Follows until `until` returns true, optionally pausing before every item. */
async function follow(
  log: EventLog,
  region: string,
  { after = 0, until, pause }: { after?: number; until: (item: Item) => boolean; pause?: () => Promise<void> },
): Promise<number[]> {
  const seen: number[] = [];
  for await (const item of log.follow(region, after)) {
    await pause?.();
    seen.push(sign(item));
    if (until(item)) return seen;
  }
  throw new Error('the follower ended unexpectedly');
}

/** Shorter than the wait of a follower that only polls once a second and has just polled. */
const SOON_MS = 700;

const range = (from: number, to: number): number[] => Array.from({ length: to - from + 1 }, (_, n) => from + n);
const caughtUpAt = (position: number) => (item: Item) => !isEvent(item) && item.position >= position;

async function filled(log: EventLog, count: number): Promise<{ region: string; stream: string }> {
  const region = newRegion();
  const stream = newStream(region);
  await log.append(stream, 'none', newEvents(count));
  return { region, stream };
}

const fromAPosition = (open: Subject['open']): void => {
  it.each([0, 1, 4, 5])('starts after position %s and reports when it has caught up', async (after) => {
    const log = open();
    const { region } = await filled(log, 5);
    const seen = await follow(log, region, { after, until: caughtUpAt(5) });
    expect(seen).toEqual([...range(after + 1, 5), -5]);
  });

  it('catches up with an empty region at 0', async () => {
    expect(await follow(open(), newRegion(), { until: () => true })).toEqual([-0]);
  });

  it('refuses to start past the head: that position belongs to another log', async () => {
    const log = open();
    const { region } = await filled(log, 3);
    expect(await failureOf(follow(log, region, { after: 4, until: () => true }))).toBeInstanceOf(GapInLog);
  });
};

const liveTail = (open: Subject['open']): void => {
  it.each(['the same adapter', 'another adapter'])('continues with what %s appends later', async (writer) => {
    const reader = open();
    const log = writer === 'the same adapter' ? reader : open();
    const { region, stream } = await filled(log, 2);
    const seen = follow(reader, region, { until: caughtUpAt(6) });
    await delay(100);
    for (let count = 2; count < 6; count += 1) await log.append(stream, afterEvents(count), newEvents(1));
    expect((await seen).filter((position) => position > 0)).toEqual(range(1, 6));
  });

  it('soon notices an append by another adapter', async () => {
    const [reader, log] = [open(), open()];
    const { region, stream } = await filled(log, 1);
    // A follower that only polls is late every time; one that is notified is late only on a busy machine.
    let soonest = Infinity;
    for (let position = 2; position <= 11 && soonest >= SOON_MS; position += 1) {
      const until = (item: Item) => isEvent(item) && item.position === position;
      const heardAt = follow(reader, region, { until }).then(() => performance.now());
      await delay(100);
      await log.append(stream, position - 2, newEvents(1));
      const appendedAt = performance.now();
      soonest = Math.min(soonest, (await heardAt) - appendedAt);
    }
    expect(soonest).toBeLessThan(SOON_MS);
  });

  it('gives several followers everything, in order, while 8 writers append (R5)', async () => {
    const [reader, log] = [open(), open()];
    const region = newRegion();
    const total = 8 * 30;
    const followers = [0, 0, 0].map(() => follow(reader, region, { until: caughtUpAt(total) }));
    const write = async (): Promise<void> => {
      const stream = newStream(region);
      for (let count = 0; count < 30; count += 1) await log.append(stream, afterEvents(count), newEvents(1));
    };
    await Promise.all(Array.from({ length: 8 }, write));
    for (const seen of await Promise.all(followers))
      expect(seen.filter((position) => position > 0)).toEqual(range(1, total));
  });

  it('reports again that it has caught up after a later burst, never twice at one position', async () => {
    const log = open();
    const { region, stream } = await filled(log, 1);
    const said: number[] = [];
    for await (const item of log.follow(region, 0)) {
      if (isEvent(item)) continue;
      said.push(item.position);
      if (item.position === 1) await log.append(stream, 0, newEvents(2));
      if (item.position === 3) setTimeout(() => void log.append(stream, 2, newEvents(1)), 50);
      if (item.position === 4) break;
    }
    expect(said).toEqual([1, 3, 4]);
  });

  it('waits for a slow reader and skips nothing', async () => {
    const log = open();
    const { region, stream } = await filled(log, 40);
    const seen = follow(log, region, { until: caughtUpAt(80), pause: () => delay(3) });
    for (let count = 40; count < 80; count += 1) await log.append(stream, afterEvents(count), newEvents(1));
    expect((await seen).filter((position) => position > 0)).toEqual(range(1, 80));
  });
};

const ending = (open: Subject['open']): void => {
  it('ends quietly when aborted: before it starts, while it waits, and between two events', async () => {
    const log = open();
    const { region } = await filled(log, 5);
    const controller = new AbortController();
    const seen: number[] = [];
    for await (const item of log.follow(region, 0, { signal: controller.signal }))
      if (seen.push(sign(item)) === 6) setTimeout(() => controller.abort(), 50);
    expect(seen).toEqual([...range(1, 5), -5]);
    for await (const item of log.follow(region, 0, { signal: AbortSignal.abort() })) seen.push(sign(item));
    expect(seen).toHaveLength(6);
    const early = new AbortController();
    for await (const item of log.follow(region, 0, { signal: early.signal }))
      if (seen.push(sign(item)) === 8) early.abort();
    expect(seen.slice(6)).toEqual([1, 2]);
  });

  it('does not end silently when the log is closed (R21)', async () => {
    const log = open();
    const { region } = await filled(log, 1);
    const failure = failureOf(follow(log, region, { until: caughtUpAt(2) }));
    await delay(80);
    await log.close();
    expect(await failure).toBeInstanceOf(LogClosed);
  });

  it('does not end silently when the log is closed while it reads (R21)', async () => {
    const log = open();
    const { region } = await filled(log, 1);
    const failure = failureOf(follow(log, region, { until: caughtUpAt(2) }));
    await log.close();
    expect(await failure).toBeInstanceOf(LogClosed);
  });
};

export const following = (open: Subject['open']): void =>
  describe('following', () => {
    fromAPosition(open);
    liveTail(open);
    ending(open);
  });
