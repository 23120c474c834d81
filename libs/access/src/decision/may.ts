import { EVERY_REGION, type Actor, type Grant } from '../actor.js';
import type { Role } from '../role.js';
import { ruleOf, type ActionName, type ActionRule } from '../actions.js';
import { involvementOf, type AccessObject } from './object.js';
import { ALLOWED, denied, rank, type Decision } from './reasons.js';

/** Rank that means "not denied": the grant allows the action. */
const NONE = -1;

const isIn = ({ region }: Grant, object: string | undefined): boolean =>
  region === object || object === undefined || region === EVERY_REGION;

/** Rank of the reason why a grant excludes the action for every object; NONE when it allows it for all or own objects. */
function unreached({ role, actions }: Grant, action: ActionName, rule: ActionRule): number {
  if (rule.reach[role] === undefined) return rank.role;
  if (actions !== undefined) return actions.includes(action) ? NONE : rank['out-of-scope'];
  return rule.machinesOnly ? rank['machines-only'] : NONE;
}

/** Rank of the reason why a grant does not allow the action on the object; NONE when it does. */
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

/**
 * Combines the results of all grants: allowed if any grant allows it, otherwise denied with the reason of the grant that came
 * nearest.
 */
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

/** Decides whether an actor may perform an action on an object; a denial has the reason of the grant that came nearest. */
export function may(actor: Actor, action: ActionName, object: AccessObject): Decision {
  const rule = ruleOf(action);
  return decide(actor, rule, (grant) => denialOf(grant, action, rule, object));
}

/**
 * Decides whether an actor may perform an action on at least some objects of a region (default: of any region), before the
 * object is known. Check each object with `may` before showing or changing it.
 */
export function mayInPart(actor: Actor, action: ActionName, region?: string): Decision {
  const rule = ruleOf(action);
  return decide(actor, rule, (grant) => (isIn(grant, region) ? unreached(grant, action, rule) : rank['other-region']));
}

/**
 * Id of the emergency access that an actor needs to perform an action on every object of a region; undefined when a role of
 * the log-in allows it too, or when nothing does.
 */
export function emergencyFor({ grants }: Actor, action: ActionName, region?: string): string | undefined {
  const rule = ruleOf(action);
  const used = grants.filter(
    (grant) => isIn(grant, region) && unreached(grant, action, rule) === NONE && rule.reach[grant.role] === 'all',
  );
  return used.every(({ emergency }) => emergency !== undefined) ? used[0]?.emergency : undefined;
}

/** Roles that allow an actor an action in a region (default: in any region); the audit log names them. */
export function rolesFor({ grants }: Actor, action: ActionName, region?: string): readonly Role[] {
  const rule = ruleOf(action);
  const used = grants.filter((grant) => isIn(grant, region) && unreached(grant, action, rule) === NONE);
  return [...new Set(used.map(({ role }) => role))];
}
