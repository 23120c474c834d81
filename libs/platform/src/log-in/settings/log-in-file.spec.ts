import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { SettingsFault } from '../../settings-fault.js';
import { grantsOfScope, parseLogInFile, readLogInFile, secretOf } from './log-in-file.js';

const people = `
    people:
      clientId: regieboek
      claims: { roles: roles }
      mfa: at-provider`;
const machines = `
    machines:
      audience: regieboek-api
      scopes: { regieboek.bi: [{ role: bi, regions: [zhz] }] }`;
const fileWith = ({ issuer = 'https://idp.example', name = 'test', ways = people + machines, rest = '' }) => `
format: regieboek-log-in/1
issuers:
  - issuer: ${issuer}
    name: ${name}
    regions: [zhz]${ways}
${rest}`;

const faultOf = (content: string): string => {
  try {
    parseLogInFile(content, 'the-file');
    return '';
  } catch (error) {
    expect(error).toBeInstanceOf(SettingsFault);
    return String(error);
  }
};

describe('a log-in file', () => {
  it('gives its issuers, with defaults for what it leaves out', () => {
    const [issuer] = parseLogInFile(fileWith({}), 'the-file').issuers;
    expect(issuer).toMatchObject({
      ...{ name: 'test', regions: ['zhz'] },
      people: { scope: 'openid', userinfo: false, roleNames: {}, mfa: 'at-provider' },
      machines: { algorithms: ['RS256', 'PS256', 'ES256'] },
    });
  });

  it('may name services, and values of a second factor', () => {
    const rest = 'services: { issuer: test, clientId: finance, clientSecretVariable: FINANCE_SECRET, scope: a }';
    const ways = people.replace('at-provider', '{ amr: [mfa] }');
    const { services, issuers } = parseLogInFile(fileWith({ rest, ways }), 'the-file');
    expect(services).toMatchObject({ clientSecretVariable: 'FINANCE_SECRET' });
    expect(issuers[0]?.people?.mfa).toEqual({ acr: [], amr: ['mfa'] });
  });

  it.each([
    'https://idp.example/realms/a',
    'http://localhost:8080',
    'http://127.0.0.1:8080/realms/a',
    'http://[::1]:8080',
  ])('may name the address %s', (issuer) => expect(faultOf(fileWith({ issuer }))).toBe(''));

  it.each(['http://idp.example', 'http://127.0.0.1.example', 'http://localhost.example', 'ftp://localhost', 'idp'])(
    'may not name the address %s, to which secrets would go openly',
    (issuer) => expect(faultOf(fileWith({ issuer }))).toMatch(/line 4: issuers\.0\.issuer must be/),
  );

  it.each([
    ['another format', fileWith({}).replace('/1', '/2'), /line 2: format must be/],
    ['an unknown field', fileWith({ rest: 'secret: hunter2' }), /must be/],
    ['a name with capitals', fileWith({ name: 'Test' }), /line 5: issuers\.0\.name must be a name of lower case/],
    ['an issuer of nobody', fileWith({ ways: '' }), /line 4: issuers\.0 must be for people, for machines, or for both/],
    [
      'a role that does not exist',
      fileWith({ ways: machines.replace('bi,', 'boss,') }),
      /scopes\.regieboek\.bi\.0\.role must be/,
    ],
    [
      'a symmetric signature',
      fileWith({ ways: `${machines}\n      algorithms: [HS256]` }),
      /line 10: .*algorithms\.0 must be/,
    ],
    ['no signature', fileWith({ ways: `${machines}\n      algorithms: [none]` }), /algorithms\.0 must be/],
    [
      'tokens of people as those of programs',
      fileWith({}).replace('regieboek-api', 'regieboek'),
      /audience must be another name/,
    ],
    [
      'a secret in place of its variable',
      fileWith({ ways: `${people}\n      clientSecretVariable: hunter2` }),
      /the name of an environment variable/,
    ],
    [
      'a second factor without a value',
      fileWith({ ways: people.replace('at-provider', '{}') }),
      /mfa must be at-provider, or a map with at least one value/,
    ],
    ['text that is not YAML', 'a: [', /line 1/],
    ['nothing', '', /line 1/],
  ])('may not have %s, and the fault has its line', (_, content, fault) => {
    const text = faultOf(content);
    expect(text).toContain('the log-in file the-file cannot be used (docs/access.md)');
    expect(text).toMatch(fault);
    expect(text).not.toContain('hunter2');
  });

  it('may not name two issuers alike', () => {
    const [, second = ''] = fileWith({}).split('issuers:\n');
    expect(faultOf(fileWith({ rest: second }))).toContain(
      'issuers must be a list in which every issuer has a name of its own',
    );
  });

  it('names all its faults at once', () => {
    expect(faultOf(fileWith({ issuer: 'idp', name: 'Test' })).match(/^ {2}line/gm)).toHaveLength(2);
  });

  it('that is not there is named with the setting that names it', () => {
    expect(() => readLogInFile('/nowhere/log-in.yaml')).toThrow(
      /^REGIEBOEK_LOGIN_FILE \/nowhere\/log-in\.yaml cannot be read/,
    );
  });
});

describe('the grants of a scope', () => {
  const region = fc.constantFrom('zhz', 'wbw', 'goo', '*');
  const regions = fc.uniqueArray(region, { minLength: 1 });

  it('are in regions that its issuer may speak for, and no others', () => {
    fc.assert(
      fc.property(fc.array(fc.record({ role: fc.constantFrom('bi', 'finance'), regions })), regions, (given, own) => {
        const grants = grantsOfScope(given, { regions: own });
        const wanted = given.flatMap((one) => one.regions.map((at) => ({ role: one.role, region: at })));
        expect(grants).toEqual(wanted.filter((one) => own.includes('*') || own.includes(one.region)));
      }),
      { seed: 291, numRuns: 200 },
    );
  });

  it('keep their municipality, provider and actions', () => {
    const limits = { municipality: '0505', provider: '12345678', actions: ['see-books' as const] };
    expect(grantsOfScope([{ role: 'finance', regions: ['zhz'], ...limits }], { regions: ['zhz'] })).toEqual([
      { role: 'finance', region: 'zhz', ...limits },
    ]);
  });
});

describe('the secret of a client', () => {
  it('comes from its variable; a public client has none', () => {
    expect(secretOf({ clientSecretVariable: 'A' }, { A: 'hunter2' })).toBe('hunter2');
    expect(secretOf({}, { A: 'hunter2' })).toBeUndefined();
  });

  it.each([{}, { A: '' }])('must be set: %j', (variables) =>
    expect(() => secretOf({ clientSecretVariable: 'A' }, variables)).toThrow(/names A for a secret/),
  );
});
