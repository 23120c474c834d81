import { expect, it } from '@jest/globals';

/**
 * A size of a test: `small` in `npm test`, `large` in `npm run test:long`, which runs the same spec from a file that ends
 * in `.long.ts` and imports it.
 */
export const sized = <Size>(small: Size, large: Size): Size =>
  expect.getState().testPath?.endsWith('.long.ts') ? large : small;

/** A test for long runs only: `npm test` has a quicker one of the same behaviour. */
export const inLongRuns = (name: string, work: () => void | Promise<void>): void => {
  if (sized(false, true)) it(name, work);
};
