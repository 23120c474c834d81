import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { describe, expect, it } from '@jest/globals';

const source = join(import.meta.dirname, '..', 'src');

/** Subjects of finance from the lowest to the highest, as docs/architecture.md lists them: imports go down only. */
const order = [
  'domain',
  'migrations',
  'read-model',
  'runs',
  'books',
  'differences',
  'statements',
  'billing',
  'names',
  'proof',
  'standing',
  'closing',
  'open-items',
  'ledger',
  'remarks',
  'reconciliation',
  'settlement',
  'payments',
  'bank',
  'declarations',
  'refusals',
  'hiding',
  'documents',
  'commands',
  'queries',
  'checks',
  'http',
];

/** Folders that use a subject through its `index.ts` alone. */
const outside = ['commands', 'queries', 'checks', 'http'];

/** Folders that are not subjects: they have no providers and no door. */
const withoutDoor = ['domain', 'migrations', 'read-model', ...outside];

const isProduct = (name: string): boolean => name.endsWith('.ts') && !/\.(spec|long)\.ts$/.test(name);

interface Import {
  readonly file: string;
  readonly from: string;
  readonly to: string;
  readonly target: string;
}

/** Imports of one file that lead to another folder of the service. */
function importsOf(file: string): Import[] {
  const path = relative(source, file);
  const [from = ''] = path.split('/');
  return [...readFileSync(file, 'utf8').matchAll(/from '(\.[^']*)'/g)].flatMap(([, module = '']) => {
    const target = relative(source, join(file, '..', module));
    const [to = ''] = target.split('/');
    return target.includes('/') && to !== from ? [{ file: path, from, to, target }] : [];
  });
}

const files = readdirSync(source, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile() && isProduct(entry.name))
  .map((entry) => join(entry.parentPath, entry.name))
  .filter((file) => relative(source, file).includes('/'));
const imports = files.flatMap(importsOf);

describe('the subjects of finance', () => {
  it('are all in the documented order', () => {
    const folders = readdirSync(source, { withFileTypes: true }).filter((entry) => entry.isDirectory());
    expect(folders.map(({ name }) => name).filter((name) => !order.includes(name))).toEqual([]);
  });

  it('import only lower ones', () => {
    expect(imports.length).toBeGreaterThan(100);
    const up = imports.filter(({ from, to }) => order.indexOf(to) > order.indexOf(from));
    expect(up.map(({ file, target }) => `${file} imports ${target}`)).toEqual([]);
  });

  it('are used by commands, queries and controllers through their doors', () => {
    const past = imports.filter(
      ({ from, to, target }) => outside.includes(from) && !withoutDoor.includes(to) && target !== `${to}/index.js`,
    );
    expect(past.map(({ file, target }) => `${file} imports ${target}`)).toEqual([]);
  });

  it.each(order.filter((folder) => !withoutDoor.includes(folder)))('%s has a door', (subject) => {
    expect(readdirSync(join(source, subject))).toContain('index.ts');
  });

  it('have their own providers, except statements, names and hiding, which are functions only', () => {
    const subjects = order.filter((folder) => !withoutDoor.includes(folder));
    const provided = subjects.filter((subject) => readdirSync(join(source, subject)).includes('providers.ts'));
    expect(provided).toEqual(subjects.filter((subject) => !['statements', 'names', 'hiding'].includes(subject)));
  });
});
