import { afterAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { sized } from '@regieboek/kernel/testing';
import { toDay } from '@regieboek/kernel';
import { UnknownEvent } from '@regieboek/events';
import type { RegionHistory } from '../history/region-history.js';
import { replay } from '../history/replay.js';
import {
  longRegion,
  monthFrom,
  regions,
  Story,
  StoryLog,
  youthId,
  newFolders,
  positionAt,
  noSuccessors,
  readMonth,
} from '../testing/index.js';
import { Journal } from './index.js';

const period = monthFrom('2025-03');

const { folder, remove } = newFolders('journal');
afterAll(remove);

const wants = (head: { period: string }) => head.period === period;

/** The requested part of a history: without evidence lines of other months. */
const asked = ({ elsewhere: _, ...history }: RegionHistory) => ({ ...history });

describe('the journal', () => {
  it('gives the same history as a replay of the log, at every position and for any size of segments', async () => {
    await fc.assert(
      fc.asyncProperty(regions, fc.integer({ min: 1, max: 50 }), fc.nat(60), async ({ events }, size, position) => {
        const log = new StoryLog([...events]);
        const journal = new Journal({ successorsOf: noSuccessors, dataDir: folder(), log, segmentEvents: size });
        const upTo = Math.min(position, events.length);
        const known = await journal.history({ region: 'zhz', period, knownAt: { position } });
        expect(asked(known)).toEqual(asked(await replay(log, 'zhz', { upTo, wants })));
      }),
      { seed: 20250307, numRuns: sized(8, 30) },
    );
  });

  it('after any growth of the log equals a journal built at once (R8)', async () => {
    const steps = fc.array(fc.integer({ min: 1, max: 12 }), { minLength: 2, maxLength: 14 });
    await fc.assert(
      fc.asyncProperty(regions, steps, fc.integer({ min: 2, max: 9 }), async ({ events }, sizes, segmentEvents) => {
        const log = new StoryLog([]);
        const dataDir = folder();
        let journal = new Journal({ successorsOf: noSuccessors, dataDir, log, segmentEvents });
        for (const [step, size] of sizes.entries()) {
          log.events.push(...events.slice(log.events.length, log.events.length + size));
          if (step % 3 === 2) journal = new Journal({ successorsOf: noSuccessors, dataDir, log, segmentEvents });
          expect(await journal.catchUp('zhz')).toBe(log.events.length);
          const known = await journal.history({ region: 'zhz', period });
          expect(asked(known)).toEqual(asked(await replay(log, 'zhz', { wants })));
        }
        if (log.events.length < 2) return;
        const whole = await readMonth(new Journal({ successorsOf: noSuccessors, dataDir: folder(), log }), {
          region: 'zhz',
          period,
        });
        expect((await readMonth(journal, { region: 'zhz', period })).digest).toBe(whole.digest);
      }),
      { seed: 20250308, numRuns: sized(5, 12) },
    );
  });

  it('answers the same for a position, whatever is recorded later (R9)', async () => {
    await fc.assert(
      fc.asyncProperty(regions, fc.integer({ min: 1, max: 60 }), async ({ events }, cut) => {
        const log = new StoryLog(events.slice(0, Math.min(Math.max(3, cut), events.length)));
        const position = log.events.length;
        const dataDir = folder();
        const journal = new Journal({ successorsOf: noSuccessors, dataDir, log, segmentEvents: 10 });
        const before = await readMonth(journal, { region: 'zhz', period });
        log.events.push(...events.slice(position));
        const later = await readMonth(journal, { region: 'zhz', period, knownAt: { position } });
        expect([later.position, later.digest, later.lines]).toEqual([position, before.digest, before.lines]);
      }),
      { seed: 20250309, numRuns: sized(8, 20) },
    );
  });

  it('gives the same position for a day as the log', async () => {
    const times = ['2025-03-29T22:59:59.999Z', '2025-03-29T23:00:00.000Z', '2025-03-30T21:59:59.999Z'];
    const events = longRegion();
    const recordedAt = (index: number) => times[Math.floor((index * 4) / events.length)] ?? '2025-03-30T22:00:00.000Z';
    const log = new StoryLog(events, { recordedAt });
    const journal = new Journal({ successorsOf: noSuccessors, dataDir: folder(), log, segmentEvents: 9 });
    const positions = new Set<number>();
    for (const day of ['2025-03-28', '2025-03-29', '2025-03-30', '2025-03-31', '2031-01-01'].map(toDay)) {
      const position = await journal.positionAt('zhz', day);
      expect(position).toBe(await positionAt(log, 'zhz', day));
      positions.add(position);
      const byDay = await journal.history({ region: 'zhz', period, knownAt: { day } });
      expect(byDay.position).toBe(position);
    }
    expect(positions.size).toBe(4);
  });

  it('gives the same position for a day as the log when clocks disagreed', async () => {
    const hours = fc.array(fc.nat(96), { minLength: 20, maxLength: 20 });
    await fc.assert(
      fc.asyncProperty(hours, fc.integer({ min: 1, max: 9 }), async (all, segmentEvents) => {
        const recordedAt = (index: number) =>
          new Date(Date.UTC(2025, 4, 1, index * 4 + (all[index] ?? 0))).toISOString();
        const log = new StoryLog(longRegion().slice(0, 20), { recordedAt });
        const journal = new Journal({ successorsOf: noSuccessors, dataDir: folder(), log, segmentEvents });
        for (let day = toDay('2025-04-30'); day < toDay('2025-05-09'); day += 1)
          expect(await journal.positionAt('zhz', day)).toBe(await positionAt(log, 'zhz', day));
      }),
      { seed: 20250312, numRuns: sized(3, 10) },
    );
  });

  it('gives one digest for one, two and four workers, for small and large segments, and for shares of any size (R7)', async () => {
    const events = longRegion();
    const log = new StoryLog(events);
    const options = [
      { workers: 1 },
      { workers: 2, segmentEvents: 7 },
      { workers: 4, segmentEvents: 11, keptBytesMax: 0 },
      { workers: 1, segmentEvents: 11, keptBytesMax: 0, shareLines: 1 },
      { workers: 1, segmentEvents: 7, keptBytesMax: 2_000, shareLines: 2 },
      { workers: 2, segmentEvents: 5, keptBytesMax: 0, shareLines: 1 },
    ];
    const runs = await Promise.all(
      options.map((one) =>
        readMonth(new Journal({ successorsOf: noSuccessors, dataDir: folder(), log, ...one }), {
          region: 'zhz',
          period,
        }),
      ),
    );
    const [first] = runs;
    expect(first?.lines).toBeGreaterThan(4);
    expect(new Set(runs.map((run) => run.digest)).size).toBe(1);
    expect(runs.map((run) => run.lines)).toEqual(runs.map(() => first?.lines));
  });

  it('answers concurrent questions one by one, and reads the log once for all of them', async () => {
    const log = new StoryLog(longRegion(), { batchSize: 1_000 });
    const journal = new Journal({ successorsOf: noSuccessors, dataDir: folder(), log });
    const runs = await Promise.all(Array.from({ length: 5 }, () => readMonth(journal, { region: 'zhz', period })));
    expect(new Set(runs.map((run) => run.digest)).size).toBe(1);
    // The first event, everything once, and two events to compare for each of the other questions.
    expect(log.batches).toBe(1 + 1 + 4 * 2);
  });

  it('stops at an event of an unknown version, and keeps nothing of it', async () => {
    const log = new StoryLog([...new Story().region().youth(1).events]);
    const dataDir = folder();
    const journal = new Journal({ successorsOf: noSuccessors, dataDir, log });
    await journal.catchUp('zhz');
    log.events.push({ stream: 'zhz.youth-2', position: 3, type: 'placements.youth-moved.v9', data: {} });
    await expect(journal.history({ region: 'zhz', period })).rejects.toThrow(UnknownEvent);
    await expect(journal.history({ region: 'zhz', period })).rejects.toThrow(UnknownEvent);
    log.events.pop();
    expect(await journal.catchUp('zhz')).toBe(2);
  });

  it.each([
    { kind: 'registration', municipality: '0505', address: 'noodopvang', from: '2025-01-01', to: null },
    { kind: 'custody', municipality: null, holder: 'bewindvoerder', from: '2025-01-01', to: null },
    { kind: 'vacation', in: 'Drenthe' },
  ])('keeps a fact as recorded when a later version knows more kinds: %j', async (fact) => {
    const log = new StoryLog([...new Story().region().youth(1).lives(1, '0505', '2020-01-01').events]);
    const data = { youth: youthId(1), recordedOn: '2025-02-01', fact: { id: 'later', ...fact } };
    log.events.push({ stream: 'zhz.youth-1', position: 4, type: 'placements.residence-fact-recorded.v1', data });
    const known = await new Journal({ successorsOf: noSuccessors, dataDir: folder(), log }).history({
      region: 'zhz',
      period,
    });
    expect(known).toEqual(await replay(log, 'zhz'));
    expect(known.youths.get(youthId(1))?.facts.at(-1)?.fact).toEqual(data.fact);
  });

  it('is empty for a region without events, and refuses a name that leaves its folder', async () => {
    const journal = new Journal({ successorsOf: noSuccessors, dataDir: folder(), log: new StoryLog([]) });
    expect(await journal.catchUp('zhz')).toBe(0);
    expect(await journal.positionAt('zhz', toDay('2025-01-01'))).toBe(0);
    expect((await journal.history({ region: 'zhz', period })).position).toBe(0);
    await expect(readMonth(journal, { region: 'zhz', period })).rejects.toThrow('no definition');
    expect(() => journal.catchUp('../other')).toThrow(RangeError);
  });
});
