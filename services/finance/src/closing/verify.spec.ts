import { beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { GapInLog, MemoryEventLog, type Recorded } from '@regieboek/eventing';
import { closingOn } from '../../test/books-of.js';
import { replaysOf } from '../../test/replays-of.js';
import { all, append, february, january, logOf, ToldRegion } from '../../test/told-region.js';
import { ruleSets } from '../domain/rule-sets.js';
import { blockEventsFor, canonicalText, HashChain } from './hash-chain.js';
import { verify } from './verify.js';

const region = 'zhz';

/** A log that holds these events, whatever they say: as a store that somebody wrote into. */
class TamperedLog extends MemoryEventLog {
  constructor(private readonly events: readonly Recorded[]) {
    super();
  }

  override async head(): Promise<number> {
    return this.events.length;
  }

  override async *readRegion(_: string, { after = 0, upTo = Infinity } = {}): AsyncGenerator<readonly Recorded[]> {
    yield this.events.filter(({ position }) => position > after && position <= upTo);
  }
}

/** Events with positions that go on from 1 again, as a careful forger leaves them. */
const renumbered = (events: readonly Recorded[]): Recorded[] =>
  events.map((event, index) => ({ ...event, position: index + 1 }));

describe('the proof of sealed months', () => {
  let events: readonly Recorded[];
  let marks: string[];
  let sealedUpTo = 0;

  beforeAll(async () => {
    const told = new ToldRegion();
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

  it('holds for the log as it is, with its marks', async () => {
    const proof = await prove(events, { marks });
    expect(proof).toMatchObject({ faults: [], head: events.length, provenUpTo: sealedUpTo });
    expect(proof.periods.map(({ period, holds, mark }) => [period, holds, mark])).toEqual([
      [january, true, marks[0]],
      [february, true, marks[1]],
    ]);
  });

  it('reads the log alone: no stream, no read model, nothing written', async () => {
    const only = new Proxy(new TamperedLog(events), {
      get(log, name) {
        if (name !== 'head' && name !== 'readRegion' && name !== 'readEncoded') throw new Error(`used ${String(name)}`);
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
    'its id': (event) => ({ ...event, id: event.id.replace(/^0/, '1').replace(/^[^1]/, '1') + 'x' }),
    'when it was recorded': (event) => ({ ...event, recordedAt: '2025-04-01T10:00:00.001Z' }),
    'its meta': (event) => ({ ...event, meta: { actor: 'somebody else' } }),
  };

  it.each(Object.entries(forgeries))('finds an event of which %s was changed, and where (R13)', async (_, forge) => {
    for (const at of [0, 8, sealedUpTo - 1]) {
      const proof = await prove(events.map((event, index) => (index === at ? forge(event) : event)));
      expect(proof.faults.length).toBeGreaterThan(0);
      expect(proof.faults[0]?.place).toMatch(/^positions 1 to \d+$/);
      expect(proof).toMatchObject({ provenUpTo: 0 });
    }
  });

  it('finds events that were removed, doubled or moved, also with positions made to fit (R13)', async () => {
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

  it('finds a log that was cut off, or sealed again by a forger, by the marks kept elsewhere (R13)', async () => {
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

  it('finds a seal whose digest or corrections are not what the log replays to', async () => {
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

  it('finds a seal that speaks of what came after it, and seals out of order', async () => {
    const newest = events.length - 1;
    const later = events.map((event, index) =>
      index === newest ? { ...event, data: { ...(event.data as object), position: 999 } } : event,
    );
    expect((await prove(later)).faults[0]?.text).toContain('which it does not come after');
    const [first] = events.filter(({ type }) => type === 'finance.period-sealed.v1');
    if (!first) throw new Error('no seal');
    const again = [...events, { ...first, position: events.length + 1 }];
    expect((await prove(again)).faults).toMatchObject([{ place: `position ${events.length + 1}` }]);
  });

  it('says where a log cannot be read on', async () => {
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
});

describe('the hash chain', () => {
  const event = (position: number): Recorded => ({
    region,
    position,
    stream: 'zhz.youth-1',
    revision: position - 1,
    id: '00000000-0000-4000-8000-000000000001',
    type: 'a.b.v1',
    data: { position },
    meta: {},
    recordedAt: '2025-04-01T10:00:00.000Z',
  });
  const heads = (count: number, blockEvents = 4, name = region) => {
    const chain = new HashChain(name, blockEvents);
    for (let position = 1; position <= count; position += 1) chain.add(canonicalText(event(position)));
    return chain.heads();
  };

  it('has a head after every block, and earlier heads stay when events are added', () => {
    expect(heads(0)).toEqual([]);
    expect([heads(1), heads(4), heads(5), heads(9)].map(({ length }) => length)).toEqual([1, 1, 2, 3]);
    expect(heads(9).slice(0, 2)).toEqual(heads(8));
    expect(heads(8)[0]).toBe(heads(4)[0]);
    expect(heads(3)[0]).not.toBe(heads(4)[0]);
  });

  it('carries a change on into every later block, so that the newest head stands for all of them', () => {
    const changed = new HashChain(region, 4);
    for (let position = 1; position <= 9; position += 1)
      changed.add(canonicalText({ ...event(position), ...(position === 1 ? { type: 'a.c.v1' } : {}) }));
    const usual = heads(9);
    expect(changed.heads().map((head, block) => head === usual[block])).toEqual([false, false, false]);
  });

  it('is another one for another region, and other blocks', () => {
    expect(heads(4, 4, 'other')).not.toEqual(heads(4));
    expect(heads(8, 8)).not.toEqual(heads(8).slice(1));
  });

  it('has at most 256 blocks, of 1024 events or more', () => {
    expect([0, 1, 1024 * 256, 1024 * 256 + 1, 10_000_000].map(blockEventsFor)).toEqual([
      1024, 1024, 1024, 2048, 65_536,
    ]);
  });
});
