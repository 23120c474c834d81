import { createHash } from 'node:crypto';
import { localActor, type Actor } from '@regieboek/access';
import { holdsBsn } from '@regieboek/kernel';
import { actorNow } from './allowed.js';
import { invalid } from '../http/problems/problem.js';

/** Letters in place of digits: nine digits of a digest could be taken for a BSN. */
const LETTERS = 'ghijklmnop';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/**
 * Code of an actor that events keep (at most 40 characters): the subject when it is a UUID, otherwise a digest of issuer and
 * subject, because a subject may be a name or an address.
 */
export function actorCode({ issuer, subject }: Actor): string {
  if (UUID.test(subject) && !holdsBsn(subject)) return subject;
  const digest = createHash('sha256').update(`${issuer}\n${subject}`).digest('hex').slice(0, 24);
  return `u-${digest.replaceAll(/\d/g, (digit) => LETTERS.charAt(Number(digit)))}`;
}

/**
 * Who an event names as its author: the logged-in actor, whatever the request contains; without a log-in the `by` of the request.
 * Throws a Refusal (invalid) when neither is there.
 */
export function authorNow(given: string | undefined): string {
  const actor = actorNow();
  if (actor.kind !== localActor.kind) return actorCode(actor);
  if (given !== undefined) return given;
  throw invalid('the request does not say who does this', [
    {
      place: '/by',
      text: 'must be a role, initials or a staff number of 1 to 40 characters, unless you are logged in',
    },
  ]);
}
