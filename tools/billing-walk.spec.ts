import { describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..');
const read = (file: string): string => readFileSync(join(root, file), 'utf8');
const quoted = (cell: string): string[] => [...cell.matchAll(/`([^`]+)`/g)].map(([, name = '']) => name);

/** Rows of the table in docs/architecture.md: file, entry, and the types that it takes and returns. */
const steps = (read('docs/architecture.md').split('### The walk of a billing run')[1] ?? '')
  .split('###')[0]
  ?.split('\n')
  .filter((line) => line.startsWith('| `'))
  .map((line) => {
    const [, file = '', entry = '', takes = '', returns = ''] = line.split('|');
    return { file: quoted(file)[0] ?? '', entry: quoted(entry)[0] ?? '', types: quoted(takes + returns) };
  });

describe('the walk of a billing run', () => {
  it('has at most 8 files and 12 types', () => {
    expect(steps?.length).toBeGreaterThan(5);
    expect(steps?.length).toBeLessThanOrEqual(8);
    expect(new Set(steps?.flatMap(({ types }) => types)).size).toBeLessThanOrEqual(12);
  });

  it.each(steps ?? [])('goes through $file by $entry', ({ file, entry, types }) => {
    const text = read(file);
    expect(text).toMatch(new RegExp(`export (async )?(class|const|function) ${entry}\\b`));
    expect(types.filter((type) => !new RegExp(`\\b${type}\\b`).test(text))).toEqual([]);
  });

  it('is called step by step: each file names the entry of the next, or the digest computed by a journal job', () => {
    const calls = (steps ?? []).slice(1).map(({ entry }, at) => {
      const callers = (steps ?? []).slice(0, at + 1).map(({ file }) => read(file));
      return [entry, callers.some((text) => new RegExp(`\\b${entry}\\b`).test(text))];
    });
    expect(calls.filter(([, isCalled]) => !isCalled)).toEqual([]);
  });
});
