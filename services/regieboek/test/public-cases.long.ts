/**
 * Small inputs that once failed, tried as a user would: a script each, exit 0 when the product is right. They are not part of the
 * repository: they are run from `../shared/cases/public` beside it, when present.
 */
import { execFile } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from '@jest/globals';

const run = promisify(execFile);
const root = resolve(import.meta.dirname, '..', '..', '..');
const folder = resolve(root, '..', 'shared', 'cases', 'public');
const scripts = existsSync(folder)
  ? readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((path) => path.endsWith('check.sh'))
      .sort()
  : [];

describe('small inputs that once failed', () => {
  it('are read from beside the repository', () => expect(scripts.length > 0).toBe(existsSync(folder)));

  for (const script of scripts)
    it(`${relative('', script)} does right`, async () => {
      const { stdout } = await run('bash', [join(folder, script)], { cwd: root, timeout: 550_000 }).catch(
        (error: { stdout: string; stderr: string }) => ({ stdout: `${error.stdout}${error.stderr}` }),
      );
      expect(stdout).toMatch(/^right: /m);
    });
});
