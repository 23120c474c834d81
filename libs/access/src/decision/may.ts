import { EVERY_REGION, type Actor, type Grant } from '../actor.js';
import type { Role } from '../role.js';
import { ruleOf, type ActionName, type ActionRule } from '../actions.js';
import { involvementOf, type AccessObject } from './object.js';
import { ALLOWED, denied, rank, type Decision } from './reasons.js';

/** Rank of no denial: the grant allows it. */
const NONE = -1;

const isIn = ({ region }: Grant, object: string | undefined): boolean =>
  region === object || object === undefined || region === EVERY_REGION;

/** Rank of why a grant does not reach the action at all; NONE when it does, for all or for own objects. */
function unreached({ role, actions }: Grant, action: ActionName, rule: ActionRule): number {
  if (rule.reach[role] === undefined) return rank.role;
  if (actions !== undefined) return actions.includes(action) ? NONE : rank['out-of-scope'];
  return rule.machinesOnly ? rank['machines-only'] : NONE;
}

/** Rank of why a grant does not allow the action on the object; NONE when it does. */
function denialOf(grant: Grant, action: ActionName, rule: ActionRule, object: AccessObject): number {
  if (!isIn(grant, object.region)) return rank['other-region'];
  const denial = unreached(grant, action, rule);
  if (denial !== NONE || rule.reach[grant.role] === 'all') return denial;
  const involved =
    grant.role === 'municipality'
      ? involvementOf(object.municipalities, grant.municipality, object.period)
      : involvementOf(object.providers, grant.provider, object.period);
  if (involved === 'then') return NONE;
  return involved === 'none' ? rank['not-involved'] : rank['other-days'];
}

/** Decision by the denials of all grants: allowed by any of them, otherwise denied by the one that came nearest. */
function decide({ grants, kind }: Actor, rule: ActionRule, denialBy: (grant: Grant) => number): Decision {
  if (rule.machinesOnly && kind !== 'machine') return denied(rank['machines-only']);
  let nearest: number = rank['no-grant'];
  for (const grant of grants) {
    const denial = denialBy(grant);
    if (denial === NONE) return ALLOWED;
    if (denial > nearest) nearest = denial;
  }
  return denied(nearest);
}

/** Whether an actor may do something with an object; if not, why, by the grant that came nearest. */
export function may(actor: Actor, action: ActionName, object: AccessObject): Decision {
  const rule = ruleOf(action);
  return decide(actor, rule, (grant) => denialOf(grant, action, rule, object));
}

/**
 * Whether an actor may do something with some object of a region, or of any region when none is given: asked before the object
 * is known. What is then shown or done is decided with `may`.
 */
export function mayInPart(actor: Actor, action: ActionName, region?: string): Decision {
  const rule = ruleOf(action);
  return decide(actor, rule, (grant) => (isIn(grant, region) ? unreached(grant, action, rule) : rank['other-region']));
}

/**
 * Id of the emergency access by which alone an actor may do something with every object of a region; undefined when a role of
 * the log-in allows it too, or nothing does.
 */
export function emergencyFor({ grants }: Actor, action: ActionName, region?: string): string | undefined {
  const rule = ruleOf(action);
  const used = grants.filter(
    (grant) => isIn(grant, region) && unreached(grant, action, rule) === NONE && rule.reach[grant.role] === 'all',
  );
  return used.every(({ emergency }) => emergency !== undefined) ? used[0]?.emergency : undefined;
}

/** Roles by which an actor may do something in a region, or in any region when none is given: those that an audit log names. */
export function rolesFor({ grants }: Actor, action: ActionName, region?: string): readonly Role[] {
  const rule = ruleOf(action);
  const used = grants.filter((grant) => isIn(grant, region) && unreached(grant, action, rule) === NONE);
  return [...new Set(used.map(({ role }) => role))];
}
