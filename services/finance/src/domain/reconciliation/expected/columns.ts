/** Expected lines from columns; rare histories are computed by the rules over facts. */
import { CareSlots, RunRules, type CareSlot } from '@regieboek/billing';
import { at, youthHistory, type AssignmentTable, type MonthColumns, type Rows } from '@regieboek/journal';
import { firstDayOf, lastDayOf, OPEN, type Day, type Interval } from '@regieboek/kernel';
import { codesIn } from '../codes.js';
import { expectedOf, type ExpectedLine } from './expected.js';
import { assignedValue } from './assigned-value.js';
import { assignmentPart, basisNumber, ExpectedRows } from './rows.js';
import type { JoinNumbers } from '../numbers.js';
import { Prices, type Priced } from './prices.js';
import { TermsOf, type Terms } from './terms.js';

/** Events without columns that do not affect expected lines. */
const irrelevant: ReadonlySet<string> = new Set([
  'placements.youth-registered.v1',
  'placements.birth-date-corrected.v1',
  'placements.residence-fact-recorded.v1',
  'placements.residence-fact-withdrawn.v1',
  'placements.authorisation-recorded.v1',
  'placements.youth-erased.v1',
]);

/** Care on a valid assignment: its expected days, its prices, and the assigned volume. */
interface Expecting {
  readonly slot: CareSlot;
  readonly days: Interval;
  readonly priced: Priced;
  readonly terms: Terms;
  /** All days of the assignment. */
  readonly assigned: Interval;
}

interface Asked {
  readonly columns: MonthColumns;
  readonly numbers: JoinNumbers;
}

/** How the lines of each youth were computed. */
export interface ExpectedYouths {
  readonly columns: number;
  readonly objects: number;
}

class ExpectedColumns {
  readonly youths = { columns: 0, objects: 0 };
  readonly rows: ExpectedRows;
  /** Null for a region that was never defined: then the column rules have no input. */
  readonly #care: CareSlots | null;
  readonly #terms: TermsOf;
  readonly #prices: Prices;
  readonly #months: readonly Interval[];
  /** Per word of the event type. */
  readonly #irrelevant: boolean[] = [];
  readonly #byObjects: ReturnType<typeof expectedOf>;

  constructor(private readonly asked: Asked) {
    const { columns, numbers } = asked;
    const { region, names, care } = columns;
    const { months } = columns.months;
    this.rows = new ExpectedRows(numbers);
    this.#care = region.definition ? new CareSlots(new RunRules(region, names.words)) : null;
    this.#terms = new TermsOf(care.known.assignments.table, names);
    this.#prices = new Prices(columns, numbers);
    this.#months = months.map((month) => ({ from: firstDayOf(month), to: lastDayOf(month) }));
    const [from, to] = [months[0], months.at(-1)];
    this.#byObjects = from && to ? expectedOf(region.contracts, codesIn(region), { from, to }) : () => [];
  }

  run(): this {
    const { youths } = this.asked.columns.care;
    for (let index = 0; index < youths.length; index += 1) {
      if (this.#care && this.#isUsual(index, this.#care)) this.#byColumns(index, this.#care);
      else this.#byFacts(index);
      this.rows.endYouth();
    }
    return this;
  }

  /** Whether the column rules support everything about a youth; if so, reads its care. */
  #isUsual(index: number, slots: CareSlots): boolean {
    const { care } = this.asked.columns;
    const { table, starts } = care.known.other;
    for (let row = at(starts, index); row < at(starts, index + 1); row += 1)
      if (!this.#isIrrelevant(at(table.column.type, row))) return false;
    return slots.read(rowsOf(care.known.care, index), rowsOf(care.known.assignments, index));
  }

  #isIrrelevant(type: number): boolean {
    return (this.#irrelevant[type] ??= irrelevant.has(this.asked.columns.names.words.text(type)));
  }

  #byColumns(index: number, slots: CareSlots): void {
    this.youths.columns += 1;
    const { care } = this.asked.columns;
    const youth = at(care.youths, index);
    const assignments = rowsOf(care.known.assignments, index);
    for (let slot = 0; slot < slots.count; slot += 1) {
      const expecting = this.#expecting(slots.at(slot), assignments);
      if (!expecting) continue;
      for (let month = 0; month < this.#months.length; month += 1)
        if (expecting.priced.isDeclared[month]) this.#inMonth(youth, expecting, month);
    }
  }

  /** Expected lines of care on an assignment; null when its product has no price or the assignment is not valid. */
  #expecting(slot: CareSlot, assignments: Rows<AssignmentTable>): Expecting | null {
    const agreed = this.#prices.agreed(slot.provider);
    const product = slot.rules?.product;
    const { provider } = this.asked.columns.question;
    if (!agreed || !product || (provider !== undefined && provider !== agreed.provider)) return null;
    const row = assignmentOf(slot, assignments);
    if (row < 0) return null;
    const { column } = assignments.table;
    const from = Math.max(slot.from, at(column.from, row), agreed.days.from);
    const to = Math.min(slot.to, at(column.to, row), agreed.days.to);
    if (from > to || at(column.provider, row) !== slot.provider) return null;
    const terms = this.#terms.at(row);
    if (terms.isRemoved) return null;
    const assigned = { from: at(column.from, row), to: at(column.to, row) };
    return { slot, days: { from, to }, priced: this.#prices.priced(agreed, product), terms, assigned };
  }

  #inMonth(youth: number, { slot, days, priced, terms, assigned }: Expecting, month: number): void {
    const window = this.#months[month];
    if (!window) return;
    const isCounted = priced.unit === '14';
    const lastOfCare = isCounted && priced.countsNights && slot.to !== OPEN ? slot.to - 1 : slot.to;
    const first = Math.max(window.from, days.from);
    const last = Math.min(window.to, days.to, lastOfCare);
    for (const { cents: tariffCents, days: own } of priced.tariffs) {
      const [from, to] = [Math.max(first, own.from), Math.min(last, own.to)];
      if (from > to) continue;
      const value = isCounted
        ? counted(from, to, tariffCents)
        : assignedValue(terms, priced.unit, { days: { from, to }, assigned }, tariffCents);
      const row = this.#next({ youth, offer: priced.offer, place: this.asked.numbers.place(slot.municipality, month) });
      const { values } = this.rows;
      values.from[row] = from;
      values.to[row] = to;
      values.assignment[row] = slot.assignment;
      values.tariff[row] = tariffCents;
      this.#value(row, value);
    }
  }

  #next({ youth, offer, place }: { readonly youth: number; readonly offer: number; readonly place: number }): number {
    const row = this.rows.next();
    const { values } = this.rows;
    values.youth[row] = youth;
    values.offer[row] = offer;
    values.place[row] = place;
    return row;
  }

  #value(row: number, value: Pick<ExpectedLine, 'basis' | 'volume' | 'cents' | 'most'>): void {
    const { basis, volume, cents, most } = value;
    const { values } = this.rows;
    values.basis[row] = basisNumber(basis);
    values.volume[row] = volume;
    values.cents[row] = cents;
    values.most[row] = most;
  }

  /** The same by the rules over facts. */
  #byFacts(index: number): void {
    this.youths.objects += 1;
    const { columns, numbers } = this.asked;
    const { provider } = columns.question;
    const history = youthHistory(columns.care.known, index, columns.names);
    if (!history) return;
    const youth = at(columns.care.youths, index);
    for (const line of this.#byObjects(history)) {
      if (provider !== undefined && line.provider !== provider) continue;
      const offer = numbers.offer(line.provider, line);
      const isWide = assignmentPart(line.assignment) !== line.assignment;
      const place = numbers.placeOf(line, isWide ? line.assignment : undefined);
      const row = this.#next({ youth, offer, place });
      const { values } = this.rows;
      values.from[row] = line.from;
      values.to[row] = line.to;
      values.assignment[row] = line.assignment;
      values.tariff[row] = line.tariffCents;
      this.#value(row, line);
    }
  }
}

const rowsOf = <Of>(
  { table, starts }: { readonly table: Of; readonly starts: Int32Array },
  index: number,
): Rows<Of> => ({
  table,
  from: at(starts, index),
  to: at(starts, index + 1),
});

/** Row of the last decision on the assignment of care; -1 when there is none. */
function assignmentOf({ assignment, municipality }: CareSlot, { table, from, to }: Rows<AssignmentTable>): number {
  const { column } = table;
  let row = to - 1;
  while (row >= from && (at(column.number, row) !== assignment || at(column.municipality, row) !== municipality))
    row -= 1;
  return row < from ? -1 : row;
}

function counted(from: Day, to: Day, tariffCents: number) {
  const volume = to - from + 1;
  return { basis: 'counted-days', volume, cents: volume * tariffCents, most: volume } as const;
}

/** Expected lines of some months, as columns. */
export function expectedRows(asked: Asked): { readonly rows: ExpectedRows; readonly youths: ExpectedYouths } {
  const { rows, youths } = new ExpectedColumns(asked).run();
  return { rows, youths };
}
