import type { CanActivate, ExecutionContext } from '@nestjs/common';
import { may, mayInPart, type Actor, type Decision } from '@regieboek/access';
import type { FastifyRequest } from 'fastify';
import { NotAllowed, notLoggedIn } from './allowed.js';
import { currentActor } from '../logging/request-context.js';
import { actionOf, permissionOf, type Permission } from './permission.js';

function decide(actor: Actor, permission: Permission, request: FastifyRequest): Decision {
  const needed = actionOf(permission);
  if (!needed) return { allowed: true };
  const { action, on, limits } = needed;
  const object = on(request);
  if (limits) return mayInPart(actor, action, object?.region);
  return object ? may(actor, action, object) : mayInPart(actor, action);
}

/** Admits requests whose sender has the permission that the endpoint declares; refuses others with 401 and 403. */
export class AccessGuard implements CanActivate {
  canActivate(context: ExecutionContext): boolean {
    const permission = permissionOf(context.getHandler());
    if (permission === 'anyone') return true;
    const actor = currentActor();
    if (!actor) throw notLoggedIn();
    if (permission === undefined) throw new TypeError('an endpoint without a permission is served');
    const decision = decide(actor, permission, context.switchToHttp().getRequest<FastifyRequest>());
    if (decision.allowed) return true;
    throw new NotAllowed(decision.reason);
  }
}
