import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Story, StoryLog } from '../../testing/index.js';
import { RegionJournal } from './region-journal.js';
import { SegmentFolder } from '../files/segment-folder.js';

let root = '';
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'regieboek-region-'));
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

const journalIn = (name: string): RegionJournal =>
  new RegionJournal(new StoryLog(new Story().region().youth(1).events), new SegmentFolder(join(root, name), 'zhz'), {
    segmentEvents: 10,
    keptBytesMax: 0,
  });

/** Runs the garbage collector, which the engine exposes only with a flag. */
function collect(): void {
  setFlagsFromString('--expose-gc');
  const gc: unknown = runInNewContext('gc');
  if (typeof gc === 'function') gc();
}

describe('questions about one region', () => {
  it('run one at a time, and a refused one does not stop the next', async () => {
    const journal = journalIn('turns');
    const order: number[] = [];
    const slow = journal.ask(() => delay(30).then(() => order.push(1)));
    const refused = journal.ask(() => Promise.reject(new Error('refused')));
    const fast = journal.ask(() => order.push(2));
    await expect(refused).rejects.toThrow('refused');
    await Promise.all([slow, fast]);
    expect(order).toEqual([1, 2]);
    await journal.idle();
  });

  it('leave no answer in memory: it can be large', async () => {
    const journal = journalIn('answers');
    const answered = async () => new WeakRef(await journal.ask(() => new Array<number>(1_000).fill(1)));
    const answer = await answered();
    for (let turn = 0; turn < 100 && answer.deref() !== undefined; turn += 1) {
      await delay(5);
      collect();
    }
    expect(answer.deref()).toBeUndefined();
  });
});
