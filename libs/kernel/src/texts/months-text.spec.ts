import { describe, expect, it } from '@jest/globals';
import { parseMonths } from './months-text.js';

describe('consecutive months as text', () => {
  it.each([
    ['2025-12', '2025-12', '2025-12'],
    ['2025-q1', '2025-01', '2025-03'],
    ['2025-Q4', '2025-10', '2025-12'],
    ['2025', '2025-01', '2025-12'],
  ])('%s is %s to %s', (text, from, to) => expect(parseMonths(text)).toEqual({ from, to }));

  it.each(['2025-13', '2025-q5', '2025-q', '25', '', '2025-12-01'])('%j is none', (text) =>
    expect(parseMonths(text)).toBeUndefined(),
  );
});
