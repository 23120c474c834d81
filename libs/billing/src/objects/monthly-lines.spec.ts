import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { Story, youthId } from '@regieboek/journal/testing';
import { monthOf, toDay } from '@regieboek/kernel';
import { fundingModes } from '../rules/funding/modes.js';
import type { Use } from './days-of-use.js';
import { monthlyLines } from './monthly-lines.js';
import { residenceParameters } from './youth-facts.js';

const month = (text: string) => monthOf(toDay(`${text}-01`));
const lumpSum = (key: object, more: object = {}) => ({
  id: 'crisis',
  name: 'Crisisplaatsen',
  from: '2025-01-01',
  to: '2025-12-31',
  yearlyCents: 1_200_000,
  forms: ['crisisverblijf', 'kleinschalig'],
  key,
  ...more,
});
const told = (...lumpSums: object[]) => new Story().region().contract({ lumpSums }).youth(1).youth(2);
const fixed = { model: 'fixed', shares: { '0505': 3, '0512': 1 } };
const use = (municipality: string, days: number, more: Partial<Use> = {}): Use => ({
  provider: '99990001',
  form: 'kleinschalig',
  municipality,
  days,
  ...more,
});
const divided = ({ history }: Story, period: string, ...uses: Use[]) => {
  if (!history.definition) throw new Error('the story has no region');
  const { mergers } = residenceParameters(history.definition);
  const usesOf = ({ youth }: { readonly youth: string }) => (youth === youthId(1) ? uses : []);
  return monthlyLines(history, month(period), { modes: fundingModes, mergers, usesOf });
};
const shares = (story: Story, ...uses: Use[]) =>
  divided(story, '2025-02', ...uses).lumpSums.map(({ municipality, cents, useDays }) => [municipality, cents, useDays]);

describe('the lump sum of a month', () => {
  it('by a fixed key is divided by shares, with an id of provider, lump sum, month and municipality', () => {
    expect(divided(told(lumpSum(fixed)), '2025-02')).toEqual({
      lumpSums: [
        expect.objectContaining({
          id: '99990001.crisis.2025-02.0505',
          kind: 'lump-sum',
          cents: 75_000,
          model: 'fixed',
        }),
        expect.objectContaining({
          id: '99990001.crisis.2025-02.0512',
          kind: 'lump-sum',
          cents: 25_000,
          model: 'fixed',
        }),
      ],
      totalCents: 100_000,
    });
  });

  it('is due only in the months of its period', () => {
    const story = told(lumpSum(fixed, { from: '2025-02-01', to: '2025-03-31' }));
    const total = (period: string) => divided(story, period).totalCents;
    expect(['2025-01', '2025-02', '2025-03', '2025-04'].map(total)).toEqual([0, 100_000, 100_000, 0]);
  });

  it('by a fixed key ignores use, even beside one that is divided by use', () => {
    const byUse = lumpSum({ model: 'use', fallback: { '0505': 1 } }, { id: 'z' });
    expect(shares(told(lumpSum(fixed), byUse), use('0512', 3))).toEqual([
      ['0505', 75_000, 0],
      ['0512', 25_000, 0],
      ['0512', 100_000, 3],
    ]);
  });

  it('by use counts days of its own forms and provider, of municipalities of the region', () => {
    const story = told(lumpSum({ model: 'use', fallback: { '0505': 1 } }));
    const uses = [
      use('0505', 10),
      use('0512', 20),
      use('0512', 10, { form: 'crisisverblijf' }),
      use('0512', 99, { form: 'ambulant' }),
      use('0505', 99, { provider: '99990002' }),
      use('0999', 99),
    ];
    expect(shares(story, ...uses)).toEqual([
      ['0505', 25_000, 10],
      ['0512', 75_000, 30],
    ]);
  });

  it('by use is divided by the fallback when nobody used it, or only others did', () => {
    const story = told(lumpSum({ model: 'use', fallback: { '0512': 1 } }));
    expect(shares(story)).toEqual([['0512', 100_000, 0]]);
    expect(shares(story, use('0999', 5))).toEqual([['0512', 100_000, 0]]);
  });

  it('by a hybrid key is divided partly by shares and partly by use', () => {
    const key = { model: 'hybrid', fixedPercent: 40, shares: { '0505': 50, '0512': 50 } };
    expect(shares(told(lumpSum(key)), use('0505', 30), use('0512', 10))).toEqual([
      ['0505', 65_000, 30],
      ['0512', 35_000, 10],
    ]);
  });

  it('by several years is divided by their sum', () => {
    const key = { model: 'multi-year', history: { '2023': { '0505': 1, '0512': 1 }, '2024': { '0505': 2 } } };
    expect(shares(told(lumpSum(key)))).toEqual([
      ['0505', 75_000, 0],
      ['0512', 25_000, 0],
    ]);
  });

  it('over the months of a year is the yearly amount to the cent, whatever the key and the use', () => {
    const weight = fc.nat(9);
    fc.assert(
      fc.property(
        fc.nat(9_999_999),
        weight,
        weight,
        fc.array(fc.nat(31), { minLength: 2, maxLength: 2 }),
        (yearlyCents, a, b, days) => {
          const key = { model: 'hybrid', fixedPercent: 30, shares: { '0505': a + 1, '0512': b } };
          const story = told(lumpSum(key, { yearlyCents }));
          let sum = 0;
          for (let number = 1; number <= 12; number += 1) {
            const period = `2025-${String(number).padStart(2, '0')}`;
            const { lumpSums, totalCents } = divided(
              story,
              period,
              use('0505', days[0] ?? 0),
              use('0512', days[1] ?? 0),
            );
            expect(lumpSums.reduce((total, { cents }) => total + cents, 0)).toBe(totalCents);
            sum += totalCents;
          }
          expect(sum).toBe(yearlyCents);
        },
      ),
      { seed: 20250314, numRuns: 40 },
    );
  });
});

const perPlace = (key: object, more: object = {}) => ({
  id: 'places',
  name: 'Beschikbaarheid crisisplaatsen',
  from: '2025-01-01',
  to: '2025-12-31',
  places: 4,
  dailyCentsPerPlace: 15_001,
  forms: ['crisisverblijf'],
  key,
  ...more,
});
const available = (...availability: object[]) => new Story().region().contract({ availability }).youth(1).youth(2);

describe('availability per place in a month', () => {
  it('costs its places on every day of the month, used or not, with the occupancy beside it', () => {
    const story = available(perPlace(fixed));
    const crisis = { form: 'crisisverblijf' };
    const { lumpSums, totalCents } = divided(story, '2025-02', use('0512', 30, crisis), use('0999', 26, crisis));
    expect(totalCents).toBe(4 * 28 * 15_001);
    const occupancy = { places: 4, placeDays: 112, usedDays: 56 };
    expect(lumpSums).toEqual([
      expect.objectContaining({ id: '99990001.places.2025-02.0505', cents: 1_260_084, useDays: 0, ...occupancy }),
      expect.objectContaining({ id: '99990001.places.2025-02.0512', cents: 420_028, useDays: 0, ...occupancy }),
    ]);
    const empty = divided(story, '2025-02');
    expect(empty.totalCents).toBe(totalCents);
    expect(empty.lumpSums[0]).toMatchObject({ ...occupancy, usedDays: 0 });
  });

  it('is divided by use as its key says, and due in the months of its period only', () => {
    const story = available(perPlace({ model: 'use', fallback: { '0505': 1 } }, { to: '2025-02-28' }));
    const crisis = { form: 'crisisverblijf' };
    expect(shares(story, use('0505', 10, crisis), use('0512', 30, crisis), use('0512', 99))).toEqual([
      ['0505', 420_028, 10],
      ['0512', 1_260_084, 30],
    ]);
    expect(divided(story, '2025-03')).toEqual({ lumpSums: [], totalCents: 0 });
  });

  it('is separate from lump sums, which state no places', () => {
    const story = new Story()
      .region()
      .contract({ lumpSums: [lumpSum(fixed)], availability: [perPlace(fixed)] })
      .youth(1);
    const kinds = divided(story, '2025-02').lumpSums.map(({ lumpSum: id, places }) => [id, places]);
    expect(kinds).toEqual([
      ['crisis', undefined],
      ['crisis', undefined],
      ['places', 4],
      ['places', 4],
    ]);
  });
});
