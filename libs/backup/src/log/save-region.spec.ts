import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { runningDigest, type EncodedEvent, type EventLog } from '@regieboek/eventing';
import { addEvents, logWith, newFolder, region, save } from '../../test/saved-log.js';
import { savedEvents } from './saved-events.js';

let folder: Awaited<ReturnType<typeof newFolder>>;
beforeEach(async () => {
  folder = await newFolder();
});
afterEach(() => folder.remove());

const shown = ({ json, metaJson, ...event }: EncodedEvent) => ({
  ...event,
  meta: JSON.parse(Buffer.from(metaJson).toString()) as unknown,
  data: JSON.parse(Buffer.from(json).toString()) as unknown,
});

async function recordedIn(log: EventLog): Promise<unknown[]> {
  const events: unknown[] = [];
  for await (const batch of log.readRegion(region)) for (const { region: _, ...event } of batch) events.push(event);
  return events;
}

async function savedIn(saved: Awaited<ReturnType<typeof save>>): Promise<unknown[]> {
  const events: unknown[] = [];
  if (saved) for await (const batch of savedEvents(folder, saved)) events.push(...batch.map(shown));
  return events;
}

describe('a saved region', () => {
  it('has the same events and digest whatever the sizes of its parts and the moments of its backups', async () => {
    const sizes = fc.record({
      eventsMax: fc.integer({ min: 1, max: 3_000 }),
      bytesMax: fc.integer({ min: 100, max: 200_000 }),
    });
    const counts = fc.array(fc.integer({ min: 0, max: 2_500 }), { minLength: 1, maxLength: 3 });
    await fc.assert(
      fc.asyncProperty(sizes, counts, async (limits, added) => {
        const log = await logWith(1);
        let saved = await save(log, folder, { limits });
        for (const count of added) {
          await addEvents(log, count);
          saved = await save(log, folder, { saved, limits });
        }
        const head = await log.head(region);
        expect(saved).toMatchObject({ position: head, digest: await runningDigest(log, region, head) });
        expect(await savedIn(saved)).toEqual(await recordedIn(log));
      }),
      { seed: 20_261_130, numRuns: 10 },
    );
  });

  it('goes on after the parts that a killed backup finished', async () => {
    const log = await logWith(5_000);
    const limits = { eventsMax: 1_024, bytesMax: 1e9 };
    const half = await save(log, folder, { limits, partsMax: 3 });
    expect(half).toMatchObject({ position: 3_072 });
    const whole = await save(log, folder, { saved: half, limits });
    expect(whole?.parts.slice(0, 3)).toEqual(half?.parts);
    expect(await savedIn(whole)).toEqual(await recordedIn(log));
  });

  it('gets no new part when nothing was recorded', async () => {
    const log = await logWith(1_024);
    const saved = await save(log, folder);
    expect(await save(log, folder, { saved })).toBe(saved);
  });

  it.each([1_023, 1_024, 1_025, 40])('refuses the events of another log, after %d saved events', async (count) => {
    const saved = await save(await logWith(count), folder);
    const failure = save(await logWith(count + 5), folder, { saved });
    await expect(failure).rejects.toThrow(/contains events of region zhz that this ledger does not have/);
  });

  it('refuses a log that has fewer events than were saved', async () => {
    const saved = await save(await logWith(50), folder);
    await expect(save(await logWith(40), folder, { saved })).rejects.toThrow(/name an empty folder/);
  });
});
