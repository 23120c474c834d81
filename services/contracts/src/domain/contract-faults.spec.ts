import { describe, expect, it } from '@jest/globals';
import type { Contract, RegionDefinition } from '@regieboek/events';
import { fromDay, toDay } from '@regieboek/kernel';
import { regionFileFaults } from './contract-faults.js';

const day = (text: string) => fromDay(toDay(text));
const definition: RegionDefinition = {
  region: 'zhz',
  name: 'Zuid-Holland Zuid',
  organisation: 'SOJ',
  municipalities: [{ code: '0505', name: 'Dordrecht', from: day('2015-01-01'), to: null }],
  mergers: [],
  providersPaidBy: [],
  parameters: { gapToleranceDays: 0, partTimeStayPolicy: 'chain', wlzStayFrom: day('2026-01-01') },
};
type Product = Contract['products'][number];
const tariff = (from: string, to: string | null, cents = 100) => ({
  from: day(from),
  to: to === null ? null : day(to),
  cents,
});
const product = (over: Partial<Product> = {}): Product => ({
  code: '45A04',
  category: '45',
  name: 'Behandeling',
  form: 'ambulant',
  unit: '04',
  variant: 'effort',
  counting: { method: 'NIGHT', fundedAbsence: null },
  tariffs: [tariff('2024-01-01', '2024-06-30'), tariff('2024-07-01', null)],
  shortStayDays: null,
  ...over,
});
const lumpSum = (from: string, to: string) => ({
  id: 'L',
  name: 'L',
  from: day(from),
  to: day(to),
  yearlyCents: 1_200,
  forms: ['crisisverblijf' as const],
  key: { model: 'fixed' as const, shares: { '0505': 1 } },
});
const contract = (over: Partial<Contract> = {}): Contract => ({
  region: 'zhz',
  provider: '99990001',
  name: 'Voorbeeld',
  from: day('2024-01-01'),
  to: null,
  products: [product()],
  lumpSums: [],
  capacity: [],
  ...over,
});
const faultsOf = (...contracts: Contract[]) =>
  regionFileFaults({ definition, contracts }).map(({ path, text }) => `${path.join('.')}: ${text}`);
const ofTariffs = (...tariffs: Product['tariffs']) => faultsOf(contract({ products: [product({ tariffs })] }));

describe('an agreement', () => {
  it('is sound when tariffs cover the contract exactly', () => {
    expect(faultsOf(contract())).toEqual([]);
    const ended = { to: day('2024-12-31'), products: [product({ tariffs: [tariff('2024-01-01', '2024-12-31')] })] };
    expect(faultsOf(contract(ended))).toEqual([]);
  });

  it.each([
    [
      'begins late',
      [tariff('2024-01-02', null)],
      '0: product 45A04 has no tariff before 2024-01-02: add a tariff for that period',
    ],
    ['begins early', [tariff('2023-12-31', null)], '0: tariff of 45A04 begins on 2023-12-31, before the contract'],
    [
      'overlaps',
      [tariff('2024-01-01', '2024-06-30'), tariff('2024-06-30', null)],
      '1: tariff of 45A04 from 2024-06-30 overlaps',
    ],
    [
      'has a gap',
      [tariff('2024-01-01', '2024-06-29'), tariff('2024-07-01', null)],
      '1: product 45A04 has no tariff before 2024-07-01',
    ],
  ])('has a fault where a tariff %s', (_, tariffs, text) => {
    expect(ofTariffs(...tariffs)).toEqual([expect.stringContaining(`providers.0.products.0.tariffs.${text}`)]);
  });

  it('has a fault when tariffs end before the contract, extend past it, or are missing', () => {
    expect(ofTariffs(tariff('2024-01-01', '2024-12-31'))).toEqual([
      expect.stringContaining('no tariff up to the end of the contract (open)'),
    ]);
    const ending = contract({
      to: day('2024-06-30'),
      products: [product({ tariffs: [tariff('2024-01-01', '2024-07-01')] })],
    });
    expect(faultsOf(ending)).toEqual([expect.stringContaining('continues after the contract ends on 2024-06-30')]);
    expect(ofTariffs()).toEqual([expect.stringContaining('no tariff up to the end')]);
  });

  it('has no tariff for a product in euros', () => {
    expect(faultsOf(contract({ products: [product({ unit: '83', tariffs: [] })] }))).toEqual([]);
    expect(faultsOf(contract({ products: [product({ unit: '83' })] }))).toEqual([
      expect.stringContaining('is declared in euros (unit 83)'),
    ]);
  });

  it('reports a duplicate provider, product and lump sum', () => {
    const twice = contract({
      products: [product(), product()],
      lumpSums: [lumpSum('2024-01-01', '2024-12-31'), lumpSum('2025-01-01', '2025-12-31')],
    });
    expect(faultsOf(contract(), twice)).toEqual([
      'providers.1: provider 99990001 is a duplicate: keep one',
      'providers.1.products.1: product 45A04 is a duplicate: keep one',
      'providers.1.lumpSums.1: lump sum L is a duplicate: keep one',
    ]);
  });

  it('reports periods of contract, capacity and municipality that end before they begin', () => {
    const capacity = [
      { group: 'G', form: 'kleinschalig' as const, places: 4, from: day('2024-02-01'), to: day('2024-01-31') },
    ];
    expect(faultsOf(contract({ capacity }))).toEqual([
      'providers.0.capacity.0.to: ends on 2024-01-31, before it begins on 2024-02-01',
    ]);
    const municipalities = [{ code: '0505', name: 'Dordrecht', from: day('2015-01-01'), to: day('2014-12-31') }];
    expect(regionFileFaults({ definition: { ...definition, municipalities }, contracts: [] })).toMatchObject([
      { path: ['municipalities', 0, 'to'] },
    ]);
  });

  it.each([
    ['2024-01-01', '2024-12-31', []],
    ['2024-02-01', '2024-02-29', []],
    ['2024-01-02', '2024-12-31', ['from']],
    ['2024-01-01', '2024-12-30', ['to']],
    ['2024-02-02', '2024-02-28', ['from', 'to']],
  ])('has a lump sum from %s to %s in whole months only, since it is billed in twelfths', (from, to, at) => {
    expect(faultsOf(contract({ lumpSums: [lumpSum(from, to)] })).map((text) => text.split(':')[0])).toEqual(
      at.map((field) => `providers.0.lumpSums.0.${field}`),
    );
  });

  it('has the same faults in availability per place, whose ids are unique among lump sums too', () => {
    const { yearlyCents: _, ...agreed } = lumpSum('2024-01-02', '2024-12-30');
    const availability = [
      { ...agreed, places: 2, dailyCentsPerPlace: 100, key: { model: 'fixed' as const, shares: { '0999': 1 } } },
    ];
    const lumpSums = [lumpSum('2024-01-01', '2024-12-31')];
    expect(faultsOf(contract({ lumpSums, availability })).map((text) => text.split(':').slice(0, 2).join(':'))).toEqual(
      [
        'providers.0.availability.0: lump sum L is a duplicate',
        'providers.0.availability.0.from: begins on 2024-01-02',
        'providers.0.availability.0.to: ends on 2024-12-30',
        'providers.0.availability.0.key.shares.0999: municipality 0999 is not in this region',
      ],
    );
  });

  it('rejects a merger of a municipality into itself', () => {
    const mergers = [{ date: day('2024-01-01'), from: ['0505'], to: '0505' }];
    expect(regionFileFaults({ definition: { ...definition, mergers }, contracts: [] })).toMatchObject([
      { path: ['mergers', 0], text: 'municipality 0505 cannot merge into itself' },
    ]);
    const absorbed = [{ date: day('2024-01-01'), from: ['0505', '0512'], to: '0505' }];
    expect(regionFileFaults({ definition: { ...definition, mergers: absorbed }, contracts: [] })).toEqual([]);
  });
});
