/** One jest run over every library, service and tool; modules loaded by Node, sources compiled by swc. */
// Specs read what the command line says in English, whatever the locale of the machine.
process.env['REGIEBOEK_LANG'] ??= 'en';
// Specs see every field of a line of the log.
process.env['LOG_FORMAT'] ??= 'json';

export default {
  rootDir: '.',
  roots: ['<rootDir>/libs', '<rootDir>/services', '<rootDir>/tools'],
  testMatch: ['**/*.spec.ts'],
  transform: {},
  injectGlobals: false,
  modulePathIgnorePatterns: ['/dist/'],
  globalSetup: '<rootDir>/tools/jest/compile.mjs',
  globalTeardown: '<rootDir>/tools/jest/remove-leftovers.mjs',
  reporters: ['default', '<rootDir>/tools/jest/slowest-specs.mjs'],
  runtime: '<rootDir>/tools/jest/runtime.mjs',
  testEnvironment: '<rootDir>/tools/jest/environment.mjs',
  // More than the two cores this is sized for: many specs wait for deadlines and for servers that start.
  maxWorkers: 4,
  // What a spec file leaves in memory ends with its worker.
  workerIdleMemoryLimit: '600MB',
  // It ends a test that hangs, and nothing else: a loaded machine is several times slower than this one.
  testTimeout: 300_000,
};
