import { describe, expect, it } from '@jest/globals';
import { line } from '../../test/messages.js';
import { declaredTariff, hasContractTariff, hasRightAmount } from './tariff.js';

const minutes = (productTarief: number, geleverdVolume: number, bedrag: number) =>
  line('A', { eenheid: '01', productTarief, geleverdVolume, ingediendBedrag: { bedrag, debetCredit: 'D' } });
const hourly = { cents: 11845, unit: '04' } as const;

describe('tariff and amount of a line', () => {
  it('a tariff per hour is a sixtieth for minutes, rounded half up (IV081)', () => {
    expect(declaredTariff(hourly, '01')).toBe(197);
    expect(declaredTariff({ cents: 8730, unit: '04' }, '01')).toBe(146);
    expect(declaredTariff(hourly, '04')).toBe(11845);
    expect(declaredTariff(hourly, '14')).toBeUndefined();
    expect(declaredTariff({ cents: 100, unit: '01' }, '04')).toBeUndefined();
  });

  const product = { unit: '04', tariff: hourly } as const;

  it('minutes are priced with the unrounded tariff: 485 minutes of 118,45 an hour are 957,47', () => {
    expect(hasRightAmount(minutes(197, 485, 95747), product)).toBe(true);
    expect(hasRightAmount(minutes(197, 485, 95545), product)).toBe(false);
  });

  it('minutes of a contract per minute are priced with the tariff itself', () => {
    const perMinute = { unit: '01', tariff: { cents: 197, unit: '01' } } as const;
    expect(hasRightAmount(minutes(197, 485, 95545), perMinute)).toBe(true);
    expect(hasRightAmount(minutes(197, 485, 95747), perMinute)).toBe(false);
  });

  it('a tariff that differs from the contract is one fault, not two', () => {
    const wrong = minutes(198, 485, 95747);
    expect([hasContractTariff(wrong, product), hasRightAmount(wrong, product)]).toEqual([false, true]);
  });

  it('other units are volume times tariff, for any size', () => {
    const large = line('A', { geleverdVolume: 99999999, productTarief: 99999999 });
    expect(hasRightAmount(line('A'), undefined)).toBe(true);
    expect(hasRightAmount(line('A', { geleverdVolume: 4 }), undefined)).toBe(false);
    expect(hasRightAmount(large, undefined)).toBe(false);
  });

  it('lines in euro have no tariff to check, as long as the contract has the product (A10)', () => {
    const euro = line('A', { eenheid: '83', productTarief: undefined, geleverdVolume: 27720 });
    expect([hasContractTariff(euro, { unit: '83' }), hasRightAmount(euro, { unit: '83' })]).toEqual([true, true]);
    expect([hasContractTariff(euro, undefined), hasRightAmount(euro, undefined)]).toEqual([false, true]);
    expect(hasContractTariff(line('A'), { unit: '83' })).toBe(false);
  });
});
