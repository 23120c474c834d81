import { describe, expect, it } from '@jest/globals';
import type { FileResult } from '../import/import-one.js';
import { declaredSentence, importTable, refusedLines } from './import-command.js';

const result = (over: Partial<FileResult> = {}): FileResult => ({
  file: 'a.xml',
  kind: 'JW323',
  status: 'processed',
  region: 'zhz',
  faults: [],
  ...over,
});
const refused = (count: number) =>
  result({
    status: 'refused',
    faults: Array.from({ length: count }, (_, i) => ({ place: `line ${i + 1}`, text: 'correct it' })),
  });

describe('output of an import', () => {
  it('is a row per kind of file with the numbers imported, already known and refused', () => {
    const files = [
      result(),
      result({ status: 'unchanged' }),
      refused(1),
      result({ status: 'waiting' }),
      result({ kind: 'contracts', status: 'unchanged' }),
    ];
    const rows = importTable(files, 'en').map((line) => line.trim().split(/ {2,}/));
    expect(rows.slice(2)).toEqual([
      ['declarations (JW323)', '4', '1', '1', '1', '1'],
      ['contracts.yaml', '1', '0', '1', '0', '0'],
    ]);
  });

  it('is a line per fault with its file and place, and how many are left out after twenty', () => {
    expect(refusedLines([result(), refused(2)], 'en')).toEqual([
      'a.xml: line 1: correct it',
      'a.xml: line 2: correct it',
    ]);
    expect(refusedLines([refused(20)], 'en').length).toBe(20);
    expect(refusedLines([refused(15), refused(8)], 'en').slice(20)).toEqual(['... and 3 more; see --json']);
  });

  it('is a sentence about declared lines', () => {
    const declarations = [
      result({ declaration: { id: '1', lines: 3, approvedLines: 2 } }),
      result({ declaration: { id: '2', lines: 4, approvedLines: 4 } }),
      refused(1),
    ];
    expect(declaredSentence(declarations, 'en')).toBe('2 declarations decided: 7 lines, 6 approved, 1 rejected');
    const whole = result({ status: 'unchanged', declaration: { id: '3', lines: 0, approvedLines: 0 } });
    expect(declaredSentence([whole], 'en')).toBe(
      '1 declaration decided: 0 lines, 0 approved, 0 rejected; 1 declaration refused as a whole; --answers <folder> writes the reasons',
    );
  });
});
