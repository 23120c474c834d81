export { actorCode, authorNow } from './actor-code.js';
export { actorNow, isAllowed, mustBeAllowed, NotAllowed, regionFault } from './allowed.js';
export { authenticateRequests, everybodyIsLocal, nobodyIsKnown, type Authenticator } from './authenticator.js';
export { mustDeclarePermissions } from './declared.js';
export { AccessGuard } from './guard.js';
export { actionOf, inBody, inId, Permitted, type Permission } from './permission.js';
