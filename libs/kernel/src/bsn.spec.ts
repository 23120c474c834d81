import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { holdsBsn, holdsThisBsn, passesElevenTest, withoutBsn } from './bsn.js';

const bsn = '999900006';
/** A BSN with a leading zero. */
const short = '012345672';

describe('a text that can hold a citizen service number', () => {
  it.each([
    bsn,
    `BSN ${bsn}, moeder belde`,
    `F-${bsn}-1`,
    `x${bsn}y`,
    `1${bsn}2`,
    '999.900.006',
    '999 900 006',
    '9999-00006',
    '9-9-9-9-0-0-0-0-6',
    '12 999900006',
    '9999_00006',
    '9999/00006',
    '999\u00a0900\u202f006',
    '999\u200b900\u200b006',
    '999\u00b7900\u2013006',
    '\uff19\uff19\uff19\uff19\uff10\uff10\uff10\uff10\uff16',
    '\u0669\u0669\u0669\u0669\u0660\u0660\u0660\u0660\u0666',
    '\u096f\u096f\u096f\u096f\u0966\u0966\u0966\u0966\u096c',
    '\u2079\u2079\u2079\u2079\u2070\u2070\u2070\u2070\u2076',
    '\u{1d7d7}\u{1d7d7}\u{1d7d7}\u{1d7d7}\u{1d7ce}\u{1d7ce}\u{1d7ce}\u{1d7ce}\u{1d7d4}',
    short.slice(1),
    `nr ${short.slice(1)}`,
  ])('is recognised: %j', (text) => expect(holdsBsn(text)).toBe(true));

  it.each([
    '',
    'geen nummer',
    'van 2026-01-31 tot 2026-03-16',
    '20260316',
    '16032026',
    '999900007',
    '000000000',
    '99990001',
    '2026-0031-0002',
    'D2026-02',
    '99994001.R400000028.1',
    '12345678',
  ])('is not recognised without one: %j', (text) => expect(holdsBsn(text)).toBe(false));

  it('recognises every BSN, at any place and with any separators', () => {
    const bsns = fc.integer({ min: 1, max: 99_999_999 }).map((number) => {
      const eight = String(number).padStart(8, '0');
      return Array.from({ length: 10 }, (_, last) => `${eight}${last}`).find(passesElevenTest);
    });
    const sign = fc.constantFrom('', ' ', '.', '-', '\u00a0', '\u2009', '_', '/', ', ', '\u200d');
    fc.assert(
      fc.property(
        bsns,
        fc.array(sign, { minLength: 9, maxLength: 9 }),
        fc.constantFrom('', 'a ', 'F-', 'nr.'),
        (found, signs, before) => {
          fc.pre(found !== undefined);
          const text = `${before}${[...(found ?? '')].map((digit, i) => `${digit}${signs[i]}`).join('')}z`;
          expect([text, holdsBsn(text)]).toEqual([text, true]);
        },
      ),
      { seed: 20261129, numRuns: 500 },
    );
  });
});

describe('a number of the standard', () => {
  it.each([
    [bsn, true],
    [`R${bsn}`, true],
    ['9999-00006', true],
    [`00${bsn}`, true],
    ['999900018', false],
    ['7', false],
  ])('%j is compared with the number of the client', (text, expected) =>
    expect(holdsThisBsn(text, bsn)).toBe(expected),
  );

  it('equals the number of the client also without its leading zero', () => {
    expect(holdsThisBsn(short.slice(1), short)).toBe(true);
    expect(holdsThisBsn('7', '000000007')).toBe(false);
  });
});

describe('a text for people', () => {
  it('is masked where it may be a citizen service number, and nowhere else', () => {
    const id = '0123456789'.repeat(6).concat('abcd');
    expect(withoutBsn(`region.999.900.006: is not known here, see ${id} and 2026-01-31`)).toBe(
      `region.###.###.###: is not known here, see ${id} and 2026-01-31`,
    );
    expect(withoutBsn('\uff19\uff19\uff19\uff19\uff10\uff10\uff10\uff10\uff16 x')).toBe('######### x');
  });
});
