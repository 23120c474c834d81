import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { grantsOf, type ClaimMapping } from './grants-of.js';
import { grantsOfScopes } from './grants-of-scopes.js';

const mapping: ClaimMapping = {
  claims: {
    roles: 'realm_access.roles',
    region: 'region',
    municipality: 'regieboek.municipality',
    provider: 'regieboek.provider',
  },
  roleNames: { 'rb-financien': 'finance' },
  regions: ['zhz', 'wbw'],
};
const roles = (...names: unknown[]) => ({ realm_access: { roles: names } });
const faultOf = (claims: Record<string, unknown>, by = mapping) => {
  const result = grantsOf(claims, by);
  return 'fault' in result ? [result.fault.code, result.fault.claim] : result.grants;
};

describe('the claims of a log-in', () => {
  it('give every role in every region, by our role names and those of the issuer', () =>
    expect(faultOf({ ...roles('rb-financien', 'policy', 'offline_access'), region: ['zhz', 'wbw'] })).toEqual([
      { role: 'finance', region: 'zhz' },
      { role: 'policy', region: 'zhz' },
      { role: 'finance', region: 'wbw' },
      { role: 'policy', region: 'wbw' },
    ]));

  it('give a municipality or provider its codes, from nested claims and from names with dots', () => {
    expect(faultOf({ ...roles('municipality'), region: 'zhz', regieboek: { municipality: ['0505', '1978'] } })).toEqual(
      [
        { role: 'municipality', region: 'zhz', municipality: '0505' },
        { role: 'municipality', region: 'zhz', municipality: '1978' },
      ],
    );
    expect(faultOf({ ...roles('provider'), region: 'zhz', 'regieboek.provider': '99990001' })).toEqual([
      { role: 'provider', region: 'zhz', provider: '99990001' },
    ]);
  });

  it('ignore regions in which the issuer may give no roles, and never give all regions', () => {
    expect(faultOf({ ...roles('policy'), region: ['zhz', 'zeeland', '*'] })).toEqual([
      { role: 'policy', region: 'zhz' },
    ]);
    expect(faultOf({ ...roles('policy'), region: 'nowhere' })).toEqual(['unknown-region', 'region']);
    expect(faultOf({ ...roles('policy'), region: '*' }, { ...mapping, regions: ['*'] })).toEqual([
      'no-region',
      'region',
    ]);
  });

  it('give the regions of the issuer when no claim names regions', () => {
    const { region: _, ...claims } = mapping.claims;
    expect(faultOf(roles('bi'), { ...mapping, claims })).toEqual([
      { role: 'bi', region: 'zhz' },
      { role: 'bi', region: 'wbw' },
    ]);
  });

  it('that are missing are named in the fault, with the remedy', () => {
    expect(faultOf({ region: 'zhz' })).toEqual(['no-role', 'realm_access.roles']);
    expect(faultOf({ ...roles('guest'), region: 'zhz' })).toEqual(['no-role', 'realm_access.roles']);
    expect(faultOf(roles('policy'))).toEqual(['no-region', 'region']);
    expect(faultOf({ ...roles('municipality'), region: 'zhz' })).toEqual(['no-municipality', 'regieboek.municipality']);
    expect(faultOf({ ...roles('provider'), region: 'zhz' })).toEqual(['no-provider', 'regieboek.provider']);
  });

  it('of any shape give grants or a fault whose text contains no value', () =>
    fc.assert(
      fc.property(fc.dictionary(fc.constantFrom('realm_access', 'region', 'regieboek'), fc.anything()), (claims) => {
        const result = grantsOf({ ...claims, secret: 'hunter2' }, mapping);
        if ('grants' in result) expect(result.grants.length).toBeGreaterThan(0);
        else expect(result.fault.text).not.toContain('hunter2');
      }),
      { seed: 2026, numRuns: 2_000 },
    ));

  it('of a program give the grants of its scopes', () => {
    const scopes = { 'regieboek.bi': [{ role: 'bi', region: 'zhz' }] } as const;
    expect(grantsOfScopes({ scope: 'openid regieboek.bi constructor' }, scopes)).toEqual(scopes['regieboek.bi']);
    expect(grantsOfScopes({ scp: ['regieboek.bi'] }, scopes)).toEqual(scopes['regieboek.bi']);
    expect(grantsOfScopes({}, scopes)).toEqual([]);
  });
});
