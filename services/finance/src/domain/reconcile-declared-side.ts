import { at, NONE } from '@regieboek/journal';
import type { DeclaredRows } from './reconcile-declared-rows.js';
import { quantityOf } from './reconcile-encode.js';
import { assignmentPart } from './reconcile-expected-rows.js';
import { AMOUNTS, KEY_PARTS, type DeclaredSide } from './reconcile-join.js';
import type { JoinNumbers } from './reconcile-numbers.js';
import { OPEN_LINE } from './reconcile-references.js';

/** More than there are days in a month; a power of two, so that days before 1970 have a place too. */
const DAYS = 32;

/** Contents of lines of one key beside their amounts: tariff and days within the month, in one number. */
class Variants {
  readonly #tariffs = new Map<number | null, number>();

  constructor(private readonly declared: DeclaredRows) {}

  of(row: number): number {
    const { column } = this.declared.columns.lines;
    const tariff = this.declared.tariff(row);
    const number = this.#tariffs.get(tariff) ?? this.#tariffs.size;
    this.#tariffs.set(tariff, number);
    const from = at(column.from, row);
    // Lines of one key are of one month, so fewer than 32 days apart.
    return (number * DAYS + (from & (DAYS - 1))) * DAYS + at(column.to, row) - from;
  }
}

/** Declared rows that are held against expected ones, by precedence. */
function openRows({ order, month }: DeclaredRows, states: Uint8Array): Int32Array {
  return order.filter((row) => states[row] === OPEN_LINE && at(month, row) !== NONE);
}

/** Declared lines as a side of the join, with the row of each: `states` says which are held against expected ones. */
export function declaredSide(
  declared: DeclaredRows,
  states: Uint8Array,
  numbers: JoinNumbers,
): { readonly side: DeclaredSide; readonly open: Int32Array } {
  const open = openRows(declared, states);
  const { column } = declared.columns.lines;
  const rows = open.length;
  const keys = new Int32Array(rows * KEY_PARTS);
  const amounts = new Float64Array(rows * AMOUNTS);
  const variant = new Float64Array(rows);
  const order = new Float64Array(rows);
  const variants = new Variants(declared);
  for (let place = 0; place < rows; place += 1) {
    const row = at(open, place);
    const key = place * KEY_PARTS;
    const assignment = declared.assignment[row] ?? 0;
    keys[key] = at(column.youth, row);
    keys[key + 1] = numbers.product(declared.provider(row), at(column.code, row));
    keys[key + 2] = assignmentPart(assignment);
    keys[key + 3] = placeOf(declared, row, numbers);
    amounts[place * AMOUNTS] = quantityOf(declared.volume[row] ?? 0, declared.unit(row).number);
    amounts[place * AMOUNTS + 1] = declared.cents[row] ?? 0;
    variant[place] = variants.of(row);
    order[place] = place;
  }
  return { side: { rows, keys, amounts, order, variant }, open };
}

function placeOf(declared: DeclaredRows, row: number, numbers: JoinNumbers): number {
  const [payer, month] = [declared.payer(row), at(declared.month, row)];
  const assignment = declared.assignment[row] ?? 0;
  return assignmentPart(assignment) === assignment
    ? numbers.place(payer, month)
    : numbers.placeOfAssignment(payer, month, assignment);
}
