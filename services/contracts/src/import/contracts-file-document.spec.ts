import { describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readRegionFile } from './region-file.js';

const document = readFileSync(join(import.meta.dirname, '..', '..', '..', '..', 'docs', 'contracts-file.md'), 'utf8');
const example = /```yaml\n([^]*?)```/.exec(document)?.[1] ?? '';

describe('docs/contracts-file.md', () => {
  it('shows a valid file', () => {
    const read = readRegionFile(example);
    if ('faults' in read) throw new Error(JSON.stringify(read.faults));
    expect(read.file.definition.region).toBe('zhz');
    expect(read.file.contracts[0]?.products[0]?.tariffs.map(({ cents }) => cents)).toEqual([15633, 16408]);
  });

  it('names every field of that file', () => {
    const fields = new Set([...example.matchAll(/([A-Za-z]+):/g)].map(([, field]) => field));
    const named = document.replace(example, '');
    expect(fields.size).toBeGreaterThan(30);
    for (const field of fields) expect([field, new RegExp(`\\b${field}\\b`).test(named)]).toEqual([field, true]);
  });
});
