import { GrowingTable } from '../tables/growing-table.js';
import {
  assignmentColumns,
  careColumns,
  factColumns,
  lineColumns,
  otherColumns,
  type AssignmentTable,
  type CareTable,
  type FactTable,
  type LineTable,
  type OtherTable,
  type Segment,
} from '../encode/segment.js';
import { at, NONE, type Table } from '../tables/table.js';

/** Youths with numbers from `least` up to, not including, `end`. */
export interface YouthRange {
  readonly least: number;
  readonly end: number;
}

/** All youths. */
export const allYouths: YouthRange = { least: 0, end: 0x7fffffff };

/** Rows of a table sorted by youth, with the first row of each selected youth and the end of the last. */
export interface ByYouth<Rows> {
  readonly table: Rows;
  readonly starts: Int32Array;
}

/** Rows of one youth in a table. */
export interface Rows<Of> {
  readonly table: Of;
  readonly from: number;
  readonly to: number;
}

/** First row whose youth number is at least `youth`, in an ascending column. */
export function rowOfYouth(youths: Int32Array, youth: number): number {
  let [low, high] = [0, youths.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (at(youths, middle) < youth) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Rows of a sorted table in a range of youths that were known at a position and are `wanted`. */
export function selected(
  { column }: Table<'youth' | 'position'>,
  { least, end }: YouthRange,
  upTo: number,
  wanted: (youth: number, row: number) => boolean,
): Int32Array {
  const [from, to] = [rowOfYouth(column.youth, least), rowOfYouth(column.youth, end)];
  const rows = new Int32Array(to - from);
  let count = 0;
  for (let row = from; row < to; row += 1) {
    if (at(column.position, row) > upTo || !wanted(at(column.youth, row), row)) continue;
    rows[count] = row;
    count += 1;
  }
  return rows.subarray(0, count);
}

/** Collects approved lines of the declarations that count, segment by segment. */
export class LineCollector {
  readonly #table = new GrowingTable(lineColumns);

  /** `counts`: 1 for every declaration that counts. `youths`: only lines of these; default all. */
  constructor(
    private readonly range: YouthRange,
    private readonly upTo: number,
    private readonly counts: Uint8Array,
    private readonly youths?: ReadonlySet<number>,
  ) {}

  /** Adds the lines of the next segment. */
  add(table: LineTable): void {
    const { declaration, codes } = table.column;
    const rows = selected(
      table,
      this.range,
      this.upTo,
      (youth, row) =>
        this.counts[at(declaration, row)] === 1 && at(codes, row) === NONE && (this.youths?.has(youth) ?? true),
    );
    this.#table.copy(table, rows, true);
  }

  /** The lines sorted by youth. */
  done(): LineTable {
    return this.#table.sortedBy('youth');
  }
}

/** Distinct youths of a table sorted by youth. */
export function youthsOf(column: Int32Array): Int32Array {
  const youths = new Int32Array(column.length);
  let count = 0;
  for (const youth of column) {
    if (count > 0 && at(youths, count - 1) === youth) continue;
    youths[count] = youth;
    count += 1;
  }
  return youths.slice(0, count);
}

/** All rows about the selected youths, table by table. */
export interface YouthRows {
  readonly facts: ByYouth<FactTable>;
  readonly care: ByYouth<CareTable>;
  readonly assignments: ByYouth<AssignmentTable>;
  readonly other: ByYouth<OtherTable>;
}

/** The same with lines that may be evidence of their care. */
export interface BilledYouthRows extends YouthRows {
  readonly evidence: ByYouth<LineTable>;
}

/** Tables of a segment that are about youths. */
export type YouthTables = Pick<Segment, 'facts' | 'care' | 'assignments' | 'other' | 'evidence'>;

/** Collects rows about some youths at a position, segment by segment. */
export class YouthCollector {
  readonly #facts = new GrowingTable(factColumns);
  readonly #care = new GrowingTable(careColumns);
  readonly #assignments = new GrowingTable(assignmentColumns);
  readonly #other = new GrowingTable(otherColumns);
  readonly #evidence = new GrowingTable(lineColumns);
  readonly #isWanted: Uint8Array;
  readonly #range: YouthRange;

  /** `youths`: numbers, ascending and distinct. `decided`: 1 for every declaration that counts. */
  constructor(
    private readonly youths: Int32Array,
    private readonly upTo: number,
    private readonly decided: Uint8Array,
  ) {
    const [least, last] = [at(youths, 0), at(youths, youths.length - 1)];
    this.#range = youths.length === 0 ? { least: 0, end: 0 } : { least, end: last + 1 };
    this.#isWanted = new Uint8Array(this.#range.end - this.#range.least);
    for (const youth of youths) this.#isWanted[youth - least] = 1;
  }

  /** Adds the next segment. */
  add({ facts, care, assignments, other, evidence }: YouthTables): void {
    this.#facts.copy(facts, this.#rows(facts), true);
    this.#care.copy(care, this.#rows(care), true);
    this.#assignments.copy(assignments, this.#rows(assignments), false);
    this.#other.copy(other, this.#rows(other), true);
    if (evidence.rows > 0)
      this.#evidence.copy(
        evidence,
        this.#rows(evidence).filter((row) => this.decided[at(evidence.column.declaration, row)] === 1),
        true,
      );
  }

  #rows(table: Table<'youth' | 'position'>): Int32Array {
    const isWanted = this.#isWanted;
    const { least } = this.#range;
    return selected(table, this.#range, this.upTo, (youth) => isWanted[youth - least] === 1);
  }

  /** The collected rows, in the order of `youths`. */
  done(): BilledYouthRows {
    return {
      facts: this.#grouped(this.#facts.sortedBy('youth')),
      care: this.#grouped(this.#care.sortedBy('youth')),
      assignments: this.#grouped(this.#assignments.sortedBy('youth')),
      other: this.#grouped(this.#other.sortedBy('youth')),
      evidence: this.#grouped(this.#evidence.sortedBy('youth')),
    };
  }

  #grouped<Rows extends Table<'youth'>>(table: Rows): ByYouth<Rows> {
    return { table, starts: startsOf(table.column.youth, this.youths) };
  }
}

/** First row of each youth in an ascending column, and the end of the last. */
export function startsOf(column: Int32Array, youths: Int32Array): Int32Array {
  const starts = new Int32Array(youths.length + 1);
  let row = 0;
  for (let index = 0; index < youths.length; index += 1) {
    const youth = at(youths, index);
    while (row < column.length && at(column, row) < youth) row += 1;
    starts[index] = row;
  }
  starts[youths.length] = column.length;
  return starts;
}
