import { describe, expect, it } from '@jest/globals';
import { limits } from '@regieboek/kernel';
import { readYaml } from './yaml-file.js';

const faultsOf = (text: string): string[] => {
  const read = readYaml(text);
  return 'faults' in read ? read.faults.map(({ line, text: fault }) => `${line}: ${fault}`) : [];
};
const times = (count: number, of: (n: number) => string): string =>
  Array.from({ length: count }, (_, n) => of(n)).join('');

describe('a YAML file', () => {
  it('has a value, and the line of every path that exists', () => {
    const read = readYaml('a:\n  - b: 1\n  - c: { d: 2,\n      e: 3 }\n');
    if ('faults' in read) throw new Error('it is sound');
    expect(read.value).toEqual({ a: [{ b: 1 }, { c: { d: 2, e: 3 } }] });
    const lines = [[], ['a'], ['a', 0, 'b'], ['a', 1, 'c', 'e'], ['a', 1, 'nowhere'], ['a', 7]].map(read.lineOf);
    expect(lines).toEqual([1, 1, 2, 4, 3, 1]);
  });

  it.each([
    [
      'nested too deep',
      `a: ${'['.repeat(33)}${']'.repeat(33)}`,
      /^1: maps and lists are nested more than 32 levels deep/,
    ],
    ['too many aliases', `a: &a 1\nb:\n${times(101, () => '  - *a\n')}`, /too many aliases/],
    [
      'aliases of aliases',
      `a0: &a0 [x, x]\n${times(30, (n) => `a${n + 1}: &a${n + 1} [*a${n}, *a${n}]\n`)}`,
      /too many aliases/,
    ],
    ['a long value', `a: ${'x'.repeat(limits.yamlValueCharacters + 1)}`, /^1: a value has more than 10000 characters/],
    ['too large a file', `a: ${'x\n '.repeat(limits.yamlBytes / 2)}`, /^1: is larger than 6 MB/],
    ['too many values', `a: [${'1,'.repeat(limits.yamlNodes)}]`, /^1: contains more than 300000 keys and values/],
    ['a key twice', 'a: 1\nb: 2\na: 3\n', /^3: not YAML: Map keys must be unique/],
    ['several documents', 'a: 1\n---\nb: 1\n', /several documents/],
    ['no YAML', 'a: [', /^1: not YAML/],
  ])('with %s is refused at its line', (_, text, fault) => {
    expect(faultsOf(text)[0]).toMatch(fault);
  });

  it('(R19) names a thousand faults, and how many more there are', () => {
    const faults = faultsOf(times(1_500, () => 'a: 1\n'));
    expect(faults).toHaveLength(1_001);
    expect(faults.at(-1)).toBe('1: and 499 more: repair these first');
  });
});
