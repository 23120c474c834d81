/**
 * `npm test`: all specs, through Nx, which builds first and repeats the result of a run with the same inputs.
 * Arguments are passed to Jest unchanged: `npm test -- libs/kernel -t 'whole cents'`.
 */
import { spawn } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { constants } from 'node:os';

const require = createRequire(import.meta.url);
const quiet = ['ExperimentalWarning', 'TimeoutNegativeWarning'].map((name) => `--disable-warning=${name}`);
const jest = [...quiet, require.resolve('jest/bin/jest')];
const nx = [require.resolve('nx/bin/nx.js'), 'run', 'workspace:test-all'];

const given = process.argv.slice(2);
// Jest does not create the folder for its results.
mkdirSync('test-results', { recursive: true });
const child = spawn(process.execPath, given.length > 0 ? [...jest, ...given] : nx, { stdio: 'inherit' });
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
child.on('error', (error) => {
  console.error(`the tests could not be started: ${error.message}`);
  process.exit(1);
});
child.on('exit', (code, signal) => process.exit(code ?? 128 + constants.signals[signal ?? 'SIGTERM']));
