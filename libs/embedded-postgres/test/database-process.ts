import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, chown, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { prepareDataFolder } from '../src/testing/index.js';

const script = fileURLToPath(new URL('./serve-database.mjs', import.meta.url));

/** A process that serves a database of its own. */
export interface DatabaseProcess {
  readonly pid: number;
  /** Its output: the address and the server's process id, or the error. */
  readonly said: { readonly url?: string; readonly pid?: number; readonly error?: string };
  tell(word: 'stop' | 'exit'): Promise<number | null>;
  kill(): Promise<void>;
  /** Code that it ended with. */
  readonly ended: Promise<number | null>;
}

/** Starts such a process, as the user given. */
export async function serveDatabase(
  dataDir: string,
  user: { uid?: number; gid?: number } = {},
): Promise<DatabaseProcess> {
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', script, dataDir], {
    ...user,
    cwd: '/',
    env: { PATH: process.env['PATH'], HOME: dataDir },
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const exit = once(child, 'exit') as Promise<[number | null]>;
  const line = (await createInterface({ input: child.stdout })[Symbol.asyncIterator]().next()) as { value?: string };
  const said = JSON.parse(line.value ?? '{"error":"it said nothing"}') as DatabaseProcess['said'];
  const tell = async (word: string): Promise<number | null> => {
    child.stdin.write(`${word}\n`);
    return (await exit)[0];
  };
  const kill = async (): Promise<void> => {
    child.kill('SIGKILL');
    await exit;
  };
  const ended = exit.then(([code]) => code);
  return { pid: child.pid ?? 0, said, tell, kill, ended };
}

const folders: string[] = [];

/** A new folder with a space in its name that every user can go into, owned by the user given. */
export async function newFolder({ uid, gid }: { uid?: number; gid?: number } = {}): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'regieboek data '));
  folders.push(folder);
  await chmod(folder, 0o711);
  if (uid !== undefined && gid !== undefined) await chown(folder, uid, gid);
  return folder;
}

/** A new folder with a space in its name, with an empty database whose server was never started. */
export async function newDatabaseFolder(): Promise<string> {
  const folder = await newFolder();
  await prepareDataFolder(folder);
  return folder;
}

/** Removes the new folders. */
export const removeFolders = (): Promise<unknown> =>
  Promise.all(folders.splice(0).map((folder) => rm(folder, { recursive: true, force: true })));

/** The first column of the first row of a statement's answer. */
export async function ask(url: string | undefined, statement: string): Promise<unknown> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => undefined);
  await client.connect();
  try {
    const { rows } = await client.query<unknown[]>({ text: statement, rowMode: 'array' });
    return rows[0]?.[0];
  } finally {
    await client.end();
  }
}
