import { describe, expect, it } from '@jest/globals';
import { OPEN, toDay, type Interval } from '@regieboek/kernel';
import { countedDays, contractCounting, numberOfDays, type Absence, type Counting } from './counting.js';
import fc from 'fast-check';

const night: Counting = { method: 'NIGHT', fundedAbsence: null };
const presence: Counting = { method: 'PRESENCE', fundedAbsence: null };
const clause = {
  holidayPerRowDays: 14,
  holidayPerYearDays: 42,
  runawayDays: 14,
  admissionDays: 91,
  weekendLeave: true,
};
const span = (from: string, to: string): Interval => ({ from: toDay(from), to: toDay(to) });
const year = (y: number) => span(`${y}-01-01`, `${y}-12-31`);
const count = (stay: Interval, counting: Counting, window: Interval, absences: Absence[] = []) =>
  numberOfDays(countedDays({ ...stay, absences }, counting, window));

describe('counting stay days', () => {
  it.each([
    ['five nights', '2024-03-10', '2024-03-15', 5, 6],
    ['in and out on one day', '2024-05-04', '2024-05-04', 0, 1],
  ])('%s', (_, from, to, nights, days) => {
    expect(count(span(from, to), night, year(2024))).toBe(nights);
    expect(count(span(from, to), presence, year(2024))).toBe(days);
  });

  it('splits a leap February from March', () => {
    const stay = span('2024-02-27', '2024-03-02');
    const february = span('2024-02-01', '2024-02-29');
    const march = span('2024-03-01', '2024-03-31');
    expect([count(stay, night, february), count(stay, night, march)]).toEqual([3, 1]);
    expect([count(stay, presence, february), count(stay, presence, march)]).toEqual([3, 2]);
  });

  it('counts the day of a move between providers once by nights and twice by presence', () => {
    const june = span('2024-06-01', '2024-06-30');
    const a = span('2024-06-01', '2024-06-15');
    const b = span('2024-06-15', '2024-07-01');
    expect([count(a, night, june), count(b, night, june)]).toEqual([14, 16]);
    expect([count(a, presence, june), count(b, presence, june)]).toEqual([15, 16]);
  });

  it('counts an open stay up to the cut-off day', () => {
    const stay = { from: toDay('2024-12-30'), to: OPEN };
    expect(count(stay, night, year(2024))).toBe(2);
    expect(count({ from: toDay('2020-01-01'), to: OPEN }, night, year(2023))).toBe(365);
    expect(count({ from: toDay('2020-01-01'), to: OPEN }, presence, year(2024))).toBe(366);
  });

  it('pays absence up to the limits of the contract', () => {
    const open = { from: toDay('2024-01-01'), to: OPEN };
    const holiday: Absence = { ...span('2024-07-01', '2024-07-16'), kind: 'holiday' };
    const runaway: Absence = { ...span('2024-08-05', '2024-08-24'), kind: 'runaway' };
    const july = span('2024-07-01', '2024-07-31');
    const august = span('2024-08-01', '2024-08-31');
    expect(count(open, { method: 'NIGHT', fundedAbsence: clause }, july, [holiday, runaway])).toBe(29);
    expect(count(open, { method: 'PRESENCE', fundedAbsence: clause }, august, [holiday, runaway])).toBe(25);
    expect(count(open, presence, july, [holiday])).toBe(15);
  });

  it('counts the day of arrival but not that of departure, also at a temporary stop (F3)', () => {
    const spells = [span('2025-10-01', '2025-10-07'), span('2025-10-16', '2025-10-31')];
    const stay = { ...span('2025-10-01', '2025-10-31'), absences: [], spells };
    const october = span('2025-10-01', '2025-10-31');
    expect(numberOfDays(countedDays(stay, night, october))).toBe(6 + 15);
    expect(numberOfDays(countedDays(stay, { method: 'NIGHT', fundedAbsence: clause }, october))).toBe(6 + 15);
    expect(numberOfDays(countedDays(stay, presence, october))).toBe(7 + 16);
  });

  it('counts a day once, also when the youth returns on the day of the temporary stop or is in two records (F4)', () => {
    const back = { ...span('2025-01-01', '2025-01-31'), absences: [] };
    const again = { ...back, spells: [span('2025-01-01', '2025-01-16'), span('2025-01-16', '2025-01-31')] };
    expect(numberOfDays(countedDays(again, presence, year(2025)))).toBe(31);
    expect(numberOfDays(contractCounting.divisionDays([back, again], presence, year(2025))?.days ?? [])).toBe(31);
    expect(
      contractCounting.divisionDays([{ ...span('2025-01-05', '2025-01-05'), absences: [] }], night, year(2025)),
    ).toEqual({
      days: [span('2025-01-05', '2025-01-05')],
      ground: 'care-days',
    });
    expect(contractCounting.divisionDays([back], presence, year(2024))).toBeUndefined();
  });

  it('keeps one account of paid holidays per year, youth and provider, filled from the first day of absence (A20)', () => {
    const limits = { ...clause, holidayPerYearDays: 10, holidayPerRowDays: 6 };
    const counting: Counting = { method: 'NIGHT', fundedAbsence: limits };
    const first = { ...span('2024-12-28', '2025-01-06'), kind: 'holiday' as const };
    const elsewhere = span('2024-02-01', '2024-02-06');
    const used = span('2024-05-01', '2024-05-03');
    const stay = { from: toDay('2024-12-01'), to: OPEN, absences: [first], holidays: [elsewhere, used, first] };
    // One paid day is left in 2024; of the row 28 December to 2 January the days of 2025 are paid, later ones are not.
    expect(numberOfDays(countedDays(stay, counting, span('2024-12-01', '2024-12-31')))).toBe(31 - 3);
    expect(numberOfDays(countedDays(stay, counting, span('2025-01-01', '2025-01-31')))).toBe(31 - 4);
    const alone = { ...stay, holidays: [first] };
    expect(numberOfDays(countedDays(alone, counting, span('2024-12-01', '2024-12-31')))).toBe(31);
  });

  it('stops paying holidays at the limit of the calendar year', () => {
    const open = { from: toDay('2024-01-01'), to: OPEN };
    const holidays = ['02', '04', '06', '08'].map((m): Absence => ({
      ...span(`2024-${m}-01`, `2024-${m}-14`),
      kind: 'holiday',
    }));
    expect(count(open, { method: 'NIGHT', fundedAbsence: clause }, year(2024), holidays)).toBe(366 - 14);
  });

  it('pays Saturday and Sunday of weekend leave but not the Friday', () => {
    const open = { from: toDay('2024-01-01'), to: OPEN };
    const weekend: Absence = { ...span('2024-03-08', '2024-03-10'), kind: 'weekend' };
    const march = span('2024-03-01', '2024-03-31');
    expect(count(open, { method: 'NIGHT', fundedAbsence: clause }, march, [weekend])).toBe(30);
  });

  it('adds up over the months of any stay', () => {
    const day = fc.integer({ min: toDay('2023-01-01'), max: toDay('2025-12-31') });
    fc.assert(
      fc.property(day, fc.nat(400), fc.nat(60), fc.nat(30), (from, length, awayAt, awayDays) => {
        const stay = { from, to: from + length };
        const absences: Absence[] = [{ from: from + awayAt, to: from + awayAt + awayDays, kind: 'holiday' }];
        const counting: Counting = { method: 'NIGHT', fundedAbsence: clause };
        const whole = count(stay, counting, { from, to: OPEN }, absences);
        let sum = 0;
        for (let at = from; at <= from + length; at += 30)
          sum += count(stay, counting, { from: at, to: at + 29 }, absences);
        expect(sum).toBe(whole);
      }),
      { seed: 20_251_130 },
    );
  });
});
