import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { sized } from '@regieboek/kernel/testing';
import { MemoryEventLog, NotRestorable, regionOf } from '../src/index.js';
import type { EncodedEvent, EventLog, Recorded } from '../src/index.js';
import { all, eventsOf, failureOf, isEvent, newEvent, newEvents, newRegion, newStream } from './subject.js';
import type { Subject } from './subject.js';

const encoded = ({ region: _, data, meta, ...event }: Recorded): EncodedEvent => ({
  ...event,
  json: Buffer.from(JSON.stringify(data)),
  metaJson: Buffer.from(JSON.stringify(meta)),
});

/** These events in batches; fails after the batch that has reached `failsAfter` of them. */
async function* batches(
  events: readonly Recorded[],
  { size = 7, failsAfter = Infinity }: { readonly size?: number; readonly failsAfter?: number } = {},
): AsyncGenerator<readonly EncodedEvent[]> {
  for (let from = 0; from < events.length; from += size) {
    if (from >= failsAfter) break;
    yield events.slice(from, from + size).map(encoded);
  }
  if (failsAfter < events.length) throw new Error('the backup cannot be read');
}

/** A region recorded elsewhere, long ago: three streams, contents that are hard to keep. */
async function recordedElsewhere(region = newRegion(), count = 40): Promise<readonly Recorded[]> {
  let minute = 0;
  const log = new MemoryEventLog({ now: () => new Date(Date.UTC(2020, 0, 1, 0, (minute += 7), 3, 141)) });
  const streams = [newStream(region), newStream(region), newStream(region)];
  const revisions = streams.map(() => -1);
  for (let index = 0; index < count; index += 1) {
    const one = (index * 7) % 3;
    const data = {
      index,
      text: ['é\u2028', '\ud800', '\u0000\u001e\n\t', '🧒🏽', '1e400'][index % 5],
      more: [null, -0, 1e21],
    };
    const at = revisions[one] ?? -1;
    const { revision } = await log.append(streams[one] ?? '', at < 0 ? 'none' : at, [newEvent(data)], {
      actor: `é${index % 4}`,
    });
    revisions[one] = revision;
  }
  return eventsOf(log, region);
}

type Change = (event: Recorded) => Partial<Recorded>;

const wrong: readonly (readonly [string, Change, RegExp])[] = [
  ['is missing', ({ position }) => ({ position: position + 1 }), /position/],
  ['belongs to another region', () => ({ stream: newStream() }), /another region/],
  ['has another revision than follows', ({ revision }) => ({ revision: revision + 1 }), /revision/],
  ['has an id that is no UUID', () => ({ id: 'x' }), /id/],
  ['was recorded before the one before it', () => ({ recordedAt: '2019-01-01T00:00:00.000Z' }), /time/],
  ['has a time that is none', () => ({ recordedAt: 'then' }), /time/],
];

const digestsOf = async (log: EventLog, region: string, upTo: number): Promise<readonly string[]> =>
  (await all(log.digests(region, [{ after: 0, upTo }]))).map(({ digest }) => Buffer.from(digest).toString('hex'));

export const restoring = (open: Subject['open']): void =>
  describe('restoring', () => {
    it('records a region as it was recorded elsewhere: every field, by position and by stream, with the same digests', async () => {
      const log = open();
      const events = await recordedElsewhere();
      const region = regionOf(events[0]?.stream ?? '');
      expect(await log.restore(region, batches(events))).toBe(events.length);
      expect(await eventsOf(log, region)).toEqual(events);
      const [stream = ''] = events.map((event) => event.stream);
      expect(await all(log.read(stream))).toEqual(events.filter((event) => event.stream === stream));
      expect(await log.regions()).toContain(region);
      const elsewhere = new MemoryEventLog();
      await elsewhere.restore(region, batches(events));
      expect(await digestsOf(log, region, events.length)).toEqual(await digestsOf(elsewhere, region, events.length));
      expect(await eventsOf(open(), region)).toEqual(events);
    });

    it('goes on after the part that an interrupted restore recorded, wherever it stopped', async () => {
      const log = open();
      const check = async (stops: readonly number[], size: number): Promise<void> => {
        const events = await recordedElsewhere();
        const region = regionOf(events[0]?.stream ?? '');
        for (const failsAfter of stops)
          expect(await failureOf(log.restore(region, batches(events, { size, failsAfter })))).toMatchObject({
            message: 'the backup cannot be read',
          });
        for (const _ of ['first', 'once more'])
          expect(await open().restore(region, batches(events, { size }))).toBe(events.length);
        expect(await eventsOf(log, region)).toEqual(events);
      };
      const stops = fc.array(fc.nat(39), { maxLength: 3 });
      await fc.assert(fc.asyncProperty(stops, fc.integer({ min: 1, max: 40 }), check), {
        seed: 20261130,
        numRuns: sized(4, 25),
      });
    });

    it('lets the region go on afterwards, with the next revision and position and no earlier time', async () => {
      const log = open({ now: () => '2019-05-05T00:00:00.000Z' });
      const events = await recordedElsewhere();
      const last = events.at(-1) as Recorded;
      const region = regionOf(last.stream);
      await log.restore(region, batches(events));
      expect(await log.append(last.stream, last.revision, newEvents(1))).toEqual({
        revision: last.revision + 1,
        position: last.position + 1,
      });
      expect((await eventsOf(log, region)).at(-1)?.recordedAt).toBe(last.recordedAt);
    });

    it('hands the events to followers', async () => {
      const log = open();
      const events = await recordedElsewhere();
      const region = regionOf(events[0]?.stream ?? '');
      await log.restore(region, batches(events));
      const seen: Recorded[] = [];
      for await (const item of log.follow(region, 0)) {
        if (!isEvent(item)) break;
        seen.push(item);
      }
      expect(seen).toEqual(events);
    });

    it('records large events and many of them', async () => {
      const log = open();
      const elsewhere = new MemoryEventLog();
      const stream = newStream();
      const region = regionOf(stream);
      await elsewhere.append(stream, 'none', newEvents(2_500));
      for (let index = 0; index < 6; index += 1)
        await elsewhere.append(stream, 2_499 + index, [newEvent('x'.repeat(400_000))]);
      const events = await eventsOf(elsewhere, region);
      expect(await log.restore(region, batches(events, { size: 500 }))).toBe(2_506);
      expect(await digestsOf(log, region, 1_024)).toEqual(await digestsOf(elsewhere, region, 1_024));
      expect((await eventsOf(log, region)).at(-1)).toEqual(events.at(-1));
    });

    it.each(wrong)('refuses events of which one %s, naming its position', async (_, change, reason) => {
      const log = open();
      const events = await recordedElsewhere();
      const region = regionOf(events[0]?.stream ?? '');
      const changed = events.map((event) => (event.position === 12 ? { ...event, ...change(event) } : event));
      const failure = await failureOf(log.restore(region, batches(changed)));
      expect(failure).toBeInstanceOf(NotRestorable);
      expect(failure).toMatchObject({ position: 12, message: expect.stringMatching(reason) });
      expect(await log.restore(region, batches(events))).toBe(events.length);
    });

    it('refuses a region that holds other events, or more of them, and changes nothing', async () => {
      const log = open();
      const stream = newStream();
      const region = regionOf(stream);
      await log.append(stream, 'none', newEvents(3));
      const before = await eventsOf(log, region);
      const others = await recordedElsewhere(region);
      for (const events of [others, others.slice(0, 2), before.slice(0, 2), []])
        expect(await failureOf(log.restore(region, batches(events)))).toBeInstanceOf(NotRestorable);
      expect(await eventsOf(log, region)).toEqual(before);
    });
  });
