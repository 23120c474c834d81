/** Declared and expected lines for tests. */
import { fromDay, monthOf, toDay, type CalendarDate } from '@regieboek/kernel';
import type { DeclaredLine } from '../src/domain/reconciliation/declared/declared.js';
import type { ExpectedLine } from '../src/domain/reconciliation/expected/expected.js';

const day = (text: string): CalendarDate => fromDay(toDay(text));
const youth = '8e1a4a36-6bd0-4ad0-8a05-000000000001';

/** A declared line: 28 nights of February 2025 at 100.00, approved, unless said otherwise. */
export const declaredLine = (over: Partial<DeclaredLine> = {}): DeclaredLine => ({
  provider: '99990001',
  municipality: '0505',
  declaration: 'zhz.declaration-1',
  period: monthOf(toDay('2025-02-01')),
  sequence: 0,
  place: 0,
  reference: 'P1',
  previous: null,
  youth,
  assignment: 1,
  category: '44',
  code: '44A09',
  from: day('2025-02-01'),
  to: day('2025-02-28'),
  volume: 28,
  unit: '14',
  tariffCents: 10_000,
  cents: 280_000,
  codes: [],
  ...over,
});

/** Period of a declared line. */
export const spanning = (from: string, to: string) => ({ from: day(from), to: day(to) });

/** What is expected where `declaredLine` is declared. */
export const expectedLine = (over: Partial<ExpectedLine> = {}): ExpectedLine => ({
  youth,
  provider: '99990001',
  municipality: '0505',
  assignment: 1,
  category: '44',
  code: '44A09',
  month: monthOf(toDay('2025-02-01')),
  from: toDay('2025-02-01'),
  to: toDay('2025-02-28'),
  unit: '14',
  basis: 'counted-days',
  volume: 28,
  tariffCents: 10_000,
  cents: 280_000,
  // What is expected is the most that may be declared, unless a test says otherwise.
  most: over.unit === '83' ? (over.cents ?? 280_000) : (over.volume ?? 28),
  ...over,
});
