import { afterEach, describe, expect, it, jest } from '@jest/globals';
import { toDay } from '@regieboek/kernel';
import { fixedToday, systemToday } from './today.js';

afterEach(() => void jest.useRealTimers());

describe('today', () => {
  it.each([
    ['2025-06-30T21:59:59Z', '2025-06-30', 'before midnight in summer'],
    ['2025-06-30T22:00:00Z', '2025-07-01', 'after midnight in summer, two hours before UTC'],
    ['2025-12-31T22:59:59Z', '2025-12-31', 'before midnight in winter'],
    ['2025-12-31T23:00:00Z', '2026-01-01', 'after midnight in winter, one hour before UTC'],
    ['2025-03-30T00:59:59Z', '2025-03-30', 'as the clock goes forward'],
  ])('at %s is %s in the Netherlands: %s', (now, today) => {
    jest.useFakeTimers({ now: new Date(now) });
    expect(systemToday()).toBe(today);
  });

  it('can be held on one day', () => {
    expect(fixedToday(toDay('2024-02-29'))()).toBe('2024-02-29');
  });
});
