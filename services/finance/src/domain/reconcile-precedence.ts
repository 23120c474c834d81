import { at, NONE, stableOrder, type LineTable } from '@regieboek/journal';

const isInt = (value: number): boolean => (value | 0) === value;

/**
 * Rows of declared lines by precedence: an approved line before a refused one, then the one that came first. `placeOf`
 * gives the place in the declaration of a row that does not fit into its columns.
 */
export function byPrecedence({ column, rows }: LineTable, placeOf: ReadonlyMap<number, number>): Int32Array {
  const places = placeOf.size > 0 ? column.place.slice() : column.place;
  for (const [row, place] of placeOf) places[row] = place;
  const before = (a: number, b: number) =>
    at(column.position, a) - at(column.position, b) || at(column.index, a) - at(column.index, b);
  const exactly =
    placeOf.size > 0
      ? (row: number): number => placeOf.get(row) ?? at(column.place, row)
      : (row: number): number => at(column.place, row);
  const isNarrow = [...placeOf.values()].every(isInt);
  const byPlace = isNarrow
    ? stableOrder(places, rows)
    : Int32Array.from(places.keys()).sort((a, b) => exactly(a) - exactly(b));
  const order = thenBy(byPlace, (row) => at(column.declaration, row));
  // Two lines at one place of a declaration are in the order in which the log has them.
  for (let from = 0; from < rows;) {
    let to = from + 1;
    while (to < rows && isSamePlace(at(order, from), at(order, to))) to += 1;
    if (to - from > 1) order.subarray(from, to).sort(before);
    from = to;
  }
  return thenBy(order, (row) => Number(at(column.codes, row) !== NONE));

  function isSamePlace(a: number, b: number): boolean {
    return at(column.declaration, a) === at(column.declaration, b) && exactly(a) === exactly(b);
  }
}

/** The same rows in order of a value, of equal values the one that came first. */
function thenBy(order: Int32Array, valueOf: (row: number) => number): Int32Array {
  const byValue = stableOrder(order.map(valueOf), order.length);
  return byValue.map((index) => at(order, index));
}
