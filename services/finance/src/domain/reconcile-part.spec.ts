import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  contractsAt,
  Declarations,
  inMemory,
  lineShares,
  monthColumns,
  monthLines,
  RegionHistory,
  RegionNames,
  rowNames,
  SegmentBuilder,
  sideEvents,
  type MonthsQuestion,
  type Segment,
} from '@regieboek/journal';
import { regions, Story, type ToldEvent } from '@regieboek/journal/testing';
import { fromDay, parseMonth, type Month } from '@regieboek/kernel';
import { figuresOf, figuresWork } from '../reconciliation/figures.js';
import { declaredLines } from './reconcile-declared.js';
import { expectedLines, type ExpectedLine } from './reconcile-expected.js';
import { declaredClasses, reconcile } from './reconcile.js';

const month = (text: string): Month => {
  const parsed = parseMonth(text);
  if (!parsed) throw new Error(`no month ${text}`);
  return parsed;
};

/** Months from segments of at most `size` events each, in so many shares of youths. */
function byColumns(events: readonly ToldEvent[], { size, shares }: Asked, question: MonthsQuestion) {
  const names = new RegionNames();
  const segments: Segment[] = [];
  for (let from = 0; from < events.length; from += size) {
    const builder = new SegmentBuilder(names, from);
    for (const event of events.slice(from, from + size))
      builder.add({ ...event, id: `e${event.position}`, recordedAt: '2025-06-01T10:00:00.000Z' });
    segments.push(builder.build());
  }
  const rows = rowNames(names);
  const side = segments.flatMap((segment) => sideEvents(segment, rows));
  const declarations = new Declarations(
    segments.map(({ other }) => other),
    names,
  );
  const source = inMemory(segments);
  const known = { region: contractsAt(side, question.upTo), names: rows };
  const lines = monthLines(source, question, declarations, known);
  const marked = { ...lines, marks: figuresWork.marks(lines) };
  const parts = lineShares(lines.lines, shares, names.youths.size).map((share) =>
    figuresWork.part(monthColumns(source, marked, share)),
  );
  return { figures: figuresWork.answer(parts, lines), parts, undecided: lines.undecided };
}

/** What the rules over facts say of the same months: the region as `Reconciliations` asked for it before columns. */
function byObjects(events: readonly ToldEvent[], { from, to, upTo, provider }: MonthsQuestion) {
  const isAsked = (one: { readonly provider: string }) => provider === undefined || one.provider === provider;
  const history = new RegionHistory((head) => head.period >= from && isAsked(head));
  for (const event of events.slice(0, upTo)) history.apply(event);
  const range = { from, to };
  const reconciled = reconcile(declaredLines(history, range), expectedLines(history, range).filter(isAsked), range);
  const isUndecided = [...history.declarations.values()].filter(
    ({ head, outcome }) => outcome === null && head.period <= to,
  );
  return { figures: figuresOf(reconciled), reconciled, undecided: isUndecided.length };
}

const ranges = [
  ['2025-03', '2025-03'],
  ['2024-02', '2024-02'],
  ['2025-01', '2025-04'],
  ['2021-12', '2022-01'],
  ['2024-01', '2025-03'],
] as const;

interface Asked {
  readonly size: number;
  readonly shares: number;
}

const asked = fc.record({
  size: fc.integer({ min: 1, max: 40 }),
  shares: fc.constantFrom(1, 2, 3, 4),
  back: fc.oneof({ weight: 3, arbitrary: fc.constant(0) }, { weight: 1, arbitrary: fc.nat(20) }),
  range: fc.constantFrom(...ranges),
  provider: fc.constantFrom(undefined, undefined, undefined, '99990001', '99990009'),
});

/** What is agreed on top of the region: two tariffs in a month, euros, a lump sum; and what was assigned, in all ways. */
const more = fc.record({
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
        ] as const),
      ),
    }),
    { maxLength: 12 },
  ),
});

type More = typeof more extends fc.Arbitrary<infer One> ? One : never;

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

/** Lines that are declared after a line because of how it is declared. */
function followers(line: Declared, how: More['declared'][number]['how']): object[] {
  const next = { ...line, reference: `${line.reference}N`, codes: [] };
  const credit = { ...next, previous: line.reference, cents: 0 - line.cents };
  if (how === 'credited' || how === 'refused and credited') return [credit];
  if (how === 'credit credited')
    return [{ ...next, reference: `${line.reference}C`, previous: next.reference }, credit];
  if (how === 'credit repeated') return [{ ...credit, cents: credit.cents - 1 }, credit];
  if (how === 'repeated') return [line];
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
    decide(story, one, [line, ...followers(line, how)]);
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
function told(region: Story, question: MonthsQuestion, extra: More): ToldEvent[] {
  const { isPriced, isDefined, hasLumpSum, assigned, declared } = extra;
  const story = new Story();
  story.events.push(...region.events);
  if (isPriced) agree(story, hasLumpSum);
  for (const one of assigned) assign(story, one);
  declare(story, question, declared);
  return story.events
    .filter(({ type }) => isDefined || type !== 'contracts.region-defined.v1')
    .map((event, index) => ({ ...event, position: index + 1 }));
}

describe('a reconciliation by columns', () => {
  it('says of any region, months, position and provider what the reconciliation over objects says (R22)', () => {
    const youths = { columns: 0, objects: 0 };
    const lines = new Map<string, number>();
    const count = (name: string, more: number) => lines.set(name, (lines.get(name) ?? 0) + more);
    fc.assert(
      fc.property(regions, asked, more, (region, { size, shares, back, range: [from, to], provider }, extra) => {
        const months = { from: month(from), to: month(to), provider };
        const events = told(region, { ...months, upTo: 0 }, extra);
        const question = { ...months, upTo: Math.max(1, events.length - back) };
        const { figures, parts, undecided } = byColumns(events, { size, shares }, question);
        const wanted = byObjects(events, question);
        expect(figures).toEqual(wanted.figures);
        expect(undecided).toBe(wanted.undecided);
        for (const { youths: reckoned } of parts) {
          youths.columns += reckoned.columns;
          youths.objects += reckoned.objects;
        }
        count('in more than one part', Number(parts.length > 1));
        for (const one of wanted.reconciled.declared) count(one.isCredited ? 'credited' : one.outcome, 1);
        for (const one of wanted.reconciled.expected) count(`expected ${one.outcome} ${one.line.basis}`, 1);
        count('undecided', wanted.undecided);
        count('refused', wanted.figures.items.filter(({ outcome }) => outcome === 'refused').length);
      }),
      { seed: 20250322, numRuns: 1_500 },
    );
    // Otherwise equality would say nothing about the column rules, the rules over facts, or a class of lines.
    expect(Math.min(youths.columns, youths.objects)).toBeGreaterThan(300);
    const bases = ['counted-days', 'assigned-volume', 'care-only'];
    const classes = [...declaredClasses, 'credited', 'refused', 'undecided', 'in more than one part'];
    const wanted = [
      ...classes,
      ...bases.flatMap((basis) => [`expected matched ${basis}`, `expected undeclared ${basis}`]),
    ];
    expect(wanted.filter((name) => (lines.get(name) ?? 0) < 50)).toEqual([]);
  });
});
