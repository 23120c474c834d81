import { localActor, may, type AccessObject, type ActionName, type Actor, type Decision } from '@regieboek/access';
import { Refusal, type Fault } from '@regieboek/kernel';
import { Problem } from '../http/problems/problem.js';
import { currentActor, isAskedFor } from '../logging/request-context.js';

/** Nobody is logged in, and the request needs somebody. */
export const notLoggedIn = (): Problem =>
  new Problem(
    401,
    'not-logged-in',
    'log in first: GET /v1/session/log-in with a browser, or send a token as Authorization: Bearer',
  );

/** The actor may not do this; the code names the reason. */
export class NotAllowed extends Refusal {
  override readonly name = 'NotAllowed';
  constructor({ code, en }: Extract<Decision, { allowed: false }>['reason']) {
    super(`not-allowed-${code}`, 'forbidden', en);
  }
}

/** The present actor: the sender of the request, or the process itself for its own work. Throws a Problem (401). */
export function actorNow(): Actor {
  const actor = currentActor();
  if (actor) return actor;
  if (isAskedFor()) throw notLoggedIn();
  return localActor;
}

/** Whether the present actor may do something with an object. Throws a Problem (401) when a request has no sender. */
export const isAllowed = (action: ActionName, object: AccessObject): boolean => may(actorNow(), action, object).allowed;

/** Throws NotAllowed unless the present actor may do something with an object, and a Problem (401) when a request has no sender. */
export function mustBeAllowed(action: ActionName, object: AccessObject): void {
  const decision = may(actorNow(), action, object);
  if (!decision.allowed) throw new NotAllowed(decision.reason);
}

const OTHER_REGION = /^region (\S+) is not one for which you may/;

/** Region of a fault that `regionFault` made; undefined for another fault. */
export const regionOfFault = ({ text }: Fault): string | undefined => OTHER_REGION.exec(text)?.[1];

/**
 * Fault of a message or file whose sender has no role in its region; undefined when it has one. For content
 * whose region is known only once it is read.
 */
export const regionFault = (action: ActionName, region: string, place: string): Fault | undefined =>
  isAllowed(action, { region })
    ? undefined
    : {
        place,
        text: `region ${region} is not one for which you may take this in: log in with a role that may (docs/access.md)`,
      };
