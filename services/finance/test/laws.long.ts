/** The same laws on many regions: `npm run test:long`, which CI runs. */
import { describe, expect, it } from '@jest/globals';
import {
  creditsUndoTheirDebits,
  monthsAloneAreThoseOfARange,
  oneAnswerForADay,
  orderOfDeclarationsDoesNotMatter,
} from './laws.js';

const tried = { seed: 20251130, numRuns: 2_000 };
const MINUTES = 60_000;

describe('bills over all months of 2,000 regions', () => {
  it.each([
    ['book a credit as its debit was', creditsUndoTheirDebits],
    ['have one answer for a youth and a day', oneAnswerForADay],
    ['are month by month those of one long run', monthsAloneAreThoseOfARange],
    ['do not depend on the order of declarations', orderOfDeclarationsDoesNotMatter],
  ])(
    '%s',
    (_, law) => {
      expect(law(tried)).toBeGreaterThan(500);
    },
    10 * MINUTES,
  );
});
