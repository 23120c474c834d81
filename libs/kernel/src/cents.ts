/** Money in whole eurocents. Never a fraction: every function takes and returns integers, or throws RangeError. */
export type Cents = number;

/** `value` when it is a whole number that a double holds exactly. Throws RangeError otherwise. */
export function cents(value: number): Cents {
  if (!Number.isSafeInteger(value)) throw new RangeError(`${value} is not an integer number of cents`);
  return value;
}

/** Sum of amounts in cents. */
export const sumCents = (amounts: Iterable<Cents>): Cents => {
  let total = 0;
  for (const amount of amounts) total += amount;
  return cents(total);
};

/** `amount * numerator / denominator`, halves away from zero, computed without fractions. */
export function multiplyHalfUp(amount: Cents, numerator: number, denominator: number): Cents {
  const product = BigInt(cents(amount)) * BigInt(cents(numerator));
  const divisor = BigInt(cents(denominator));
  if (divisor <= 0n) throw new RangeError(`denominator must be positive: ${denominator}`);
  const magnitude = product < 0n ? -product : product;
  const rounded = (magnitude * 2n + divisor) / (divisor * 2n);
  return cents(Number(product < 0n ? -rounded : rounded));
}

/** Whole part and remainder of each share of an amount without its sign. Throws RangeError on weights that divide nothing. */
function sharesOf(magnitude: bigint, weights: readonly number[]) {
  const sum = weights.reduce((a, b) => a + BigInt(cents(b)), 0n);
  if (sum <= 0n || weights.some((weight) => weight < 0))
    throw new RangeError('weights must be non-negative integers with a positive sum');
  return weights.map((weight, index) => {
    const product = magnitude * BigInt(weight);
    return { index, weight, floor: product / sum, remainder: product % sum };
  });
}

type CentShare = ReturnType<typeof sharesOf>[number];

/** Divides an amount: each part gets its share rounded down, and the first parts in the given order get one unit more. */
function allocated(total: Cents, weights: readonly number[], inOrder: (parts: CentShare[]) => CentShare[]): Cents[] {
  const magnitude = BigInt(Math.abs(cents(total)));
  const parts = sharesOf(magnitude, weights);
  let left = Number(magnitude - parts.reduce((a, part) => a + part.floor, 0n));
  const result = parts.map((part) => Number(part.floor));
  for (const { index } of inOrder([...parts])) {
    if (left === 0) break;
    result[index] = (result[index] ?? 0) + 1;
    left -= 1;
  }
  return total < 0 ? result.map((part) => (part === 0 ? 0 : -part)) : result;
}

/**
 * Divides `total` over whole-number weights so that the parts add up to `total` to the cent: every part is rounded
 * down, and the cents left over go to the largest remainders, ties to the earliest weight (grootste rest).
 * Negative totals mirror positive ones. Throws RangeError when no weight is positive or one is negative.
 */
export const allocate = (total: Cents, weights: readonly number[]): Cents[] =>
  allocated(total, weights, (parts) =>
    parts.sort((a, b) => Number(b.remainder > a.remainder) - Number(b.remainder < a.remainder) || a.index - b.index),
  );

/**
 * Divides an amount like `allocate`, but gives the remaining units to the parts with a positive weight in list order,
 * one each (Fowler, Patterns of Enterprise Application Architecture, Money).
 */
export const allocateInOrder = (total: Cents, weights: readonly number[]): Cents[] =>
  allocated(total, weights, (parts) => parts.filter(({ weight }) => weight > 0));

/** `123456` -> `1.234,56`: Dutch notation for people; machines get the integer. */
export function formatEuro(amount: Cents): string {
  const digits = String(Math.abs(cents(amount))).padStart(3, '0');
  const whole = digits.slice(0, -2).replace(/\B(?=(\d{3})+$)/g, '.');
  return `${amount < 0 ? '-' : ''}${whole},${digits.slice(-2)}`;
}
