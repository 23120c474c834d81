/**
 * Boundaries between projects, by the tags in their package.json. Catches violations that module names do not show: a
 * path that climbs out of a project (`../../../other/src/…`), and a circle of projects.
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
  lib('access'),
  lib('residence', 'kernel'),
  lib('ijw', 'kernel'),
  lib('events', 'kernel'),
  lib('journal', 'kernel', 'events'),
  lib('billing', 'kernel', 'residence', 'events', 'journal'),
  lib('isolation', 'kernel'),
  lib('eventing', 'kernel', 'events', 'isolation'),
  lib('backup', 'kernel', 'events', 'eventing'),
  lib('embedded-postgres', 'kernel'),
  lib('sheets', 'kernel'),
  lib('platform', 'access', 'kernel', 'events', 'eventing', 'embedded-postgres', 'isolation', 'sheets'),
  lib('intake', 'kernel', 'eventing', 'platform'),
  lib('replays', 'kernel', 'billing', 'embedded-postgres', 'eventing', 'journal', 'platform'),
  service('contracts'),
  service('finance'),
  service('placements'),
  service('reporting'),
  { sourceTag: 'process', onlyDependOnLibsWithTags: ['lib', 'service'] },
];

const options = {
  depConstraints: constraints,
  // `ijw check` answers at once because the command line loads the platform only when a command needs it.
  checkDynamicDependenciesExceptions: ['@regieboek/platform'],
  allowCircularSelfDependency: true,
};

/** Tests that run over an adapter of another library. */
const overAdapters = ['lib:isolation', 'lib:eventing', 'lib:journal', 'lib:intake', 'lib:backup'];
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
    // Tools are of no project; they use all of them.
    ignores: ['tools/**'],
    plugins: { '@nx': nx },
    rules: { '@nx/enforce-module-boundaries': ['error', { ...options, depConstraints: ofTests }] },
  },
];
