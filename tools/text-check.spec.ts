import { describe, expect, it } from '@jest/globals';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

interface TextCheck {
  faultsIn(file: string, content: string): readonly string[];
}

const module = pathToFileURL(join(import.meta.dirname, 'text-check.mjs')).href;
const { faultsIn } = (await import(module)) as TextCheck;

describe('the check of the repository text', () => {
  it.each([
    ['unfinished work', 'libs/a/src/a.ts', '// TODO: later'],
    ['a path of one machine', 'docs/a.md', 'see /home/somebody/notes'],
    ['a package registry', '.npmrc.md', 'registry = https://packages.example/'],
    ['a test that is left out', 'libs/a/src/a.spec.ts', "it.skip('works', () => {});"],
    ['a test that leaves out the others', 'libs/a/src/a.spec.ts', "describe.only('works', () => {});"],
    ['a folder outside the repository', 'docs/a.md', 'facts are in ../shared/facts'],
    ['a number without a name', 'libs/a/src/a.ts', '/** Memory of so many bytes. */'],
    ['an odd word for an integer', 'libs/a/src/a.ts', "'is no whole number'"],
    ['an odd word for a comparison', 'docs/a.md', 'lines are held against stays'],
    ['an odd word for a waiver', 'README.md', 'it lets an item pass'],
    ['a name that says nothing', 'libs/a/src/utils/a.ts', ''],
    ['a file name that says nothing', 'libs/a/src/helpers.ts', ''],
  ])('reports %s', (_, file, content) => {
    expect(faultsIn(file, `first line\n${content}\n`)).toHaveLength(1);
  });

  it('names the line', () => {
    expect(faultsIn('a.ts', 'one\ntwo // FIXME\n')).toEqual([expect.stringMatching(/^a\.ts:2: /)]);
  });

  it('accepts text that only looks like a fault', () => {
    expect(faultsIn('libs/a/src/core-regions.ts', 'network/home/page; limit(todo.only); it(1); exit(2)')).toEqual([]);
    expect(faultsIn('libs/a/test/a.ts', "join('../shared/facts')")).toEqual([]);
    expect(faultsIn('docs/adr/0001-a.md', 'so many words')).toEqual([]);
  });
});
