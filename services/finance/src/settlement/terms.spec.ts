import { describe, expect, it } from '@jest/globals';
import { sumCents } from '@regieboek/kernel';
import { readTerms } from './terms.js';

const good = {
  format: 'regieboek-payments/1',
  region: 'zhz',
  organisation: { name: 'Serviceorganisatie Jeugd' },
  municipalities: [{ code: '0505', name: 'Gemeente Dordrecht', iban: 'NL91 ABNA 0417 1643 00' }],
  providers: [{ agb: '99990001', name: 'Voorbeeld', iban: 'BE68539007547034', bic: 'GKCCBEBB' }],
  advances: [
    { municipality: '0505', year: '2025', cents: 1_000 },
    { municipality: '0505', month: '2025-03', cents: 7 },
  ],
  solidarity: [{ id: 'jz', products: ['45A04'], from: '2025-01', key: { model: 'fixed', shares: { '0505': 1 } } }],
};
const faultsOf = (value: unknown) => {
  const read = readTerms(value);
  return 'faults' in read ? read.faults.map(({ path, text }) => `${path.join('.')}: ${text}`) : [];
};
const termsOf = (value: unknown) => {
  const read = readTerms(value);
  if ('faults' in read) throw new Error(JSON.stringify(read.faults));
  return read.terms;
};

describe('terms of payment', () => {
  it('define who pays whom from which account, ignoring blanks in numbers', () => {
    const { initiator, payers, providers, settlement } = termsOf(good);
    expect([initiator, payers.organisation]).toEqual(['Serviceorganisatie Jeugd', null]);
    expect(payers.municipalities.get('0505')).toEqual({
      name: 'Gemeente Dordrecht',
      iban: 'NL91ABNA0417164300',
      bic: null,
    });
    expect(providers.get('99990001')?.bic).toBe('GKCCBEBB');
    expect(settlement.providersPaidBy).toBe('municipalities');
  });

  it('spread a yearly advance over its months, to the cent', () => {
    const { advances } = termsOf(good).settlement;
    expect(advances).toHaveLength(13);
    expect(sumCents(advances.map(({ cents }) => cents))).toBe(1_007);
    expect(new Set(advances.map(({ month }) => month)).size).toBe(12);
  });

  it('let the organisation pay for everyone, from its own account', () => {
    const central = { ...good, providersPaidBy: 'organisation' };
    expect(faultsOf(central)).toEqual(['organisation.iban: is required, because the organisation pays providers']);
    const organisation = { ...good.organisation, iban: 'NL91ABNA0417164300' };
    expect(termsOf({ ...central, organisation }).payers.organisation?.iban).toBe('NL91ABNA0417164300');
  });

  it('are refused with every fault at once, without account numbers', () => {
    const [provider] = good.providers;
    const faults = faultsOf({
      ...good,
      region: undefined,
      providers: [{ ...provider, iban: 'NL92ABNA0417164300', agb: 99990001 }],
      solidarity: [{ ...good.solidarity[0], key: { model: 'fixed', shares: { '0505': 0 } } }],
      extra: 1,
    });
    expect(faults.toSorted()).toEqual([
      expect.stringMatching(/^: contains an unknown field: supported: format, region, /),
      'providers.0.agb: is a number: put it in quotes',
      'providers.0.iban: has wrong check digits: copy it again',
      'region: is missing: add it',
      'solidarity.0.key: has no positive weight: give at least one municipality a weight above 0',
    ]);
    expect(faults.join()).not.toContain('NL92');
  });

  it('are refused when a name has no letters that banks accept, before anything is ordered with it', () => {
    const [provider] = good.providers;
    const named = (name: string) => faultsOf({ ...good, providers: [{ ...provider, name }] });
    const text = 'providers.0.name: contains no letter or digit that banks accept: use the spelling of the bank';
    expect(['', ' ', '\u0301', '—'].map(named)).toEqual(Array.from({ length: 4 }, () => [text]));
    expect(named('x'.repeat(71))).toEqual([expect.stringContaining('more than 70 characters: shorten it')]);
    expect(named('Ø')).toEqual([]);
    expect(named('株式')).toEqual([]);
  });

  it('name the faults of an advance and a key', () => {
    const faultOf = (over: object) => {
      const { cents, municipality } = { cents: 5, municipality: '0505' };
      return faultsOf({ ...good, advances: [{ municipality, cents, ...over }] }).map((text) => text.slice(11));
    };
    const oneOf = ' must have either a month or a year';
    expect(faultOf({})).toEqual([oneOf]);
    expect(faultOf({ year: '2025', month: '2025-01' })).toEqual([oneOf]);
    expect(faultOf({ year: 2025 })).toEqual(['year: is a number: put it in quotes']);
    expect(faultOf({ year: '0000' })).toEqual(['year: a year in quotes, such as "2025"']);
    expect(faultOf({ year: '2025', cents: -5 })).toEqual(['cents: is negative: enter the agreed amount']);
    expect(faultOf({ year: '2025', cents: 1.5 })).toEqual(['cents: must be an integer: amounts are in cents']);
    expect(faultOf({ year: '2025', cents: 1e12 })).toEqual([expect.stringMatching(/^cents: exceeds 999\.999/)]);
    const [pool] = good.solidarity;
    const key = { model: 'fixed', shares: { '505': 1 } };
    expect(faultsOf({ ...good, solidarity: [{ ...pool, key }] })).toEqual([
      'solidarity.0.key.shares.505: is not a municipality code: use four digits in quotes, such as "0505"',
    ]);
    expect(faultsOf({ ...good, lumpSumsFrom: '2014-12' })).toEqual([
      expect.stringMatching(/^lumpSumsFrom: a month from 2015-01 to /),
    ]);
  });

  it('name no municipality twice, and put no product into two pools at a time', () => {
    const [pool] = good.solidarity;
    const twice = { ...good, providers: [...good.providers, ...good.providers] };
    expect(faultsOf(twice)).toEqual(['providers.1.agb: 99990001 is a duplicate: remove it']);
    const pools = [
      { ...pool, to: '2025-06' },
      { ...pool, id: 'later', from: '2025-06' },
    ];
    expect(faultsOf({ ...good, solidarity: pools })).toEqual([
      expect.stringContaining('45A04 is also in jz in the same months'),
    ]);
    const apart = [
      { ...pool, to: '2025-05' },
      { ...pool, id: 'later', from: '2025-06' },
    ];
    expect(faultsOf({ ...good, solidarity: apart })).toEqual([]);
  });
});
