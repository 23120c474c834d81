import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { Story, StoryLog } from '../../testing/index.js';
import type { Manifest, SegmentEntry } from '../files/manifest.js';
import { segmentsOfLog } from './follow-log.js';

const story = new Story().region();
for (let number = 1; number <= 30; number += 1) story.youth(number);

/** Entries that end at some positions of a log, as its name gives ids. */
function manifestOf(ends: readonly number[], name = 'log'): Manifest {
  const entry = (upTo: number, index: number): SegmentEntry => ({
    ...{ after: ends[index - 1] ?? 0, upTo, folder: `segment-${upTo}`, lastId: `${name}-${upTo}`, recordedTo: '' },
    ...{ firstYouth: 0, youths: 0, leastYouth: 0, endYouth: 0, files: {}, hash: '' },
  });
  return { format: 5, region: 'zhz', firstId: `${name}-1`, segments: ends.map(entry) };
}

const positions = fc
  .uniqueArray(fc.integer({ min: 1, max: 31 }), { maxLength: 6 })
  .map((all) => all.toSorted((a, b) => a - b));

/** Two logs with the same events up to a position: a backup that was restored, and went on otherwise. */
class Restored extends StoryLog {
  constructor(private readonly upToSame: number) {
    super(story.events);
  }

  override async *readRegion(region: string, options?: { after?: number; upTo?: number }) {
    for await (const batch of super.readRegion(region, options))
      yield batch.map((event) =>
        event.position > this.upToSame ? { ...event, id: `other-${event.position}` } : event,
      );
  }
}

describe('segments of a log', () => {
  it('are all of them when the log went on', async () => {
    await fc.assert(
      fc.asyncProperty(positions, async (ends) => {
        const manifest = manifestOf(ends);
        expect(await segmentsOfLog(new StoryLog(story.events), manifest)).toEqual(manifest.segments);
      }),
      { seed: 211, numRuns: 30 },
    );
  });

  it('are those up to where a restored log went on otherwise, or ends', async () => {
    await fc.assert(
      fc.asyncProperty(positions, fc.integer({ min: 1, max: 31 }), async (ends, same) => {
        const manifest = manifestOf(ends);
        const kept = manifest.segments.filter(({ upTo }) => upTo <= same);
        expect(await segmentsOfLog(new Restored(same), manifest)).toEqual(kept);
        expect(await segmentsOfLog(new StoryLog(story.events.slice(0, same)), manifest)).toEqual(kept);
      }),
      { seed: 212, numRuns: 40 },
    );
  });

  it('are none of a log that began otherwise, or that is empty', async () => {
    const manifest = manifestOf([10, 20]);
    expect(await segmentsOfLog(new StoryLog(story.events, { name: 'another' }), manifest)).toBeNull();
    expect(await segmentsOfLog(new StoryLog([]), manifest)).toBeNull();
  });

  it('are found by two looks at a log that went on, however many there are', async () => {
    const log = new StoryLog(story.events, { batchSize: 1 });
    await segmentsOfLog(log, manifestOf([5, 10, 15, 20, 25, 30]));
    expect(log.batches).toBe(2);
  });
});
