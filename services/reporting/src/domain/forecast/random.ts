/** Random draws from a seed: the same seed gives the same numbers on every machine. */
import { numbersFrom } from '../pseudo-random.js';

/** Draws from the distributions that a forecast needs. */
export interface Random {
  /** From the exponential distribution with mean 1. */
  readonly exponential: () => number;
  /** From the gamma distribution with this shape, at least 1/2, and scale 1. */
  readonly gamma: (shape: number) => number;
}

/** Draws from a seed. */
export function randomOf(seed: number): Random {
  const next = numbersFrom(seed);
  /** Above 0 and at most 1, so that its logarithm exists. */
  const uniform = (): number => 1 - next();
  const normal = (): number => Math.sqrt(-2 * Math.log(uniform())) * Math.cos(2 * Math.PI * uniform());
  /** Marsaglia and Tsang, A simple method for generating gamma variables (2000), for shapes from 1. */
  const gammaFrom1 = (shape: number): number => {
    const d = shape - 1 / 3;
    for (;;) {
      const z = normal();
      const v = (1 + z / Math.sqrt(9 * d)) ** 3;
      if (v > 0 && Math.log(uniform()) < (z * z) / 2 + d - d * v + d * Math.log(v)) return d * v;
    }
  };
  return {
    exponential: () => -Math.log(uniform()),
    gamma: (shape) => (shape >= 1 ? gammaFrom1(shape) : gammaFrom1(shape + 1) * uniform() ** (1 / shape)),
  };
}
