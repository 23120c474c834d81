import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { OPEN, toDay, weekdayOf, type Interval } from '@regieboek/kernel';
import { lifetimeLimit, periodLimit, type GrantedVolume } from './volume-limit.js';

const between = (from: string, to: string): Interval => ({ from: toDay(from), to: toDay(to) });
const weekly = (volume: number, span: Interval, outputBased = false): GrantedVolume => ({
  ...span,
  volume,
  frequency: '2',
  outputBased,
});

describe('limits of a weekly volume, input-based: the examples of IV077', () => {
  it('3 hours a week from 11 October to 28 December 2022', () => {
    const granted = weekly(3, between('2022-10-11', '2022-12-28'));
    expect(periodLimit(granted, between('2022-10-11', '2022-10-31'))).toBe(12);
    expect(periodLimit(granted, between('2022-11-01', '2022-11-30'))).toBe(15);
    expect(periodLimit(granted, between('2022-12-01', '2022-12-28'))).toBe(15);
    expect(lifetimeLimit(granted)).toBe(36);
  });

  it('3 hours a week from 13 April to 30 June 2022', () => {
    const granted = weekly(3, between('2022-04-13', '2022-06-30'));
    expect(periodLimit(granted, between('2022-04-13', '2022-04-30'))).toBe(9);
    expect(periodLimit(granted, between('2022-05-01', '2022-05-31'))).toBe(18);
    expect(periodLimit(granted, between('2022-06-01', '2022-06-30'))).toBe(15);
    expect(lifetimeLimit(granted)).toBe(36);
  });

  it('counts the week around New Year once', () => {
    expect(lifetimeLimit(weekly(1, between('2026-12-28', '2027-01-03')))).toBe(1);
    expect(lifetimeLimit(weekly(1, between('2020-12-27', '2021-01-04')))).toBe(3);
  });
});

describe('limits of a weekly volume, output-based', () => {
  const granted = weekly(15000, between('2022-04-15', '2022-06-04'), true);

  it('150 euro a week from 15 April to 4 June 2022: two Sundays, five Sundays and a broken week, nothing', () => {
    expect(periodLimit(granted, between('2022-04-15', '2022-04-30'))).toBe(30000);
    expect(periodLimit(granted, between('2022-05-01', '2022-05-31'))).toBe(90000);
    expect(periodLimit(granted, between('2022-06-01', '2022-06-04'))).toBe(0);
    expect(lifetimeLimit(granted)).toBe(120000);
  });

  it('an assignment without a Sunday is one week, in its only period', () => {
    const short = weekly(100, between('2026-02-02', '2026-02-04'), true);
    expect([periodLimit(short, short), lifetimeLimit(short)]).toEqual([100, 100]);
  });

  it('an assignment that ends on a Sunday has no broken week', () => {
    expect(lifetimeLimit(weekly(1, between('2026-02-02', '2026-02-15'), true))).toBe(2);
  });

  it('the periods of the months add up to the whole assignment', () => {
    const day = fc.integer({ min: toDay('2024-01-01'), max: toDay('2027-12-31') });
    fc.assert(
      fc.property(day, fc.integer({ min: 0, max: 400 }), (from, length) => {
        const whole = weekly(1, { from, to: from + length }, true);
        let sum = 0;
        for (let at = from; at <= whole.to; at += 1) sum += periodLimit(whole, { from: at, to: at });
        const sundays = Array.from({ length: length + 1 }, (_, i) => from + i).filter((each) => weekdayOf(each) === 7);
        expect(sum).toBe(lifetimeLimit(whole));
        expect(sum).toBe(sundays.length + (weekdayOf(whole.to) === 7 ? 0 : 1));
      }),
      { seed: 77 },
    );
  });
});

describe('limits of other frequencies', () => {
  const year = between('2026-01-12', '2026-12-31');
  const granted = (frequency: GrantedVolume['frequency'], span = year): GrantedVolume => ({
    ...span,
    volume: 10,
    frequency,
    outputBased: false,
  });
  const january = between('2026-01-12', '2026-01-31');

  it('a total is the limit everywhere, also without an end', () => {
    expect([periodLimit(granted('6'), january), lifetimeLimit(granted('6'))]).toEqual([10, 10]);
    expect(lifetimeLimit(granted('6', { from: year.from, to: OPEN }))).toBe(10);
  });

  it('a monthly volume counts in full in a broken month, and once per month touched', () => {
    expect([periodLimit(granted('4'), january), lifetimeLimit(granted('4'))]).toEqual([10, 120]);
  });

  it('a daily volume counts days', () => {
    expect([periodLimit(granted('1'), january), lifetimeLimit(granted('1'))]).toEqual([200, 3540]);
  });

  it('without an end only a total limits the life of an assignment', () => {
    for (const frequency of ['1', '2', '4'] as const)
      expect(lifetimeLimit(granted(frequency, { from: year.from, to: OPEN }))).toBe(Infinity);
  });
});
