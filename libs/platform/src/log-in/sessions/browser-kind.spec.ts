import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { browsers, systems } from '../../access/open-sessions.js';
import { browserKindOf } from './browser-kind.js';

describe('the kind of a browser', () => {
  it.each([
    ['Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:145.0) Gecko/20100101 Firefox/145.0', 'Firefox', 'Windows'],
    ['Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/142.0.0.0 Safari/537.36 Edg/142.0', 'Edge', 'Windows'],
    ['Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/142.0.0.0 Safari/537.36', 'Chrome', 'Linux'],
    ['Mozilla/5.0 (Linux; Android 16) AppleWebKit/537.36 Chrome/142.0 Mobile Safari/537.36', 'Chrome', 'Android'],
    ['Mozilla/5.0 (Macintosh; Intel Mac OS X 15_1) AppleWebKit/605 Version/26.1 Safari/605.1', 'Safari', 'macOS'],
    ['Mozilla/5.0 (iPhone; CPU iPhone OS 26_1 like Mac OS X) Version/26.1 Mobile Safari/604.1', 'Safari', 'iOS'],
    ['curl/8.5.0', 'other', 'other'],
    [undefined, 'other', 'other'],
  ])('%j is %s on %s', (text, browser, system) => {
    expect(browserKindOf(text)).toEqual({ browser, system });
  });

  it('is a word of a list, whatever was sent', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 2_000 }), (text) => {
        const { browser, system } = browserKindOf(text);
        expect([browsers.includes(browser), systems.includes(system)]).toEqual([true, true]);
      }),
      { seed: 752, numRuns: 300 },
    );
  });
});
