import { describe, expect, it } from '@jest/globals';
import type { CalendarDate } from '@regieboek/kernel';
import { readExpected, refusalsIn, TakenIn } from '../../test/demo-taken-in.js';
import { demoDefaults, demoFiles, type DemoFile } from './index.js';

const today = '2026-02-01' as CalendarDate;
const regionOf = ({ path }: DemoFile): string => path.slice(0, path.indexOf('/'));

const takenIn = (files: readonly DemoFile[]): TakenIn => {
  const taken = new TakenIn(today);
  for (const file of files) taken.file(file);
  return taken;
};

const regions = [...Map.groupBy(demoFiles(demoDefaults), regionOf)];

describe.each(regions)('the declarations of %s', (region, files) => {
  const expected = readExpected(files);
  const refusals = refusalsIn(takenIn(files), region);

  it('are refused where a fault was put in, with exactly these codes, and nowhere else', () => {
    expect(refusals).toEqual(expected.map(({ kind: _, ...one }) => one));
  });

  it('hold', () => {
    console.log(
      region,
      refusals.length,
      [...Map.groupBy(expected, ({ kind }) => kind)].map(([k, l]) => `${k} ${l.length}`).join(', '),
    );
  });
});
