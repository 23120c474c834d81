import { localActor, type Actor } from '@regieboek/access';
import type { EmergencyGrants } from '../emergency/index.js';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { establishActor } from '../logging/request-context.js';
import type { Cipher } from '../secrets/cipher.js';
import { actorCode } from './actor-code.js';
import { notLoggedIn } from './allowed.js';
import { needsLogIn } from './permission.js';

/** Finds out who sends a request. */
export interface Authenticator {
  /** The sender; undefined when the request has no credentials. Throws a Problem (401, 403) for credentials that do not count. */
  authenticate(request: FastifyRequest): Promise<Actor | undefined>;
}

/** Without a log-in: everybody who reaches the server is the user of this machine. */
export const everybodyIsLocal: Authenticator = { authenticate: async () => localActor };

/** Nobody is known: only endpoints for anyone answer. */
export const nobodyIsKnown: Authenticator = { authenticate: async () => undefined };

/** What establishing a sender needs beside the authenticator. */
export interface ActorSources {
  /** Cipher of the codes of actors. */
  readonly codes: Pick<Cipher, 'id'>;
  /** Roles that were taken for an hour; null where nothing knows of any. */
  readonly emergency: Pick<EmergencyGrants, 'extended'> | null;
}

/** Establishes the sender of every request before its body is read; refuses one without sender where a log-in is needed (401). */
export function authenticateRequests(
  server: FastifyInstance,
  authenticator: Authenticator,
  { codes, emergency }: ActorSources,
): void {
  server.addHook('onRequest', async (request) => {
    const actor = await authenticator.authenticate(request);
    if (actor?.kind === localActor.kind) establishActor(actor);
    else if (actor) {
      const known = { ...actor, code: actorCode(actor, codes) };
      establishActor(emergency ? await emergency.extended(known) : known);
    } else if (needsLogIn(request.routeOptions.config)) throw notLoggedIn();
  });
}
