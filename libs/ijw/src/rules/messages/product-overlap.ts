import type { CalendarDate } from '@regieboek/kernel';
import type { Product } from '../../generated/messages.js';

/** A product with its period, for the rules on overlapping products. */
export interface ProductPeriod {
  /** Absent on a generic product. */
  readonly product?: Product | undefined;
  readonly from: CalendarDate;
  /** Last day; absent when there is none. */
  readonly to?: CalendarDate | undefined;
}

/** Last day covered so far, per set of equivalent products. */
class Coverage {
  readonly #lastDays = new Map<string, string>();

  /** True when a product of one of `sets` is still running on `day`. */
  isRunning(sets: readonly string[], day: string): boolean {
    return sets.some((set) => (this.#lastDays.get(set) ?? '') >= day);
  }

  add(sets: readonly string[], lastDay: string): void {
    for (const set of sets) if ((this.#lastDays.get(set) ?? '') < lastDay) this.#lastDays.set(set, lastDay);
  }
}

/** A generic product matches every product; one without code matches every product of its category. */
function setsOf({ product }: ProductPeriod): {
  readonly isIn: readonly string[];
  readonly isSameAs: readonly string[];
} {
  if (!product) return { isIn: ['any', 'generic'], isSameAs: ['any'] };
  const { categorie, code } = product;
  const whole = `category ${categorie}`;
  const withoutCode = `no code ${categorie}`;
  if (code === undefined) return { isIn: ['any', whole, withoutCode], isSameAs: ['generic', whole] };
  const exact = `code ${categorie} ${code}`;
  return { isIn: ['any', whole, exact], isSameAs: ['generic', withoutCode, exact] };
}

/**
 * The parts whose product another part has in an overlapping period (TR302, TR361, TR386, TR410): of two overlapping
 * parts, the one that starts last. Sorts by starting day, so that thousands are compared in one pass.
 */
export function stacked<T>(parts: readonly T[], periodOf: (part: T) => ProductPeriod): Set<T> {
  const found = new Set<T>();
  const coverage = new Coverage();
  const byStart = parts.map((part) => ({ part, period: periodOf(part) }));
  byStart.sort((a, b) => (a.period.from < b.period.from ? -1 : a.period.from > b.period.from ? 1 : 0));
  for (const { part, period } of byStart) {
    const { isIn, isSameAs } = setsOf(period);
    if (coverage.isRunning(isSameAs, period.from)) found.add(part);
    coverage.add(isIn, period.to ?? '9999-12-31');
  }
  return found;
}
