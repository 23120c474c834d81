/** The work list of a reconciliation by columns: the only lines that become objects. */
import { at, NONE, stableOrder, type MonthLines } from '@regieboek/journal';
import type { Day } from '@regieboek/kernel';
import { DeclaredRows } from '../../domain/reconciliation/declared/rows.js';
import { basisAt } from '../../domain/reconciliation/expected/rows.js';
import type { ReconciledPart } from '../../domain/reconciliation/part.js';
import { declaredClasses } from '../../domain/reconciliation/reconcile.js';
import { inWorkOrder, type WorkItem } from './list.js';
import { WorkTexts } from './texts.js';

class WorkColumns {
  readonly #items: WorkItem[] = [];
  /** Row of each item among the declared lines or -1, and the numbers by which it comes before others. */
  readonly #rows: Int32Array;
  readonly #keys: SortKeys;
  readonly #providers = new Providers();
  readonly #texts: WorkTexts;
  readonly #declared: DeclaredRows;

  constructor(
    private readonly lines: MonthLines,
    items: number,
  ) {
    this.#rows = new Int32Array(items);
    this.#keys = { provider: new Int32Array(items), day: new Int32Array(items), youth: new Int32Array(items) };
    this.#texts = new WorkTexts(lines);
    this.#declared = new DeclaredRows(lines);
  }

  add(part: ReconciledPart): void {
    for (let index = 0; index < part.declared.rows.length; index += 1) this.#declaredItem(part, index);
    for (let row = 0; row < part.undeclared.rows; row += 1) this.#undeclaredItem(part, row);
  }

  #declaredItem({ declared: left }: ReconciledPart, index: number): void {
    const row = at(left.rows, index);
    const { column } = this.lines.lines;
    const [declared, texts] = [this.#declared, this.#texts];
    const wide = declared.wide.size > 0 ? declared.wide.get(row) : undefined;
    const outcome = declaredClasses[left.outcome[index] ?? 0] ?? 'unknown';
    const basis = basisAt(left.basis[index] ?? NONE);
    const cents = declared.cents(row);
    const expectedCents = left.cents[index] ?? 0;
    this.#push(row, at(column.from, row), {
      outcome: outcome === 'matched' ? 'refused' : outcome,
      provider: texts.word(declared.provider(row)),
      municipality: texts.municipality(row),
      youth: texts.youth(at(column.youth, row)),
      assignment: declared.assignment(row),
      category: texts.word(at(column.category, row)),
      code: texts.word(at(column.code, row)),
      from: texts.day(at(column.from, row)),
      to: texts.day(at(column.to, row)),
      unit: texts.word(at(column.unit, row)),
      reference: wide?.reference ?? texts.reference(row),
      codes: texts.codes(at(column.codes, row)),
      basis,
      declaredVolume: declared.volume(row),
      expectedVolume: basis === null ? null : (left.volume[index] ?? 0),
      declaredCents: cents,
      expectedCents: basis === null ? null : expectedCents,
      differenceCents: cents - (basis === null ? 0 : expectedCents),
    });
  }

  #undeclaredItem({ undeclared: values, offers, places }: ReconciledPart, row: number): void {
    const offer = offers[at(values.offer, row)];
    const place = places[at(values.place, row)];
    if (!offer || !place) throw new RangeError(`expected line ${row} refers to an unknown offer or place`);
    const cents = values.cents[row] ?? 0;
    this.#push(NONE, at(values.from, row), {
      outcome: 'undeclared',
      provider: offer.provider,
      municipality: place.municipality,
      youth: this.#texts.youth(at(values.youth, row)),
      assignment: values.assignment[row] ?? 0,
      category: offer.category,
      code: offer.code,
      from: this.#texts.day(at(values.from, row)),
      to: this.#texts.day(at(values.to, row)),
      unit: offer.unit,
      reference: null,
      codes: '',
      basis: basisAt(values.basis[row] ?? NONE),
      declaredVolume: null,
      expectedVolume: values.volume[row] ?? 0,
      declaredCents: null,
      expectedCents: cents,
      differenceCents: 0 - cents,
    });
  }

  #push(row: number, day: Day, item: WorkItem): void {
    const index = this.#items.push(item) - 1;
    this.#rows[index] = row;
    this.#keys.provider[index] = this.#providers.add(item.provider);
    this.#keys.day[index] = day;
    this.#keys.youth[index] = item.youth === null ? NONE : beginningOf(item.youth);
  }

  /** Negative when an item precedes another of the same content: declared ones first, by precedence. */
  #tie(a: number, b: number): number {
    const [row, other] = [at(this.#rows, a), at(this.#rows, b)];
    if (row === NONE || other === NONE) return Number(row === NONE) - Number(other === NONE) || a - b;
    return this.#declared.precedence(row, other);
  }

  /** The items in order of work. */
  inOrder(): WorkItem[] {
    const items = this.#items;
    const keys = { ...this.#keys, provider: this.#providers.ranksOf(this.#keys.provider) };
    const order = byKeys(keys);
    const compare = (a: number, b: number): number => {
      const [one, other] = [items[a], items[b]];
      return one && other ? inWorkOrder(one, other) || this.#tie(a, b) : 0;
    };
    // Only items of one provider and day whose youths begin alike are compared.
    for (let from = 0; from < order.length;) {
      let to = from + 1;
      while (to < order.length && isSame(keys, at(order, from), at(order, to))) to += 1;
      if (to - from > 1) settle(order.subarray(from, to), compare);
      from = to;
    }
    const sorted: WorkItem[] = [];
    for (let place = 0; place < order.length; place += 1) {
      const item = items[at(order, place)];
      if (item) sorted.push(item);
    }
    return sorted;
  }

  /** Number of items of a provider. */
  count(provider: string): number {
    return this.#providers.count(provider);
  }
}

/** Providers by number, in order of first appearance. */
class Providers {
  readonly #numbers = new Map<string, number>();
  readonly #counts: number[] = [];
  #last: string | undefined;
  #number = NONE;

  /** Counts an item of a provider; returns the number of the provider. */
  add(provider: string): number {
    if (provider !== this.#last) {
      this.#last = provider;
      this.#number = this.#numbers.get(provider) ?? this.#numbers.size;
      this.#numbers.set(provider, this.#number);
    }
    this.#counts[this.#number] = (this.#counts[this.#number] ?? 0) + 1;
    return this.#number;
  }

  /** Number of items of a provider. */
  count(provider: string): number {
    return this.#counts[this.#numbers.get(provider) ?? NONE] ?? 0;
  }

  /** Rank of providers, given by number, in order of their codes. */
  ranksOf(numbers: Int32Array): Int32Array {
    const ranks = new Int32Array(this.#numbers.size);
    const texts = [...this.#numbers].sort(([a], [b]) => (a < b ? -1 : 1));
    for (const [rank, [, number]] of texts.entries()) ranks[number] = rank;
    return numbers.map((number) => at(ranks, number));
  }
}

/** Numbers by which items are in order: provider, first day, and how the pseudonym of the youth begins. */
interface SortKeys {
  readonly provider: Int32Array;
  readonly day: Int32Array;
  readonly youth: Int32Array;
}

const isSame = ({ provider, day, youth }: SortKeys, a: number, b: number): boolean =>
  at(youth, a) === at(youth, b) && at(day, a) === at(day, b) && at(provider, a) === at(provider, b);

const DELETE = 0x7f;

/** The first four characters as a number in text order; characters outside ASCII come last and compare equal. */
function beginningOf(text: string): number {
  let number = 0;
  let isBeyond = false;
  for (let index = 0; index < 4; index += 1) {
    const code = index < text.length ? text.charCodeAt(index) : 0;
    isBeyond ||= code > DELETE;
    number = number * 0x80 + (isBeyond ? DELETE : code);
  }
  return number;
}

/** Sorts some places: mostly two, often already in order. */
function settle(places: Int32Array, compare: (a: number, b: number) => number): void {
  if (places.length > 2 || compare(at(places, 0), at(places, 1)) > 0) places.sort(compare);
}

/** Places of items in order of their keys: by the last key first, since each order keeps that of equals. */
function byKeys({ provider, day, youth }: SortKeys): Int32Array {
  let order = stableOrder(youth, youth.length);
  for (const keys of [day, provider]) {
    const before = order;
    const byKey = stableOrder(
      before.map((index) => at(keys, index)),
      before.length,
    );
    order = byKey.map((index) => at(before, index));
  }
  return order;
}

/** A work list, and how many items of it each provider has. */
export interface Work {
  readonly items: readonly WorkItem[];
  readonly itemsOf: (provider: string) => number;
}

/** Items to review of all parts, by provider, first day, youth and product, with a total order. */
export function workOf(parts: readonly ReconciledPart[], lines: MonthLines): Work {
  const items = parts.reduce((sum, { declared, undeclared }) => sum + declared.rows.length + undeclared.rows, 0);
  const work = new WorkColumns(lines, items);
  for (const part of parts) work.add(part);
  return { items: work.inOrder(), itemsOf: (provider) => work.count(provider) };
}
