import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';

const product = execFileSync('git', ['ls-files', 'libs/*/src/*.ts', 'services/*/src/*.ts'], { encoding: 'utf8' })
  .split('\n')
  .filter((file) => file !== '' && !/\.(spec|long)\.ts$|\/testing\//.test(file));

/** Functions of node:fs and node:fs/promises that create files or folders. */
const making =
  /^(mkdir|mkdtemp|writeFile|appendFile|createWriteStream|open|copyFile|cp|write|symlink|link|FileHandle)(Sync)?$/;

/** Files that may create files with bare node:fs, and the reason. */
const allowed: Readonly<Record<string, string>> = {
  'libs/platform/src/files.ts': 'the one place where product code makes files',
  'libs/platform/src/secrets/vault.ts': 'the vault key, 0600, flushed',
  'libs/backup/src/folder/backup-folder.ts': 'the manifest of a backup, 0600 in folders of 0700, flushed, over no link',
  'libs/backup/src/folder/part-reader.ts': 'opens parts for reading',
  'libs/backup/src/folder/part-writer.ts': 'parts of a backup, 0600, flushed',
  'libs/embedded-postgres/src/data-folder.ts': 'the folder that a database lives in, 0700, or 0711 for another account',
  'libs/embedded-postgres/src/server/binaries.ts': 'a copy of the programs of PostgreSQL, which other accounts run',
  'libs/embedded-postgres/src/server/cluster.ts':
    'the password of the database, 0600, and the folder that initdb fills, 0700',
  'libs/embedded-postgres/src/folder-lock.ts': 'locks, 0600',
  'libs/embedded-postgres/src/folder/identity.ts': 'the identity of a data folder, 0600, flushed, over no link',
  'libs/embedded-postgres/src/server/postmaster.ts': 'the log of the database, 0600',
  'libs/embedded-postgres/src/system-folder.ts': 'the folder for programs, which other accounts run',
  'libs/replays/src/link-segments.ts':
    'links to segments of the journal, in private folders; a link keeps the rights of its file',
  'libs/journal/src/segments/files/segment-folder.ts': 'segments of the journal, 0600 in folders of 0700, flushed',
};

const makes = (text: string): string[] =>
  [...text.matchAll(/import (?:type )?(?:\* as (\w+)|\{([^}]*)\}) from 'node:fs(?:\/promises)?'/g)].flatMap(
    ([, whole, names = '']) =>
      whole
        ? ['*']
        : names
            .split(',')
            .map((name) => name.trim().split(' ')[0] ?? '')
            .filter((name) => making.test(name)),
  );

describe('product code', () => {
  it('creates files and folders with the helper that makes them private, except in a few files', () => {
    const found = product.filter((file) => makes(readFileSync(file, 'utf8')).length > 0);
    expect(found.toSorted()).toEqual(Object.keys(allowed).toSorted());
  });

  it('is searched: an import that creates files is found', () => {
    expect(product.length).toBeGreaterThan(300);
    expect(makes("import { readFile, writeFile } from 'node:fs/promises';")).toEqual(['writeFile']);
    expect(makes("import * as fs from 'node:fs';")).toEqual(['*']);
    expect(makes("import { readFile, stat } from 'node:fs/promises';")).toEqual([]);
  });
});
