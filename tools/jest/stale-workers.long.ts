/** Shows that a run of Jest cannot use compiled workers that are older than their source: `npm run test:long`. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { spawnSync } from 'node:child_process';
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const repository = join(import.meta.dirname, '..', '..');
const modules = realpathSync(join(repository, 'node_modules'));
const worker = 'libs/billing/src/run/billing-worker.ts';
const spec = 'libs/billing/src/run/billing-work.spec.ts';
const name = 'any shares, by 2025.1 .R7.';
const MINUTES = 60_000;

let copy = '';

/** Links external packages to the originals, and our own packages to the copy. */
function linkModules(): void {
  const target = join(copy, 'node_modules');
  mkdirSync(join(target, '@regieboek'), { recursive: true });
  for (const name of readdirSync(modules))
    if (!name.startsWith('.') && name !== '@regieboek') symlinkSync(join(modules, name), join(target, name));
  for (const name of readdirSync(join(copy, 'libs')))
    symlinkSync(join(copy, 'libs', name), join(target, '@regieboek', name));
}

beforeAll(() => {
  copy = realpathSync(mkdtempSync(join(tmpdir(), 'regieboek-copy-')));
  const isSource = (path: string): boolean => !/[\\/](dist|node_modules)$/.test(path);
  for (const name of ['libs', 'tools', 'jest.config.mjs', 'package.json', '.swcrc'])
    cpSync(join(repository, name), join(copy, name), { recursive: true, filter: isSource });
  mkdirSync(join(copy, 'services'));
  linkModules();
});
afterAll(() => rmSync(copy, { recursive: true, force: true }));

/** Runs the spec in the copy, without a build before. */
function test(): { status: number | null; output: string } {
  const { JEST_WORKER_ID: _, NODE_OPTIONS: __, ...env } = process.env;
  const options = [
    '--experimental-vm-modules',
    join(modules, 'jest', 'bin', 'jest.js'),
    '--runInBand',
    spec,
    '--testNamePattern',
    name,
  ];
  const { status, stdout, stderr } = spawnSync(process.execPath, options, { cwd: copy, env, encoding: 'utf8' });
  return { status, output: `${stdout}${stderr}` };
}

describe('a test run', () => {
  it(
    'compiles workers first: it passes on a fresh copy, and fails with an error planted in the source of a worker',
    () => {
      expect(test()).toMatchObject({ status: 0, output: expect.stringMatching(/Tests: .*1 passed/) });
      const text = readFileSync(join(copy, worker), 'utf8');
      writeFileSync(join(copy, worker), `${text}\nthrow new Error('planted in a worker');\n`);
      expect(test()).toMatchObject({ status: 1, output: expect.stringContaining('planted in a worker') });
      writeFileSync(join(copy, worker), text);
      expect(test()).toMatchObject({ status: 0 });
    },
    10 * MINUTES,
  );
});
