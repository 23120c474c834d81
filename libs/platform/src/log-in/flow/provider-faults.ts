import { AuthorizationResponseError, ClientError, ResponseBodyError } from 'openid-client';
import { Refusal } from '@regieboek/kernel';
import { Problem } from '../../http/problems/problem.js';

/** The identity provider does not answer: sessions go on, log-ins wait. */
export class ProviderAway extends Refusal {
  override readonly name = 'ProviderAway';
  constructor(name: string, cause: unknown) {
    super(
      'identity-provider-away',
      'unavailable',
      `the identity provider ${name} does not answer: whoever is logged in stays so; log in again later`,
      { cause },
    );
  }
}

const away = new Set(['OAUTH_TIMEOUT', 'OAUTH_ABORT']);

/** Whether a provider did not answer, or answered that it is out of order. */
function isAway(error: unknown): boolean {
  if (error instanceof ResponseBodyError) return error.status >= 500;
  if (error instanceof ClientError) {
    const { cause } = error;
    return away.has(error.code ?? '') || isFailedFetch(cause) || (cause instanceof Response && cause.status !== 400);
  }
  return isFailedFetch(error);
}

const isFailedFetch = (error: unknown): boolean => error instanceof TypeError && error.message === 'fetch failed';

/** A fault of a log-in as a problem: the provider is away (503), it refused (403), or what came back does not count (401). */
export function logInFault(error: unknown, name: string): Error {
  if (error instanceof Problem || error instanceof Refusal) return error;
  if (isAway(error)) return new ProviderAway(name, error);
  if (error instanceof AuthorizationResponseError)
    return new Problem(
      403,
      'log-in-refused',
      `the identity provider ${name} did not log you in: try again, or ask its administrator`,
    );
  return new Problem(
    401,
    'log-in-not-valid',
    `what the identity provider ${name} sent does not count: begin the log-in again at /v1/session/log-in`,
  );
}
