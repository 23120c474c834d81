import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { readRegionFile } from '@regieboek/contracts';
import { productCodes } from '@regieboek/ijw';
import { toDay } from '@regieboek/kernel';
import { contractsFile } from './contracts-file.js';
import { demoDefaults, windowOf } from '../demo-options.js';
import { currentMembers, demoRegions } from './region-facts.js';
import { settingOf } from './setting.js';
import { tariffOn } from './tariffs.js';

const list = resolve('../shared/domain/regions.json');
const names: Readonly<Record<string, string>> = {
  zeeland: 'Zeeland',
  wbw: 'West-Brabant-West',
  wbo: 'West-Brabant-Oost',
  zhz: 'Zuid-Holland Zuid',
};

interface NationalList {
  readonly regions: readonly {
    readonly name: string;
    readonly municipalities: readonly { readonly gemeentecode: string }[];
  }[];
}

describe('regions', () => {
  it('share no municipality', () => {
    const codes = demoRegions.flatMap(({ members }) => members.map(({ code }) => code));
    expect(new Set(codes).size).toBe(codes.length);
  });

  it('let municipalities end when a merger takes effect', () => {
    for (const { members, mergers } of demoRegions)
      for (const { code, to } of members.filter((one) => one.to !== null)) {
        const merger = mergers.find(({ from }) => from.includes(code));
        expect(toDay(merger?.date ?? '')).toBe(toDay(to ?? '') + 1);
      }
  });
});

const presence = existsSync(list) ? 'compared with the national list' : 'without the national list at hand';
describe(`municipalities, ${presence}`, () => {
  it.each(demoRegions.map((region) => [region.id, region] as const))('are those of %s', (id, region) => {
    const own = currentMembers(region).map(({ code }) => code);
    expect(own.every((code) => /^\d{4}$/.test(code))).toBe(true);
    if (!existsSync(list)) return;
    const { regions } = JSON.parse(readFileSync(list, 'utf8')) as NationalList;
    const found = regions.find(({ name }) => name === names[id]);
    expect(own.sort()).toEqual(found?.municipalities.map(({ gemeentecode }) => gemeentecode).sort());
  });
});

describe.each(demoRegions.map((region) => [region.id, region] as const))('the contracts of %s', (_, region) => {
  const setting = settingOf(region, windowOf(demoDefaults));
  const read = readRegionFile(contractsFile(setting));

  it('are accepted, with the tariffs that lines are priced with', () => {
    if ('faults' in read) throw new Error(JSON.stringify(read.faults));
    expect(read.file.contracts.length).toBeGreaterThanOrEqual(11);
    for (const contract of read.file.contracts) {
      const { trade } = setting.providers.find(({ agb }) => agb === contract.provider) ?? { trade: { products: [] } };
      for (const product of contract.products) {
        const base = trade.products.find(({ code }) => code === product.code)?.base ?? null;
        const own = base === null ? [] : product.tariffs.map(({ from }) => tariffOn(base, toDay(from)));
        expect(product.tariffs.map(({ cents }) => cents)).toEqual(own);
      }
    }
  });

  it('name products of the standard in their category, and providers that do not exist', () => {
    if ('faults' in read) throw new Error(JSON.stringify(read.faults));
    const categories = new Map(productCodes.map(([code, category]) => [code, category]));
    for (const { provider, products } of read.file.contracts) {
      expect(provider).toMatch(/^9999\d{4}$/);
      for (const { code, category } of products) expect(categories.get(code)).toBe(category);
    }
  });
});

describe('tariffs', () => {
  it('grow by 4,96% in 2025, the figure of VNG', () => {
    expect([tariffOn(10_000, toDay('2024-12-31')), tariffOn(10_000, toDay('2025-01-01'))]).toEqual([10_000, 10_496]);
  });

  it('follow four models of dividing lump sums, over the regions together', () => {
    expect([...new Set(demoRegions.flatMap(({ keys }) => keys))].sort()).toEqual([
      'fixed',
      'hybrid',
      'multi-year',
      'use',
    ]);
  });
});
