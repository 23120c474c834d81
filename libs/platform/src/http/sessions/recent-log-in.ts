import type { FastifyRequest } from 'fastify';
import { Refusal } from '@regieboek/kernel';
import { actorNow } from '../../access/index.js';
import type { LogIn } from '../../access/log-in.js';
import { isRecentLogIn, RECENT_LOG_IN_MS } from '../../access/recent-log-in.js';

const minutes = RECENT_LOG_IN_MS / 60_000;

/**
 * A person who ends sessions must have given credentials recently: a stolen session cannot lock out others. A program proves who
 * it is with every token. Throws a Refusal (forbidden) with the address of a new log-in. ASVS 7.5.2.
 */
export async function mustHaveLoggedInRecently(logIn: LogIn, request: FastifyRequest): Promise<void> {
  if (actorNow().kind !== 'person') return;
  const session = await logIn.sessionOf(request);
  if (session && isRecentLogIn(session.authenticatedAt, Date.now())) return;
  throw new Refusal(
    'log-in-not-recent',
    'forbidden',
    `only a person who logged in during the last ${minutes} minutes can end sessions: log in again at /v1/session/log-in?again=true, and repeat the request`,
  );
}
