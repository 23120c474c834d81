import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { initialOf, maskBsn, printable } from './mask.js';

describe('personal data for people who do not need it', () => {
  it('shows the last three digits of a BSN, at its own length', () => {
    expect(maskBsn('999900006')).toBe('******006');
    expect(maskBsn('')).toBe('');
  });

  it.each([
    ['Voorbeeld', 'V.'],
    ['  van Fictief', 'V.'],
    ['ångström', 'Å.'],
    ['𝒜bc', '𝒜.'],
    ['', ''],
    ['   ', ''],
  ])('shows the name %j as %j', (name, initial) => expect(initialOf(name)).toBe(initial));
});

describe('printable text', () => {
  it('is one line without terminal control characters', () => {
    expect(printable('a\u001b[2Jb\u009b31mc\u202ed\r\ne\tf')).toBe('a [2Jb 31mc d e f');
  });

  it('keeps letters of any language as they are', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[A-Za-zÀ-ÿ0-9 €&<>"']{0,30}$/), (text) => {
        expect(printable(text)).toBe(text.trim());
      }),
      { seed: 1 },
    );
  });
});
