/** Random regions with lines declared in every way that a reconciliation tells apart. */
import fc from 'fast-check';
import type { MonthsQuestion } from '@regieboek/journal';
import { Story, youthId, type StoryEvent } from '@regieboek/journal/testing';
import { fromDay } from '@regieboek/kernel';
import type { ExpectedLine } from '../src/domain/reconciliation/expected/expected.js';
import { expectedLines } from './oracle/expected-lines.js';

/** What is agreed on top of the region: two tariffs in a month, euros, a lump sum; and what was assigned, in all ways. */
export const more = fc.record({
  isPriced: fc.boolean(),
  isDefined: fc.constantFrom(true, true, true, true, true, true, true, true, false),
  hasLumpSum: fc.boolean(),
  assigned: fc.array(
    fc.record({
      youth: fc.integer({ min: 1, max: 4 }),
      number: fc.constantFrom(1, 2, 3),
      municipality: fc.constantFrom('0505', '0505', '0611'),
      code: fc.constantFrom('45A04', '44A09', '50A01', null),
      from: fc.constantFrom('2023-08-01', '2025-03-10'),
      to: fc.constantFrom(null, '2025-03-20'),
      volume: fc.constantFrom(null, 0, 4, 40),
      frequency: fc.constantFrom('1', '2', '4', '6', null),
      budgetCents: fc.constantFrom(null, 50_000),
      reason: fc.constantFrom(null, null, null, '13', '01'),
      isStarted: fc.boolean(),
    }),
    { maxLength: 4 },
  ),
  declared: fc.array(
    fc.record({
      expected: fc.nat(40),
      how: fc.constantFrom(
        ...(['as it is', 'as it is', 'less', 'in minutes', 'more', 'refused', 'wide'] as const),
        ...([
          'credited',
          'refused and credited',
          'credit credited',
          'credit repeated',
          'repeated',
          'twice',
          'twice at other tariffs',
          'repeated for another',
          'credited for another',
        ] as const),
      ),
    }),
    { maxLength: 12 },
  ),
});

export type More = typeof more extends fc.Arbitrary<infer One> ? One : never;

const tariff = (from: string, to: string | null, cents: number) => ({ from, to, cents });

function agree(story: Story, hasLumpSum: boolean): void {
  const twice = { tariffs: [tariff('2015-01-01', '2025-03-14', 10_000), tariff('2025-03-15', null, 12_000)] };
  const products = [
    Story.product('45A04', 'ambulant', { unit: '04', ...twice }),
    Story.product('44A09', 'pleegzorg', twice),
    Story.product('44A10', 'gezinshuis', { counting: { method: 'PRESENCE', fundedAbsence: null } }),
    Story.product('50A01', 'ambulant', { unit: '83', tariffs: [] }),
  ];
  const whole = { id: 'L1', name: 'Vast', from: '2024-01-01', to: '2024-12-31', yearlyCents: 1, forms: ['pleegzorg'] };
  const key = { model: 'fixed', shares: { '0505': 1 } };
  story.contract({ products, lumpSums: hasLumpSum ? [{ ...whole, key }] : [] });
}

function assign(story: Story, { youth, number, isStarted, code, ...terms }: More['assigned'][number]): void {
  const key = { municipality: terms.municipality, provider: '99990001' };
  const assignment = youth * 10 + number;
  const category = code === null ? null : code.slice(0, 2);
  const decided = {
    ...terms,
    ...key,
    category,
    code,
    number: assignment,
    decidedAt: '2023-01-01T10:00:00',
    unit: null,
  };
  story.about(youth, 'assignment-decided', decided);
  if (isStarted) story.start('2023-09-01', { ...key, youth, assignment, category: null, code: null });
}

interface Declared {
  readonly reference: string;
  readonly tariffCents: number;
  readonly cents: number;
}

/** Lines that are declared after a line because of how it is declared; those for another are of the youth given. */
function followers(line: Declared, how: More['declared'][number]['how'], youth: string | null): object[] {
  const next = { ...line, reference: `${line.reference}N`, codes: [] };
  const credit = { ...next, previous: line.reference, cents: 0 - line.cents };
  if (how === 'credited' || how === 'refused and credited') return [credit];
  if (how === 'credit credited')
    return [{ ...next, reference: `${line.reference}C`, previous: next.reference }, credit];
  if (how === 'credit repeated') return [{ ...credit, cents: credit.cents - 1 }, credit];
  if (how === 'repeated') return [line];
  if (how === 'repeated for another') return [{ ...line, youth }];
  if (how === 'credited for another') return [{ ...credit, youth }];
  if (how === 'twice') return [next];
  return how === 'twice at other tariffs' ? [{ ...next, tariffCents: line.tariffCents + 1 }] : [];
}

/** Declares lines that are expected, as they are or otherwise. */
function declare(story: Story, { from, to }: MonthsQuestion, declared: More['declared']): void {
  const expected = expectedLines(story.history, { from, to });
  if (expected.length === 0) return;
  for (const [index, { expected: number, how }] of declared.entries()) {
    const one = expected[number % expected.length];
    if (!one) continue;
    const isInMinutes = how === 'in minutes' && one.unit === '04';
    const volume = isInMinutes
      ? one.volume * 60
      : Math.max(0, one.volume + (how === 'more' ? 1 : how === 'less' ? -1 : 0));
    const cents = how === 'wide' ? 2 ** 41 : one.unit === '83' ? one.cents : volume * one.tariffCents;
    const line = {
      ...{ reference: `E${index}`, previous: null, youth: one.youth, assignment: one.assignment },
      ...{ category: one.category, code: one.code, from: fromDay(one.from), to: fromDay(one.to), volume },
      unit: isInMinutes ? '01' : one.unit,
      tariffCents: isInMinutes ? Math.round(one.tariffCents / 60) : one.tariffCents,
      cents: isInMinutes ? one.volume * one.tariffCents : cents,
      codes: how.startsWith('refused') ? ['9322'] : [],
    };
    const another = number % 3 === 0 ? null : youthId((number % 4) + 1);
    decide(story, one, [line, ...followers(line, how, another)]);
  }
}

function decide(story: Story, { provider, municipality, month: period }: ExpectedLine, lines: readonly object[]): void {
  const stream = `zhz.declaration-of-${story.events.length}`;
  const message = { messageId: 'D1', messageDate: '2025-03-05', number: 'N1', declarationDate: '2025-03-05' };
  const head = { provider, municipality, period, ...message, submittedCents: 0, lineCount: lines.length };
  story.add(stream, 'finance.declaration-received.v1', { ...head, message: 'ab'.repeat(32) });
  const placed = lines.map((line, place) => ({ place, ...line }));
  story.add(stream, 'finance.declaration-lines-decided.v1', { part: 0, lines: placed });
  const answer = { approvedCents: 0, approvedLines: 0, rejectedLines: 0, answerId: 'A1', answerDate: '2025-03-06' };
  const codes = { headerCodes: ['0200'], declarationCodes: [], clientCodes: {} };
  story.add(stream, 'finance.declaration-decided.v1', { ...codes, ...answer });
}

/** The events of a region with more told on top. */
export function told(region: Story, question: MonthsQuestion, extra: More): StoryEvent[] {
  const { isPriced, isDefined, hasLumpSum, assigned, declared } = extra;
  const story = new Story();
  story.events.push(...region.events);
  if (isPriced) agree(story, hasLumpSum);
  for (const one of assigned) assign(story, one);
  declare(story, question, declared);
  return story.events
    .filter(({ type }) => isDefined || type !== 'contracts.region-defined.v1')
    .map((event, index) => ({ ...renamed(event), position: index + 1 }));
}

/** How pseudonyms begin, by the last digit of the youth: in another order than the youths come, two of them alike. */
const beginnings = ['8e1a4a36', 'c0ffee00', '1f0e8d77', 'c0ffee01', '00000001'];

/** An event about youths whose pseudonyms do not begin alike. */
function renamed(event: StoryEvent): StoryEvent {
  const data: unknown = JSON.parse(
    JSON.stringify(event.data).replace(
      /8e1a4a36(-6bd0-4ad0-8a05-\d{11}(\d))/g,
      (_, rest: string, digit: string) => (beginnings[Number(digit) % beginnings.length] ?? '') + rest,
    ),
  );
  return { ...event, data };
}
