import { describe, expect, it } from '@jest/globals';
import { fromDay, monthOf, toDay, type Month } from '@regieboek/kernel';
import { Periods, type RecordedPeriodEvent } from './periods.js';

const month = (text: string): Month => monthOf(toDay(`${text}-01`));
const recordedAt = '2025-05-01T10:00:00.000Z';
const seal = (period: string, position: number, at = position + 1): RecordedPeriodEvent => ({
  position: at,
  recordedAt,
  event: {
    type: 'finance.period-sealed.v1',
    data: {
      period: month(period),
      position,
      digest: '',
      ruleSet: '2025.1',
      billedCents: 0,
      unresolvedCents: 0,
      correctionCents: 0,
      correctionDigest: '',
      chain: { blockEvents: 1, heads: [] },
      waivers: [],
      sealedBy: 'controller-3',
      sealedOn: fromDay(toDay('2025-05-01')),
    },
  },
});
const reopening = (period: string, position: number): RecordedPeriodEvent => ({
  position,
  recordedAt,
  event: {
    type: 'finance.period-reopened.v1',
    data: {
      period: month(period),
      reason: 'a mistake',
      reopenedBy: 'controller-3',
      reopenedOn: fromDay(toDay('2025-05-01')),
    },
  },
});
const events = [seal('2025-01', 10), seal('2025-02', 20), reopening('2025-02', 30), seal('2025-02', 40)];
const sealedAt = (upTo: number) => Periods.at(events, upTo).sealed.map((one) => [one.seal.period, one.seal.position]);

describe('the periods of a region', () => {
  it('are those sealed and not reopened, as known at a position', () => {
    expect([10, 11, 20, 21, 30, 41].map(sealedAt)).toEqual([
      [],
      [['2025-01', 10]],
      [['2025-01', 10]],
      [
        ['2025-01', 10],
        ['2025-02', 20],
      ],
      [['2025-01', 10]],
      [
        ['2025-01', 10],
        ['2025-02', 40],
      ],
    ]);
  });

  it('take over changes since the previous seal, up to their own; only the first open one up to now', () => {
    const periods = Periods.at(events, 99);
    const range = (text: string) => {
      const { of, from, to } = periods.takenOverBy(month(text));
      return [of.map((one) => one.seal.period), from, to];
    };
    expect(range('2025-01')).toEqual([[], 0, null]);
    expect(range('2025-02')).toEqual([['2025-01'], 10, 40]);
    expect(range('2025-03')).toEqual([['2025-01', '2025-02'], 40, null]);
    expect(range('2025-04')).toEqual([[], 0, null]);
    expect(Periods.at([], 99).takenOverBy(month('2025-01')).of).toEqual([]);
  });

  it('post changes of a sealed month in the month that was open when they were recorded', () => {
    const periods = Periods.at(events, 99);
    const posted = (position: number, day: string) => periods.postedIn(position, toDay(day));
    expect([posted(10, '2025-01-31'), posted(11, '2025-01-31'), posted(40, '2025-02-01')]).toEqual([
      '2025-01',
      '2025-02',
      '2025-02',
    ]);
    expect([posted(41, '2025-02-28'), posted(41, '2025-03-31'), posted(41, '2025-04-01')]).toEqual([
      '2025-03',
      '2025-03',
      '2025-04',
    ]);
  });

  it.each([
    ['a second seal', [seal('2025-01', 1), seal('2025-01', 3)], [4]],
    ['a month passed over', [seal('2025-01', 1), seal('2025-03', 3)], [4]],
    ['opening what is open', [reopening('2025-01', 1)], [1]],
    ['opening before the last', [seal('2025-01', 1), seal('2025-02', 3), reopening('2025-01', 5)], [5]],
  ])('name %s, with its position', (_, wrong, positions) => {
    expect(Periods.at(wrong, 99).faults.map(({ position }) => position)).toEqual(positions);
  });
});
