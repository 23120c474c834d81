import { describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

interface Updates {
  auditLines(answer: unknown): { readonly lines: readonly string[]; readonly isUrgent: boolean };
  outdatedLines(answer: unknown): readonly string[];
}

const root = join(import.meta.dirname, '..');
const { auditLines, outdatedLines } = (await import(
  pathToFileURL(join(import.meta.dirname, 'updates.mjs')).href
)) as Updates;

describe('npm run updates', () => {
  const found = (critical: number, high: number, moderate: number) => ({
    vulnerabilities: {
      slow: { name: 'slow', severity: 'moderate', range: '<2.0.0' },
      ...(high > 0 ? { open: { name: 'open', severity: 'high', range: '1.0.0 - 1.4.2' } } : {}),
    },
    metadata: { vulnerabilities: { info: 0, low: 0, moderate, high, critical, total: high + moderate } },
  });

  it('lists vulnerabilities, the worst first, and fails for those that are high or critical', () => {
    expect(auditLines(found(0, 1, 1))).toEqual({
      lines: [
        'vulnerabilities: 0 critical, 1 high, 1 moderate, 0 low',
        '  high      open 1.0.0 - 1.4.2',
        '  moderate  slow <2.0.0',
      ],
      isUrgent: true,
    });
    expect([auditLines(found(0, 0, 1)).isUrgent, auditLines(found(1, 0, 0)).isUrgent]).toEqual([false, true]);
  });

  it('says that nothing is known when the registry does not answer, and does not fail', () => {
    for (const answer of [undefined, {}, { message: '405 Method Not Allowed', method: 'POST' }])
      expect(auditLines(answer)).toEqual({
        lines: ['vulnerabilities: not known, the registry does not answer npm audit'],
        isUrgent: false,
      });
    expect(outdatedLines(undefined)).toEqual(['newer versions: not known, the registry does not answer']);
    expect(outdatedLines({ error: { code: 'ENOTFOUND' } })).toHaveLength(1);
  });

  it('lists libraries with newer versions once, also those of several packages', () => {
    const one = { current: '1.0.0', wanted: '1.0.1', latest: '2.0.0' };
    expect(outdatedLines({ one, both: [one, one] })).toEqual([
      'newer versions: 2',
      '  one 1.0.0: 1.0.1, newest 2.0.0',
      '  both 1.0.0: 1.0.1, newest 2.0.0',
    ]);
    expect(outdatedLines({})).toEqual(['newer versions: 0']);
  });
});

describe('docs/updates.md', () => {
  const document = readFileSync(join(root, 'docs', 'updates.md'), 'utf8');
  const { packages } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as {
    packages: Readonly<Record<string, { version?: string }>>;
  };

  it('names the version in use of every library that is held back', () => {
    const rows = [...document.matchAll(/^\| `([^`]+)` +\| (\d[\w.]*) +\|/gm)];
    expect(rows.length).toBeGreaterThan(0);
    const versionsOf = (name: string) =>
      Object.entries(packages).flatMap(([path, { version }]) => (path.endsWith(`node_modules/${name}`) ? version : []));
    for (const [, name = '', version] of rows)
      expect([name, versionsOf(name)]).toEqual([name, expect.arrayContaining([version])]);
  });
});
