/**
 * Spec files share the modules of a Jest worker. Changes that one makes to the process end with it, and its failures do not
 * affect others.
 */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const jest = createRequire(import.meta.url).resolve('jest/bin/jest');

/** Spec files, run one after the other in one process, in the order of their names. */
const specs = {
  'a-careless': `
    it('changes its process', () => {
      process.env['PLANTED'] = 'yes';
      process.env['PATH'] = 'elsewhere';
      process.chdir('/');
      process.exitCode = 7;
      console.log = () => undefined;
      setInterval(() => undefined, 1_000);
      jest.spyOn(process.stderr, 'write').mockImplementation(() => true);
      jest.useFakeTimers();
    });`,
  'b-next': `
    it('sees none of it', () => {
      expect([process.env['PLANTED'], process.exitCode]).toEqual([undefined, undefined]);
      expect([process.env['PATH'] === 'elsewhere', process.cwd() === '/']).toEqual([false, false]);
      expect(jest.isMockFunction(process.stderr.write)).toBe(false);
      expect(setTimeout.clock).toBeUndefined();
    });`,
  'c-rejecting': `
    it('rejects a promise that nothing awaits', async () => {
      void Promise.reject(new Error('nobody awaits it'));
      await new Promise((done) => setTimeout(done, 20));
    });`,
  'd-throwing': `
    it('throws beside its test', async () => {
      setTimeout(() => { throw new Error('thrown by a timer'); }, 0);
      await new Promise((done) => setTimeout(done, 20));
    });`,
  'e-ending': `it('ends the process', () => process.exit(0));`,
  'f-hanging': `it('waits for ever', () => new Promise(() => undefined), 50);`,
  'g-last': `it('runs after all of them', () => undefined);`,
};

/** Part of the results that Jest writes. */
interface Written {
  readonly testResults: readonly {
    readonly name: string;
    readonly assertionResults: readonly { readonly status: string; readonly failureMessages: readonly string[] }[];
  }[];
}

let folder = '';
const results = new Map<string, { readonly status: string; readonly message: string }>();

beforeAll(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'regieboek-isolation-')));
  for (const [name, text] of Object.entries(specs))
    writeFileSync(join(folder, `${name}.spec.mjs`), `import { expect, it, jest } from '@jest/globals';\n${text}`);
  const sequencer = join(folder, 'by-name.cjs');
  writeFileSync(
    sequencer,
    'module.exports = class { sort(tests) { return tests.toSorted((a, b) => (a.path < b.path ? -1 : 1)); } cacheResults() {} };',
  );
  const config = {
    rootDir: folder,
    testMatch: ['**/*.spec.mjs'],
    transform: {},
    injectGlobals: false,
    runtime: join(import.meta.dirname, 'runtime.mjs'),
    testEnvironment: join(import.meta.dirname, 'environment.mjs'),
    testSequencer: sequencer,
  };
  const output = join(folder, 'results.json');
  const { JEST_WORKER_ID: _, NODE_OPTIONS: __, ...env } = process.env;
  const options = [
    '--runInBand',
    '--forceExit',
    '--json',
    `--outputFile=${output}`,
    '--config',
    JSON.stringify(config),
  ];
  spawnSync(process.execPath, [jest, ...options], { cwd: folder, env, timeout: 120_000 });
  const { testResults } = JSON.parse(readFileSync(output, 'utf8')) as Written;
  for (const { name, assertionResults } of testResults) {
    const [{ status, failureMessages } = { status: 'none', failureMessages: [] }] = assertionResults;
    results.set(name.slice(folder.length + 1, -'.spec.mjs'.length), { status, message: failureMessages.join() });
  }
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('a spec file', () => {
  it('leaves environment, folder, exit code, console, clock and spies as they were', () => {
    expect(results.get('a-careless')).toEqual({ status: 'passed', message: '' });
    expect(results.get('b-next')).toEqual({ status: 'passed', message: '' });
  });

  it.each([
    ['c-rejecting', 'nobody awaits it'],
    ['d-throwing', 'thrown by a timer'],
    ['e-ending', 'ended the process with 0'],
    ['f-hanging', 'Exceeded timeout of 50 ms'],
  ])('fails alone: %s', (name, message) => {
    expect(results.get(name)).toEqual({ status: 'failed', message: expect.stringContaining(message) });
  });

  it('runs regardless of earlier spec files', () => {
    expect(results.get('g-last')?.status).toBe('passed');
  });
});

describe('a trace', () => {
  it('has the line of the source, not of the compiled file', () => {
    const { stack = '' } = new Error('planted');
    const lines = readFileSync(import.meta.filename, 'utf8').split('\n');
    const line = lines.findIndex((text) => text.includes("new Error('planted')")) + 1;
    expect(stack).toContain(`isolation.spec.ts:${line}:`);
  });
});
