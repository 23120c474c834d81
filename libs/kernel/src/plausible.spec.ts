import { describe, expect, it } from '@jest/globals';
import type { CalendarDate } from './calendar-date.js';
import { dayFault, monthFault, plausibleFaults } from './plausible.js';

const today = '2026-03-06' as CalendarDate;

describe('a month that a ledger is about', () => {
  it.each(['2015-01', '2026-03', '2027-12'])('is %s', (month) => expect(monthFault(month, today)).toBeUndefined());
  it.each(['0001-01', '0323-05', '2014-12', '2028-01', '9999-12'])('is not %s', (month) =>
    expect(monthFault(month, today)).toBe('a month from 2015-01 to 2027-12'),
  );
});

describe('a day that a ledger is about', () => {
  it.each(['1900-01-01', '2026-03-06', '2126-12-31'])('is %s', (day) => expect(dayFault(day, today)).toBeUndefined());
  it.each(['0001-01-01', '1899-12-31', '2127-01-01', '9999-12-31'])('is not %s', (day) =>
    expect(dayFault(day, today)).toContain('a day from 1900-01-01 to 2126-12-31'),
  );
});

describe('a value', () => {
  it('has a fault for every implausible month and day, with its place, and for nothing else', () => {
    const value = {
      from: '0323-05',
      lines: [{ on: '9999-12-31', text: '9999-99', id: '0505' }, { on: '2026-01-01' }],
      to: null,
      cents: 1,
    };
    expect(plausibleFaults(value, today).map(({ path }) => path.join('/'))).toEqual(['from', 'lines/0/on']);
    expect(plausibleFaults('2014-12', today)).toEqual([{ path: [], text: expect.any(String) }]);
  });
});
