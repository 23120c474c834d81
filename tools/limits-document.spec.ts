import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { limits } from '@regieboek/kernel';
import { httpLimits, rateLimits } from '@regieboek/platform';

const document = readFileSync(join(import.meta.dirname, '..', 'docs', 'limits.md'), 'utf8');

describe('docs/limits.md', () => {
  it('has every limit with its value, and no other', () => {
    const rows = [...document.matchAll(/\| *(\d+) *\| *`([A-Za-z]+)` *\|/g)].map(([, value, name = '']) => [
      name,
      Number(value),
    ]);
    expect(Object.fromEntries(rows)).toEqual({ ...limits, ...httpLimits, ...rateLimits });
  });
});
