import { describe, expect, it } from '@jest/globals';
import {
  creditsUndoTheirDebits,
  monthsAloneAreThoseOfARange,
  oneAnswerForADay,
  orderOfDeclarationsDoesNotMatter,
} from './laws.js';

const tried = { seed: 20251129, numRuns: 100 };

describe('bills over all months of a region', () => {
  it('book a credit as its debit was: together they come to nothing for every municipality (F1, A5)', () => {
    expect(creditsUndoTheirDebits(tried)).toBeGreaterThan(15);
  });

  it('have one answer for a youth and a day, whichever month is billed (R12)', () => {
    expect(oneAnswerForADay(tried)).toBeGreaterThan(150);
  });

  it('are month by month, over facts, those of columns over all of them', () => {
    expect(monthsAloneAreThoseOfARange(tried)).toBeGreaterThan(150);
  });

  it('do not depend on the order in which declarations came, nor on whether care and facts came before them', () => {
    expect(orderOfDeclarationsDoesNotMatter(tried)).toBeGreaterThan(150);
  });
});
