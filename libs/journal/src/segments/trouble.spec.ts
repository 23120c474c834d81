import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import {
  longRegion,
  monthFrom,
  StoryLog,
  type StoryEvent,
  newFolders,
  noSuccessors,
  readMonth,
} from '../testing/index.js';
import { Journal, type CrashPoint, type JournalOptions } from './index.js';

const period = monthFrom('2025-03');
const asked = { region: 'zhz', period };

const longest = longRegion();

const { folder, remove } = newFolders('trouble');
afterAll(remove);

const digestOf = async (journal: Journal): Promise<string> => (await readMonth(journal, asked)).digest;
const journalIn = (dataDir: string, log: StoryLog, options: Partial<JournalOptions> = {}): Journal =>
  new Journal({ successorsOf: noSuccessors, dataDir, log, segmentEvents: 15, ...options });
/** Digest of the same events in a folder of their own. */
const expected = (events: readonly StoryEvent[]): Promise<string> =>
  digestOf(new Journal({ successorsOf: noSuccessors, dataDir: folder(), log: new StoryLog([...events]) }));

describe('a journal whose folder is removed', () => {
  it.each<Partial<JournalOptions>>([{}, { keptBytesMax: 0, shareLines: 1 }, { keptBytesMax: 0, workers: 2 }])(
    'answers as before, continues, and is complete for the next process: %j',
    async (options) => {
      const dataDir = folder();
      const log = new StoryLog(longest.slice(0, -20));
      const journal = journalIn(dataDir, log, options);
      const before = await digestOf(journal);
      rmSync(dataDir, { recursive: true });
      expect(await digestOf(journal)).toBe(before);
      rmSync(dataDir, { recursive: true, force: true });
      log.events.push(...longest.slice(-20));
      expect(await digestOf(journal)).toBe(await expected(longest));
      expect(await digestOf(journalIn(dataDir, log, options))).toBe(await expected(longest));
    },
  );
});

describe('two journals that write to one folder', () => {
  it('may refuse to answer while both write, and never answer wrongly (R15)', async () => {
    const dataDir = folder();
    const log = new StoryLog(longest.slice(0, 30));
    const both = [journalIn(dataDir, log, { keptBytesMax: 0 }), journalIn(dataDir, log, { segmentEvents: 7 })];
    for (let length = 30; length <= longest.length; length += 6) {
      log.events.push(...longest.slice(log.events.length, length));
      const digest = await expected(log.events);
      const answers = await Promise.allSettled(both.map(digestOf));
      for (const answer of answers) if (answer.status === 'fulfilled') expect(answer.value).toBe(digest);
      for (const journal of both) expect(await digestOf(journal)).toBe(digest);
    }
  });
});

describe('a journal on a full disk', () => {
  const points: readonly CrashPoint[] = ['written', 'synced', 'renamed', 'manifest-written', 'done'];
  it.each(points)(
    'names what could not be written, leaves no draft, and continues when there is space: %s',
    async (point) => {
      for (const times of [1, 3]) {
        let left = times;
        const dataDir = folder();
        const journal = journalIn(dataDir, new StoryLog(longest), {
          reached: (now) => {
            if (now === point && (left -= 1) === 0) throw new Error('ENOSPC: no space left on device, write');
          },
        });
        const where = point === 'written' ? /\.\w+ cannot be written \(ENOSPC: .*\): free disk space/ : 'ENOSPC';
        await expect(digestOf(journal)).rejects.toThrow(where);
        const names = readdirSync(join(dataDir, 'journal', 'zhz'));
        expect(names.filter((name) => name.startsWith('draft-'))).toEqual([]);
        expect(await digestOf(journal)).toBe(await expected(longest));
      }
    },
  );
});
