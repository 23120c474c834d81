import { describe, expect, it } from '@jest/globals';
import { dayInWords, monthInWords } from './in-words.js';

describe('days and months in letters', () => {
  it('have the name of the month, in the language of the letter', () => {
    expect([dayInWords('2026-03-01', 'nl'), dayInWords('2026-03-01', 'en')]).toEqual(['1 maart 2026', '1 March 2026']);
    expect([monthInWords('2025-12', 'nl'), monthInWords('2025-12', 'en')]).toEqual(['december 2025', 'December 2025']);
  });
});
