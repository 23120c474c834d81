/** Laws of bills over all months of a region, for any history: the same in a short run and in a long one. */
import { expect } from '@jest/globals';
import fc from 'fast-check';
import { billedLines, billMonth, isCredit, type BilledLine, ruleSets } from '@regieboek/billing';
import { allYouths, RegionHistory } from '@regieboek/journal';
import { regions, segmentsOf, type Story, type StoryEvent } from '@regieboek/journal/testing';
import { parseMonth, toDay, type Month } from '@regieboek/kernel';
import { billPeriod, type BillingRun } from '../src/domain/runs/billing-run.js';

const rules = ruleSets.named('2025.1');

/** Number of regions for a law, and the seed. */
export interface RegionsChecked {
  readonly seed: number;
  readonly numRuns: number;
}

const monthsIn = (history: RegionHistory): Month[] =>
  [...new Set([...history.declarations.values()].map(({ head }) => head.period))].flatMap(
    (text) => parseMonth(text) ?? [],
  );

const historyOf = (events: readonly StoryEvent[]): RegionHistory => {
  const history = new RegionHistory();
  for (const event of events) history.apply(event);
  return history;
};

/** A line with a full credit of it, by provider, reference and municipality that received both. */
interface Undone {
  readonly debit: string;
  readonly credit: string;
}

/** Approved debits of a region with the first approved credit that takes each back in full; references that came twice are left out. */
function undoneIn(history: RegionHistory): Undone[] {
  const lines = [...history.declarations.values()].flatMap(({ head, lines: own, outcome }) =>
    outcome
      ? own.filter(({ codes, youth }) => codes.length === 0 && youth !== null).map((line) => ({ head, line }))
      : [],
  );
  const seen = Map.groupBy(lines, ({ head, line }) => `${head.provider}.${line.reference}`);
  const isUnique = ({ head, line }: (typeof lines)[number]) =>
    seen.get(`${head.provider}.${line.reference}`)?.length === 1;
  return lines.flatMap((credit) => {
    if (!isCredit(credit.line) || !isUnique(credit)) return [];
    const name = `${credit.head.provider}.${credit.line.previous ?? ''}`;
    const [debit] = seen.get(name) ?? [];
    const isFull =
      debit !== undefined &&
      isUnique(debit) &&
      !isCredit(debit.line) &&
      debit.head.municipality === credit.head.municipality &&
      debit.line.youth === credit.line.youth &&
      debit.line.assignment === credit.line.assignment &&
      debit.line.cents === -credit.line.cents &&
      debit.line.from === credit.line.from &&
      debit.line.to === credit.line.to;
    return isFull ? [{ debit: name, credit: `${credit.head.provider}.${credit.line.reference}` }] : [];
  });
}

/** Cents per municipality of these days of the parts of a line. */
function partsOf(runs: readonly BillingRun[], name: string): Map<string, number> {
  const isPart = ({ provider, reference }: BilledLine) => `${provider}.${reference}` === name;
  const sums = new Map<string, number>();
  for (const { municipalityOfDays, rule, chainStart, cents } of runs.flatMap(({ lines }) => lines.filter(isPart))) {
    const key = `${municipalityOfDays}/${rule}/${chainStart}`;
    sums.set(key, (sums.get(key) ?? 0) + cents);
  }
  return sums;
}

const nonZero = (sums: Map<string, number>): [string, number][] => [...sums].filter(([, cents]) => cents !== 0).sort();

/** The sum of every line and its full credit is nothing, for each municipality and rule, over all months (F1). */
export function creditsUndoTheirDebits({ seed, numRuns }: RegionsChecked): number {
  let undone = 0;
  fc.assert(
    fc.property(regions, ({ history }) => {
      const runs = monthsIn(history).map((month) => billPeriod(history, month, rules));
      for (const { debit, credit } of undoneIn(history)) {
        undone += 1;
        const negated = nonZero(partsOf(runs, credit)).map(([key, cents]) => [key, -cents]);
        expect(negated).toEqual(nonZero(partsOf(runs, debit)));
      }
    }),
    { seed, numRuns },
  );
  return undone;
}

/** For a youth and a day there is one answer, whichever month is billed (R12): days of all lines of all months agree. */
export function oneAnswerForADay({ seed, numRuns }: RegionsChecked): number {
  let compared = 0;
  fc.assert(
    fc.property(regions, ({ history }) => {
      const answers = new Map<string, string>();
      for (const month of monthsIn(history))
        for (const line of billPeriod(history, month, rules).lines) {
          // Parts of one stretch of days; others may be apart in time, and of those only first and last day are known.
          const stretch = toDay(line.to) - toDay(line.from) + 1 === Math.abs(line.days);
          const days = stretch ? Array.from({ length: Math.abs(line.days) }, (_, day) => toDay(line.from) + day) : [];
          for (const day of [...days, toDay(line.from), toDay(line.to)]) {
            const answer = `${line.municipalityOfDays}/${line.rule}/${line.chainStart}`;
            const key = `${line.youth}/${day}`;
            const before = answers.get(key);
            if (before !== undefined) compared += 1;
            expect(before ?? answer).toBe(answer);
            answers.set(key, answer);
          }
        }
    }),
    { seed, numRuns },
  );
  return compared;
}

/** Bills of single months are those of one long run over columns, each month known at the same position. */
export function monthsAloneAreThoseOfARange({ seed, numRuns }: RegionsChecked): number {
  let lines = 0;
  fc.assert(
    fc.property(regions, fc.integer({ min: 3, max: 40 }), ({ events }, size) => {
      const upTo = events.length;
      const { source, rows, declarations, regionAt } = segmentsOf(events, size);
      const history = historyOf(events);
      for (const month of monthsIn(history)) {
        const known = { region: regionAt(upTo), declarations: declarations.of(month, upTo) };
        const own = billedLines([billMonth(source, { month, upTo, range: allYouths, rules }, known, rows)]);
        expect(JSON.stringify(own)).toBe(JSON.stringify(billPeriod(history, month, rules).lines));
        lines += own.length;
      }
    }),
    { seed, numRuns },
  );
  return lines;
}

/** Declarations of a story, each with its events. */
const declarationsIn = (events: readonly StoryEvent[]): StoryEvent[][] => [
  ...Map.groupBy(
    events.filter(({ stream }) => stream.includes('.declaration-')),
    ({ stream }) => stream,
  ).values(),
];

/** A history with its declarations in another order, and everything else before or after them, renumbered. */
function reordered({ events }: Story, seed: number): StoryEvent[] {
  const declared = declarationsIn(events);
  const rest = events.filter(({ stream }) => !stream.includes('.declaration-'));
  const shuffled = declared
    .map((own, index) => ({ own, at: ((index + 1) * 2_654_435_761 + seed * 40_503) % 1_000_003 }))
    .sort((a, b) => a.at - b.at)
    .flatMap(({ own }) => own);
  const all = seed % 2 === 0 ? [...rest, ...shuffled] : [...rest.slice(0, 12), ...shuffled, ...rest.slice(12)];
  return all.map((event, index) => ({ ...event, position: index + 1 }));
}

/** The money in a run: who bears, who pays, by which rule. */
const money = ({ lines, lumpSums }: BillingRun): string[] =>
  [
    ...lines.map((one) =>
      [
        one.id,
        one.youth,
        one.cents,
        one.days,
        one.municipality,
        one.municipalityOfDays,
        one.payer,
        one.rule,
        one.chainStart,
      ].join('/'),
    ),
    ...lumpSums.map((one) => [one.id, one.cents, one.useDays].join('/')),
  ].sort();

/** Declarations imported in any order, before or after care and facts, give the same bills. */
export function orderOfDeclarationsDoesNotMatter({ seed, numRuns }: RegionsChecked): number {
  let lines = 0;
  fc.assert(
    fc.property(regions, fc.nat(1_000), (story, shuffle) => {
      const [one, other] = [story.history, historyOf(reordered(story, shuffle))];
      for (const month of monthsIn(one)) {
        const [mine, theirs] = [billPeriod(one, month, rules), billPeriod(other, month, rules)];
        expect(money(theirs)).toEqual(money(mine));
        lines += mine.lines.length;
      }
    }),
    { seed, numRuns },
  );
  return lines;
}
