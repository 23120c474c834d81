import { describe, expect, it } from '@jest/globals';
import { checkFile } from '@regieboek/ijw';
import type { CalendarDate } from '@regieboek/kernel';
import { demoDefaults, demoFiles } from './index.js';
import { TakenIn } from './testing/taken-in.js';

const today = '2026-02-01' as CalendarDate;
const files = [...demoFiles(demoDefaults)];

describe('the files of the demo', () => {
  it('validate as messages', () => {
    const wrong = files
      .filter(({ path }) => path.endsWith('.xml'))
      .map(({ path, content }) => ({ path, ...checkFile(content, { today }) }))
      .filter(({ findings }) => findings.length > 0);
    expect(wrong.map(({ path, findings }) => [path, findings[0]])).toEqual([]);
  });

  it('are decided as planned', () => {
    const regions = Map.groupBy(files, ({ path }) => path.slice(0, path.indexOf('/')));
    for (const own of regions.values()) {
      const taken = new TakenIn(today);
      for (const file of own) taken.file(file);
      const rejected = taken.taken.flatMap(({ path, decision }) =>
        (decision?.lines ?? [])
          .filter(({ status }) => status === 'rejected')
          .map((line) => [
            path,
            line.reference,
            line.codes.join(),
            decision?.declaration.join(),
            decision?.header.join(),
          ]),
      );
      expect(rejected).toEqual([]);
      expect(taken.taken.length).toBeGreaterThan(20);
    }
  });
});
