/** Values of hidden cells that a reader of a published table can derive. */
import { rounded, ROUNDING, type Counts, type Line } from './table.js';

interface Published {
  readonly counts: Counts;
  readonly hidden: ReadonlySet<string>;
}

/** A hidden cell must leave at least as many possible counts as a rounded one does. */
const POSSIBLE_MIN = ROUNDING;

const TOLERANCE = 1e-9;

const PASSES_MAX = 100;

/** Lines as equations in the hidden cells: the total has the coefficient -1. */
const equationsOf = (lines: readonly Line[], names: readonly string[]): number[][] =>
  lines.map(({ total, cells }) => names.map((name) => (cells.includes(name) ? 1 : 0) - (name === total ? 1 : 0)));

/** Subtracts a row from all others so that only it has a value in the column. */
function eliminate(rows: number[][], pivot: number[], column: number): void {
  const lead = pivot[column] ?? 1;
  for (const [at, value] of pivot.entries()) pivot[at] = value / lead;
  for (const row of rows) {
    const factor = row[column] ?? 0;
    if (row === pivot || Math.abs(factor) < TOLERANCE) continue;
    for (const [at, value] of pivot.entries()) row[at] = (row[at] ?? 0) - factor * value;
  }
}

/** Hidden cells that follow from the lines when every visible count is known exactly (Gauss-Jordan). */
function determined(lines: readonly Line[], names: readonly string[]): string[] {
  const rows = equationsOf(lines, names);
  const rest = new Set(rows);
  for (const column of names.keys()) {
    const pivot = [...rest].find((row) => Math.abs(row[column] ?? 0) > TOLERANCE);
    if (!pivot) continue;
    rest.delete(pivot);
    eliminate(rows, pivot, column);
  }
  return names.filter((_, at) =>
    rows.some((row) => row.every((value, column) => Math.abs(value) > TOLERANCE === (column === at))),
  );
}

/** Lowest and highest possible count of a cell. */
interface Range {
  low: number;
  high: number;
}

const SLACK = Math.floor(ROUNDING / 2);

/** Range of a count by its published number: a hidden one is at least 1. */
const rangeOf = (count: number, isHidden: boolean): Range => {
  if (isHidden) return { low: 1, high: Infinity };
  const shown = rounded(count);
  return count === 0 ? { low: 0, high: 0 } : { low: Math.max(shown - SLACK, 1), high: shown + SLACK };
};

const sum = (ranges: readonly Range[], side: keyof Range): number =>
  ranges.reduce((all, range) => all + range[side], 0);

/** Narrows the ranges of a line by each other; true when one became narrower. */
function narrow(total: Range, parts: readonly Range[]): boolean {
  const before = sum([total, ...parts], 'low');
  const highs = [total, ...parts].map(({ high }) => high);
  total.low = Math.max(total.low, sum(parts, 'low'));
  total.high = Math.min(total.high, sum(parts, 'high'));
  for (const part of parts) {
    const others = parts.filter((one) => one !== part);
    part.low = Math.max(part.low, total.low - sum(others, 'high'));
    part.high = Math.min(part.high, total.high - sum(others, 'low'));
  }
  return sum([total, ...parts], 'low') > before || [total, ...parts].some(({ high }, at) => high < (highs[at] ?? 0));
}

/** Hidden cells of which too few counts are possible, given what is published of all others. */
function confined({ counts, hidden }: Published, lines: readonly Line[]): string[] {
  const ranges = new Map([...counts].map(([name, count]) => [name, rangeOf(count, hidden.has(name))]));
  const own = lines.flatMap(({ total, cells }) => {
    const range = ranges.get(total);
    return range ? [{ total: range, parts: cells.flatMap((name) => ranges.get(name) ?? []) }] : [];
  });
  // Every pass narrows at least one whole number; the limit is for tables whose ranges narrow slowly.
  for (let pass = 0; pass < PASSES_MAX; pass += 1)
    if (!own.map(({ total, parts }) => narrow(total, parts)).includes(true)) break;
  return [...hidden].filter((name) => {
    const { low, high } = ranges.get(name) ?? { low: 0, high: Infinity };
    return high - low + 1 < POSSIBLE_MIN;
  });
}

/**
 * Hidden cells that a reader can derive: exactly, if the visible counts were known exactly, or to fewer possible counts than a rounded
 * number leaves.
 */
export function recoverable(published: Published, lines: readonly Line[]): string[] {
  const names = [...published.hidden];
  return [...new Set([...determined(lines, names), ...confined(published, lines)])].sort();
}
