import { beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { GapInLog, type DigestOptions, type EventSpan, type Recorded } from '@regieboek/eventing';
import { closingOn } from '../../test/books-of.js';
import { keepReplays, replaysOf } from '../../test/replays-of.js';
import { TamperedLog } from '../../test/tampered-log.js';
import { all, append, february, january, logOf, StoryRegion } from '../../test/story-region.js';
import { ruleSets } from '@regieboek/billing';
import { verify } from './verify.js';

keepReplays();

const region = 'zhz';

/** Events with positions that go on from 1 again, as a careful forger leaves them. */
const renumbered = (events: readonly Recorded[]): Recorded[] =>
  events.map((event, index) => ({ ...event, position: index + 1 }));

describe('the proof of sealed months', () => {
  let events: readonly Recorded[];
  let marks: string[];
  let sealedUpTo = 0;

  beforeAll(async () => {
    const told = new StoryRegion();
    told.declares([{ youth: 1, code: '45A04', careMonth: 0, cents: 3_100 }], january);
    const log = await logOf(told);
    const { sealAll, closing } = closingOn(log);
    await sealAll({ region, period: january });
    const before = told.events.length;
    told.moves(1, '0512', '2025-01-11');
    told.declares([{ youth: 1, code: '45A04', careMonth: 1, cents: 2_800 }], february);
    await append(log, told.events.slice(before));
    await sealAll({ region, period: february });
    events = (await all(log.readRegion(region))).flat();
    const seals = await Promise.all([january, february].map((period) => closing.period({ region, period })));
    marks = seals.map(({ sealed }) => sealed?.mark ?? '');
    sealedUpTo = seals.at(-1)?.sealed?.seal.position ?? 0;
  });

  const prove = (all: readonly Recorded[], asked = {}) =>
    verify(replaysOf(new TamperedLog(all)), region, { rules: ruleSets, ...asked });

  it('succeeds for an unchanged log, with its marks', async () => {
    const proof = await prove(events, { marks });
    expect(proof).toMatchObject({ faults: [], head: events.length, provenUpTo: sealedUpTo });
    expect(proof.periods.map(({ period, holds, mark }) => [period, holds, mark])).toEqual([
      [january, true, marks[0]],
      [february, true, marks[1]],
    ]);
  });

  it('reads only the log: no stream, no read model, and writes nothing', async () => {
    const only = new Proxy(new TamperedLog(events), {
      get(log, name) {
        if (!['head', 'readRegion', 'readEncoded', 'digests'].includes(String(name)))
          throw new Error(`used ${String(name)}`);
        return Reflect.get(log, name)?.bind(log);
      },
    });
    expect((await verify(replaysOf(only), region, { rules: ruleSets })).faults).toEqual([]);
  });

  const forgeries: Record<string, (event: Recorded) => Recorded> = {
    'its data': (event) => ({ ...event, data: { ...(event.data as object), extra: 1 } }),
    'its type': (event) => ({ ...event, type: `${event.type}x` }),
    'its stream': (event) => ({ ...event, stream: `${event.stream}x` }),
    'its revision': (event) => ({ ...event, revision: event.revision + 1 }),
    'its id': (event) => ({ ...event, id: event.id.replace(/.$/, (last) => (last === '0' ? '1' : '0')) }),
    'when it was recorded': (event) => ({ ...event, recordedAt: '2025-04-01T10:00:00.001Z' }),
    'its meta': (event) => ({ ...event, meta: { actor: 'somebody else' } }),
  };

  it.each(Object.entries(forgeries))('finds an event with a changed %s, and its position (R13)', async (_, forge) => {
    for (const at of [0, 8, sealedUpTo - 1]) {
      const proof = await prove(events.map((event, index) => (index === at ? forge(event) : event)));
      expect(proof.faults.length).toBeGreaterThan(0);
      expect(proof.faults[0]?.place).toMatch(/^positions 1 to \d+$/);
      expect(proof).toMatchObject({ provenUpTo: 0 });
    }
  });

  it('finds removed, doubled or moved events, even when positions were adjusted (R13)', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.nat(sealedUpTo - 1),
        fc.nat(sealedUpTo - 1),
        fc.constantFrom('remove', 'double', 'swap'),
        async (one, other, how) => {
          const all = [...events];
          const [first, second] = [all[one], all[other]];
          if (!first || !second || (how === 'swap' && one === other)) return;
          if (how === 'remove') all.splice(one, 1);
          else if (how === 'double') all.splice(one, 0, first);
          else [all[one], all[other]] = [second, first];
          expect((await prove(renumbered(all))).faults.length).toBeGreaterThan(0);
        },
      ),
      { seed: 20250408, numRuns: 60 },
    );
  });

  it('finds a truncated log, or one sealed again by a forger, by the marks kept elsewhere (R13)', async () => {
    const cut = events.slice(0, events.findIndex(({ type }) => type === 'finance.period-sealed.v1') + 1);
    expect((await prove(cut)).faults).toEqual([]);
    expect((await prove(cut, { marks })).faults).toMatchObject([{ place: `mark ${marks[1]}` }]);
    const forged = events.map((event) =>
      event.type === 'finance.period-sealed.v1'
        ? { ...event, data: { ...(event.data as object), sealedBy: 'x' } }
        : event,
    );
    expect((await prove(forged, { marks })).faults.map(({ place }) => place)).toContain(`mark ${marks[1]}`);
  });

  it('finds a seal whose digest or corrections differ from a replay of the log', async () => {
    const newest = events.length - 1;
    for (const [field, text] of [
      ['digest', 'digest'],
      ['correctionDigest', 'corrections'],
    ] as const) {
      const forged = events.map((event, index) =>
        index === newest ? { ...event, data: { ...(event.data as object), [field]: '00'.repeat(32) } } : event,
      );
      expect((await prove(forged)).faults).toMatchObject([
        { place: 'period 2025-02', text: expect.stringContaining(text) },
      ]);
    }
  });

  it('finds a seal that includes later events, and seals out of order', async () => {
    const newest = events.length - 1;
    const later = events.map((event, index) =>
      index === newest ? { ...event, data: { ...(event.data as object), position: 999 } } : event,
    );
    expect((await prove(later)).faults[0]?.text).toContain('which does not precede it');
    const [first] = events.filter(({ type }) => type === 'finance.period-sealed.v1');
    if (!first) throw new Error('no seal');
    const again = [...events, { ...first, position: events.length + 1 }];
    expect((await prove(again)).faults).toMatchObject([{ place: `position ${events.length + 1}` }]);
  });

  it('names the position at which a log becomes unreadable', async () => {
    class Gap extends TamperedLog {
      override async *readRegion(name: string, range: { upTo?: number } = {}): AsyncGenerator<readonly Recorded[]> {
        yield* super.readRegion(name, { ...range, upTo: Math.min(range.upTo ?? Infinity, 4) });
        if ((range.upTo ?? Infinity) > 4) throw new GapInLog('Region zhz', 5, 6);
      }
    }
    expect(await verify(replaysOf(new Gap(events)), region, { rules: ruleSets, marks })).toMatchObject({
      head: 4,
      provenUpTo: 0,
      faults: [{ place: 'after position 4' }, { place: `mark ${marks[0]}` }, { place: `mark ${marks[1]}` }],
    });
  });

  it('names an event by its position when its id is impossible', async () => {
    const forged = events.map((event, index) => (index === 8 ? { ...event, id: `${event.id}x` } : event));
    expect((await prove(forged)).faults[0]?.text).toContain('The event at position 9 of region zhz cannot be read');
  });

  it('finds seals that were moved, also to the stream of another month', async () => {
    const moved = (stream: string) =>
      events.map((event, index) => (index === events.length - 1 ? { ...event, stream, revision: 7 } : event));
    for (const stream of ['zhz.period-2025-01', 'zhz.youth-1', 'zhz.nothing-1']) {
      const { periods, faults } = await prove(moved(stream), { marks });
      expect([periods.map(({ period }) => period), faults]).toEqual([[january, february], []]);
    }
  });

  it('reports a seal with an unknown kind of hash chain as changed', async () => {
    const newest = events.length - 1;
    const head = '0'.repeat(64);
    for (const [blockEvents, heads] of [
      [1, []],
      [1_000, [head]],
      [1_536, [head]],
      [1_024, []],
      [1_024, [head, head]],
    ] as const) {
      const forged = events.map((event, index) =>
        index === newest ? { ...event, data: { ...(event.data as object), chain: { blockEvents, heads } } } : event,
      );
      expect((await prove(forged)).faults).toMatchObject([
        {
          place: `position ${events.length}`,
          text: expect.stringContaining(`${heads.length} blocks of ${blockEvents} events`),
        },
      ]);
    }
  });

  it('finds an unreadable event, before and after the newest seal, and an unreadable seal by its position', async () => {
    class Unreadable extends TamperedLog {
      constructor(
        all: readonly Recorded[],
        private readonly at: number,
      ) {
        super(all);
      }
      override async *readRegion(name: string, range: { after?: number; upTo?: number } = {}) {
        for await (const batch of super.readRegion(name, range))
          for (const event of batch) yield [event.position === this.at ? { ...event, data: JSON.parse('{') } : event];
      }
      override async *digests(name: string, spans: readonly EventSpan[], options?: DigestOptions) {
        yield* new TamperedLog(changedAt(this.at)).digests(name, spans, options);
      }
    }
    const changedAt = (at: number) => events.map((event) => (event.position === at ? { ...event, data: '{' } : event));
    const proveAt = async (at: number) =>
      (await verify(replaysOf(new Unreadable(events, at)), region, { rules: ruleSets })).faults;
    const text = expect.stringContaining('an event is not JSON');
    expect(await proveAt(9)).toContainEqual({ place: 'after position 8', text });
    expect(await proveAt(9)).toContainEqual({
      place: expect.stringMatching(/^positions 1 to/),
      text: expect.stringContaining('changed'),
    });
    expect(await proveAt(events.length)).toContainEqual({ place: `position ${events.length}`, text });
  });
});
