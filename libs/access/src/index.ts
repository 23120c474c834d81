/** Authorisation (autorisatie): pure, without a framework, shared by server, command line and console. */
export { roleNames, roles, type Role } from './role.js';
export { EVERY_REGION, localActor, regionsOf, type Actor, type Grant } from './actor.js';
export { actionNames, isAction, ruleOf, staffRoles, type ActionName, type AuditKind } from './actions.js';
export { always, type AccessObject, type Involvement } from './decision/object.js';
export type { Decision } from './decision/reasons.js';
export { emergencyFor, may, mayInPart, rolesFor } from './decision/may.js';
export { permissionMatrix } from './matrix.js';
export { grantsOf } from './claims/grants-of.js';
export { grantsOfScopes } from './claims/grants-of-scopes.js';
