/** A ledger of its own for the command line in this process, and a folder with the files of the story. */
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startTestDatabase } from '@regieboek/embedded-postgres/testing';
import * as story from './story.js';

/** Folder and database of a ledger. */
export interface LedgerFolder {
  /** Its data folder. */
  readonly folder: string;
  /** Folder below it with the files to import. */
  readonly files: string;
  readonly databaseUrl: string;
  /** Ends the database and removes the folder. */
  stop(): Promise<void>;
}

/** Starts a ledger that the environment of this process points at; `instead` gives files another content. */
export async function ledgerFolder(
  name: string,
  instead: Readonly<Record<string, string>> = {},
): Promise<LedgerFolder> {
  const database = await startTestDatabase();
  const folder = await mkdtemp(join(tmpdir(), `regieboek ${name} `));
  Object.assign(process.env, {
    DATABASE_URL: database.url,
    REGIEBOEK_VAULT_KEY: '17'.repeat(32),
    REGIEBOEK_DATA_DIR: folder,
    REGIEBOEK_TODAY: '2026-03-06',
  });
  const contents = { ...story.files(), ...instead };
  const files = join(folder, 'in');
  await mkdir(files);
  for (const [file, content] of Object.entries(contents)) await writeFile(join(files, file), content);
  return {
    folder,
    files,
    databaseUrl: database.url,
    async stop() {
      await database.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
