/** Names of modules for the import rules, as regular expressions. */

/** Libraries of the project. */
export const libs = (...names) => names.map((name) => `@regieboek/${name}`);
/** The same folder or below. */
export const here = '\\./.*';
/** Any place of the same project. */
export const below = '\\.{1,2}/.*';
/** Modules of Node. */
export const node = 'node:[a-z_/]+';
/** NestJS. */
export const nest = '@nestjs/(common|core|cqrs|swagger|platform-fastify)';

/** All libraries: the shells of services may import them. */
export const everyLibrary = libs(
  'access',
  'kernel',
  'residence',
  'ijw',
  'billing',
  'events',
  'journal',
  'eventing',
  'backup',
  'embedded-postgres',
  'isolation',
  'platform',
  'intake',
  'sheets',
  'replays',
);
