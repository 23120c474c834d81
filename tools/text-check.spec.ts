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
    ['an odd negation', 'libs/a/src/a.ts', "fault('is no folder')"],
    ['an odd word for a rebuild', 'docs/a.md', 'segments are built anew.'],
    ['an odd word for an import', 'libs/a/src/a.spec.ts', "it('is taken in once')"],
    ['an odd word for a retry', 'libs/a/src/a.ts', '// taken up again later'],
    ['an odd word for inputs', 'libs/a/src/a.ts', '/** What a run rests on. */'],
    ['an odd word for a source', 'libs/a/src/a.ts', '// order as the log has it'],
    ['an odd subject', 'SECURITY.md', 'Whoever repairs a log deletes the folder'],
    ['an odd word for a review', 'docs/a.md', 'a gap is put to a person'],
    ['an odd word for a rebuilt file', 'docs/a.md', 'made again from the log'],
    ['an odd word in a record of a decision', 'docs/adr/0001-a.md', 'so many words'],
    ['a name that says nothing', 'libs/a/src/utils/a.ts', ''],
    ['a file name that says nothing', 'libs/a/src/helpers.ts', ''],
  ])('reports %s', (_, file, content) => {
    expect(faultsIn(file, `first line\n${content}\n`)).toHaveLength(1);
  });

  it('reports the line', () => {
    expect(faultsIn('a.ts', 'one\ntwo // FIXME\n')).toEqual([expect.stringMatching(/^a\.ts:2: /)]);
  });

  it('accepts text that only looks like a fault', () => {
    expect(faultsIn('libs/a/src/core-regions.ts', 'network/home/page; limit(todo.only); it(1); exit(2)')).toEqual([]);
    expect(faultsIn('libs/a/test/a.ts', "join('../shared/facts')")).toEqual([]);
    expect(faultsIn('libs/a/src/a.ts', 'there is no file; it is no longer there')).toEqual([]);
    expect(faultsIn('libs/a/src/a.ts', 'replays.anew(work); f(region, anew); const anew = 1')).toEqual([]);
  });
});
