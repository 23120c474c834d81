import type { INestApplication } from '@nestjs/common';
import { ModulesContainer } from '@nestjs/core';
import { Refusal } from '@regieboek/kernel';
import { permissionOf } from './permission.js';

/** Metadata key under which the framework stores the path of a route. */
const PATH = 'path';

/** Prototypes of a controller, those that it inherits from last. */
function prototypesOf(controller: object): object[] {
  const next: unknown = Object.getPrototypeOf(controller);
  return typeof next === 'object' && next !== null ? [controller, ...prototypesOf(next)] : [];
}

/** Methods of a controller by name, as the framework finds them: its own, and those that it inherits and does not replace. */
const methodsOf = (controller: object): [string, object][] => [
  ...new Map(
    prototypesOf(controller)
      .toReversed()
      .flatMap((prototype) =>
        Object.entries(Object.getOwnPropertyDescriptors(prototype)).flatMap(([name, { value }]): [string, object][] =>
          typeof value === 'function' && name !== 'constructor' ? [[name, value as object]] : [],
        ),
      ),
  ),
];

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
