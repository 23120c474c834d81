import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { execFileSync } from 'node:child_process';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const repository = join(import.meta.dirname, '..');
let root = '';
const at = (...path: string[]): string => join(root, ...path);
const dist = (name: string): string => at('libs', 'one', 'dist', name);
const source = (name: string, text: string): void => writeFileSync(at('libs', 'one', 'src', name), text);
const build = (): Buffer => execFileSync(process.execPath, [at('tools', 'build.mjs')]);
const compiled = (name: string): string => readFileSync(dist(name), 'utf8');

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'regieboek-build-'));
  for (const folder of ['tools', 'services', join('libs', 'one', 'src')]) mkdirSync(at(folder), { recursive: true });
  for (const file of ['.swcrc', join('tools', 'build.mjs')]) copyFileSync(join(repository, file), at(file));
  symlinkSync(realpathSync(join(repository, 'node_modules')), at('node_modules'));
  source('a.ts', 'export const a: number = 1;\n');
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

describe('the build', () => {
  it('compiles sources, copies other files, and leaves tests out', () => {
    source('a.spec.ts', '');
    source('a.long.ts', '');
    source('data.json', '{}');
    build();
    expect(compiled('a.js')).toContain('export const a = 1;');
    expect(compiled('data.json')).toBe('{}');
    expect([existsSync(dist('a.spec.js')), existsSync(dist('a.long.js'))]).toEqual([false, false]);
  });

  it('compiles nothing that is unchanged', () => {
    build();
    const before = statSync(dist('a.js')).mtimeMs;
    utimesSync(at('libs', 'one', 'src', 'a.ts'), new Date(), new Date());
    build();
    expect(statSync(dist('a.js')).mtimeMs).toBe(before);
  });

  it('compiles a changed source, also one with an old time stamp', () => {
    build();
    source('a.ts', 'export const a: number = 2;\n');
    utimesSync(at('libs', 'one', 'src', 'a.ts'), new Date(0), new Date(0));
    build();
    expect(compiled('a.js')).toContain('export const a = 2;');
  });

  it('compiles everything for other options', () => {
    build();
    const options = readFileSync(at('.swcrc'), 'utf8');
    writeFileSync(at('.swcrc'), options.replace('"sourceMaps": true', '"sourceMaps": true, "minify": true'));
    build();
    expect(compiled('a.js')).not.toContain('export const a = 1;');
  });

  it('removes output without a source', () => {
    build();
    rmSync(at('libs', 'one', 'src', 'a.ts'));
    source('b.ts', '');
    build();
    expect([existsSync(dist('a.js')), existsSync(dist('a.js.map')), existsSync(dist('b.js'))]).toEqual([
      false,
      false,
      true,
    ]);
  });
});
