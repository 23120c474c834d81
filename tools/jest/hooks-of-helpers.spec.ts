import { describe, expect, it } from '@jest/globals';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..', '..');
const isTests = (file: string): boolean => /\.(spec|long|scenario|external)\.ts$/.test(file);
const helpers = globSync(['libs/*/{src,test,conformance}/**/*.ts', 'services/*/{src,test}/**/*.ts', 'tools/**/*.ts'], {
  cwd: root,
}).filter((file) => !isTests(file));

/** A hook that runs when the module is loaded: for the first spec file of a worker that imports it, and for no other. */
const hookAtTop = /^(?:before|after)(?:All|Each)\(/m;

describe('a module that spec files share', () => {
  it('calls no hook of Jest while it is loaded', () => {
    expect(helpers.length).toBeGreaterThan(500);
    expect(helpers.filter((file) => hookAtTop.test(readFileSync(join(root, file), 'utf8')))).toEqual([]);
  });
});
