import { at, NONE, type MonthNumbers } from '@regieboek/journal';
import type { DeclaredRows } from './rows.js';
import { quantityOf } from '../encode.js';
import { assignmentPart } from '../expected/rows.js';
import { AMOUNTS, KEY_PARTS, type DeclaredSide } from '../join/join.js';
import type { JoinNumbers } from '../numbers.js';
import { precedenceOf } from './precedence.js';
import { OPEN_LINE } from './references.js';

/** More than there are days in a month; a power of two, so that days before 1970 have a place too. */
const DAYS = 32;

/** Contents of the lines of one key besides their amounts: tariff and days within the month, as one number. */
class Variants {
  readonly #tariffs = new Map<number | null, number>();
  #last: number | null | undefined;
  #number = 0;

  constructor(private readonly declared: DeclaredRows) {}

  of(row: number): number {
    const { column } = this.declared.columns.lines;
    const tariff = this.declared.tariff(row);
    if (tariff !== this.#last) this.#number = this.#numberOf(tariff);
    const from = at(column.from, row);
    // Lines of one key are of one month, so fewer than 32 days apart.
    return (this.#number * DAYS + (from & (DAYS - 1))) * DAYS + at(column.to, row) - from;
  }

  #numberOf(tariff: number | null): number {
    this.#last = tariff;
    const number = this.#tariffs.get(tariff) ?? this.#tariffs.size;
    this.#tariffs.set(tariff, number);
    return number;
  }
}

/** Number of the month of each row; -1 when the row is outside the reconciled months. */
export function monthsOfRows({ columns: { lines } }: DeclaredRows, months: MonthNumbers): Int32Array {
  const { from, to } = lines.column;
  const numbers = new Int32Array(lines.rows);
  for (let row = 0; row < lines.rows; row += 1) numbers[row] = months.of(at(from, row), at(to, row));
  return numbers;
}

/** Rows that are compared with expected ones: not those outside the months, and not credits. */
function openRows(declared: DeclaredRows, months: Int32Array, states: Uint8Array): Int32Array {
  const open = new Int32Array(months.length);
  let count = 0;
  for (let row = 0; row < months.length; row += 1) {
    if (states[row] !== OPEN_LINE || at(months, row) === NONE || declared.cents(row) < 0) continue;
    open[count] = row;
    count += 1;
  }
  return open.subarray(0, count);
}

/** Properties of declared rows that decide which are compared with expected ones, and where. */
export interface Placed {
  readonly months: Int32Array;
  readonly states: Uint8Array;
  readonly numbers: JoinNumbers;
}

/** Declared lines as one side of the join, with the row of each. */
export function declaredSide(
  declared: DeclaredRows,
  { months, states, numbers }: Placed,
): { readonly side: DeclaredSide; readonly open: Int32Array } {
  const open = openRows(declared, months, states);
  const { youth, code } = declared.columns.lines.column;
  const rows = open.length;
  const keys = new Int32Array(rows * KEY_PARTS);
  const amounts = new Float64Array(rows * AMOUNTS);
  const variant = new Float64Array(rows);
  const variants = new Variants(declared);
  for (let place = 0; place < rows; place += 1) {
    const row = at(open, place);
    const key = place * KEY_PARTS;
    const assignment = declared.assignment(row);
    const part = assignmentPart(assignment);
    const payer = declared.payer(row);
    const month = at(months, row);
    keys[key] = at(youth, row);
    keys[key + 1] = numbers.product(declared.provider(row), at(code, row));
    keys[key + 2] = part;
    keys[key + 3] =
      part === assignment ? numbers.place(payer, month) : numbers.placeOfAssignment(payer, month, assignment);
    amounts[place * AMOUNTS] = quantityOf(declared.volume(row), declared.unit(row).number);
    amounts[place * AMOUNTS + 1] = declared.cents(row);
    variant[place] = variants.of(row);
  }
  return { side: { rows, keys, amounts, order: precedenceOf(declared, open), variant }, open };
}
