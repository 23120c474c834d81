/** Promises of a replay that hold for whole regions, by their numbers (docs/testing.md). */
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { sized } from '@regieboek/kernel/testing';
import { billedLines, billMonth, ruleSets } from '@regieboek/billing';
import { allYouths, RegionHistory } from '@regieboek/journal';
import { regions, segmentsOf, type Story, type StoryEvent } from '@regieboek/journal/testing';
import { firstDayOf, parseMonth, toDay, type Month } from '@regieboek/kernel';
import { digestOf } from '../src/runs/digest.js';
import { billPeriod, type BillingRun } from '../src/domain/runs/billing-run.js';
import { diffRuns, type Difference } from '../src/domain/differences/diff.js';
import { rareRegions } from './billing-in-sql/rare-regions.js';

const rules = ruleSets.named('2025.1');

const parsed = parseMonth('2025-03');
if (!parsed) throw new Error('no month');
const month: Month = parsed;

/** Regions of every kind, with lines in the month. */
const told = fc.oneof(regions, rareRegions(firstDayOf(month)));

const historyOf = (events: readonly StoryEvent[], upTo = events.length): RegionHistory => {
  const history = new RegionHistory();
  for (const event of events.slice(0, upTo)) history.apply(event);
  return history;
};
const runOf = (events: readonly StoryEvent[], upTo?: number): BillingRun =>
  billPeriod(historyOf(events, upTo), month, rules);

/** A region, and positions in its log from the first at which it can be billed, in order. */
const positions = (count: number) =>
  told.chain((story) =>
    fc.tuple(
      fc.constant(story.events),
      fc
        .array(fc.integer({ min: 4, max: story.events.length }), { minLength: count, maxLength: count })
        .map((all) => all.toSorted((a, b) => a - b)),
    ),
  );

const sum = (amounts: readonly { readonly cents: number }[]): bigint =>
  amounts.reduce((total, { cents }) => total + BigInt(cents), 0n);

/** Amounts by what they are compared by, without those that came to nothing. */
function byKey(...all: readonly (readonly Difference[])[]): [string, bigint][] {
  const sums = new Map<string, bigint>();
  for (const { key, cents } of all.flat()) sums.set(key, (sums.get(key) ?? 0n) + BigInt(cents));
  return [...sums].filter(([, cents]) => cents !== 0n).toSorted(([a], [b]) => (a < b ? -1 : 1));
}

/** Runs from what is built, in a process of its own: the digest of the run of every region it is given. */
const program = `
import { RegionHistory } from '${new URL('../../../libs/journal/dist/index.js', import.meta.url).href}';
import { digestOf } from '${new URL('../dist/runs/digest.js', import.meta.url).href}';
import { ruleSets } from '${new URL('../../../libs/billing/dist/index.js', import.meta.url).href}';
import { billPeriod } from '${new URL('../dist/domain/runs/billing-run.js', import.meta.url).href}';
const rules = ruleSets.named('2025.1');
let text = '';
for await (const part of process.stdin) text += part;
const digests = JSON.parse(text).map((events) => {
  const history = new RegionHistory();
  for (const event of events) history.apply(event);
  return digestOf(billPeriod(history, '${month}', rules));
});
process.stdout.write(JSON.stringify({ digests, zone: new Date(2025, 6, 1).getTimezoneOffset(), decimal: (1.5).toLocaleString() }));
`;

async function inSurroundings(stories: readonly Story[], env: Readonly<Record<string, string>>) {
  const running = promisify(execFile)(process.execPath, ['--input-type=module', '--eval', program], {
    env: { ...process.env, NODE_OPTIONS: '', ...env },
    maxBuffer: 16_777_216,
  });
  running.child.stdin?.end(JSON.stringify(stories.map(({ events }) => events)));
  const said: { digests: string[]; zone: number; decimal: string } = JSON.parse((await running).stdout);
  return said;
}

/** Lines of the run by columns, of segments of at most this many events. */
function byColumns(events: readonly StoryEvent[], size: number) {
  const { source, rows, declarations, regionAt } = segmentsOf(events, size);
  const upTo = events.length;
  const known = { region: regionAt(upTo), declarations: declarations.of(month, upTo) };
  return billedLines([billMonth(source, { month, upTo, range: allYouths, rules }, known, rows)]);
}

describe('a run of a region', () => {
  it('is the same by columns, also for rare events: leave, absences, reorganisations, detention (R7)', () => {
    let lines = 0;
    fc.assert(
      fc.property(rareRegions(firstDayOf(month)), fc.integer({ min: 3, max: 40 }), ({ events }, size) => {
        const run = runOf(events);
        expect(JSON.stringify(byColumns(events, size))).toBe(JSON.stringify(run.lines));
        lines += run.lines.length;
      }),
      { seed: 20250500, numRuns: sized(150, 400) },
    );
    expect(lines).toBeGreaterThan(sized(300, 1_000));
  });

  it('is the same in any time zone and locale, on any day of the machine (R7)', async () => {
    const stories = fc.sample(told, { seed: 20250501, numRuns: 40 });
    const digests = stories.map(({ events }) => digestOf(runOf(events)));
    const surroundings = [
      { TZ: 'Pacific/Apia', LC_ALL: 'nl_NL.UTF-8' },
      { TZ: 'America/St_Johns', LC_ALL: 'tr_TR.UTF-8' },
      { TZ: 'Europe/Amsterdam', LC_ALL: 'C' },
    ];
    const said = await Promise.all(surroundings.map((env) => inSurroundings(stories, env)));
    for (const one of said) expect(one.digests).toEqual(digests);
    // Otherwise equality would prove nothing: the surroundings differ, and so do the runs.
    expect(said.map(({ zone, decimal }) => [zone, decimal])).toEqual([
      [-780, '1,5'],
      [150, '1,5'],
      [-120, '1.5'],
    ]);
    expect(new Set(digests).size).toBeGreaterThan(30);
  });

  it('as known at a position does not change, whatever is recorded later, including declarations (R9)', () => {
    let changed = 0;
    fc.assert(
      fc.property(told, told, (story, later) => {
        const known = runOf(story.events);
        const events = [...story.events, ...later.events].map((event, index) => ({ ...event, position: index + 1 }));
        expect(runOf(events, story.events.length)).toEqual(known);
        if (digestOf(runOf(events)) !== digestOf(known)) changed += 1;
      }),
      { seed: 20250502, numRuns: sized(100, 300) },
    );
    expect(changed).toBeGreaterThan(sized(30, 100));
  });

  it('plus the changes up to a later position equals the run then; consecutive changes add up, and mirror (R10)', () => {
    let differences = 0;
    fc.assert(
      fc.property(positions(3), ([events, [first = 0, second = 0, third = 0]]) => {
        const [a, b, c] = [runOf(events, first), runOf(events, second), runOf(events, third)];
        expect(byKey(diffRuns(a, b), diffRuns(b, c))).toEqual(byKey(diffRuns(a, c)));
        const none = { ...a, lines: [], lumpSums: [] };
        expect(byKey(diffRuns(none, a), diffRuns(a, c))).toEqual(byKey(diffRuns(none, c)));
        expect(byKey(diffRuns(c, a))).toEqual(byKey(diffRuns(a, c)).map(([key, cents]) => [key, -cents]));
        expect(diffRuns(b, b)).toEqual([]);
        differences += diffRuns(a, c).length;
      }),
      { seed: 20250503, numRuns: sized(100, 300) },
    );
    expect(differences).toBeGreaterThan(sized(80, 300));
  });

  it('has totals in whole cents, equal to an oracle with bigints over the declarations, in any order (R11)', () => {
    let cents = 0n;
    fc.assert(
      fc.property(told, (story) => {
        const { lines, lumpSums, totals } = runOf(story.events);
        const own = [...story.history.declarations.values()].filter(
          ({ head, outcome }) => outcome && head.period === month,
        );
        const approved = own.flatMap((one) =>
          one.lines.filter(({ codes, youth }) => codes.length === 0 && youth !== null),
        );
        const open = lines.filter(({ municipality }) => municipality === null);
        expect(BigInt(totals.approvedCents)).toBe(sum(approved));
        expect(sum(lines.toReversed())).toBe(sum(approved));
        expect(BigInt(totals.unresolvedCents)).toBe(sum(open));
        expect(BigInt(totals.billedCents)).toBe(sum(lines) - sum(open) + sum(lumpSums));
        for (const one of [...lines, ...lumpSums]) expect(Number.isSafeInteger(one.cents)).toBe(true);
        cents += sum(approved);
      }),
      { seed: 20250504, numRuns: 300 },
    );
    expect(cents).toBeGreaterThan(2n ** 40n);
  });

  it('has every counted day once: the parts of a line have distinct days of its period (R12)', () => {
    let parts = 0;
    fc.assert(
      fc.property(told, (story) => {
        const byLine = Map.groupBy(runOf(story.events).lines, ({ id }) => id.replace(/\.\d+$/, ''));
        for (const own of byLine.values()) {
          const isOnce = new Set(own.map(({ id }) => id)).size === own.length;
          for (const { from, to, days, periodFrom, periodTo } of own) {
            expect(periodFrom <= from && from <= to && to <= periodTo).toBe(true);
            expect(Math.abs(days)).toBeGreaterThan(0);
            expect(Math.abs(days)).toBeLessThanOrEqual(toDay(to) - toDay(from) + 1);
          }
          // References that came twice are two lines under one name.
          if (!isOnce) continue;
          const all = own.reduce((total, { days }) => total + days, 0);
          expect(all).toBeLessThanOrEqual(toDay(own[0]?.periodTo ?? '') - toDay(own[0]?.periodFrom ?? '') + 1);
          parts += own.length;
        }
      }),
      { seed: 20250505, numRuns: sized(100, 300) },
    );
    expect(parts).toBeGreaterThan(sized(150, 500));
  });
});
