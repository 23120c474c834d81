import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { cookieIn, cookieName, setCookie } from './cookies.js';

const token = fc.stringMatching(/^[A-Za-z0-9_-]{1,30}$/);
const seed = { seed: 285, numRuns: 200 };

describe('a cookie', () => {
  it('that this server sets is for this server, out of reach of scripts and of other sites', () => {
    expect(setCookie({ name: 'a-session', value: 'x', maxAgeSeconds: 600, secure: false })).toBe(
      'a-session=x; Path=/; HttpOnly; SameSite=Lax; Max-Age=600',
    );
  });

  it('is for https alone, with the prefix that browsers hold to it', () => {
    const cookie = setCookie({ name: 'a-session', value: 'x', maxAgeSeconds: 600, secure: true });
    expect(cookie).toMatch(/^__Host-a-session=x; Path=\/;.*; Secure$/);
    expect(cookie).not.toContain('Domain');
  });

  it('is found as it was set, among any others', () => {
    const others = fc.array(fc.tuple(token, token), { maxLength: 5 });
    fc.assert(
      fc.property(others, token, token, fc.boolean(), fc.nat(5), (all, name, value, secure, place) => {
        const own = cookieName(name, secure);
        const set = setCookie({ name, value, maxAgeSeconds: 60, secure }).split(';')[0] ?? '';
        const different = all.filter(([other]) => other !== own).map((pair) => pair.join('='));
        expect(cookieIn(different.toSpliced(place, 0, set).join('; '), own)).toBe(value);
        expect(cookieIn(different.join('; '), own)).toBeUndefined();
      }),
      seed,
    );
  });

  it('that is there twice is none: one of them was set by somebody else', () => {
    expect(cookieIn('s=a; s=b', 's')).toBeUndefined();
    expect(cookieIn('s=a; s=a', 's')).toBeUndefined();
  });

  it('is not one whose name only begins or ends alike', () => {
    expect(cookieIn('session2=a; my-session=b; __Host-session=c; Session=d', 'session')).toBeUndefined();
  });

  it('keeps the signs of its value, and may be empty', () => {
    expect(cookieIn('s=a=b==', 's')).toBe('a=b==');
    expect(cookieIn('s=', 's')).toBe('');
    expect(cookieIn('a=1;s=x', 's')).toBe('x');
  });

  it.each([undefined, '', ';', '=;=', 's', ' s '])('is not in the header %j', (header) =>
    expect(cookieIn(header, 's')).toBeUndefined(),
  );
});
