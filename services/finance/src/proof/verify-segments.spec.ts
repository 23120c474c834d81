import { beforeAll, describe, expect, it } from '@jest/globals';
import { type EventLog, type Recorded } from '@regieboek/eventing';
import { closingOn } from '../../test/books-of.js';
import { keepReplays, replaysOf } from '../../test/replays-of.js';
import { TamperedLog } from '../../test/tampered-log.js';
import { all, append, february, january, logOf, StoryRegion } from '../../test/story-region.js';
import { ruleSets } from '@regieboek/billing';
import type { Replays } from '@regieboek/replays';
import { verify } from './verify.js';

keepReplays();

const region = 'zhz';

describe('the proof from existing segments', () => {
  let events: readonly Recorded[];
  let marks: string[];

  beforeAll(async () => {
    const told = new StoryRegion();
    told.declares([{ youth: 1, code: '45A04', careMonth: 0, cents: 3_100 }], january);
    const log = await logOf(told);
    const { sealAll } = closingOn(log);
    const first = await sealAll({ region, period: january });
    const before = told.events.length;
    told.moves(1, '0512', '2025-01-11');
    told.declares([{ youth: 1, code: '45A04', careMonth: 1, cents: 2_800 }], february);
    await append(log, told.events.slice(before));
    const second = await sealAll({ region, period: february });
    events = (await all(log.readRegion(region))).flat();
    marks = [first, second].map(({ sealed }) => sealed?.mark ?? '');
  });

  /** Replays of the log as it is, whose segments were made from another one; counts replays from scratch. */
  const replaysWith = (segmentsOf: readonly Recorded[]) => {
    const log = new TamperedLog(events);
    const made = { fromLog: 0, asked: 0 };
    const digests = log.digests.bind(log);
    log.digests = (...given) => {
      made.asked += 1;
      return digests(...given);
    };
    const replays: Replays = {
      log,
      source: replaysOf(new TamperedLog(segmentsOf)).source,
      fromLog: (work) => {
        made.fromLog += 1;
        return work(replaysOf(log));
      },
    };
    return { replays, made };
  };
  const otherCents = () =>
    events.map((event) => ({ ...event, data: JSON.parse(JSON.stringify(event.data).replaceAll('3100', '3200')) }));

  it('accepts them when they give the sealed digests', async () => {
    const { replays, made } = replaysWith(events);
    expect((await verify(replays, region, { rules: ruleSets, marks })).faults).toEqual([]);
    expect(made.fromLog).toBe(0);
  });

  it('reads the log when they do not or when they fail, and finds the log correct', async () => {
    for (const wrong of [otherCents(), events.slice(0, 1), []]) {
      const { replays, made } = replaysWith(wrong);
      const { faults, periods } = await verify(replays, region, { rules: ruleSets, marks });
      expect([faults, periods.map(({ holds }) => holds), made.fromLog]).toEqual([[], [true, true], 1]);
    }
  });

  it('ignores them and the database hashes when asked to start from scratch', async () => {
    const { replays, made } = replaysWith(otherCents());
    expect((await verify(replays, region, { rules: ruleSets, marks, fromScratch: true })).faults).toEqual([]);
    expect(made).toEqual({ fromLog: 1, asked: 0 });
    const right = replaysWith(events);
    expect((await verify(right.replays, region, { rules: ruleSets, fromScratch: true })).faults).toEqual([]);
    expect(right.made).toEqual({ fromLog: 1, asked: 0 });
    const told: EventLog['digests'] = async function* (_, spans) {
      for (const span of spans) yield { ...span, digest: new Uint8Array(32), ofType: [] };
    };
    replays.log.digests = told;
    expect((await verify(replays, region, { rules: ruleSets, marks, fromScratch: true })).faults).toEqual([]);
    expect((await verify(replays, region, { rules: ruleSets, marks })).faults).toHaveLength(2);
  });
});
