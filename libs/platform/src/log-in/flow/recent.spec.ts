import { describe, expect, it } from '@jest/globals';
import { isRecentLogIn } from '../../access/recent-log-in.js';
import { authenticatedAtOf, mustBeRecent } from './recent.js';

const NOW = Date.parse('2026-03-06T09:00:00Z');
const MINUTE = 60_000;
const seconds = (at: number): number => at / 1_000;

describe('the time of a log-in', () => {
  it.each([
    ['is the claim auth_time', seconds(NOW - MINUTE), NOW - MINUTE],
    ['is now when the clock of the provider is ahead', seconds(NOW + MINUTE), NOW],
    ['is not known without the claim', undefined, null],
    ['is not known when the claim is a text', String(seconds(NOW)), null],
    ['is not known when the claim is not a time', -1, null],
  ])('%s', (_, auth_time, expected) => expect(authenticatedAtOf({ auth_time }, NOW)).toBe(expected));

  it.each([
    [NOW, true],
    [NOW - 15 * MINUTE, true],
    [NOW - 15 * MINUTE - 1, false],
    [0, false],
    [null, false],
  ])('at %s is recent: %s', (at, isRecent) => {
    expect(isRecentLogIn(at, NOW)).toBe(isRecent);
    const check = () => mustBeRecent(at, NOW, 'zhz');
    if (isRecent) expect(check).not.toThrow();
    else expect(check).toThrow('ask its administrator to support max_age and prompt=login');
  });
});
