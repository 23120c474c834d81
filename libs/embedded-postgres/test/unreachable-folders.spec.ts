import { execFileSync } from 'node:child_process';
import { chmod, cp, lstat, mkdir, readFile, readlink, rm, symlink, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import { addMissingLinks, binariesFor } from '../src/server/binaries.js';
import { startEmbeddedPostgres } from '../src/embedded-postgres.js';
import { ask, newFolder, removeFolders } from './database-process.js';

afterAll(removeFolders);

const isRoot = process.getuid?.() === 0;
const nobody = { uid: 65534, gid: 65534 };
const name = `@embedded-postgres/${process.platform}-${process.arch}`;
const installed = dirname(dirname(createRequire(import.meta.url).resolve(name)));

describe('a distribution without its links', () => {
  it('gets those that are missing, and keeps those that are there', async () => {
    const folder = await newFolder();
    await mkdir(join(folder, 'lib'));
    await writeFile(join(folder, 'lib', 'libx.so.1.2'), 'library');
    await symlink('elsewhere', join(folder, 'lib', 'liby.so'));
    const links = ['libx.so', 'libx.so.1', 'liby.so'].map((link) => ({
      source: `native/lib/libx.so.1.2`,
      target: `native/lib/${link}`,
    }));
    await writeFile(join(folder, 'pg-symlinks.json'), JSON.stringify(links));
    await addMissingLinks(folder);
    expect(await readFile(join(folder, 'lib', 'libx.so.1'), 'utf8')).toBe('library');
    expect(await readlink(join(folder, 'lib', 'libx.so'))).toBe('libx.so.1.2');
    expect(await readlink(join(folder, 'lib', 'liby.so'))).toBe('elsewhere');
  });
});

const byRoot = (): void => {
  it('runs a copy of the programs when the unprivileged account cannot reach them', async () => {
    const folder = await newFolder();
    const packageFolder = join(folder, `test-${process.pid}`);
    await cp(installed, packageFolder, {
      recursive: true,
      filter: async (file) => !(await lstat(file)).isSymbolicLink(),
    });
    await chmod(folder, 0o700);
    const binaries = await binariesFor(nobody, packageFolder);
    try {
      expect(binaries.initdb.startsWith(folder)).toBe(false);
      const version = execFileSync(binaries.initdb, ['--version'], { ...nobody, cwd: '/', encoding: 'utf8' });
      expect(version).toMatch(/PostgreSQL\) 18\./);
      expect(await binariesFor(nobody, packageFolder)).toEqual(binaries);
    } finally {
      await rm(dirname(dirname(binaries.initdb)), { recursive: true, force: true });
    }
  });

  it('stores the data where the account can reach it, with a link in the data folder', async () => {
    const dataDir = await newFolder();
    await chmod(dataDir, 0o700);
    const first = await startEmbeddedPostgres({ dataDir });
    const place = await readlink(join(dataDir, 'postgres'));
    try {
      await ask(first.url, 'create table mark as select 4 as n');
      await first.stop();
      expect(place.startsWith(dataDir)).toBe(false);
      const second = await startEmbeddedPostgres({ dataDir });
      expect(await ask(second.url, 'select n from mark')).toBe(4);
      await second.stop();
    } finally {
      await rm(place, { recursive: true, force: true });
    }
  });
};

// Without root the server runs as the current user, with the same access.
if (isRoot) describe('started by root', byRoot);
