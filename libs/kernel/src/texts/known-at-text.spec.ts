import { describe, expect, it } from '@jest/globals';
import { parseKnownAt } from './known-at-text.js';

describe('when something was known, as text', () => {
  it('is a recording day, a business day or a position, and has its kind', () => {
    expect(parseKnownAt('2026-01-31')).toEqual({ day: '2026-01-31' });
    expect(parseKnownAt('told:2026-01-31')).toEqual({ toldBy: '2026-01-31' });
    expect(parseKnownAt('1234')).toEqual({ position: 1234 });
  });

  it.each(['', 'told:', 'told:31-01-2026', 'told:12', '2026-02-30', 'told:2026-02-30', 'recorded', '1234567890123456'])(
    'is not %j',
    (text) => {
      expect(parseKnownAt(text)).toBeUndefined();
    },
  );
});
