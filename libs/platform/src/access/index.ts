export { authorNow, codeNow, type ActorCodes } from './actor-code.js';
export { actorNow, isAllowed, mustBeAllowed, regionFault, regionOfFault } from './allowed.js';
export { authenticateRequests, everybodyIsLocal, nobodyIsKnown, type Authenticator } from './authenticator.js';
export { mustDeclarePermissions } from './declared.js';
export { AccessGuard } from './guard.js';
export { inBody, inId, Permitted } from './permission.js';
