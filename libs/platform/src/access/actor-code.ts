import { localActor, type Actor } from '@regieboek/access';
import { holdsBsn } from '@regieboek/kernel';
import type { Cipher } from '../secrets/cipher.js';
import { actorNow } from './allowed.js';
import { invalid } from '../http/problems/problem.js';

/** Cipher by which actors get the codes that events name. */
export interface ActorCodes {
  readonly cipher: Pick<Cipher, 'id'>;
  /** Whether every service of the installation gives an actor the same code. */
  readonly areShared: boolean;
}

/** Letters in place of digits: nine digits of an id could be taken for a BSN. */
const LETTERS = 'ghijklmnop';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/**
 * Code of an actor that events keep (at most 40 characters): the subject when it is a UUID, otherwise an id of issuer and
 * subject under the key of the vault, because a subject may be a name or an address, which a plain digest would confirm.
 */
export function actorCode({ issuer, subject }: Actor, cipher: Pick<Cipher, 'id'>): string {
  if (UUID.test(subject) && !holdsBsn(subject)) return subject;
  const id = cipher.id(null, 'actor', `${issuer}\n${subject}`).slice(0, 24);
  return `u-${id.replaceAll(/\d/g, (digit) => LETTERS.charAt(Number(digit)))}`;
}

/** Code by which events name the present actor. Throws a Problem (401) when a request has no sender. */
export function codeNow({ cipher }: ActorCodes): string {
  const actor = actorNow();
  return actor.code ?? actorCode(actor, cipher);
}

/**
 * The author of an event: the logged-in actor, whatever the request contains; without a log-in the `by` of the request.
 * Throws a Refusal (invalid) when neither is there.
 */
export function authorNow(given: string | undefined): string {
  const actor = actorNow();
  if (actor.code !== undefined) return actor.code;
  if (actor.kind !== localActor.kind) throw new TypeError('the sender was established without a code');
  if (given !== undefined) return given;
  throw invalid({ en: 'the request does not say who does this', nl: 'de aanvraag noemt niet wie dit doet' }, [
    {
      place: '/by',
      text: 'must be a role, initials or a staff number of 1 to 40 characters, unless you are logged in',
    },
  ]);
}
