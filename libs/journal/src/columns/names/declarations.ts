import { parseMonth, type Month } from '@regieboek/kernel';
import type { Dictionary } from './dictionary.js';
import type { OtherTable } from '../encode/segment.js';
import { at, NONE } from '../tables/table.js';

const RECEIVED = 'finance.declaration-received.v1';
const DECIDED = 'finance.declaration-decided.v1';

/** Declarations of one month that were decided at a position, by number; in memory that workers can share. */
export interface MonthDeclarations {
  /** 1 for a declaration of the month that counts. */
  readonly counts: Uint8Array;
  /** 1 for a declaration of any month that counts. */
  readonly decided: Uint8Array;
  /** Months of received declarations, in order. */
  readonly months: readonly Month[];
  /** Words of the provider, and of the municipality that received it and pays. */
  readonly provider: Int32Array;
  readonly payer: Int32Array;
}

/** Months of declarations and, if limited to one provider, its word. */
export interface DeclaredMonths {
  readonly from: Month;
  readonly to: Month;
  readonly provider?: number | undefined;
}

/** Properties of declarations by number, with the words they refer to. */
export interface DeclarationNames {
  readonly declarations: Pick<Dictionary, 'size'>;
  readonly words: Pick<Dictionary, 'find'>;
  /** Month, and words of the provider and of the municipality that received it; by number. */
  readonly periods: readonly string[];
  readonly providers: readonly number[];
  readonly payers: readonly number[];
}

/** Parses months, of which many are equal. Throws TypeError on a text that is not a month. */
function monthsOf(texts: readonly string[]): Month[] {
  const months = new Map<string, Month>();
  return texts.map((text) => {
    const month = months.get(text) ?? parseMonth(text);
    if (!month)
      throw new TypeError(`a declaration has ${JSON.stringify(text)} instead of a month: rebuild the segments`);
    months.set(text, month);
    return month;
  });
}

function sharedInts(numbers: readonly number[]): Int32Array {
  const ints = new Int32Array(new SharedArrayBuffer(numbers.length * 4));
  ints.set(numbers);
  return ints;
}

/**
 * Positions at which the declarations of a region were received and decided, by number: read once, queried for every
 * month.
 */
export class Declarations {
  readonly #periods: readonly Month[];
  readonly #provider: Int32Array;
  readonly #payer: Int32Array;
  /** Position of the receipt event; -1 when there was none. */
  readonly #received: Int32Array;
  /** Position of the decision event; -1 before that. */
  readonly #decided: Int32Array;

  /** `tables`: rows without columns of all segments, in order. */
  constructor(tables: Iterable<OtherTable>, { declarations: { size }, words, ...names }: DeclarationNames) {
    this.#periods = monthsOf(names.periods);
    this.#provider = sharedInts(names.providers);
    this.#payer = sharedInts(names.payers);
    this.#received = new Int32Array(size).fill(NONE);
    this.#decided = new Int32Array(size).fill(NONE);
    const types = { received: words.find(RECEIVED), decided: words.find(DECIDED) };
    for (const table of tables) this.#read(table, types);
  }

  /** Rows without a youth come first, in order of position. A declaration is received and decided once. */
  #read({ column, rows }: OtherTable, types: Readonly<Record<'received' | 'decided', number | undefined>>): void {
    for (let row = 0; row < rows && at(column.youth, row) === NONE; row += 1) {
      const declaration = at(column.declaration, row);
      const type = at(column.type, row);
      const positions = type === types.received ? this.#received : type === types.decided ? this.#decided : null;
      if (positions && declaration !== NONE && at(positions, declaration) === NONE)
        positions[declaration] = at(column.position, row);
    }
  }

  /** The declarations of a month that were decided at a position; a partly decided one does not count. */
  of(period: string, upTo: number): MonthDeclarations {
    const counts = new Uint8Array(new SharedArrayBuffer(this.#decided.length));
    const decided = new Uint8Array(new SharedArrayBuffer(this.#decided.length));
    for (let number = 0; number < counts.length; number += 1) {
      const position = at(this.#decided, number);
      if (position === NONE || position > upTo) continue;
      decided[number] = 1;
      if (this.#periods[number] === period) counts[number] = 1;
    }
    return { counts, decided, months: this.months(upTo), provider: this.#provider, payer: this.#payer };
  }

  /** Months of declarations received at a position, in order. */
  months(upTo: number): Month[] {
    const months = new Set<Month>();
    for (const [number, month] of this.#periods.entries()) if (this.#isReceived(number, upTo)) months.add(month);
    return [...months].sort();
  }

  /** Number of declarations of some months that were received but not decided at a position; of one provider or all. */
  undecided({ from, to, provider }: DeclaredMonths, upTo: number): number {
    let undecided = 0;
    for (const [number, month] of this.#periods.entries()) {
      const isAsked =
        from <= month && month <= to && (provider ?? at(this.#provider, number)) === at(this.#provider, number);
      const decided = at(this.#decided, number);
      if (isAsked && this.#isReceived(number, upTo) && (decided === NONE || decided > upTo)) undecided += 1;
    }
    return undecided;
  }

  /** Month of a received declaration. */
  monthOf(number: number): Month {
    const month = this.#periods[number];
    if (month === undefined) throw new RangeError(`declaration ${number} was never received: rebuild the segments`);
    return month;
  }

  #isReceived(number: number, upTo: number): boolean {
    const received = at(this.#received, number);
    return received !== NONE && received <= upTo;
  }
}
