import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { spreadsheetText } from './spreadsheet-text.js';

describe('text for a spreadsheet', () => {
  it.each(['=1+1', '+31', '-A', '@SUM(A1)', '\tx', '\rx', '\nx'])('%j is not a formula', (text) => {
    expect(spreadsheetText(text)).toBe(`'${text}`);
  });

  it('stays unchanged when a spreadsheet program does not treat it as a formula', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 20 }), (rest) => {
        for (const first of ['', 'a', '0', '"', ' ', "'"]) {
          const text = first === '' ? '' : `${first}${rest}`;
          expect(spreadsheetText(text)).toBe(text);
        }
      }),
      { seed: 7, numRuns: 50 },
    );
  });
});
