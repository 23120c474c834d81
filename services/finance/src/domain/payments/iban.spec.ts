import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { ibanFault } from './iban.js';

describe('an account number', () => {
  it.each([
    'NL91ABNA0417164300',
    'NL02ABNA0123456789',
    'BE68539007547034',
    'DE89370400440532013000',
    'MT84MALT011000012345MTLCAST001S',
  ])('%s is valid', (iban) => {
    expect(ibanFault(iban)).toBeUndefined();
  });

  it.each([
    ['nl91abna0417164300', 'not an IBAN'],
    ['NL91 ABNA 0417 1643 00', 'not an IBAN'],
    ['NL91ABNA041716430', 'has 17 characters'],
    ['US12345678901234', 'outside the SEPA area'],
    ['NL910ABN0417164300', 'not an IBAN of NL'],
    ['NL92ABNA0417164300', 'check digits'],
    ['', 'not an IBAN'],
  ])('%s is not valid', (iban, text) => {
    expect(ibanFault(iban)).toContain(text);
  });

  it('with one changed character is detected, wherever it is', () => {
    const sound = 'DE89370400440532013000';
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 21 }), fc.integer({ min: 1, max: 9 }), (place, by) => {
        const digit = (Number(sound[place]) + by) % 10;
        expect(ibanFault(sound.slice(0, place) + String(digit) + sound.slice(place + 1))).toContain('check digits');
      }),
      { seed: 20_251_130 },
    );
  });
});
