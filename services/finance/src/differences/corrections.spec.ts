import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { sized } from '@regieboek/kernel/testing';
import { fromDay, toDay } from '@regieboek/kernel';
import { january, logOf, provider, regions, StoryRegion, storyRegion } from '../../test/story-region.js';
import { tolerant } from '../../test/books-of.js';
import { keepReplays, replaysOf } from '../../test/replays-of.js';
import { digestOf } from '../runs/digest.js';
import { billPeriod, NotConserved, type BillingRun } from '../domain/runs/billing-run.js';
import { CauseFinder } from '../domain/differences/diff-causes.js';
import { diffRuns, type Difference } from '../domain/differences/diff.js';
import { ruleSets, type RuleSet } from '@regieboek/billing';
import { billInSteps } from '../runs/bill-in-steps.js';
import { compare } from './corrections.js';
import { historyAt, NothingKnown, runAt } from '../runs/runs.js';

keepReplays();

const month = { region: 'zhz', period: january };
const usual = ruleSets.inForce(january);
const as = (position: number, ruleSet: RuleSet = usual) => ({ position, ruleSet });

/** Position from which the region and its contract are known. */
const FIRST = 7;
const share = fc.integer({ min: 0, max: 1_000 });
const within = (thousandth: number, head: number): number => FIRST + Math.floor(((head - FIRST) * thousandth) / 1_000);
const byKey = (all: readonly Difference[]) => new Map(all.map(({ key, cents }) => [key, cents] as const));
const noLines = (period: typeof january): BillingRun => ({
  region: 'zhz',
  period,
  position: 0,
  lines: [],
  lumpSums: [],
  totals: { approvedCents: 0, lumpSumCents: 0, billedCents: 0, unresolvedCents: 0 },
});

function sum(...all: readonly ReadonlyMap<string, number>[]) {
  const sums = new Map<string, number>();
  for (const [key, cents] of all.flatMap((one) => [...one])) sums.set(key, (sums.get(key) ?? 0) + cents);
  return [...sums].filter(([, cents]) => cents !== 0).sort(([a], [b]) => (a < b ? -1 : 1));
}
const amounts = (run: BillingRun) => byKey(diffRuns(noLines(run.period), run));

/** Regions with a youth that moved between two stays, which tolerant rules may take for one. */
const gapped = fc.tuple(regions(5, 15), fc.integer({ min: 2, max: 20 })).map(([region, days]) => {
  const stay = { youth: 3, category: '44', code: '44A09' };
  region.lives(3, '0505', '2010-05-05').stay('2024-12-01', '2025-01-05', { ...stay, assignment: 8 });
  region.moves(3, '0512', '2025-01-06');
  region.start(fromDay(toDay('2025-01-05') + days), stay);
  region.declares([{ youth: 3, code: '44A09', careMonth: 0, cents: 31_001 }], january);
  return region;
});

describe('comparing a month at two positions', () => {
  it('conserves and telescopes, and assigns every cent to events in between (R10)', async () => {
    const kinds = new Set<string>();
    await fc.assert(
      fc.asyncProperty(regions(10, 30), fc.tuple(share, share, share), async (region, shares) => {
        const log = await logOf(region);
        const positions = shares.map((one) => within(one, region.events.length)).sort((a, b) => a - b);
        const [a = 0, b = 0, c = 0] = positions;
        const [ab, bc, ac] = [
          await compare(replaysOf(log), month, [as(a), as(b)]),
          await compare(replaysOf(log), month, [as(b), as(c)]),
          await compare(replaysOf(log), month, [as(a), as(c)]),
        ];
        const [before, after] = [await runAt(replaysOf(log), month, as(a)), await runAt(replaysOf(log), month, as(b))];
        expect(sum(amounts(before.run), byKey(ab.corrections))).toEqual(sum(amounts(after.run)));
        expect([ab.before.digest, ab.after.digest]).toEqual([before.digest, after.digest]);
        expect([ab.before.totals, ab.after.totals]).toEqual([before.run.totals, after.run.totals]);
        expect(sum(byKey(ab.corrections), byKey(bc.corrections))).toEqual(sum(byKey(ac.corrections)));
        for (const { causes, cents } of ac.corrections) {
          for (const { what } of causes) kinds.add(what);
          expect(causes.reduce((total, one) => total + one.cents, 0)).toBe(cents);
          for (const { position } of causes) {
            if (position === null) continue;
            expect(position).toBeGreaterThan(a);
            expect(position).toBeLessThanOrEqual(c);
          }
        }
      }),
      { seed: 20250403, numRuns: sized(12, 60) },
    );
    // The random regions contained enough differences to prove something.
    const causes = [
      'contracts.contract-agreed.v1',
      'finance.declaration-decided.v1',
      'placements.care-started.v1',
      'placements.care-stopped.v1',
      'placements.residence-fact-recorded.v1',
      'placements.residence-fact-withdrawn.v1',
      'use',
    ];
    expect([...kinds].filter((one) => !causes.includes(one))).toEqual([]);
    expect(kinds.size).toBeGreaterThanOrEqual(sized(4, causes.length));
  });

  it('finds nothing for equal positions, and the opposite in reverse', async () => {
    await fc.assert(
      fc.asyncProperty(regions(10, 30), fc.tuple(share, share), async (region, shares) => {
        const log = await logOf(region);
        const [a = 0, b = 0] = shares.map((one) => within(one, region.events.length));
        expect((await compare(replaysOf(log), month, [as(a), as(a)])).corrections).toEqual([]);
        const there = (await compare(replaysOf(log), month, [as(a), as(b)])).corrections;
        const back = (await compare(replaysOf(log), month, [as(b), as(a)])).corrections;
        const negated = back.map(({ key, cents, causes }) => [key, -cents, causes.map((one) => -one.cents)]);
        expect(there.map(({ key, cents, causes }) => [key, cents, causes.map((one) => one.cents)])).toEqual(negated);
      }),
      { seed: 20250404, numRuns: sized(6, 40) },
    );
  });

  it('names other rules as the cause, also together with later events, and still adds up', async () => {
    let changedByRules = 0;
    await fc.assert(
      fc.asyncProperty(gapped, share, async (region, at) => {
        const log = await logOf(region);
        const [from, to] = [within(at, region.events.length), region.events.length];
        const { corrections } = await compare(replaysOf(log), month, [as(from), as(to, tolerant)]);
        const before = await runAt(replaysOf(log), month, as(from));
        const after = await runAt(replaysOf(log), month, as(to, tolerant));
        expect(sum(amounts(before.run), byKey(corrections))).toEqual(sum(amounts(after.run)));
        const same = await compare(replaysOf(log), month, [as(from), as(from, tolerant)]);
        expect(same.corrections.flatMap(({ causes }) => causes.map(({ what }) => what))).toEqual(
          same.corrections.map(() => 'rule-set'),
        );
        changedByRules += same.corrections.length;
      }),
      { seed: 20250405, numRuns: sized(10, 60) },
    );
    expect(changedByRules).toBeGreaterThan(sized(1, 5));
  });
});

describe('the cause of a correction', () => {
  const line = { youth: 1, code: '45A04', careMonth: 0, cents: 3_100 };

  /** Events after January was declared for the first youth. */
  async function after(happens: (region: StoryRegion) => void) {
    const region = new StoryRegion();
    region.declares([line], january);
    const from = region.events.length;
    happens(region);
    return compare(replaysOf(await logOf(region)), month, [as(from), as(region.events.length)]);
  }
  const told = ({ corrections }: Awaited<ReturnType<typeof after>>) =>
    corrections.map(({ municipality, cents, causes }) => [
      municipality,
      cents,
      causes.map(({ what, position, subject, cents: part }) => [what, position, subject, part]),
    ]);

  it('is the new fact, with its place and time and the rule that now applies', async () => {
    const compared = await after((region) => region.moves(1, '0512', '2025-01-11'));
    expect(told(compared)).toEqual([
      ['0505', -2_100, [['placements.residence-fact-recorded.v1', 11, 'm10', -2_100]]],
      ['0512', 2_100, [['placements.residence-fact-recorded.v1', 11, 'm10', 2_100]]],
    ]);
    expect(compared.corrections[1]).toMatchObject({
      period: january,
      youth: expect.any(String),
      provider,
      product: '45A04',
      payer: '0505',
      rules: ['WPB-2022-V1'],
      causes: [{ recordedAt: '2025-04-01T10:00:00.000Z' }],
    });
  });

  it('is the withdrawal of a fact', async () => {
    const region = new StoryRegion();
    const fact = region.moves(1, '0512', '2025-01-11');
    region.declares([line], january);
    const from = region.events.length;
    region.withdraws(1, fact);
    const compared = await compare(replaysOf(await logOf(region)), month, [as(from), as(from + 1)]);
    expect(told(compared)).toEqual([
      ['0505', 2_100, [['placements.residence-fact-withdrawn.v1', from + 1, fact, 2_100]]],
      ['0512', -2_100, [['placements.residence-fact-withdrawn.v1', from + 1, fact, -2_100]]],
    ]);
  });

  it('is the late declaration, by its number', async () => {
    const compared = await after((region) => region.declares([{ ...line, cents: 500 }], january));
    expect(told(compared)).toEqual([['0505', 500, [['finance.declaration-decided.v1', 13, 'D2', 500]]]]);
  });

  it('is each of several, with its part; what is undone is not a correction', async () => {
    const compared = await after((region) => {
      region.moves(1, '0512', '2025-01-11');
      region.declares([{ ...line, cents: 310 }], january);
    });
    expect(told(compared)).toEqual([
      [
        '0505',
        -2_000,
        [
          ['placements.residence-fact-recorded.v1', 11, 'm10', -2_100],
          ['finance.declaration-decided.v1', 14, 'D2', 100],
        ],
      ],
      [
        '0512',
        2_310,
        [
          ['placements.residence-fact-recorded.v1', 11, 'm10', 2_100],
          ['finance.declaration-decided.v1', 14, 'D2', 210],
        ],
      ],
    ]);
    const undone = await after((region) => region.withdraws(1, region.moves(1, '0512', '2025-01-11')));
    expect(undone.corrections).toEqual([]);
  });

  it('is a contract for its lump sum, and the days of care by which use divides it', async () => {
    const contract = await after((region) => region.agreed(24_000));
    expect(
      contract.corrections.map(({ kind, cents, causes }) => [kind, cents, causes.map(({ what }) => what)]),
    ).toEqual([
      ['lump-sum', 666, ['contracts.contract-agreed.v1']],
      ['lump-sum', 334, ['contracts.contract-agreed.v1']],
    ]);
    const care = await after((region) => region.start('2025-01-03', { youth: 2, category: '44', code: '44A09' }));
    expect(care.corrections.map(({ municipality, cents, causes }) => [municipality, cents, causes])).toEqual([
      ['0505', 333, [{ what: 'use', position: null, recordedAt: null, subject: null, cents: 333 }]],
      ['0512', -333, [{ what: 'use', position: null, recordedAt: null, subject: null, cents: -333 }]],
    ]);
  });
});

describe('the search for causes', () => {
  it('stops when it lacks an event: a difference without its causes is not shown', async () => {
    const region = new StoryRegion();
    region.declares([{ youth: 1, code: '45A04', careMonth: 0, cents: 3_100 }], january);
    const from = region.events.length;
    region.moves(1, '0512', '2025-01-11');
    const log = await logOf(region);
    const [before, after] = [
      await runAt(replaysOf(log), month, as(from)),
      await runAt(replaysOf(log), month, as(from + 1)),
    ];
    const sides = [before, after].map(({ run }) => ({ ...run, ruleSet: usual }));
    const [first, second] = sides;
    if (!first || !second) throw new Error('no sides');
    const finder = new CauseFinder(before.history, january, first, second);
    expect(finder.isNeeded).toBe(true);
    expect(() => finder.corrections()).toThrow(NotConserved);
  });
});

describe('a run as known at a position', () => {
  it('never changes, whatever is recorded later (R9)', async () => {
    await fc.assert(
      fc.asyncProperty(regions(4, 12), regions(0, 8), async (region, later) => {
        const position = region.events.length;
        const { run } = await runAt(replaysOf(await logOf(region)), month, as(position));
        const rest = later.events.slice(FIRST).filter(({ type }) => !type.startsWith('finance.'));
        const log = await logOf(Object.assign(new StoryRegion(), { events: [...region.events, ...rest] }));
        expect((await runAt(replaysOf(log), month, as(position))).run).toEqual(run);
      }),
      { seed: 20250406, numRuns: sized(6, 40) },
    );
  });

  it('is the same billed at once or some youths at a time (R7)', async () => {
    await fc.assert(
      fc.asyncProperty(regions(), fc.integer({ min: 1, max: 3 }), async (region, youthsAStep) => {
        const position = region.events.length;
        const history = await historyAt(replaysOf(await logOf(region)), 'zhz', { periods: [january], position });
        const inSteps = await billInSteps(history, january, usual, { youthsAStep });
        expect(inSteps).toEqual(billPeriod(history, january, usual));
        expect(digestOf(inSteps)).toBe(digestOf(billPeriod(history, january, usual)));
      }),
      { seed: 20250407, numRuns: sized(10, 60) },
    );
  });

  it('reports progress, and stops when the signal is aborted', async () => {
    const region = storyRegion([]);
    region.declares([{ youth: 1, code: '45A04', careMonth: 0, cents: 1 }], january);
    const log = await logOf(region);
    const position = region.events.length;
    const seen: string[] = [];
    const stop = new AbortController();
    const onProgress = ({ step, done, total }: { step: string; done: number; total: number }) =>
      void seen.push(`${step} ${done}/${total}`);
    await runAt(replaysOf(log), month, as(position), { onProgress });
    expect(seen).toEqual([`reading ${position}/${position}`, 'billing 0/1', 'billing 1/1']);
    const stopping = runAt(replaysOf(log), month, as(position), {
      signal: stop.signal,
      onProgress: ({ step }) => step === 'billing' && stop.abort(new Error('enough')),
    });
    await expect(stopping).rejects.toThrow('enough');
  });

  it('is refused for a time before the region was defined', async () => {
    await expect(runAt(replaysOf(await logOf(new StoryRegion())), month, as(0))).rejects.toThrow(NothingKnown);
  });
});
