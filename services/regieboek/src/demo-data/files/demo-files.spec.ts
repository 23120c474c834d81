import { describe, expect, it } from '@jest/globals';
import { checkFile } from '@regieboek/ijw';
import type { CalendarDate } from '@regieboek/kernel';
import { readExpected, refusalsIn, sentOn, ImportedDemo } from '../../../test/imported-demo.js';
import { lineFaults } from '../faults/index.js';
import type { DemoFile } from './demo-file.js';
import { demoFiles } from './demo-files.js';
import { demoDefaults, type DemoOptions } from '../demo-options.js';

const today = '2027-01-01' as CalendarDate;
const regionOf = ({ path }: DemoFile): string => path.slice(0, path.indexOf('/'));
const isDeclaration = ({ path }: DemoFile): boolean => path.includes('/declarations/');

const takenIn = (files: readonly DemoFile[]): ImportedDemo => {
  const taken = new ImportedDemo(today);
  for (const file of files) taken.file(file);
  return taken;
};

const wholeKinds = ['wrong-total', 'duplicate-number', 'same-message', 'earlier-period', 'not-xsd'];
const everyKind = [...lineFaults.map(({ kind }) => kind), 'removed-assignment', ...wholeKinds].sort();

const all = [...demoFiles(demoDefaults)];
const regions = [...Map.groupBy(all, regionOf)];

describe.each(regions)('the files of %s', (region, files) => {
  const expected = readExpected(files);
  const planted = expected.map(({ kind: _, ...one }) => one);
  const linesOf = (ones: readonly DemoFile[]) =>
    ones.reduce((sum, { content }) => sum + content.split('<jw323:Prestatie>').length - 1, 0);

  it('are refused when they contain an injected fault, with exactly these codes, and only then', () => {
    expect(refusalsIn(takenIn(files), region)).toEqual(planted);
  });

  it('are decided in the same way in order of path and in order of date', () => {
    const byPath = files.filter(isDeclaration).sort((a, b) => (a.path < b.path ? -1 : 1));
    const byDate = [...byPath].sort((a, b) => (sentOn(a) < sentOn(b) ? -1 : sentOn(a) > sentOn(b) ? 1 : 0));
    const others = files.filter((file) => !isDeclaration(file));
    const texts = (ones: readonly object[]) => ones.map((one) => JSON.stringify(one, Object.keys(one).sort())).sort();
    for (const order of [byPath, byDate])
      expect(texts(refusalsIn(takenIn([...others, ...order]), region))).toEqual(texts(planted));
  });

  it('are valid messages, except for the planted faults of levels 1 and 2', () => {
    const wrong = files
      .filter(({ path }) => path.endsWith('.xml'))
      .map(({ path, content }) => ({ path, level: checkFile(content, { today }).level }))
      .filter(({ level }) => level === 1 || level === 2);
    const levels = { file: 1, header: 2 } as const;
    const wanted = expected
      .filter(({ on, codes }) => on === 'file' || codes.includes('0001'))
      .map(({ file, on }) => ({ path: `${region}/${file}`, level: on === 'file' ? levels.file : levels.header }));
    expect(wrong).toEqual(wanted);
  });

  it('hold nearly every kind of fault, in 3 to 8 of a hundred lines', () => {
    const kinds = new Set(expected.map(({ kind }) => kind));
    expect(everyKind.filter((kind) => !kinds.has(kind)).length).toBeLessThanOrEqual(1);
    const share = expected.filter(({ on }) => on === 'line' || on === 'client').length / linesOf(files);
    expect(share).toBeGreaterThan(0.03);
    expect(share).toBeLessThan(0.08);
  });

  it('contain credits with their corrections, and late lines', () => {
    const declarations = files.filter(isDeclaration).map(({ content }) => content);
    expect(declarations.some((text) => text.includes('<ijw:VorigReferentieNummer>R'))).toBe(true);
    const months = declarations.map((text) =>
      [...text.matchAll(/<ijw:Begindatum>(\d{4}-\d\d)/g)].map(([, month]) => month),
    );
    expect(months.some(([declared, ...lines]) => lines.some((month) => (month ?? '') < (declared ?? '')))).toBe(true);
  });
});

describe('the files of the demo', () => {
  it('hold every kind of fault over all regions', () => {
    const kinds = new Set(regions.flatMap(([, files]) => readExpected(files).map(({ kind }) => kind)));
    expect([...kinds].sort()).toEqual(everyKind);
  });

  it('are the same for the same options, and differ for another seed', () => {
    const small = { ...demoDefaults, youths: 60, months: 2 };
    const once = [...demoFiles(small)];
    expect([...demoFiles(small)]).toEqual(once);
    expect([...demoFiles({ ...small, seed: 7 })]).not.toEqual(once);
  });

  it('have unique paths', () => {
    expect(new Set(all.map(({ path }) => path)).size).toBe(all.length);
  });

  it.each([
    ['one month', { months: 1 }],
    ['a year that ends in another year', { months: 14, until: '2026-03-15' as CalendarDate, youths: 80 }],
    ['years ago', { until: '2023-05-31' as CalendarDate, youths: 80 }],
    ['two regions only', { regions: ['zhz', 'wbo'], youths: 90 }],
  ])('give the planned result for %s', (_, options: Partial<DemoOptions>) => {
    const chosen = [...Map.groupBy(demoFiles({ ...demoDefaults, ...options }), regionOf)];
    expect(chosen.map(([region]) => region)).toEqual(options.regions ?? ['zeeland', 'wbw', 'wbo', 'zhz']);
    for (const [region, files] of chosen) {
      const planted = readExpected(files).map(({ kind: _kind, ...one }) => one);
      expect(refusalsIn(takenIn(files), region)).toEqual(planted);
      expect(files.some(isDeclaration)).toBe(true);
    }
  });

  it('are refused for invalid options', () => {
    const make = (options: object) => () => [...demoFiles({ ...demoDefaults, ...options })];
    expect(make({ months: 0 })).toThrow(/months must be/);
    expect(make({ youths: 1.5 })).toThrow(/youths must be/);
    expect(make({ regions: ['nowhere'] })).toThrow(/choose from zeeland, wbw, wbo, zhz/);
    expect(make({ youths: 60_000, months: 1 })).toThrow(/ask for fewer/);
  });

  it('may be none', () => {
    const files = [...demoFiles({ ...demoDefaults, youths: 0 })].map(({ path }) => path);
    expect(files.slice(0, 2)).toEqual(['zeeland/contracts.yaml', 'zeeland/expected.json']);
  });
});
