/** The work list of a reconciliation by columns: the only lines that become objects. */
import { at, NONE, stableOrder, type MonthLines } from '@regieboek/journal';
import { DeclaredRows } from '../domain/reconcile-declared-rows.js';
import { basisAt } from '../domain/reconcile-expected-rows.js';
import type { ReconciledPart } from '../domain/reconcile-part.js';
import { declaredClasses } from '../domain/reconcile.js';
import { inWorkOrder, type WorkItem } from './work-list.js';
import { WorkTexts } from './work-texts.js';

class WorkColumns {
  readonly items: WorkItem[] = [];
  /** Youth of each item, and its row among the declared lines or -1. */
  readonly youths: number[] = [];
  readonly rows: number[] = [];
  readonly #texts: WorkTexts;
  readonly #declared: DeclaredRows;

  constructor(private readonly lines: MonthLines) {
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
    this.youths.push(at(column.youth, row));
    this.rows.push(row);
    this.items.push({
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
    if (!offer || !place) throw new RangeError(`expected line ${row} names an offer or a place that does not exist`);
    const cents = values.cents[row] ?? 0;
    this.youths.push(at(values.youth, row));
    this.rows.push(NONE);
    this.items.push({
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

  /** Less than 0 when an item goes before another of the same content: a declared one first, by precedence. */
  #tie(a: number, b: number): number {
    const [row, other] = [this.rows[a] ?? NONE, this.rows[b] ?? NONE];
    if (row === NONE || other === NONE) return Number(row === NONE) - Number(other === NONE) || a - b;
    return this.#declared.precedence(row, other);
  }

  /** The items in order of work. */
  inOrder(): WorkItem[] {
    const { items } = this;
    const keys = sortKeys(items);
    const order = byKeys(keys, items.length);
    const compare = (a: number, b: number): number => {
      const [one, other] = [items[a], items[b]];
      return one && other ? inWorkOrder(one, other) || this.#tie(a, b) : 0;
    };
    // Only items of one provider and day whose youths begin alike are compared.
    for (let from = 0; from < order.length;) {
      let to = from + 1;
      while (to < order.length && isSame(keys, at(order, from), at(order, to))) to += 1;
      if (to - from > 1) order.subarray(from, to).sort(compare);
      from = to;
    }
    return Array.from(order, (index) => items[index]).filter((item) => item !== undefined);
  }
}

/** Numbers by which items are in order: provider and first day, and how the pseudonym of the youth begins. */
interface SortKeys {
  readonly place: Int32Array;
  readonly youth: Int32Array;
}

const isSame = ({ place, youth }: SortKeys, a: number, b: number): boolean =>
  at(place, a) === at(place, b) && at(youth, a) === at(youth, b);

/** Ranks of texts in order. */
function ranksOf(texts: Iterable<string>): Map<string, number> {
  return new Map([...new Set(texts)].sort().map((text, rank) => [text, rank]));
}

function sortKeys(items: readonly WorkItem[]): SortKeys {
  const days = ranksOf(items.map(({ from }) => from));
  const providers = ranksOf(items.map(({ provider }) => provider));
  const place = new Int32Array(items.length);
  const youth = new Int32Array(items.length);
  for (const [index, item] of items.entries()) {
    place[index] = (providers.get(item.provider) ?? 0) * days.size + (days.get(item.from) ?? 0);
    youth[index] = item.youth === null ? NONE : beginningOf(item.youth);
  }
  return { place, youth };
}

const DELETE = 0x7f;

/** The first four characters as a number in the order of texts; all that is no ASCII comes last, and compares equal. */
function beginningOf(text: string): number {
  let [number, isBeyond] = [0, false];
  for (let index = 0; index < 4; index += 1) {
    const code = index < text.length ? text.charCodeAt(index) : 0;
    isBeyond ||= code > DELETE;
    number = number * 0x80 + (isBeyond ? DELETE : code);
  }
  return number;
}

function byKeys({ place, youth }: SortKeys, rows: number): Int32Array {
  const byYouth = stableOrder(youth, rows);
  const byPlace = stableOrder(
    byYouth.map((index) => at(place, index)),
    rows,
  );
  return byPlace.map((index) => at(byYouth, index));
}

/** What has to be looked at of all parts, by provider, first day, youth and product: as `workListOf` has it. */
export function workOf(parts: readonly ReconciledPart[], lines: MonthLines): WorkItem[] {
  const work = new WorkColumns(lines);
  for (const part of parts) work.add(part);
  return work.inOrder();
}
