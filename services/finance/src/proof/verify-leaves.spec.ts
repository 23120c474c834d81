import { beforeAll, describe, expect, it } from '@jest/globals';
import { GapInLog, type Recorded } from '@regieboek/eventing';
import { closingOn } from '../../test/books-of.js';
import { keepReplays, replaysOf } from '../../test/replays-of.js';
import { TamperedLog } from '../../test/tampered-log.js';
import { all, append, february, january, logOf, StoryRegion } from '../../test/story-region.js';
import { ruleSets } from '@regieboek/billing';
import { verify } from './verify.js';

keepReplays();

const region = 'zhz';

describe('the proof of a log with many leaves', () => {
  let events: readonly Recorded[];
  let ends: readonly number[];

  beforeAll(async () => {
    const told = new StoryRegion();
    told.declares([{ youth: 1, code: '45A04', careMonth: 0, cents: 3_100 }], january);
    told.declares([{ youth: 1, code: '45A04', careMonth: 1, cents: 2_800 }], february);
    const log = await logOf(told);
    const { sealAll } = closingOn(log);
    const more = async (count: number) => {
      const before = told.events.length;
      for (let index = 0; index < count; index += 1) told.moves(3, '0512', '2014-02-01');
      await append(log, told.events.slice(before));
    };
    await more(1_100);
    const first = await sealAll({ region, period: january });
    await more(1_150);
    const second = await sealAll({ region, period: february });
    await more(3);
    events = (await all(log.readRegion(region))).flat();
    ends = [first, second].map(({ sealed }) => sealed?.seal.position ?? 0);
  });

  const prove = (all: readonly Recorded[]) => verify(replaysOf(new TamperedLog(all)), region, { rules: ruleSets });

  const changedAt = (at: number) =>
    events.map((event) => (event.position === at ? { ...event, meta: { actor: 'somebody else' } } : event));

  it('succeeds up to the newest seal', async () => {
    expect(ends[0]).toBeGreaterThan(1_024);
    expect(ends[1]).toBeGreaterThan(2_048);
    const proof = await prove(events);
    expect(proof).toMatchObject({ faults: [], provenUpTo: ends[1], head: events.length });
    expect(await prove(changedAt(events.length))).toMatchObject({ faults: [], provenUpTo: ends[1] });
  });

  it('names the block that differs, for each seal that covers it', async () => {
    const places = async (at: number) => (await prove(changedAt(at))).faults.map(({ place }) => place);
    const [first = 0, second = 0] = ends;
    expect(await places(1_024)).toEqual(['positions 1 to 1024', 'positions 1 to 1024']);
    expect(await places(first)).toEqual([`positions 1025 to ${first}`, 'positions 1025 to 2048']);
    expect(await places(first + 1)).toEqual(['positions 1025 to 2048']);
    expect(await places(second)).toEqual([`positions 2049 to ${second}`]);
  });

  it('finds an unreadable event that no seal covers yet', async () => {
    class Unreadable extends TamperedLog {
      override async *readRegion(name: string, range: { after?: number; upTo?: number } = {}) {
        for await (const batch of super.readRegion(name, range))
          for (const event of batch) yield [event.position === events.length ? JSON.parse('{') : event];
      }
      override digests(...asked: Parameters<TamperedLog['digests']>) {
        return new TamperedLog(events).digests(...asked);
      }
    }
    const { faults, head } = await verify(replaysOf(new Unreadable(events)), region, { rules: ruleSets });
    const text = expect.stringContaining('an event is not JSON');
    expect([faults, head]).toEqual([[{ place: `after position ${events.length - 1}`, text }], events.length - 1]);
  });

  it('counts the seals before a gap, and names its position', async () => {
    class Gap extends TamperedLog {
      override async *readRegion(name: string, range: { after?: number; upTo?: number } = {}) {
        const upTo = range.upTo ?? Infinity;
        yield* super.readRegion(name, { ...range, upTo: Math.min(upTo, 1_200) });
        if (upTo > 1_200) throw new GapInLog('Region zhz', 1_201, 1_203);
      }
    }
    const proof = await verify(replaysOf(new Gap(events)), region, { rules: ruleSets });
    expect(proof).toMatchObject({ head: 1_200, provenUpTo: 0, faults: [{ place: 'after position 1200' }] });
    expect(proof.periods.map(({ period, holds }) => [period, holds])).toEqual([[january, false]]);
  });
});
