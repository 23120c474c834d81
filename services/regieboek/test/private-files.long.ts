import { afterAll, describe, expect, it } from '@jest/globals';
import { chmodSync, lstatSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { startChild } from './child.js';
import * as story from './story.js';
import { command } from './printed.js';

const root = mkdtempSync(join(tmpdir(), 'regieboek private '));
const before = process.umask(0);
afterAll(() => {
  process.umask(before);
  rmSync(root, { recursive: true, force: true });
});

/** Folders that the account of the database passes through when we are root: it can pass, and neither list nor read. */
const PASSAGE = process.getuid?.() === 0 ? 0o711 : 0o700;

/** Everything below a folder with its permissions; the contents of a database's folder are its own. */
function accessBelow(folder: string, top = folder): [path: string, mode: number][] {
  return readdirSync(folder).flatMap((name): [string, number][] => {
    const path = join(folder, name);
    const found = lstatSync(path);
    if (found.isSymbolicLink()) return [];
    const own: [string, number] = [relative(top, path), found.mode & 0o777];
    return found.isDirectory() ? [own, ...accessBelow(path, top)] : [own];
  });
}

const run = (...parameters: string[]) => startChild(parameters).ended;
const refused = (found: readonly [string, number][], passages: readonly string[]) =>
  found.filter(([path, mode]) => (mode & 0o077) !== 0 && !(passages.includes(path) && mode === PASSAGE));

describe('files written by the product, with any umask', () => {
  it('are private for a demo: files, answers, statements, ledger, journal, keys and logs', async () => {
    const out = join(root, 'new', 'demo');
    expect((await run('demo', '--out', out, '--youths', '12', '--months', '2')).code).toBe(0);
    const found = accessBelow(join(root, 'new'));
    expect(refused(found, ['demo', 'demo/data'])).toEqual([]);
    const paths = found.map(([path]) => path);
    for (const part of ['files/', 'answers/', 'statements/', 'data/journal/', 'data/postgres.log', 'data/vault.key'])
      expect([part, paths.some((path) => path.startsWith(`demo/${part}`))]).toEqual([part, true]);
  });

  it('are private for every command that writes, also over a file that was open to all', async () => {
    const data = ['--data-dir', join(root, 'new', 'demo', 'data')];
    const out = join(root, 'out');
    mkdirSync(out, { mode: 0o700 });
    mkdirSync(join(out, 'in'), { mode: 0o700 });
    writeFileSync(join(out, 'in', 'a.xml'), story.jw301(story.bsn, 0), { mode: 0o600 });
    writeFileSync(join(out, 'sheet.csv'), '', { mode: 0o666 });
    const month = ['--region', 'zhz', '--period', '2025-12', ...data];
    expect((await run('statement', ...month, '--out', join(out, 'statements'))).errors).toBe('');
    expect((await run('reconcile', ...month, '--out', join(out, 'work.xlsx'))).errors).toBe('');
    expect((await run('reconcile', ...month, '--out', join(out, 'sheet.csv'))).errors).toBe('');
    await run('import', join(out, 'in'), ...data, '--answers', join(out, 'answers'));
    await run('ijw', 'answer', join(out, 'in', 'a.xml'), '--out', join(out, 'retours'));
    await run('ijw', 'csv', join(out, 'in', 'a.xml'), '--with-bsn', '--out', join(out, 'lines.csv'));
    const found = accessBelow(out);
    expect(refused(found, [])).toEqual([]);
    const tops = readdirSync(out).toSorted();
    expect(tops).toEqual(['answers', 'in', 'lines.csv', 'retours', 'sheet.csv', 'statements', 'work.xlsx']);
  });

  it('cause a warning in a folder that is open to others, and are private all the same', async () => {
    const open = join(root, 'open');
    mkdirSync(open);
    chmodSync(open, 0o755);
    writeFileSync(join(root, 'b.xml'), story.jw301(story.bsn, 0));
    const answered = await command('ijw', 'answer', join(root, 'b.xml'), '--out', open);
    expect(answered.errors).toContain(`warning: ${open} is accessible to other users of this machine`);
    expect(refused(accessBelow(open), [])).toEqual([]);
    chmodSync(open, 0o700);
    expect((await command('ijw', 'answer', join(root, 'b.xml'), '--out', open)).errors).toBe('');
  });
});
