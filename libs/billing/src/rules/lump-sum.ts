import { allocate, civil, firstDayOf, type Cents, type Month } from '@regieboek/kernel';

/** Whole weights per municipality (CBS code): days of use, clients, inhabitants or agreed shares. */
export type Weights = Readonly<Record<string, number>>;

/** Key by which a lump sum is divided (verdeelsleutel). */
export type AllocationKey =
  | { readonly model: 'fixed'; readonly shares: Weights }
  | { readonly model: 'use'; readonly fallback: Weights }
  | { readonly model: 'hybrid'; readonly fixedPercent: number; readonly shares: Weights }
  | { readonly model: 'multi-year'; readonly history: Readonly<Record<string, Weights>> };

const sum = (weights: Weights): number => Object.values(weights).reduce((a, b) => a + b, 0);

/** Municipalities with a positive weight in either, lowest code first, so that ties in cents go to the lowest code. */
const codes = (...all: Weights[]): string[] => [...new Set(all.flatMap((weights) => Object.keys(weights)))].sort();

const addUp = (years: readonly Weights[]): Weights => {
  const total: Record<string, number> = {};
  for (const year of years) for (const [code, days] of Object.entries(year)) total[code] = (total[code] ?? 0) + days;
  return total;
};

/** Weights of a hybrid key on one scale: fixedPercent% by shares, the rest by use. */
function hybrid(fixedPercent: number, shares: Weights, use: Weights): Weights {
  const [allShares, allUse] = [sum(shares), sum(use)];
  if (allUse === 0) return shares;
  return Object.fromEntries(
    codes(shares, use).map((code) => [
      code,
      fixedPercent * (shares[code] ?? 0) * allUse + (100 - fixedPercent) * (use[code] ?? 0) * allShares,
    ]),
  );
}

/** Weights of a key, given the days of use per municipality. */
function weightsOf(key: AllocationKey, use: Weights): Weights {
  switch (key.model) {
    case 'fixed':
      return key.shares;
    case 'use':
      return sum(use) === 0 ? key.fallback : use;
    case 'hybrid':
      return hybrid(key.fixedPercent, key.shares, use);
    case 'multi-year':
      return addUp(Object.values(key.history));
  }
}

/**
 * Divides an amount over municipalities by a key, to the cent: largest remainder, ties to the lowest code.
 * Throws RangeError when the key has no positive weight; contracts with such a key are refused on import.
 */
export function divide(total: Cents, key: AllocationKey, use: Weights): Map<string, Cents> {
  const weights = weightsOf(key, use);
  const order = codes(weights);
  const parts = allocate(
    total,
    order.map((code) => weights[code] ?? 0),
  );
  return new Map(order.map((code, i) => [code, parts[i] ?? 0]));
}

/** The part of a yearly amount that belongs to a month: twelfths that add up to the year, to the cent. */
export function twelfth(yearly: Cents, month: Month): Cents {
  const index = civil(firstDayOf(month)).month;
  const upTo = (months: number) => Math.floor((yearly * months) / 12);
  return upTo(index) - upTo(index - 1);
}
