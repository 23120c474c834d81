import { describe, expect, it } from '@jest/globals';
import { readRegionFile } from '../import/region-file.js';
import { helpFormOn } from './help-forms.js';

const fileWith = (forms: string, product = '') => `format: regieboek-contracts/1
region: { id: zhz, name: Zuid-Holland Zuid, organisation: SOJ }
municipalities:
  - { code: "0505", name: Dordrecht, from: 2015-01-01 }
helpForms:
${forms}
providers:
  - agb: "99990001"
    name: Voorbeeld Jeugdhulp
    kvk: "90000001"
    level: supra-regional
    from: 2024-01-01
    products:
      - code: 45A04
        category: "45"
        name: Behandeling
        form: ambulant
        unit: "04"
        variant: effort
        ${product}
        tariffs:
          - { from: 2024-01-01, cents: 9240 }
    capacity:
      - { group: Dordrecht, form: kleinschalig, places: 4, kind: hybrid, from: 2024-11-01 }
`;
const good = `  - { code: ambulant, name: Ambulante jeugdhulp, from: 2015-01-01, to: 2025-12-31, successor: ambulant-2026 }
  - { code: ambulant-2026, name: Ambulante hulp, from: 2026-01-01 }`;
const read = (text: string) => {
  const result = readRegionFile(text);
  if ('faults' in result) throw new Error(JSON.stringify(result.faults));
  return result.file;
};
const faultsOf = (forms: string, product?: string) => {
  const result = readRegionFile(fileWith(forms, product));
  return 'faults' in result ? result.faults.map(({ text }) => text) : [];
};

describe('a contract', () => {
  it('has a trade register number, a level, the forms of help of its products and the kind of its places', () => {
    const { contracts } = read(fileWith(good, 'helpForm: ambulant'));
    expect(contracts).toMatchObject([
      {
        kvk: '90000001',
        level: 'supra-regional',
        products: [{ helpForm: 'ambulant' }],
        capacity: [{ kind: 'hybrid', places: 4 }],
      },
    ]);
  });

  it('is read without any of these', () => {
    expect(read(fileWith(good)).contracts[0]?.products[0]).not.toHaveProperty('helpForm');
  });
});

describe('a form of help', () => {
  it('is replaced by its successor after its end', () => {
    const { definition } = read(fileWith(good));
    const called = (day: string) => helpFormOn(definition, 'ambulant', day);
    expect(['2014-12-31', '2025-12-31', '2026-01-01'].map(called)).toEqual([undefined, 'ambulant', 'ambulant-2026']);
    expect(helpFormOn(definition, 'verblijf', '2026-01-01')).toBeUndefined();
  });

  it.each([
    ['a code twice', `${good}\n  - { code: ambulant, name: X, from: 2026-01-01 }`, 'is a duplicate'],
    ['an end before its begin', '  - { code: a, name: A, from: 2026-01-01, to: 2025-01-01 }', 'before it begins'],
    [
      'a successor that is not there',
      '  - { code: a, name: A, from: 2020-01-01, to: 2025-01-01, successor: b }',
      'form of help b is not in the list',
    ],
    [
      'a successor but no end day',
      '  - { code: a, name: A, from: 2020-01-01, successor: b }\n  - { code: b, name: B, from: 2020-01-01 }',
      'has no end day',
    ],
    [
      'successors in a circle',
      '  - { code: a, name: A, from: 2020-01-01, to: 2020-12-31, successor: b }\n  - { code: b, name: B, from: 2021-01-01, to: 2021-12-31, successor: a }',
      'form a circle',
    ],
  ])('with %s is a fault', (_, forms, text) => {
    expect(faultsOf(forms)).toEqual(expect.arrayContaining([expect.stringContaining(text)]));
  });

  it('that is missing from the list, or not valid yet, cannot be that of a product', () => {
    expect(faultsOf(good, 'helpForm: verblijf')).toEqual([
      expect.stringContaining('form of help verblijf is not in the list'),
    ]);
    expect(faultsOf(good, 'helpForm: ambulant-2026')).toEqual([
      expect.stringContaining('is not in the list on 2024-01-01'),
    ]);
  });
});
