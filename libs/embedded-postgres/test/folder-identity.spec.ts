import { chmod, cp, mkdir, readFile, readlink, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import { startEmbeddedPostgres } from '../src/embedded-postgres.js';
import { removeLedger } from '../src/folder/remove-folder.js';
import { ask, newDatabaseFolder, newFolder, removeFolders, serveDatabase } from './database-process.js';

afterAll(removeFolders);

/** Starts and stops a ledger's database on a folder, and gives what it said of itself. */
async function startOn(dataDir: string, adopt = false) {
  const server = await startEmbeddedPostgres({ dataDir, adopt });
  await server.stop();
  const { identity, place } = server;
  return { identity, place };
}

/** A folder whose database was started once. */
async function usedFolder(): Promise<string> {
  const dataDir = await newDatabaseFolder();
  await startOn(dataDir);
  return dataDir;
}

/** A path beside a folder. */
const beside = async (): Promise<string> => join(await newFolder(), 'copy');

const copy = (from: string, to: string) => cp(from, to, { recursive: true, verbatimSymlinks: true });

describe('a data folder', () => {
  it('has an identity from its first start, and keeps it', async () => {
    const dataDir = await newFolder();
    const { identity, place } = await startOn(dataDir);
    expect([identity.folder, place]).toEqual([dataDir, join(dataDir, 'postgres')]);
    expect((await startOn(dataDir)).identity).toEqual(identity);
    expect(JSON.parse(await readFile(join(place, 'regieboek-folder.json'), 'utf8'))).toEqual({
      version: 1,
      ...identity,
    });
  });

  it('of an earlier version gets one without a word, and takes it back from its database when the file is gone', async () => {
    const dataDir = await newDatabaseFolder();
    const { identity } = await startOn(dataDir);
    await rm(join(dataDir, 'regieboek-folder.json'));
    expect((await startOn(dataDir)).identity).toEqual(identity);
  });

  it('that is a copy is refused, also with --adopt, and while the original is served', async () => {
    const original = await usedFolder();
    const copied = await beside();
    const server = await serveDatabase(original);
    await copy(original, copied);
    for (const adopt of [false, true])
      await expect(startOn(copied, adopt)).rejects.toThrow(
        `${copied} is a copy of the data folder ${original}: use the original, or restore a backup`,
      );
    expect((await removeLedger(copied)).others).toEqual([]);
    expect(await ask(server.said.url, 'select 1')).toBe(1);
    expect(await server.tell('stop')).toBe(0);
  });

  it('that was moved is refused until it is adopted', async () => {
    const before = await usedFolder();
    const moved = await beside();
    const { identity } = await startOn(before);
    await rename(before, moved);
    await expect(startOn(moved)).rejects.toThrow(`run regieboek status --adopt --data-dir '${moved}'`);
    expect((await startOn(moved, true)).identity).toEqual({ id: identity.id, folder: moved });
    expect((await startOn(moved)).identity.folder).toBe(moved);
  });

  it('that comes back after a copy took its database over is refused', async () => {
    const original = await usedFolder();
    const away = await beside();
    const copied = await beside();
    const database = join(await newFolder(), 'database');
    await rename(join(original, 'postgres'), database);
    await symlink(database, join(original, 'postgres'));
    await copy(original, copied);
    await rename(original, away);
    expect((await startOn(copied, true)).place).toBe(database);
    await rename(away, original);
    for (const adopt of [false, true])
      await expect(startOn(original, adopt)).rejects.toThrow(
        `the database in ${database} belongs to the data folder ${copied}, not to ${original}`,
      );
    expect(await removeLedger(original)).toMatchObject({ database: undefined, kept: database });
    expect((await startOn(copied)).place).toBe(database);
  });

  it('with a link to nowhere is refused, and nothing new is made', async () => {
    const dataDir = await usedFolder();
    await rm(join(dataDir, 'postgres'), { recursive: true });
    await symlink(join(dataDir, 'nowhere'), join(dataDir, 'postgres'));
    for (const adopt of [false, true])
      await expect(startOn(dataDir, adopt)).rejects.toThrow(`${join(dataDir, 'nowhere')}, which does not exist`);
    expect(existsSync(join(dataDir, 'nowhere'))).toBe(false);
  });

  it('with the database of another folder is refused, naming that folder', async () => {
    const [one, other] = [await usedFolder(), await usedFolder()];
    await rm(join(one, 'postgres'), { recursive: true });
    await symlink(join(other, 'postgres'), join(one, 'postgres'));
    await expect(startOn(one, true)).rejects.toThrow(
      `belongs to the data folder ${other}, not to ${one}: use ${other}`,
    );
    await rm(join(other, 'regieboek-folder.json'));
    await expect(startOn(one)).rejects.toThrow(`belonged to the data folder ${other}, which is gone`);
  });

  it.each(['vault.key', 'regieboek-folder.json'])('with %s and no database is refused', async (name) => {
    const used = await usedFolder();
    await writeFile(join(used, 'vault.key'), 'key');
    const dataDir = await newFolder();
    const text = (await readFile(join(used, name), 'utf8')).replaceAll(used, dataDir);
    await writeFile(join(dataDir, name), text);
    for (const adopt of [false, true])
      await expect(startOn(dataDir, adopt)).rejects.toThrow(`${dataDir} contains the key or the identity of a ledger`);
    expect(existsSync(join(dataDir, 'postgres'))).toBe(false);
  });

  it('with a damaged identity is refused, naming the file', async () => {
    const dataDir = await usedFolder();
    await writeFile(join(dataDir, 'regieboek-folder.json'), '{');
    await expect(startOn(dataDir)).rejects.toThrow(`${join(dataDir, 'regieboek-folder.json')} is not the identity`);
  });
});

describe('removing a ledger', () => {
  it('takes all of it away, and leaves other files', async () => {
    const dataDir = await usedFolder();
    await mkdir(join(dataDir, 'journal'));
    await writeFile(join(dataDir, 'vault.key'), 'key');
    await writeFile(join(dataDir, 'letter.txt'), 'mine');
    const removed = await removeLedger(dataDir);
    expect(removed).toEqual({
      folder: dataDir,
      database: join(dataDir, 'postgres'),
      kept: undefined,
      others: ['letter.txt'],
    });
    await rm(join(dataDir, 'letter.txt'));
    await expect(removeLedger(dataDir)).rejects.toThrow('is not the data folder of a ledger');
  });

  it('is refused while a process uses it', async () => {
    const dataDir = await newDatabaseFolder();
    const server = await serveDatabase(dataDir);
    await expect(removeLedger(dataDir)).rejects.toThrow(`in use by Regieboek process ${server.pid}`);
    expect(await ask(server.said.url, 'select 1')).toBe(1);
    await server.tell('stop');
    await removeLedger(dataDir);
    expect(existsSync(dataDir)).toBe(false);
  });
});

const byRoot = (): void => {
  it('is refused as a copy, moved with its database elsewhere, and removed with it', async () => {
    const dataDir = await newFolder();
    await chmod(dataDir, 0o700);
    const { place } = await startOn(dataDir);
    expect(await readlink(join(dataDir, 'postgres'))).toBe(place);
    const copied = await beside();
    await copy(dataDir, copied);
    await expect(startOn(copied, true)).rejects.toThrow(`is a copy of the data folder ${dataDir}`);
    expect(await removeLedger(copied)).toMatchObject({ database: undefined, kept: place });
    const moved = await beside();
    await rename(dataDir, moved);
    await expect(startOn(moved)).rejects.toThrow('--adopt');
    expect((await startOn(moved, true)).place).toBe(place);
    expect((await removeLedger(moved)).database).toBe(place);
    expect([existsSync(place), existsSync(moved)]).toEqual([false, false]);
  });
};

// Without root the server runs as the current user, who can enter every folder of its own.
if (process.getuid?.() === 0) describe('a data folder that the account of the server cannot enter', byRoot);
