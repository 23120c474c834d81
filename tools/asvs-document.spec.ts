import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';

const root = join(import.meta.dirname, '..');
const document = readFileSync(join(root, 'docs', 'asvs.md'), 'utf8');
const rows = document.split('\n').filter((line) => /^\| \d+\.\d+\.\d+ /.test(line));

describe('docs/asvs.md', () => {
  it('names only files that exist, and a file for every requirement that is done', () => {
    expect(rows.length).toBeGreaterThan(40);
    for (const row of rows) {
      const [, number = '', , state = '', held = ''] = row.split('|').map((cell) => cell.trim());
      const files = [...held.matchAll(/`([^`]+)`/g)].map(([, file = '']) => file);
      if (state === 'done') expect([number, files.length]).toEqual([number, 1]);
      for (const file of files) expect([number, file, existsSync(join(root, file))]).toEqual([number, file, true]);
    }
  });

  it('has every requirement once, in a known state', () => {
    const cells = rows.map((row) => row.split('|').map((cell) => cell.trim()));
    const numbers = cells.map(([, number]) => number);
    expect(new Set(numbers).size).toBe(numbers.length);
    for (const [, , , state] of cells) expect(['done', 'partly', 'operator', 'not done']).toContain(state);
  });
});
