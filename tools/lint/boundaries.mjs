/**
 * Boundaries between projects, by the tags in their package.json. Catches what names of modules cannot: a path that
 * climbs out of a project (`../../../other/src/…`), and a circle of projects.
 */
import nx from '@nx/eslint-plugin';
import { testFiles } from './modules.mjs';

const lib = (name, ...others) => ({
  sourceTag: `lib:${name}`,
  onlyDependOnLibsWithTags: others.map((other) => `lib:${other}`),
});

const service = (name) => ({ sourceTag: `service:${name}`, onlyDependOnLibsWithTags: ['lib'] });

const constraints = [
  lib('kernel'),
  lib('residence', 'kernel'),
  lib('ijw', 'kernel'),
  lib('events', 'kernel'),
  lib('billing', 'kernel', 'residence'),
  lib('journal', 'kernel', 'events', 'billing', 'residence'),
  lib('eventing', 'kernel', 'events'),
  lib('platform', 'kernel', 'events', 'eventing'),
  service('contracts'),
  service('finance'),
  service('placements'),
  service('reporting'),
  { sourceTag: 'process', onlyDependOnLibsWithTags: ['lib', 'service'] },
];

/** The specs of the PostgreSQL log start their database with platform's testing entry; its product code does not. */
const options = {
  depConstraints: constraints,
  ignoredCircularDependencies: [['@regieboek/eventing', '@regieboek/platform']],
  // `ijw check` answers at once because the command line loads the platform only when a command needs it.
  checkDynamicDependenciesExceptions: ['@regieboek/platform'],
  allowCircularSelfDependency: true,
};

/** Tests that run over an adapter of another library. */
const overAdapters = ['lib:eventing', 'lib:journal'];
const ofTests = constraints.map((one) =>
  overAdapters.includes(one.sourceTag) ? { ...one, onlyDependOnLibsWithTags: ['lib'] } : one,
);

/** ESLint configurations with `@nx/enforce-module-boundaries` for product code, and for tests. */
export const boundaries = [
  {
    name: 'regieboek/boundaries',
    files: ['{libs,services}/**/*.ts'],
    plugins: { '@nx': nx },
    rules: { '@nx/enforce-module-boundaries': ['error', options] },
  },
  {
    name: 'regieboek/boundaries of tests',
    files: testFiles,
    plugins: { '@nx': nx },
    rules: { '@nx/enforce-module-boundaries': ['error', { ...options, depConstraints: ofTests }] },
  },
];
