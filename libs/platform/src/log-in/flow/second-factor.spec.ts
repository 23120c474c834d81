import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { hadSecondFactor } from './second-factor.js';

const mfa = { acr: ['urn:strong', 'loa3'], amr: ['mfa', 'hwk'] };

describe('a second factor', () => {
  it.each([
    { acr: 'loa3' },
    { amr: ['pwd', 'mfa'] },
    { amr: 'hwk' },
    { acr: ['loa1', 'urn:strong'] },
    { acr: 'loa1', amr: ['mfa'] },
  ])('was there by the claims %j', (claims) => expect(hadSecondFactor(claims, mfa)).toBe(true));

  it.each([
    {},
    { acr: 'loa1', amr: ['pwd'] },
    { acr: 'mfa', amr: ['loa3'] },
    { acr: 'LOA3' },
    { amr: 'pwd mfa' },
    { amr: [['mfa']] },
    { amr: { mfa: true } },
    { acr: null, amr: 1 },
    { mfa: true },
  ])('was not there by the claims %j', (claims) => expect(hadSecondFactor(claims, mfa)).toBe(false));

  it('is a matter of the provider when the log-in file leaves it to the provider', () => {
    expect(hadSecondFactor({}, 'at-provider')).toBe(true);
  });

  it('was there exactly when a demanded value is among the claims, whatever else they are', () => {
    const value = fc.constantFrom('mfa', 'hwk', 'loa3', 'pwd', 'otp', '');
    const claim = fc.oneof(value, fc.array(fc.oneof(value, fc.jsonValue({ maxDepth: 1 })), { maxLength: 4 }));
    fc.assert(
      fc.property(claim, claim, (acr, amr) => {
        const [levels, methods] = [[acr].flat(), [amr].flat()];
        const expected = mfa.acr.some((one) => levels.includes(one)) || mfa.amr.some((one) => methods.includes(one));
        expect(hadSecondFactor({ acr, amr }, mfa)).toBe(expected);
      }),
      { seed: 288, numRuns: 200 },
    );
  });
});
