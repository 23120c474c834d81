import { describe, expect, it } from '@jest/globals';
import { AuthorizationResponseError, ClientError, ResponseBodyError } from 'openid-client';
import { SettingsFault } from '../../settings-fault.js';
import { Problem } from '../../http/problems/problem.js';
import { isFailedFetch, logInFault, ProviderAway } from './provider-faults.js';

const responseWith = (status: number): ResponseBodyError =>
  new ResponseBodyError('the answer is an error: hunter2', {
    cause: { error: 'invalid_grant', error_description: 'hunter2' },
    response: new Response(null, { status }),
  });
const clientError = (options: { code?: string; cause?: unknown }): ClientError =>
  Object.assign(new ClientError('hunter2', { cause: options.cause }), { code: options.code });
const failed = new TypeError('fetch failed', { cause: new Error('ECONNREFUSED hunter2') });

describe('a fault of a log-in', () => {
  it.each([
    ['nobody was reached', failed],
    ['nobody was reached, as the library says it', clientError({ cause: failed })],
    ['no answer came in time', clientError({ code: 'OAUTH_TIMEOUT' })],
    ['the call was broken off', clientError({ code: 'OAUTH_ABORT' })],
    ['the provider is out of order', responseWith(502)],
    ['its answer was one of a proxy', clientError({ cause: new Response(null, { status: 503 }) })],
  ])('is a provider that is away when %s', (_, error) => {
    const fault = logInFault(error, 'test');
    expect(fault).toBeInstanceOf(ProviderAway);
    expect(fault).toMatchObject({ code: 'identity-provider-away', kind: 'unavailable', cause: error });
    expect(fault.message).toContain('the identity provider test does not answer');
  });

  it('is a refusal when the provider did not log the person in', () => {
    const cause = new URLSearchParams({ error: 'access_denied', error_description: 'hunter2' });
    expect(logInFault(new AuthorizationResponseError('denied', { cause }), 'test')).toMatchObject({
      ...{ status: 403, code: 'log-in-refused' },
    });
  });

  it.each(['temporarily_unavailable', 'server_error'])('is a provider that is away when it answers %s', (error) => {
    const cause = new URLSearchParams({ error });
    expect(logInFault(new AuthorizationResponseError('later', { cause }), 'test')).toBeInstanceOf(ProviderAway);
  });

  it.each([
    ['a code that does not count', responseWith(400)],
    ['a token that was changed', clientError({ code: 'OAUTH_JWT_CLAIM_COMPARISON_FAILED' })],
    ['an answer that nobody understands', clientError({ cause: new Response(null, { status: 200 }) })],
    ['an error of any kind', new Error('no ID token')],
    ['a text', 'fetch failed'],
    ['nothing', undefined],
  ])('is a log-in that does not count after %s', (_, error) => {
    expect(logInFault(error, 'test')).toMatchObject({ status: 401, code: 'log-in-not-valid' });
  });

  it('is kept as it is when it was found here', () => {
    for (const own of [new Problem(403, 'claims-no-role', 'x'), new ProviderAway('a', 1), new SettingsFault('x')])
      expect(logInFault(own, 'test')).toBe(own);
  });

  it('never repeats what the provider sent', () => {
    for (const error of [responseWith(400), responseWith(500), clientError({ cause: failed }), new Error('hunter2')])
      expect(logInFault(error, 'test').message).not.toContain('hunter2');
  });
});

describe('a call that reached nobody', () => {
  it('is known by its message, also when its error is of another realm', () => {
    expect(isFailedFetch(failed)).toBe(true);
    expect(isFailedFetch({ message: 'fetch failed' })).toBe(true);
    for (const other of ['fetch failed', null, undefined, new Error('failed'), {}])
      expect(isFailedFetch(other)).toBe(false);
  });
});
