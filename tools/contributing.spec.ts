import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';

const root = join(import.meta.dirname, '..');
const guide = readFileSync(join(root, 'CONTRIBUTING.md'), 'utf8');

/** Paths in code spans that begin with a folder of the repository and name no placeholder. */
const paths = [...guide.matchAll(/`((?:libs|services|tools|docs|infra)\/[^`\s]+)`/g)]
  .map(([, path = '']) => path)
  .filter((path) => !/[<>*{}]/.test(path));

/** Text of the section under a heading. */
const section = (heading: string): string => guide.split(`## ${heading}\n`)[1]?.split('\n## ')[0] ?? '';

/** Files named at the beginning of the numbered steps of a section. */
const steps = (heading: string): string[] =>
  [...section(heading).matchAll(/^[0-9]+\. `([^`]+)`/gm)].map(([, path = '']) => path);

describe('the guide for contributors', () => {
  it('names files and folders that exist', () => {
    expect(paths.length).toBeGreaterThan(20);
    expect(paths.filter((path) => !existsSync(join(root, path)))).toEqual([]);
  });

  it('shows a rule of level 3 exactly as in its list', () => {
    const [, example = ''] = /```ts\n([\s\S]*?)```/.exec(section('A new iJw rule of level 3')) ?? [];
    const list = readFileSync(join(root, 'libs/ijw/src/decision/assignment-rules.ts'), 'utf8');
    const words = (text: string): string => text.replaceAll(/\s+/g, '');
    const [, check = ''] = /(breaches:[\s\S]*)\}\),/.exec(example) ?? [];
    expect(check).not.toBe('');
    expect(words(list)).toContain(words(check));
  });

  it('needs at most six files for a new funding mode', () => {
    expect(new Set(steps('A new funding mode')).size).toBe(6);
  });
});
