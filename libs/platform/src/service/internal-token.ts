import { createHash, timingSafeEqual } from 'node:crypto';
import { EVERY_REGION, localActor, type Actor } from '@regieboek/access';
import type { Authenticator } from '../access/index.js';
import { Problem } from '../http/problems/problem.js';

/** Header of an internal call. */
export const bearerOf = (token: string): string => `Bearer ${token}`;

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

/** A service of the product that knows the shared secret: it may find youths by BSN, and nothing else. */
const service: Actor = {
  subject: 'service',
  issuer: 'internal-token',
  kind: 'machine',
  grants: [{ role: 'backoffice', region: EVERY_REGION, actions: ['find-identities'] }],
};

/**
 * Without a log-in, the services of the product are recognised by their shared secret, compared in constant time. A caller without
 * credentials is the user of this machine.
 */
export const byInternalToken = (token: string): Authenticator => ({
  async authenticate({ headers: { authorization } }) {
    if (authorization === undefined || authorization === '') return localActor;
    if (timingSafeEqual(digest(authorization), digest(bearerOf(token)))) return service;
    throw new Problem(
      401,
      'not-authenticated',
      'the token is not that of a service: send REGIEBOEK_INTERNAL_TOKEN, or none',
    );
  },
});
