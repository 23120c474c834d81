import { describe, expect, it } from '@jest/globals';
import {
  brokenLimits,
  circles,
  escapes,
  folderSizes,
  functionLengths,
  productFiles,
  sharedPrefixes,
  spread,
  testShare,
} from './measure.ts';

describe('the shape of the sources', () => {
  it('counts product files only: no tests, no generated code, nothing outside the packages', () => {
    const files = [
      'libs/kernel/src/day.ts',
      'libs/kernel/src/day.spec.ts',
      'libs/kernel/src/testing/given.ts',
      'libs/ijw/src/generated/elements.ts',
      'libs/ijw/test/ledger.ts',
      'services/finance/src/domain/runs/billing-run.ts',
      'services/finance/src/differences/corrections.long.ts',
      'tools/build.mjs',
    ];
    expect(productFiles(files)).toEqual(['libs/kernel/src/day.ts', 'services/finance/src/domain/runs/billing-run.ts']);
  });

  it('returns median, 90th percentile and maximum', () => {
    expect(spread([5, 1, 4, 2, 3])).toEqual({ median: 3, p90: 5, most: 5 });
    expect(spread([])).toEqual({ median: 0, p90: 0, most: 0 });
  });

  it('lists the limits that a spread breaks; a value equal to the limit is allowed', () => {
    const limits = { median: 60, p90: 150, most: 300 };
    expect(brokenLimits({ median: 60, p90: 150, most: 300 }, limits)).toEqual([]);
    expect(brokenLimits({ median: 61, p90: 150, most: 301 }, limits)).toEqual([
      'median is 61, and the limit is 60',
      'most is 301, and the limit is 300',
    ]);
  });

  it('returns the test lines per source line of a package, including helpers and long runs only', () => {
    const lines: Record<string, number> = {
      'libs/journal/src/day.ts': 10,
      'libs/journal/src/generated/table.ts': 500,
      'libs/journal/src/day.spec.ts': 4,
      'libs/journal/src/day.long.ts': 1,
      'libs/journal/src/testing/story.ts': 2,
      'libs/journal/test/rig.ts': 1,
      'libs/journal-more/src/day.spec.ts': 90,
    };
    const share = (folder: string) => testShare(folder, Object.keys(lines), (file) => lines[file] ?? 0);
    expect([share('libs/journal'), share('libs/platform')]).toEqual([0.8, 0]);
  });

  it('counts the files directly in a folder, fullest first', () => {
    expect(folderSizes(['a/x.ts', 'b/x.ts', 'b/y.ts', 'b/c/z.ts'])).toEqual([
      { folder: 'b', files: 2 },
      { folder: 'a', files: 1 },
      { folder: 'b/c', files: 1 },
    ]);
  });

  it('reports a prefix that three files of one folder share', () => {
    const files = ['a/line-one.ts', 'a/line-two.ts', 'a/line-three.ts', 'b/line-four.ts', 'a/other.ts'];
    expect(sharedPrefixes(files)).toEqual(['a/line-* (3)']);
  });

  it('measures functions with a block, methods and nested ones too', () => {
    const text =
      'const short = () => 1;\nfunction long() {\n  const inner = () => {\n    return 1;\n  };\n  return inner;\n}\n';
    expect(functionLengths(text)).toEqual([6, 3]);
  });

  it('finds any and non-null assertions, not words in texts', () => {
    expect(escapes("const a: any = b!;\nconst text = 'any!';\n")).toBe(2);
  });

  it('finds circles of imports, also over several files, and no others', () => {
    const imports = new Map([
      ['a', ['b']],
      ['b', ['c']],
      ['c', ['a', 'd']],
      ['d', []],
      ['e', ['a']],
    ]);
    expect(circles(imports)).toEqual([['a', 'b', 'c']]);
  });
});
