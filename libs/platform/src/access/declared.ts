import type { INestApplication } from '@nestjs/common';
import { ModulesContainer } from '@nestjs/core';
import { Refusal } from '@regieboek/kernel';
import { permissionOf } from './permission.js';

/** Under this name the framework keeps the path of a route. */
const PATH = 'path';

const methodsOf = (controller: object): [string, object][] =>
  Object.getOwnPropertyNames(controller).flatMap((name) => {
    const value: unknown = Object.getOwnPropertyDescriptor(controller, name)?.value;
    return typeof value === 'function' && name !== 'constructor' ? [[name, value]] : [];
  });

/** Throws a Refusal that names every endpoint of an application that declares no permission. */
export function mustDeclarePermissions(application: INestApplication): void {
  const missing = [...application.get(ModulesContainer).values()]
    .flatMap(({ controllers }) => [...controllers.values()])
    .flatMap(({ metatype, name }) =>
      typeof metatype === 'function'
        ? methodsOf(metatype.prototype as object).map(([method, handler]) => ({ place: `${name}.${method}`, handler }))
        : [],
    )
    .filter(({ handler }) => Reflect.hasMetadata(PATH, handler) && permissionOf(handler) === undefined)
    .map(({ place }) => ({ place, text: 'declares no permission: add one to its Endpoint' }));
  if (missing.length === 0) return;
  throw new Refusal(
    'no-permission-declared',
    'internal',
    `the server is not started: ${missing.map(({ place, text }) => `${place} ${text}`).join('; ')}`,
    { faults: missing },
  );
}
