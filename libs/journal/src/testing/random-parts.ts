import fc from 'fast-check';
import { fromDay, toDay } from '@regieboek/kernel';
import { youthId, type Story } from './story.js';

/** Adds one more event about the region or a youth. */
export type StoryPart = (story: Story) => void;

export const providers = ['99990001', '99990002'] as const;
export const youth = fc.integer({ min: 1, max: 4 });
export const provider = fc.constantFrom(...providers);

export const product = fc.constantFrom(
  { category: '45', code: '45A04', unit: '04' },
  { category: '44', code: '44A09', unit: '14' },
  { category: '44', code: '44A10', unit: '14' },
  { category: '43', code: '43A01', unit: '14' },
  { category: '49', code: '49A01', unit: '14' },
);

/** Product of the assignment with a number, in most histories. */
export const products = [
  { category: '45', code: '45A04', unit: '04' },
  { category: '44', code: '44A09', unit: '14' },
  { category: '44', code: '44A10', unit: '14' },
] as const;

/** An assignment of a story; an assignment by category has no product code. */
export interface StoryAssignment {
  readonly youth: number;
  readonly municipality: string;
  readonly provider: string;
  readonly assignment: number;
  readonly category: string;
  readonly code: string | null;
  readonly unit: string;
}

/** Adds an assignment from a day on, open unless it has an end. */
export function assign(
  story: Story,
  { youth: number, assignment: own, ...about }: StoryAssignment,
  from: number,
  to: number | null = null,
): void {
  story.about(number, 'assignment-decided', {
    ...about,
    number: own,
    decidedAt: '2023-01-01T10:00:00',
    from: fromDay(from),
    to: to === null ? null : fromDay(to),
    volume: 4,
    frequency: '2',
    budgetCents: null,
    reason: null,
  });
}

/** A declared line of any youth, product and period. */
export const line = fc.record({
  youth: fc.option(youth, { freq: 20 }),
  number: fc.constantFrom<number[]>(1, 2, 3),
  product,
  from: fc.oneof(
    fc.integer({ min: toDay('2024-01-20'), max: toDay('2024-03-10') }),
    fc.integer({ min: toDay('2025-02-20'), max: toDay('2025-04-10') }),
  ),
  days: fc.nat(40),
  cents: fc.oneof({ weight: 20, arbitrary: fc.integer({ min: -500_00, max: 5_000_00 }) }, fc.constant(2 ** 40)),
  volume: fc.nat(60),
  tariffCents: fc.option(fc.nat(20_000), { freq: 5 }),
  reference: fc.oneof(
    { weight: 10, arbitrary: fc.stringMatching(/^[A-Z]{1,3}[0-9.-]{1,3}$/) },
    fc.constantFrom('R1', 'R1', '\u{1F600}', '\uFB01"', '\ud800x'),
  ),
  previous: fc.option(fc.constantFrom<string[]>('V1', 'é'), { freq: 3 }),
  isRefused: fc.constantFrom(false, false, false, true),
});

/** Head of a declaration, and how far it was decided. */
export interface StoryDeclaration {
  readonly provider: string;
  readonly municipality: string;
  readonly period: string;
  readonly isDecided: boolean;
  readonly isTwofold: boolean;
}

/** A line as declared. */
export type Line = typeof line extends fc.Arbitrary<infer One> ? One : never;

/** Adds a declaration with its lines. */
export function declare(
  story: Story,
  { isDecided, isTwofold, ...about }: StoryDeclaration,
  lines: readonly Line[],
): void {
  const stream = `zhz.declaration-${story.events.length}`;
  const message = { messageId: 'D1', messageDate: '2025-03-05', number: 'N1', declarationDate: '2025-03-05' };
  const head = { ...about, ...message, submittedCents: 0, lineCount: lines.length, message: 'ab'.repeat(32) };
  story.add(stream, 'finance.declaration-received.v1', head);
  const decided = lines.map(({ product: { category, code, unit }, ...each }, place) => ({
    place,
    reference: each.reference,
    previous: each.previous,
    youth: each.youth === null ? null : youthId(each.youth),
    assignment: (each.youth ?? 1) * 10 + each.number,
    category,
    code,
    from: fromDay(each.from),
    to: fromDay(each.from + each.days),
    volume: each.volume,
    unit,
    tariffCents: each.tariffCents,
    cents: each.cents,
    codes: each.isRefused ? ['9307'] : [],
  }));
  const cut = isTwofold ? Math.ceil(decided.length / 2) : decided.length;
  for (const [part, own] of [decided.slice(0, cut), decided.slice(cut)].entries())
    if (own.length > 0) story.add(stream, 'finance.declaration-lines-decided.v1', { part, lines: own });
  if (!isDecided) return;
  const answer = { approvedCents: 0, approvedLines: 0, rejectedLines: 0, answerId: 'A1', answerDate: '2025-03-06' };
  const codes = { headerCodes: ['0200'], declarationCodes: [], clientCodes: {} };
  story.add(stream, 'finance.declaration-decided.v1', { ...codes, ...answer });
}
