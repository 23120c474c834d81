import type { MonthNumbers } from './numbers.js';
import { careKinds, type CareTable } from '../encode/segment.js';
import { at, NONE } from '../tables/table.js';

const STARTED = careKinds.indexOf('care-started');
const STOPPED = careKinds.indexOf('care-stopped');

/** Fields of an open start: the place of the next one of its youth, and the values that a stop refers to. */
const NEXT = 0;
const [BEGIN, ASSIGNMENT, PROVIDER, MUNICIPALITY] = [1, 2, 3, 4];
const NUMBERS = 5;

const grown = (numbers: Int32Array, length: number): Int32Array => {
  const more = new Int32Array(Math.max(numbers.length * 2, length)).fill(NONE);
  more.set(numbers);
  return more;
};

/**
 * Youths who may be in care in some months: those with a start that no stop ended before them. Rows are read once, in
 * log order per youth. Everyone in care is found; the result may include others.
 */
export class OpenCare {
  /** 1 for a youth who may be in care regardless of other rows. */
  #isFound = new Uint8Array(0);
  /** Place of the first open start of each youth; -1 when there is none. */
  #first: Int32Array = new Int32Array(0);
  #open: Int32Array = new Int32Array(NUMBERS * 1_024);
  #end = 0;
  /** Place of an ended start, to be reused. */
  #free = NONE;

  constructor(
    private readonly months: MonthNumbers,
    private readonly upTo: number,
  ) {}

  /** Marks a youth for another reason. */
  find(youth: number): void {
    this.#reserve(youth);
    this.#isFound[youth] = 1;
  }

  /** Reads the care of the next segment. */
  read({ column, rows }: CareTable): void {
    this.#reserve(column.youth[rows - 1] ?? NONE);
    const { first, last } = this.months;
    for (let row = 0; row < rows; row += 1) {
      if (at(column.position, row) > this.upTo) continue;
      const kind = at(column.kind, row);
      const isInTime = at(column.begin, row) <= last;
      if (kind === STARTED) {
        if (isInTime && at(column.assignment, row) !== NONE) this.#start(column, row);
      } else if (kind !== STOPPED) this.#isFound[at(column.youth, row)] = 1;
      else if (at(column.end, row) < first) this.#stop(column, row);
      else if (isInTime) this.#isFound[at(column.youth, row)] = 1;
    }
  }

  #reserve(youth: number): void {
    if (youth < this.#first.length) return;
    this.#first = grown(this.#first, youth + 1);
    const isFound = new Uint8Array(this.#first.length);
    isFound.set(this.#isFound);
    this.#isFound = isFound;
  }

  #start(column: CareTable['column'], row: number): void {
    const youth = at(column.youth, row);
    const place = this.#room();
    this.#open[place + NEXT] = at(this.#first, youth);
    this.#open[place + BEGIN] = at(column.begin, row);
    this.#open[place + ASSIGNMENT] = at(column.assignment, row);
    this.#open[place + PROVIDER] = at(column.provider, row);
    this.#open[place + MUNICIPALITY] = at(column.municipality, row);
    this.#first[youth] = place;
  }

  #room(): number {
    const free = this.#free;
    if (free !== NONE) {
      this.#free = at(this.#open, free + NEXT);
      return free;
    }
    if (this.#end + NUMBERS > this.#open.length) this.#open = grown(this.#open, this.#end + NUMBERS);
    this.#end += NUMBERS;
    return this.#end - NUMBERS;
  }

  /** Ends the starts that a stop refers to. */
  #stop(column: CareTable['column'], row: number): void {
    const youth = at(column.youth, row);
    let before = NONE;
    for (let place = at(this.#first, youth); place !== NONE;) {
      const next = at(this.#open, place + NEXT);
      if (this.#isNamed(place, column, row)) {
        if (before === NONE) this.#first[youth] = next;
        else this.#open[before + NEXT] = next;
        this.#open[place + NEXT] = this.#free;
        this.#free = place;
      } else before = place;
      place = next;
    }
  }

  #isNamed(place: number, column: CareTable['column'], row: number): boolean {
    const open = this.#open;
    return (
      open[place + BEGIN] === column.begin[row] &&
      open[place + ASSIGNMENT] === column.assignment[row] &&
      open[place + PROVIDER] === column.provider[row] &&
      open[place + MUNICIPALITY] === column.municipality[row]
    );
  }

  /** 1 for every marked youth, by number. */
  found(): Uint8Array {
    const found = this.#isFound.slice();
    for (let youth = 0; youth < found.length; youth += 1) if (at(this.#first, youth) !== NONE) found[youth] = 1;
    return found;
  }
}
