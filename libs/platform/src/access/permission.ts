import { applyDecorators, SetMetadata } from '@nestjs/common';
import { RouteConfig } from '@nestjs/platform-fastify';
import { always, type AccessObject, type ActionName } from '@regieboek/access';
import type { FastifyRequest } from 'fastify';

/** Finds the object of a request in its parts, which are not checked yet; undefined: it is in no one region. */
export type ObjectOf = (request: FastifyRequest) => AccessObject | undefined;

/** An action that an endpoint needs, for requests that are not about `:region` of its path, or whose answer is limited. */
export interface ActionPermission {
  readonly action: ActionName;
  readonly on?: ObjectOf;
  /** The handler decides on its result (`mustBeAllowed`, `isAllowed`); actors who may see only a part are admitted. */
  readonly limits?: true;
}

/** anyone: needs no log-in. session: needs a log-in and no role. Otherwise an action. */
export type Permission = 'anyone' | 'session' | ActionName | ActionPermission;

const PERMISSION = Symbol('Permission');

/** Events of endpoints that need no action and are audited. */
export type SessionEvent = 'log-in' | 'log-out';

/** Access of a route as the server reads it, before and after its controller. */
export interface RouteAccess {
  readonly permission: Permission;
  readonly sessionEvent: SessionEvent | undefined;
}

/**
 * Declares the permission that an endpoint needs; the server knows from its route whether it needs a log-in, and what to audit.
 * `sessionEvent`: the endpoint logs somebody in or out.
 */
export const Permitted = (permission: Permission, sessionEvent?: SessionEvent): MethodDecorator =>
  applyDecorators(SetMetadata(PERMISSION, permission), RouteConfig({ access: { permission, sessionEvent } }));

/** Access of a route; undefined for one that is not of a controller. */
export const accessOf = (config: object): RouteAccess | undefined =>
  'access' in config ? (config.access as RouteAccess) : undefined;

/** Whether a route needs a log-in. */
export function needsLogIn(config: object): boolean {
  const access = accessOf(config);
  return access !== undefined && access.permission !== 'anyone';
}

/** Permission that the method of a controller declares; undefined: none. */
export const permissionOf = (method: object): Permission | undefined =>
  Reflect.getMetadata(PERMISSION, method) as Permission | undefined;

const partOf = (part: unknown, name: string): string | undefined => {
  if (typeof part !== 'object' || part === null || !Object.hasOwn(part, name)) return undefined;
  const value = (part as Readonly<Record<string, unknown>>)[name];
  return typeof value === 'string' ? value : undefined;
};

/** Object of a request by the names in its address: `:region`, `:municipality`, and `?provider=`. */
const inAddress: ObjectOf = ({ params, query }) => {
  const region = partOf(params, 'region');
  return region === undefined
    ? undefined
    : {
        region,
        municipalities: always(partOf(params, 'municipality')),
        providers: always(partOf(query, 'provider')),
      };
};

/** Object of a request whose region is in its body. */
export const inBody: ObjectOf = ({ body }) => {
  const region = partOf(body, 'region');
  return region === undefined ? undefined : { region };
};

/** Object of a request with an id in its address that begins with the region and `~`. */
export const inId =
  (name: string): ObjectOf =>
  ({ params }) => {
    const region = partOf(params, name)?.split('~')[0];
    return region === undefined ? undefined : { region };
  };

/** A permission with all its parts; undefined when it needs no action. */
export function actionOf(
  permission: Permission,
): (Required<Omit<ActionPermission, 'limits'>> & { limits: boolean }) | undefined {
  if (permission === 'anyone' || permission === 'session') return undefined;
  const {
    action,
    on = inAddress,
    limits = false,
  } = typeof permission === 'string' ? { action: permission } : permission;
  return { action, on, limits };
}
