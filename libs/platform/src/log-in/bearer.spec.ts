import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { base64url, exportSPKI, SignJWT, UnsecuredJWT, type JWTPayload } from 'jose';
import { startTestProvider, type TestProvider } from '../testing/identity-provider.js';
import { BearerTokens } from './bearer.js';
import { Providers } from './flow/providers.js';
import { parseLogInFile } from './settings/log-in-file.js';

const MINUTE = 60;
let provider: TestProvider;
let tokens: BearerTokens;

const newTokens = () => {
  const file = `
format: regieboek-log-in/1
issuers:
  - issuer: ${provider.issuer}
    name: test
    regions: [zhz]
    machines:
      audience: regieboek-api
      scopes:
        regieboek.bi: [{ role: bi, regions: [zhz, wbw] }]
        regieboek.identities: [{ role: backoffice, regions: [zhz], actions: [find-identities] }]
`;
  return new BearerTokens(parseLogInFile(file, 'test').issuers, new Providers({}));
};

beforeAll(async () => {
  provider = await startTestProvider();
  tokens = newTokens();
});
afterAll(() => provider.stop());

const good = { aud: 'regieboek-api', scope: 'regieboek.bi' };
const refused = async (token: string | Promise<string>) => {
  const error: unknown = await tokens.actorOf(await token).catch((fault: unknown) => fault);
  return error instanceof Error && 'status' in error && 'code' in error
    ? [error.status, error.code, error.message]
    : error;
};
const notValid = (text: string) => [401, 'token-not-valid', expect.stringContaining(text)];

describe('the token of a program', () => {
  it('gives the grants of its scopes, in the regions that its issuer may speak for', async () => {
    expect(await tokens.actorOf(await provider.token(good))).toEqual({
      ...{ subject: 'program', issuer: provider.issuer, kind: 'machine' },
      grants: [{ role: 'bi', region: 'zhz' }],
    });
    expect((await tokens.actorOf(await provider.token({ ...good, scope: 'other' }))).grants).toEqual([]);
  });

  it('counts until two minutes after its end, as clocks differ, and an hour after it not', async () => {
    expect(await refused(provider.token({ ...good, in: -2 * MINUTE + 10 }))).toMatchObject({ kind: 'machine' });
    expect(await refused(provider.token({ ...good, in: -3 * MINUTE }))).toEqual(notValid('expired'));
    expect(await refused(provider.token({ ...good, in: -60 * MINUTE }))).toEqual(notValid('expired'));
  });

  it('counts from two minutes before its beginning, and an hour before it not', async () => {
    const from = (seconds: number) => ({ ...good, nbf: Math.floor(Date.now() / 1_000) + seconds, in: 120 * MINUTE });
    expect(await refused(provider.token(from(2 * MINUTE - 10)))).toMatchObject({ kind: 'machine' });
    expect(await refused(provider.token(from(60 * MINUTE)))).toEqual(notValid('nbf'));
  });

  it('has an end, a subject, our audience and an issuer of ours', async () => {
    expect(await refused(provider.token({ ...good, exp: undefined }))).toEqual(notValid('exp'));
    expect(await refused(provider.token({ ...good, sub: undefined }))).toEqual(notValid('subject'));
    expect(await refused(provider.token({ ...good, aud: 'another-api' }))).toEqual(notValid('aud'));
    expect(await refused(provider.token({ ...good, iss: 'https://other.example' }))).toEqual(notValid('issuer'));
  });

  it('is signed by its issuer: not by nobody, not with its public key as a secret, not by another key', async () => {
    const claims: JWTPayload = {
      ...good,
      iss: provider.issuer,
      sub: 'program',
      exp: Math.floor(Date.now() / 1_000) + 60,
    };
    expect(await refused(new UnsecuredJWT(claims).encode())).toEqual(notValid('signed in a way'));
    const secret = new TextEncoder().encode(await exportSPKI(provider.publicKey));
    const symmetric = new SignJWT(claims).setProtectedHeader({ alg: 'HS256', kid: 'test' }).sign(secret);
    expect(await refused(symmetric)).toEqual(notValid('signed in a way'));
    const other = await startTestProvider();
    expect(await refused(other.token(claims))).toEqual(notValid('trust'));
    await other.stop();
    const [head = '', , signature = ''] = (await provider.token(good)).split('.');
    const more = base64url.encode(JSON.stringify({ ...claims, scope: 'regieboek.identities' }));
    expect(await refused([head, more, signature].join('.'))).toEqual(notValid('trust'));
  });

  it('of any text is refused, and none of it is repeated', async () => {
    for (const text of ['', 'x', 'a.b.c', `${'x'.repeat(10_000)}`, `${base64url.encode('{"alg":"none"}')}.e30.`]) {
      const answer = JSON.stringify(await refused(text));
      expect(answer).toContain('token-not-valid');
      if (text.length > 5) expect(answer).not.toContain(text);
    }
  });

  it('cannot be checked while its issuer is away, which is said, and counts when it is back', async () => {
    const token = await provider.token(good);
    tokens = newTokens();
    await provider.stop();
    await expect(tokens.actorOf(token)).rejects.toMatchObject({ code: 'identity-provider-away', kind: 'unavailable' });
    await provider.start();
    expect(await tokens.actorOf(token)).toMatchObject({ subject: 'program' });
  });
});
