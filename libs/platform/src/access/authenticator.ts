import { localActor, type Actor } from '@regieboek/access';
import type { EmergencyGrants } from '../emergency/index.js';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { establishActor } from '../logging/request-context.js';
import type { Cipher } from '../secrets/cipher.js';
import { actorCode } from './actor-code.js';
import { notLoggedIn } from './allowed.js';
import type { RateGuard } from './rates/rate-guard.js';
import { Problem } from '../http/problems/problem.js';
import { needsLogIn } from './permission.js';

/** Establishes the sender of a request. */
export interface Authenticator {
  /** The sender; undefined when the request has no credentials. Throws a Problem (401, 403) for invalid credentials. */
  authenticate(request: FastifyRequest): Promise<Actor | undefined>;
  /** Problem that tells who ended the session of a request without a sender; undefined when nobody did. */
  endOf?(request: FastifyRequest): Promise<Problem | undefined>;
}

/** Without a log-in: everybody who reaches the server is the user of this machine. */
export const everybodyIsLocal: Authenticator = { authenticate: async () => localActor };

/** Knows no sender: only endpoints without a permission respond. */
export const nobodyIsKnown: Authenticator = { authenticate: async () => undefined };

/** Sources, besides the authenticator, from which an actor is established. */
export interface ActorSources {
  /** Cipher of the codes of actors. */
  readonly codes: Pick<Cipher, 'id'>;
  /** Emergency roles; null where no source of them is available. */
  readonly emergency: Pick<EmergencyGrants, 'extended'> | null;
  readonly rates: RateGuard;
}

/** The sender of a request; invalid credentials are counted for the rate limit. Throws a Problem (401, 403, 429). */
async function senderOf(
  authenticator: Authenticator,
  rates: RateGuard,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<Actor | undefined> {
  try {
    return await authenticator.authenticate(request);
  } catch (error) {
    if (error instanceof Problem && error.status === 401) await rates.failed(request, reply);
    throw error;
  }
}

/** An actor with its code and its emergency roles. */
async function knownActor(
  actor: Actor,
  codes: ActorSources['codes'],
  emergency: ActorSources['emergency'],
): Promise<Actor> {
  if (actor.kind === localActor.kind) return actor;
  const known = { ...actor, code: actorCode(actor, codes) };
  return emergency ? emergency.extended(known) : known;
}

/** Establishes the sender of every request, and keeps the limits of senders, before its body is read; refuses one without sender where a log-in is needed (401). */
export function authenticateRequests(
  server: FastifyInstance,
  authenticator: Authenticator,
  { codes, emergency, rates }: ActorSources,
): void {
  server.addHook('onRequest', async (request, reply) => {
    await rates.beforeLogIn(request, reply);
    const actor = await senderOf(authenticator, rates, request, reply);
    if (actor) establishActor(await knownActor(actor, codes, emergency));
    await rates.count(request, reply);
    if (!actor && needsLogIn(request.routeOptions.config))
      throw (await authenticator.endOf?.(request)) ?? notLoggedIn();
  });
  rates.countFailedLogIns(server);
}
