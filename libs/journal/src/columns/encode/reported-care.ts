import type { AssignmentTable, CareTable } from './segment.js';
import { careKinds } from './segment.js';
import { at, NONE } from '../tables/table.js';

const STARTED = careKinds.indexOf('care-started');
const START_WITHDRAWN = careKinds.indexOf('care-start-withdrawn');

/**
 * Fields of an assignment: the place of the next one of its youth, its key, and the positions of start and withdrawal.
 */
const [NEXT, MUNICIPALITY, PROVIDER, ASSIGNMENT, STARTED_AT, WITHDRAWN_AT, BY_CATEGORY] = [0, 1, 2, 3, 4, 5, 6];
const NUMBERS = 7;

/** After every position. */
const NEVER = 0x7fffffff;

/** An assignment (toewijzing) as words: its number is unique per municipality (TR332). */
export interface AssignmentKey {
  readonly youth: number;
  readonly municipality: number;
  readonly provider: number;
  readonly assignment: number;
}

/**
 * Assignments with reported care, while segments are built. Finds lines that may be the only evidence of care: those
 * recorded before any start on their assignment, or after a start was withdrawn, and those on an assignment by
 * category, whose product they name. May report more lines than necessary, never fewer.
 */
export class ReportedCare {
  #first = new Int32Array(0);
  #pool = new Int32Array(NUMBERS * 1_024);
  #end = 0;

  /** Adds starts and assignments of the next segment. */
  add(care: CareTable, assignments: AssignmentTable): void {
    this.#addCare(care);
    this.#addAssignments(assignments);
  }

  /** Whether a line recorded at a position may be evidence of care that no message reports. */
  mayBeEvidence(key: AssignmentKey, position: number): boolean {
    const place = this.#find(key);
    if (place === NONE) return true;
    const pool = this.#pool;
    return (
      at(pool, place + STARTED_AT) > position ||
      at(pool, place + WITHDRAWN_AT) < position ||
      at(pool, place + BY_CATEGORY) === 1
    );
  }

  #addCare({ column, rows }: CareTable): void {
    for (let row = 0; row < rows; row += 1) {
      const kind = at(column.kind, row);
      const assignment = at(column.assignment, row);
      if ((kind !== STARTED && kind !== START_WITHDRAWN) || assignment === NONE) continue;
      const place = this.#placeOf({
        youth: at(column.youth, row),
        municipality: at(column.municipality, row),
        provider: at(column.provider, row),
        assignment,
      });
      const number = place + (kind === STARTED ? STARTED_AT : WITHDRAWN_AT);
      this.#pool[number] = Math.min(at(this.#pool, number), at(column.position, row));
    }
  }

  #addAssignments({ column, rows }: AssignmentTable): void {
    for (let row = 0; row < rows; row += 1) {
      if (at(column.code, row) !== NONE) continue;
      const place = this.#placeOf({
        youth: at(column.youth, row),
        municipality: at(column.municipality, row),
        provider: at(column.provider, row),
        assignment: at(column.number, row),
      });
      this.#pool[place + BY_CATEGORY] = 1;
    }
  }

  #find({ youth, municipality, provider, assignment }: AssignmentKey): number {
    if (youth >= this.#first.length) return NONE;
    const pool = this.#pool;
    for (let next = at(this.#first, youth); next !== 0;) {
      const place = next - 1;
      if (
        pool[place + ASSIGNMENT] === assignment &&
        pool[place + MUNICIPALITY] === municipality &&
        pool[place + PROVIDER] === provider
      )
        return place;
      next = at(pool, place + NEXT);
    }
    return NONE;
  }

  #placeOf(key: AssignmentKey): number {
    const found = this.#find(key);
    return found === NONE ? this.#insert(key) : found;
  }

  #insert({ youth, municipality, provider, assignment }: AssignmentKey): number {
    if (youth >= this.#first.length) this.#first = grown(this.#first, youth + 1);
    if (this.#end + NUMBERS > this.#pool.length) this.#pool = grown(this.#pool, this.#end + NUMBERS);
    const place = this.#end;
    this.#end += NUMBERS;
    // Places count from 1 in the chain of a youth: 0 ends it.
    this.#pool.set([at(this.#first, youth), municipality, provider, assignment, NEVER, NEVER, 0], place);
    this.#first[youth] = place + 1;
    return place;
  }
}

const grown = (numbers: Int32Array, length: number): Int32Array<ArrayBuffer> => {
  const more = new Int32Array(Math.max(numbers.length * 2, length, 1_024));
  more.set(numbers);
  return more;
};
