/**
 * Small cells in published tables: counts are rounded, counts below a limit are hidden, and more cells are hidden until nobody can derive
 * a hidden one from totals. The same table always gives the same outcome.
 */
import { recoverable } from './attack.js';
import type { Counts, Line } from './table.js';

/** True for a count that is hidden by itself. Nothing is hidden of a cell without observations. */
export const isSmall = (count: number, limit: number): boolean => count > 0 && count < limit;

/** Smallest visible cell beside the recoverable ones; a total only when no other is left. Cells of equal size go by name. */
function nextToHide(found: readonly string[], lines: readonly Line[], { counts, hidden }: Table): string | undefined {
  const own = lines.filter(({ total, cells }) => found.some((cell) => cell === total || cells.includes(cell)));
  const visible = (name: string): boolean => !hidden.has(name) && (counts.get(name) ?? 0) > 0;
  const bySize = (a: string, b: string): number => (counts.get(a) ?? 0) - (counts.get(b) ?? 0) || (a < b ? -1 : 1);
  const cells = own.flatMap((line) => line.cells).filter(visible);
  return (cells.length > 0 ? cells : own.map(({ total }) => total).filter(visible)).sort(bySize)[0];
}

interface Table {
  readonly counts: Counts;
  readonly hidden: ReadonlySet<string>;
}

/**
 * Names of the cells to hide: those below the limit, and as many others as it takes that no hidden cell is recoverable from the lines of
 * the table.
 */
export function hiddenCells(counts: Counts, lines: readonly Line[], limit: number): ReadonlySet<string> {
  const hidden = new Set([...counts].filter(([, count]) => isSmall(count, limit)).map(([name]) => name));
  for (;;) {
    const next = nextToHide(recoverable({ counts, hidden }, lines), lines, { counts, hidden });
    if (next === undefined) return hidden;
    hidden.add(next);
  }
}
