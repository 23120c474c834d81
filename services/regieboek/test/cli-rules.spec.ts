import { describe, expect, it } from '@jest/globals';
import { command } from './printed.js';

describe('regieboek rules', () => {
  it('lists the versions of the rules, and which of them apply only when named', async () => {
    const { code, lines } = await command('rules');
    expect(code).toBe(0);
    expect(
      lines.filter((line) => /^2025/.test(line.trim())).map((line) => line.trim().split(/ {2,}/).slice(0, 2)),
    ).toEqual([
      ['2025.1', '2015-01-01'],
      ['2025.1-earliest-first', 'only when named'],
    ]);
  });

  it('prints the same as JSON', async () => {
    const { json } = await command('rules', '--json');
    expect(json[0]).toMatchObject([
      { version: '2025.1', from: '2015-01-01' },
      { version: '2025.1-earliest-first', from: null },
    ]);
  });
});
