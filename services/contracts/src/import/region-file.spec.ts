import { describe, expect, it } from '@jest/globals';
import { readRegionFile } from './region-file.js';

const good = `format: regieboek-contracts/1
region: { id: zhz, name: Zuid-Holland Zuid, organisation: SOJ }
municipalities:
  - { code: "0505", name: Dordrecht, from: 2015-01-01 }
  - { code: "1927", name: Molenwaard, from: 2015-01-01, to: 2018-12-31 }
  - { code: "1978", name: Molenlanden, from: 2019-01-01 }
mergers:
  - { date: 2019-01-01, from: ["1927"], to: "1978" }
providers:
  - agb: "99990001"
    name: Voorbeeld Jeugdhulp
    from: 2024-01-01
    to: 2025-12-31
    products:
      - code: 44A09
        category: "44"
        name: Gezinshuis
        form: gezinshuis
        unit: "14"
        variant: effort
        counting: { method: NIGHT }
        tariffs:
          - { from: 2024-01-01, to: 2024-12-31, cents: 15633 }
          - from: 2025-01-01
            to: 2025-12-31
            index:
              provisional: { ova: "4.18", ppc: "1.82" }
              yearBefore: { provisional: { ova: "4.94", ppc: "2.51" }, final: { ova: "6.00", ppc: "3.10" } }
    lumpSums:
      - id: beschikbaarheid
        name: Beschikbaarheid crisis
        from: 2024-01-01
        to: 2024-12-31
        yearlyCents: 100000000
        forms: [crisisverblijf]
        key: { model: fixed, shares: { "0505": 60, "1978": 40 } }
    capacity:
      - { group: Dordrecht, form: kleinschalig, places: 4, from: 2024-11-01 }
`;

const faultsOf = (text: string) => {
  const result = readRegionFile(text);
  return 'faults' in result ? result.faults : [];
};
const lineOf = (text: string, needle: string) => text.slice(0, text.indexOf(needle)).split('\n').length;

describe('a region file', () => {
  it('returns all three terms of retention, and a fault for an impossible one', () => {
    const withTerms = (terms: string) => readRegionFile(`${good}\nretention: ${terms}\n`);
    const result = withTerms('{ bookYears: 8, claimYears: 5, claimAge: 25 }');
    expect(result).toMatchObject({
      file: { definition: { parameters: { retention: { bookYears: 8, claimYears: 5, claimAge: 25 } } } },
    });
    for (const wrong of ['{ bookYears: 0, claimYears: 5, claimAge: 25 }', '{ bookYears: 7 }', '{ years: 7 }'])
      expect(withTerms(wrong)).toHaveProperty('faults');
  });

  it('returns the region and its contracts, with indexed tariffs in cents', () => {
    const result = readRegionFile(good);
    if ('faults' in result) throw new Error(JSON.stringify(result.faults));
    expect(result.file.definition).toMatchObject({
      region: 'zhz',
      parameters: { gapToleranceDays: 0, wlzStayFrom: '2025-01-01' },
    });
    expect(result.file.contracts[0]?.products[0]?.tariffs).toEqual([
      { from: '2024-01-01', to: '2024-12-31', cents: 15633 },
      { from: '2025-01-01', to: '2025-12-31', cents: 16408 },
    ]);
  });

  it('returns the iJw choices of the region, and none without that section', () => {
    const chosen = `${good}ijw: { earlierPeriods: provider, foreignAssignment: "8187" }\n`;
    const settingsOf = (text: string) => {
      const result = readRegionFile(text);
      return 'faults' in result ? result.faults : result.file.settings;
    };
    expect(settingsOf(good)).toEqual({});
    expect(settingsOf(chosen)).toEqual({ earlierPeriods: 'provider', foreignAssignment: '8187' });
  });

  it('names every fault in the iJw choices of the region, with its line and the allowed choices', () => {
    const section = ['ijw:', '  budgetSum: guesses', '  foreignAssignment: 8187', '  brokenWeek: x', ''].join('\n');
    const first = lineOf(`${good}${section}`, 'ijw:');
    expect(faultsOf(`${good}${section}`)).toEqual([
      { line: first + 1, text: 'ijw.budgetSum: must be one of submitted amounts, delivered volumes' },
      { line: first + 2, text: 'ijw.foreignAssignment: is a number: put it in quotes' },
      { line: first + 3, text: 'ijw.brokenWeek: is an unknown field: remove it, or correct its name' },
    ]);
    expect(faultsOf(`${good}ijw:\n`)).toEqual([{ line: first, text: 'ijw: is empty: fill it in, or remove it' }]);
  });

  it.each([
    ['an overlapping tariff', '          - from: 2025-01-01', '          - from: 2024-12-01', 'overlaps'],
    [
      'a gap between tariffs',
      '          - from: 2025-01-01',
      '          - from: 2025-02-01',
      'no tariff before 2025-02-01',
    ],
    ['a tariff after the contract', '            to: 2025-12-31', '            to: 2026-01-31', 'continues after'],
    ['an unknown municipality in a key', '"1978": 40', '"0599": 40', 'municipality 0599 is not in this region'],
    ['a key without a positive weight', '{ "0505": 60, "1978": 40 }', '{ "0505": 0 }', 'has no positive weight'],
    ['a municipality twice', 'code: "1978", name', 'code: "0505", name', 'is a duplicate'],
    ['a code outside its category', 'category: "44"', 'category: "43"', 'does not belong to category 43'],
    ['money with a fraction', 'cents: 15633', 'cents: 156.33', 'cents (an integer)'],
    ['an unknown field', 'variant: effort', 'varant: effort', 'varant: is an unknown field: remove it'],
    ['a field without a value', 'name: Gezinshuis', 'name:', 'products.0.name: is empty: fill it in'],
    ['a code without quotes', 'code: "0505"', 'code: 0505', 'code: is a number: put it in quotes'],
    ['an impossible day', 'from: 2024-11-01', 'from: 2024-11-31', 'calendar date'],
  ])('with %s is refused at its line', (_, before, after, text) => {
    const broken = good.replace(before, after);
    expect(broken).not.toBe(good);
    const found = faultsOf(broken).find((fault) => fault.text.includes(text));
    expect(found?.text).toContain(text);
    expect(found?.line).toBeGreaterThanOrEqual(Math.min(lineOf(good, before.trim()) - 1, lineOf(good, before)));
    expect(found?.line).toBeLessThanOrEqual(lineOf(good, before) + 2);
  });

  it('with a missing field is refused at the line of the item that lacks it', () => {
    const broken = good.replace('        name: Gezinshuis\n', '');
    expect(faultsOf(broken)).toEqual([
      { line: lineOf(good, '- code: 44A09'), text: 'providers.0.products.0.name: is missing: add it' },
    ]);
  });

  it('reports all faults at once', () => {
    const broken = good.replace('"1978": 40', '"0599": 40').replace('to: 2024-12-31, cents', 'to: 2024-11-30, cents');
    expect(faultsOf(broken).map(({ text }) => text)).toEqual([
      expect.stringContaining('no tariff before 2025-01-01'),
      expect.stringContaining('0599'),
    ]);
  });

  it('that is not YAML is refused with the line', () => {
    expect(faultsOf('format: [\n  1')[0]).toMatchObject({ text: expect.stringContaining('not YAML') });
    expect(faultsOf('')).toEqual([{ line: 1, text: 'file: is empty: fill it in, or remove it' }]);
  });

  it('with aliases of aliases does not exhaust memory', () => {
    const bomb = `a: &a [x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b,*b,*b,*b,*b]\nd: [*c,*c,*c,*c,*c,*c,*c,*c,*c]\n`;
    expect(faultsOf(bomb).length).toBeGreaterThan(0);
  });
});
