/**
 * Rare cases for bills: care known only from a line, credits in later months, temporary stops, lines outside the
 * reported care.
 */
import fc from 'fast-check';
import { fromDay, toDay } from '@regieboek/kernel';
import { assign, declare, line, products, providers, youth, type Line, type StoryPart } from './random-parts.js';
import type { Story } from './story.js';

const payer = fc.constantFrom('0505', '0505', '0512', '1990');
const period = fc.constantFrom('2024-02', '2025-03');
const day = fc.oneof(
  fc.integer({ min: toDay('2024-01-15'), max: toDay('2024-03-10') }),
  fc.integer({ min: toDay('2025-02-15'), max: toDay('2025-04-10') }),
);

/** Care on one assignment of a youth, with the product of its number. */
const cared = fc.record({
  youth,
  number: fc.constantFrom(1, 2, 3),
  municipality: payer,
  from: day,
  isByCategory: fc.constantFrom(false, false, true),
  lines: fc.array(line, { minLength: 1, maxLength: 3 }),
  period,
  later: fc.constantFrom('2024-02', '2025-03', '2025-04'),
});

type Cared = typeof cared extends fc.Arbitrary<infer One> ? One : never;

const offerOf = ({ number }: Cared) => products[number - 1] ?? products[0];

/** An assignment number above those of other parts, so that nothing else reports care on it. */
const assignmentOf = ({ youth: who, number }: Cared): number => who * 10 + 4 + number;

const ownLines = (one: Cared, lines: readonly Line[]): Line[] =>
  lines.map((each, index) => ({
    ...each,
    youth: one.youth,
    number: 4 + one.number,
    product: offerOf(one),
    reference: `${each.reference}-${index}`,
    previous: null,
    isRefused: false,
  }));

function declareTo(story: Story, municipality: string, month: string, lines: readonly Line[]): void {
  const decided = { isDecided: true, isTwofold: false };
  declare(story, { provider: providers[0], municipality, period: month, ...decided }, lines);
}

function assignTo(story: Story, one: Cared, to: number | null): void {
  const { category, code, unit } = offerOf(one);
  const about = { youth: one.youth, municipality: one.municipality, provider: providers[0] };
  const product = { category, code: one.isByCategory ? null : code, unit };
  assign(story, { ...about, ...product, assignment: assignmentOf(one) }, one.from, to);
}

/** Lines on an assignment without a start, in two months, perhaps one of them credited in full. */
const unstarted = fc
  .record({ cared, days: fc.option(fc.integer({ min: 1, max: 90 })), credited: fc.option(fc.nat(2)), creditTo: payer })
  .map(({ cared: one, days, credited, creditTo }): StoryPart => (story) => {
    assignTo(story, one, days === null ? null : one.from + days);
    const lines = ownLines(one, one.lines);
    declareTo(story, one.municipality, one.period, lines.slice(0, 2));
    if (lines.length > 2) declareTo(story, one.municipality, one.later, lines.slice(2));
    const debit = lines[credited ?? 0];
    if (credited === null || !debit) return;
    const credit = { ...debit, cents: -debit.cents, previous: debit.reference, reference: `${debit.reference}C` };
    declareTo(story, creditTo === '1990' ? '1990' : one.municipality, one.later, [credit]);
  });

/** Care that stopped for a while, resumed at once or never, with lines inside and outside it; some are credited. */
const resumed = fc
  .record({
    cared,
    days: fc.integer({ min: 0, max: 20 }),
    gap: fc.option(fc.integer({ min: 0, max: 12 })),
    isOpen: fc.boolean(),
    isRemoved: fc.constantFrom(false, false, false, true),
    isCredited: fc.boolean(),
  })
  .map(({ cared: one, days, gap, isOpen, isRemoved, isCredited }): StoryPart => (story) => {
    assignTo(story, one, null);
    const { category, code } = one.isByCategory ? { category: null, code: null } : offerOf(one);
    const key = { youth: one.youth, municipality: one.municipality, assignment: assignmentOf(one), category, code };
    const [begin, stop] = [fromDay(one.from), fromDay(one.from + days)];
    story.start(begin, key).stop(begin, stop, key, '20');
    if (gap === null) story.stop(begin, fromDay(one.from + days + 9), key);
    else {
      const again = fromDay(one.from + days + gap);
      story.start(again, key);
      if (!isOpen) story.stop(again, fromDay(one.from + days + gap + 15), key);
    }
    const lines = ownLines(one, one.lines);
    declareTo(story, one.municipality, one.period, lines);
    if (isRemoved) story.care('care-start-withdrawn', key, { begin });
    const [debit] = lines;
    if (!isCredited || !debit) return;
    const credit = { ...debit, cents: -debit.cents, previous: debit.reference, reference: `${debit.reference}C` };
    declareTo(story, one.municipality, one.later, [credit]);
  });

/** One of these. */
export const rareBilling: fc.Arbitrary<StoryPart> = fc.oneof(unstarted, resumed);
