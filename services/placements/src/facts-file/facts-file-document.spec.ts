import { describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { optionalColumns, requiredColumns } from './columns.js';
import { readFactsFile } from './facts-file.js';

const document = readFileSync(
  join(import.meta.dirname, '..', '..', '..', '..', 'docs', 'residence-facts-file.md'),
  'utf8',
);
const example = /```csv\n([^]*?)```/.exec(document)?.[1] ?? '';

describe('docs/residence-facts-file.md', () => {
  it('shows a valid file', () => {
    const [youth, ...others] = readFactsFile(example);
    expect(others).toEqual([]);
    expect(youth?.commands.map(({ command }) => command.kind)).toEqual([
      'record-fact',
      'record-fact',
      'record-authorisation',
      'record-absence',
    ]);
  });

  it('has a row for every column', () => {
    for (const column of [...requiredColumns, ...optionalColumns]) expect(document).toContain(`| \`${column}\``);
  });
});
