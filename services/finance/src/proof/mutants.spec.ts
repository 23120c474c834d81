/** Mistakes that ledgers of this kind are known to make, by their letters; each test fails when the mistake is made here. */
import { describe, expect, it } from '@jest/globals';
import { MemoryEventLog } from '@regieboek/eventing';
import { fromDay, toDay } from '@regieboek/kernel';
import { closingOn } from '../../test/books-of.js';
import { keepReplays, replaysOf } from '../../test/replays-of.js';
import { append, february, january, logOf, StoryRegion } from '../../test/story-region.js';
import { ruleSets } from '@regieboek/billing';
import { compare, correctionsIn } from '../differences/corrections.js';
import { runAt } from '../runs/runs.js';

keepReplays();

const region = 'zhz';
const month = { region, period: january };
const ruleSet = ruleSets.inForce(january);
const line = { youth: 1, code: '45A04', careMonth: 0, cents: 3_100 };
const shares = async (log: MemoryEventLog, position: number) =>
  (await runAt(replaysOf(log), month, { position, ruleSet })).run.lines.map(({ municipality, cents }) => [
    municipality,
    cents,
  ]);

describe('planted mistakes', () => {
  it('(b) an event at the start position of a comparison is not applied twice', async () => {
    const told = new StoryRegion();
    told.declares([line], january);
    const decidedAt = told.events.length;
    told.moves(1, '0512', '2025-01-11');
    const { corrections } = await compare(replaysOf(await logOf(told)), month, [
      { position: decidedAt, ruleSet },
      { position: decidedAt + 1, ruleSet },
    ]);
    expect(corrections.map(({ cents }) => cents)).toEqual([-2_100, 2_100]);
    expect(corrections.flatMap(({ causes }) => causes.map(({ position }) => position))).toEqual([
      decidedAt + 1,
      decidedAt + 1,
    ]);
  });

  it('(g) an event is known by when it was recorded, not by when it holds', async () => {
    const told = new StoryRegion();
    told.declares([line], january);
    const before = told.events.length;
    told.moves(1, '0512', '2025-01-11');
    const log = await logOf(told);
    expect(await shares(log, before)).toEqual([['0505', 3_100]]);
    expect(await shares(log, before + 1)).toEqual([
      ['0505', 1_000],
      ['0512', 2_100],
    ]);
    const ahead = new StoryRegion();
    ahead.moves(1, '0512', '2025-01-31');
    ahead.declares([line], january);
    expect(await shares(await logOf(ahead), ahead.events.length)).toEqual([
      ['0505', 3_000],
      ['0512', 100],
    ]);
  });

  it('(h) a seal includes the event at its position and excludes the next, which is a correction', async () => {
    const told = new StoryRegion().start('2024-06-01', { category: '45', code: '45A04' });
    told.declares([line], january);
    told.moves(1, '0512', '2025-01-11');
    const at = closingOn(await logOf(told));
    const { sealed } = await at.sealAll(month);
    expect(sealed?.seal.position).toBe(told.events.length);
    expect(await shares(at.log as MemoryEventLog, sealed?.seal.position ?? 0)).toEqual([
      ['0505', 1_000],
      ['0512', 2_100],
    ]);
    const from = told.events.length;
    told.moves(1, '0505', '2025-01-21');
    await append(at.log, told.events.slice(from));
    const position = await at.log.head(region);
    const corrections = async (upTo: number) => {
      const periods = await at.books.periods(region, upTo);
      const asked = { periods, rules: at.rules, position: upTo };
      return (await correctionsIn(replaysOf(at.log), { region, period: february }, asked)).map(
        ({ municipality, cents }) => [municipality, cents],
      );
    };
    expect(await corrections(position - 1)).toEqual([]);
    expect(await corrections(position)).toEqual([
      ['0505', 1_100],
      ['0512', -1_100],
    ]);
  });

  it('(i) two declarations of equal content count twice; only the same event counts once', async () => {
    const told = new StoryRegion();
    told.declares([line], january);
    const from = told.events.length;
    told.declares([line], january);
    const log = await logOf(told);
    expect(await shares(log, told.events.length)).toEqual([
      ['0505', 3_100],
      ['0505', 3_100],
    ]);
    const sides = [from, told.events.length].map((position) => ({ position, ruleSet }));
    const [before, after] = sides;
    if (!before || !after) throw new Error('no sides');
    expect((await compare(replaysOf(log), month, [before, after])).corrections).toMatchObject([{ cents: 3_100 }]);
  });

  it.each([
    ['winter', '2025-01-31', '2025-01-31T22:59:59.999Z', '2025-01-31T23:00:00.000Z'],
    ['summer', '2025-07-31', '2025-07-31T21:59:59.999Z', '2025-07-31T22:00:00.000Z'],
    ['the day of 23 hours', '2025-03-30', '2025-03-30T21:59:59.999Z', '2025-03-30T22:00:00.000Z'],
    ['the day of 25 hours', '2025-10-26', '2025-10-26T22:59:59.999Z', '2025-10-26T23:00:00.000Z'],
  ])(
    '(j) a day ends at midnight in the Netherlands, in %s, in any zone of the machine',
    async (_, day, last, first) => {
      const times = [last, first];
      const log = new MemoryEventLog({ now: () => times.shift() ?? first });
      await append(log, new StoryRegion().events.slice(0, 2));
      const { books } = closingOn(log);
      expect(await books.positionOf(region, { day: fromDay(toDay(day)) })).toBe(1);
      expect(await books.positionOf(region, { day: fromDay(toDay(day) + 1) })).toBe(2);
    },
  );
});
