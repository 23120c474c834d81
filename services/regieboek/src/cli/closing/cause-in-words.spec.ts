import { describe, expect, it } from '@jest/globals';
import { causeInWords } from './cause-in-words.js';

const none = { position: null, recordedAt: null, subject: null };

describe('a cause of a difference in words', () => {
  it('states the event, its subject, its date and its amount', () => {
    const at = { position: 12, recordedAt: '2026-03-06T09:00:00.000Z' };
    const what = 'placements.residence-fact-withdrawn.v1';
    expect(causeInWords({ ...at, what, subject: 'R9', cents: -91_161 }, 'en')).toBe(
      '         -911,61  residence fact withdrawn: R9  position 12, recorded 2026-03-06T09:00:00.000Z',
    );
    expect(causeInWords({ ...at, what: 'finance.declaration-decided.v12', subject: null, cents: 1 }, 'en')).toContain(
      '0,01  declaration decided  position 12',
    );
  });

  it('states other causes: other rules, or other use of a lump sum', () => {
    expect(causeInWords({ ...none, what: 'rule-set', subject: '2026.1', cents: 5 }, 'en')).toMatch(
      / {2}other rules: 2026\.1$/,
    );
    expect(causeInWords({ ...none, what: 'use', cents: 5 }, 'en')).toMatch(
      / {2}other days of care in the month, by which/,
    );
  });
});
