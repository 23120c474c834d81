import { describe, expect, it } from '@jest/globals';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..', '..');
const isTests = (file: string): boolean => /\.(spec|long|scenario|external)\.ts$/.test(file);
const helpers = globSync(['libs/*/{src,test,conformance}/**/*.ts', 'services/*/{src,test}/**/*.ts', 'tools/**/*.ts'], {
  cwd: root,
}).filter((file) => !isTests(file));

/** Code that runs when a module is loaded: only for the first spec file of a worker that imports it. */
const atTop = /^(?:(?:before|after)(?:All|Each)\(|process\.env\[.*\] *=)/m;

describe('a module that spec files share', () => {
  it('calls no Jest hook and sets no environment variable when it is loaded', () => {
    expect(helpers.length).toBeGreaterThan(500);
    expect(helpers.filter((file) => atTop.test(readFileSync(join(root, file), 'utf8')))).toEqual([]);
  });
});
