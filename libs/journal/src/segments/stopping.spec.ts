import { readdirSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, describe, expect, it } from '@jest/globals';
import { sized } from '@regieboek/kernel/testing';
import { longRegion, monthFrom, StoryLog, newFolders, noSuccessors, readMonth } from '../testing/index.js';
import { Journal, type JournalOptions, type Watch } from './index.js';
import { RegionJournal } from './region/region-journal.js';
import { SegmentFolder } from './files/segment-folder.js';

const period = monthFrom('2025-03');

const longest = longRegion();

const { folder, remove } = newFolders('stopping');
afterAll(remove);

/**
 * Asks until a run is not stopped: stops at the first reported progress, then at the second, and so on. Returns the
 * number of stops.
 */
async function stoppedEverywhere<Answer>(ask: (watch: Watch) => Promise<Answer>, expected: Answer): Promise<number> {
  for (let stops = 0; ; stops += 1) {
    const stop = new AbortController();
    const reason = new Error(`stopped after ${stops}`);
    let told = 0;
    const onProgress = () => {
      told += 1;
      if (told > stops) stop.abort(reason);
    };
    const answer = await ask({ signal: stop.signal, onProgress }).catch((error: unknown) => error);
    if (stop.signal.aborted) expect(answer).toBe(reason);
    else {
      expect(answer).toEqual(expected);
      return stops;
    }
  }
}

/** Threads and open files of this process, if the system reports them. */
function held(): { threads: number; files: number } | null {
  try {
    return { threads: readdirSync('/proc/self/task').length, files: readdirSync('/proc/self/fd').length };
  } catch {
    return null;
  }
}

/** Threads and open files after ended threads have gone. */
async function heldAtLast(atMost: ReturnType<typeof held>) {
  for (let turn = 0; turn < 100; turn += 1) {
    const now = held();
    if (!now || !atMost || (now.threads <= atMost.threads && now.files <= atMost.files)) return atMost;
    await delay(20);
  }
  return held();
}

describe('a question that is stopped', () => {
  it.each<Partial<JournalOptions>>([
    { workers: 1, keptBytesMax: 0, shareLines: 1 },
    { workers: 2, keptBytesMax: 0, shareLines: 1 },
    ...sized([], [{ workers: 4, shareLines: 1 }]),
  ])('rejects with the reason at any point, holds no resources, and can be repeated: %j', async (options) => {
    const log = new StoryLog(longest, { batchSize: 40 });
    const request = { region: 'zhz', period };
    const digest = (
      await readMonth(new Journal({ successorsOf: noSuccessors, dataDir: folder(), log, ...options }), request)
    ).digest;
    const before = held();
    const dataDir = folder();
    const stops = await stoppedEverywhere(async (watch) => {
      const journal = new Journal({ successorsOf: noSuccessors, dataDir, log, segmentEvents: 50, ...options });
      const answer = await readMonth(journal, request, watch);
      await journal.close();
      return answer.digest;
    }, digest);
    // Segments are built once, shares are billed each time.
    expect(stops).toBeGreaterThan(4);
    expect(await heldAtLast(before)).toEqual(before);
  });

  it('ends the thread that writes segments', async () => {
    const log = new StoryLog(longest, { batchSize: 4 });
    const sizes = { segmentEvents: 10, keptBytesMax: 0, asideEvents: 1 };
    const ask = (name: string, watch: Watch) =>
      new RegionJournal(log, new SegmentFolder(name, 'zhz'), sizes).ask(({ manifest }) => manifest, watch);
    const whole = await ask(folder(), {});
    const before = held();
    const stopped = folder();
    expect(await stoppedEverywhere((watch) => ask(stopped, watch), whole)).toBeGreaterThan(4);
    expect(await heldAtLast(before)).toEqual(before);
  });
});
