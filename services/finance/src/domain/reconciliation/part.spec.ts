import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { sized } from '@regieboek/kernel/testing';
import {
  lineShares,
  monthCare,
  monthColumns,
  monthLines,
  RegionHistory,
  type MonthsQuestion,
} from '@regieboek/journal';
import { regions, segmentsOf, type StoryEvent } from '@regieboek/journal/testing';
import { more, told } from '../../../test/region-to-reconcile.js';
import { parseMonth, type Month } from '@regieboek/kernel';
import { declaredLines } from '../../../test/oracle/declared-lines.js';
import { expectedLines } from '../../../test/oracle/expected-lines.js';
import { figuresOf } from '../../../test/oracle/figures.js';
import { reconcile, type Reconciliation } from '../../../test/oracle/reconcile.js';
import { figuresWork } from '../../reconciliation/figures.js';
import { declaredClasses } from './reconcile.js';

const month = (text: string): Month => {
  const parsed = parseMonth(text);
  if (!parsed) throw new Error(`no month ${text}`);
  return parsed;
};

/** Months from segments of at most `size` events each, in this many shares of youths. */
function byColumns(events: readonly StoryEvent[], { size, shares }: Asked, question: MonthsQuestion) {
  const { source, rows, declarations, youths, regionAt } = segmentsOf(events, size);
  const known = { region: regionAt(question.upTo), names: rows };
  const lines = monthLines(source, question, declarations, known);
  const all = { ...lines, care: monthCare(source, lines), marks: figuresWork.marks(lines) };
  const parts = lineShares(lines.lines, shares, youths).map((share) => figuresWork.part(monthColumns(all, share)));
  return { figures: figuresWork.answer(parts, lines), parts, undecided: lines.undecided };
}

/** The result of the rules over facts for the same months: the region as `Reconciliations` asked for it before columns. */
function byObjects(events: readonly StoryEvent[], { from, to, upTo, provider }: MonthsQuestion) {
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

/** Number of lines that are undone, or undo another, across youths. */
function creditedApart({ declared }: Reconciliation): number {
  const credited = declared.filter(({ isCredited }) => isCredited);
  const youths = new Map(credited.map(({ line }) => [`${line.declaration}/${line.reference}`, line.youth]));
  return credited.filter(({ line }) => {
    const debit = youths.get(`${line.declaration}/${line.previous}`);
    return debit !== undefined && debit !== line.youth;
  }).length;
}

describe('a reconciliation by columns', () => {
  it('equals the reconciliation over objects for any region, months, position and provider (R22)', () => {
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
        count('of youths apart, undone', creditedApart(wanted.reconciled));
        for (const one of wanted.reconciled.declared) count(one.isCredited ? 'credited' : one.outcome, 1);
        for (const one of wanted.reconciled.expected) count(`expected ${one.outcome} ${one.line.basis}`, 1);
        count('undecided', wanted.undecided);
        count('refused', wanted.figures.items.filter(({ outcome }) => outcome === 'refused').length);
      }),
      { seed: 20250322, numRuns: sized(250, 1_500) },
    );
    // Otherwise equality would prove nothing about the column rules, the rules over facts, or a class of lines.
    expect(Math.min(youths.columns, youths.objects)).toBeGreaterThan(sized(100, 300));
    const bases = ['counted-days', 'assigned-volume', 'care-only'];
    const classes = [
      ...declaredClasses,
      'credited',
      'refused',
      'undecided',
      'in more than one part',
      'of youths apart, undone',
    ];
    const wanted = [
      ...classes,
      ...bases.flatMap((basis) => [`expected matched ${basis}`, `expected undeclared ${basis}`]),
    ];
    expect(wanted.filter((name) => (lines.get(name) ?? 0) < sized(15, 50))).toEqual([]);
  });
});
