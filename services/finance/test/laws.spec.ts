import { describe, expect, it } from '@jest/globals';
import {
  creditsUndoTheirDebits,
  monthsAloneAreThoseOfARange,
  oneAnswerForADay,
  orderOfDeclarationsDoesNotMatter,
} from './laws.js';

const tried = { seed: 20251129, numRuns: 100 };

describe('bills over all months of a region', () => {
  it('book a credit like its debit: together they are zero for every municipality (F1, A5)', () => {
    expect(creditsUndoTheirDebits(tried)).toBeGreaterThan(15);
  });

  it('have one answer per youth and day, whichever month is billed (R12)', () => {
    expect(oneAnswerForADay(tried)).toBeGreaterThan(150);
  });

  it('month by month over facts equal those by columns over all months', () => {
    expect(monthsAloneAreThoseOfARange(tried)).toBeGreaterThan(150);
  });

  it('do not depend on the order of declarations, care and facts', () => {
    expect(orderOfDeclarationsDoesNotMatter(tried)).toBeGreaterThan(150);
  });
});
