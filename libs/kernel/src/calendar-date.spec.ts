import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  addMonths,
  ageOn,
  fromDay,
  isoWeekIndex,
  lastDayOf,
  nextMonth,
  parseDay,
  parseMonth,
  toDay,
  weekdayOf,
} from './calendar-date.js';

const anyDay = fc.integer({ min: toDay('0001-01-01'), max: toDay('9999-12-31') });

describe('a calendar date', () => {
  it("equals the platform calendar's day in UTC", () => {
    fc.assert(
      fc.property(anyDay, (day) => {
        expect(fromDay(day)).toBe(new Date(day * 86_400_000).toISOString().slice(0, 10));
        expect(toDay(fromDay(day))).toBe(day);
      }),
      { seed: 20_251_130 },
    );
  });

  it.each([
    '2023-02-29',
    '2024-13-01',
    '2024-00-10',
    '2024-04-31',
    '24-01-01',
    '2024-1-01',
    '2024-01-01Z',
    '',
    '2024/01/01',
    '0000-01-01',
    '20a4-01-01',
  ])('does not accept %p', (text) => expect(parseDay(text)).toBeUndefined());

  it('clips to the end of a shorter month when months are added', () => {
    expect(fromDay(addMonths(toDay('2024-01-31'), 1))).toBe('2024-02-29');
    expect(fromDay(addMonths(toDay('2024-03-31'), -13))).toBe('2023-02-28');
  });

  it('knows weeks that cross a year', () => {
    expect(isoWeekIndex(toDay('2024-12-30'))).toBe(isoWeekIndex(toDay('2025-01-05')));
    expect(weekdayOf(toDay('2024-12-30'))).toBe(1);
    expect(weekdayOf(toDay('1969-12-28'))).toBe(7);
  });

  it('ends a month on its last day', () => {
    const february = parseMonth('2024-02');
    expect(february && fromDay(lastDayOf(february))).toBe('2024-02-29');
    const last = parseMonth('9999-12');
    expect(last && fromDay(lastDayOf(last))).toBe('9999-12-31');
    expect(february && nextMonth(february)).toBe('2024-03');
    expect(parseMonth('2024-2')).toBeUndefined();
  });

  it('adds a year of age on the birthday, and on 1 March for 29 February', () => {
    expect(ageOn(toDay('2006-05-05'), toDay('2024-05-04'))).toBe(17);
    expect(ageOn(toDay('2006-05-05'), toDay('2024-05-05'))).toBe(18);
    expect(ageOn(toDay('2008-02-29'), toDay('2026-02-28'))).toBe(17);
    expect(ageOn(toDay('2008-02-29'), toDay('2026-03-01'))).toBe(18);
  });
});
