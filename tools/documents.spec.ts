import { describe, expect, it } from '@jest/globals';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

const root = join(import.meta.dirname, '..');
const read = (file: string): string => readFileSync(join(root, file), 'utf8');
const passed = new Set(['node_modules', 'dist', 'coverage']);

/** Files below a folder with an ending, relative to the root; folders whose name starts with a dot are skipped. */
function list(folder: string, ending: string): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return passed.has(entry.name) || entry.name.startsWith('.') ? [] : list(path, ending);
    return entry.name.endsWith(ending) ? [path] : [];
  });
}
const matches = (text: string, pattern: RegExp): string[] => [...text.matchAll(pattern)].map(([, found = '']) => found);

const documents = list('.', '.md');
const sources = [...list('libs', '.ts'), ...list('services', '.ts')].map(read).join('\n');

describe('the documents', () => {
  it.each(documents)('%s links to existing files', (file) => {
    const links = matches(read(file), /\]\((?!https?:|#)([^)#\s]+)/g);
    const targets = links.map((link) => join(dirname(file), link));
    expect(targets.filter((target) => !existsSync(join(root, target)))).toEqual([]);
  });

  it('name in the glossary only existing code', () => {
    const rows = read('docs/glossary.md')
      .split('\n')
      .filter((line) => line.startsWith('|'));
    const names = rows.flatMap((row) =>
      matches(row.split('|').at(-2) ?? '', /`([^`]+)`/g).filter((name) => !/[…/]/.test(name)),
    );
    expect(names.length).toBeGreaterThan(100);
    expect(names.filter((name) => !sources.includes(name.split(':')[0] ?? name))).toEqual([]);
  });

  it('name in the readme every setting that a process reads', () => {
    const settings = read('services/regieboek/src/process/settings.ts');
    const variables = matches(settings, /^ {2}([A-Z_]{4,}): unlessBlank\(/gm);
    expect(variables.length).toBeGreaterThanOrEqual(6);
    for (const variable of variables) expect(read('README.md')).toContain(`\`${variable}\``);
  });

  it('name in the readme every command of the command line', () => {
    const commands = matches(read('services/regieboek/src/cli/program.ts'), /\.command\('([a-z]+)'\)/g);
    expect(commands.length).toBeGreaterThanOrEqual(8);
    for (const command of commands)
      expect(read('README.md')).toMatch(new RegExp(`npx regieboek (\\w+ )?${command}\\b`));
  });

  it('list every decision', () => {
    const index = read('docs/adr/README.md');
    const records = list('docs/adr', '.md')
      .map((file) => basename(file))
      .filter((name) => name !== 'README.md');
    expect(records.length).toBeGreaterThanOrEqual(8);
    for (const record of records) expect(index).toContain(`(${record})`);
  });

  it('name the tests of promises and mistakes', () => {
    const rows = matches(read('docs/testing.md'), /^\| ((?:R\d+:|\([a-z]\)).*)$/gm).map((row) => ({
      mark: /^R\d+|^\([a-z]\)/.exec(row)?.[0] ?? '',
      files: matches(row, /`([a-z/0-9-]+(?:\.[a-z]+)*\.ts)`/g),
    }));
    expect(rows.map(({ mark }) => mark)).toEqual([
      ...Array.from({ length: 22 }, (_, index) => `R${index + 1}`),
      ...Array.from('abcdefghijklm', (letter) => `(${letter})`),
    ]);
    for (const { mark, files } of rows) expect([mark, files.length > 0]).toEqual([mark, true]);
    const named = rows.flatMap(({ mark, files }) => files.map((file) => ({ mark, file })));
    const isIn = ({ mark, file }: { readonly mark: string; readonly file: string }) =>
      new RegExp(`(it|\\))\\(?\\s*['\`].*${mark.startsWith('R') ? `\\([^)]*\\b${mark}\\b` : `\\(${mark[1]}\\)`}`).test(
        read(file),
      );
    expect(named.filter((one) => !isIn(one))).toEqual([]);
  });

  it('place every assumption in a file that exists', () => {
    const files = matches(read('docs/policy/assumptions.md'), /`([a-z]+\/[a-z0-9/-]+\.ts)`/g);
    const paths = files.map((file) => {
      const [project = '', ...rest] = file.split('/');
      return ['libs', 'services'].map((top) => join(root, top, project, 'src', ...rest));
    });
    expect(paths.length).toBeGreaterThan(20);
    expect(paths.filter((both) => !both.some((path) => existsSync(path)))).toEqual([]);
  });
});
