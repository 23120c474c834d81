import { AuthorizationResponseError, ClientError } from 'openid-client';
import { Refusal } from '@regieboek/kernel';
import { Problem } from '../../http/problems/problem.js';

/** The identity provider does not respond: sessions continue, log-ins fail for now. */
export class ProviderAway extends Refusal {
  override readonly name = 'ProviderAway';
  constructor(name: string, cause: unknown) {
    super(
      'identity-provider-away',
      'unavailable',
      `the identity provider ${name} does not answer: sessions continue, and new log-ins have to wait; try again later`,
      { cause },
    );
  }
}

const away = new Set(['OAUTH_TIMEOUT', 'OAUTH_ABORT']);

/** Errors of a provider that is temporarily unavailable (RFC 6749, 4.1.2.1). */
const outOfOrder = new Set(['server_error', 'temporarily_unavailable']);

const fieldOf = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null && name in value
    ? (value as Readonly<Record<string, unknown>>)[name]
    : undefined;

/** Whether `fetch` could not connect, by its message, because its errors may be of another realm. */
export const isFailedFetch = (error: unknown): boolean => fieldOf(error, 'message') === 'fetch failed';

const isServerError = (status: unknown): boolean => typeof status === 'number' && status >= 500;

/** Whether a provider did not respond, or reported that it is unavailable. */
function isAway(error: unknown): boolean {
  if (isFailedFetch(error) || isServerError(fieldOf(error, 'status'))) return true;
  if (error instanceof AuthorizationResponseError) return outOfOrder.has(error.error);
  if (!(error instanceof ClientError)) return false;
  const { cause, code } = error;
  return away.has(code ?? '') || isFailedFetch(cause) || isServerError(fieldOf(cause, 'status'));
}

/** A fault of a log-in as a problem: the provider is unavailable (503), it refused (403), or its response is invalid (401). */
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
