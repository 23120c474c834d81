/**
 * Chain ladder with standard errors: T. Mack, Distribution-free calculation of the standard error of chain ladder reserve
 * estimates, ASTIN Bulletin 23 (1993), pages 213-225.
 */

/** Cumulative amounts of one origin, by age; the younger the origin, the fewer ages are known. */
export type Origin = readonly number[];

/** Expected amount of one origin. */
export interface Projection {
  /** Amount known at the latest age. */
  readonly latest: number;
  /** Amount at the last age. */
  readonly ultimate: number;
  /** Standard error of `ultimate`. */
  readonly error: number;
}

/** A triangle, projected to its last age. */
export interface ProjectedTriangle {
  /** Growth from each age to the next. */
  readonly factors: readonly number[];
  readonly origins: readonly Projection[];
  /** Standard error of the sum of all `ultimate`. */
  readonly totalError: number;
}

/** Growth from one age to the next, its variance (sigma squared), and the amount that it was measured on. */
interface Step {
  readonly factor: number;
  readonly variance: number;
  readonly amount: number;
}

const sumOf = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0);

/** Step from an age to the next, measured on the origins that are old enough; no growth when nothing was known then. */
function stepAt(triangle: readonly Origin[], age: number): Step & { readonly measured: number } {
  const pairs = triangle.flatMap((origin) => {
    const [at, next] = [origin[age], origin[age + 1]];
    return at === undefined || next === undefined || at <= 0 ? [] : [{ at, next }];
  });
  const amount = sumOf(pairs.map(({ at }) => at));
  if (amount === 0) return { factor: 1, variance: 0, amount: 0, measured: 0 };
  const factor = sumOf(pairs.map(({ next }) => next)) / amount;
  const squares = sumOf(pairs.map(({ at, next }) => at * (next / at - factor) ** 2));
  return { factor, variance: pairs.length > 1 ? squares / (pairs.length - 1) : 0, amount, measured: pairs.length };
}

/** Steps between all ages; the variance of the last, measured once, follows from those before it (Mack, page 220). */
function stepsOf(triangle: readonly Origin[], ages: number): Step[] {
  const steps = Array.from({ length: ages - 1 }, (_, age) => stepAt(triangle, age));
  return steps.map((step, age) => {
    const [before, earlier] = [steps[age - 1]?.variance ?? 0, steps[age - 2]?.variance ?? 0];
    if (step.measured > 1) return step;
    const variance = earlier === 0 ? before : Math.min(before ** 2 / earlier, earlier, before);
    return { ...step, variance };
  });
}

/** Amounts of an origin at its latest age and, by the steps, at all later ages. */
function projected(origin: Origin, steps: readonly Step[]): number[] {
  const amounts = [origin.at(-1) ?? 0];
  for (const { factor } of steps.slice(origin.length - 1)) amounts.push((amounts.at(-1) ?? 0) * factor);
  return amounts;
}

/** Relative squared errors of the later steps: of the process, and of their factors. */
function relativeErrors(origin: Origin, steps: readonly Step[]): { readonly process: number; readonly factor: number } {
  const amounts = projected(origin, steps);
  const later = steps.slice(origin.length - 1).map(({ factor, variance, amount }, index) => {
    const relative = factor === 0 ? 0 : variance / factor ** 2;
    const at = amounts[index] ?? 0;
    return { process: at <= 0 ? 0 : relative / at, factor: amount === 0 ? 0 : relative / amount };
  });
  return { process: sumOf(later.map(({ process }) => process)), factor: sumOf(later.map(({ factor }) => factor)) };
}

/** Projects a triangle. Origins are in order, the oldest first; the oldest knows every age. */
export function chainLadder(triangle: readonly Origin[]): ProjectedTriangle {
  const steps = stepsOf(triangle, triangle[0]?.length ?? 0);
  const origins = triangle.map((origin) => {
    const ultimate = projected(origin, steps).at(-1) ?? 0;
    const errors = relativeErrors(origin, steps);
    return { latest: origin.at(-1) ?? 0, ultimate, errors, squared: ultimate ** 2 * (errors.process + errors.factor) };
  });
  // Younger origins share the factors of an origin, so their errors go together (Mack, corollary on page 221).
  const shared = origins.map(({ ultimate, errors }, index) => {
    const younger = sumOf(origins.slice(index + 1).map((origin) => origin.ultimate));
    return 2 * ultimate * younger * errors.factor;
  });
  return {
    factors: steps.map(({ factor }) => factor),
    origins: origins.map(({ latest, ultimate, squared }) => ({ latest, ultimate, error: Math.sqrt(squared) })),
    totalError: Math.sqrt(sumOf(origins.map(({ squared }) => squared)) + sumOf(shared)),
  };
}
