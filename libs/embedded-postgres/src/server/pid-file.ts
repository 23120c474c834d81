import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** The lines of `postmaster.pid`: process, folder, start, port, …, state. */
export async function pidFile(folder: string): Promise<{ pid: number; port: number; state: string } | undefined> {
  const lines = (await readFile(join(folder, 'postmaster.pid'), 'utf8').catch(() => '')).split('\n');
  const pid = Number(lines[0]);
  return Number.isSafeInteger(pid) && pid > 0
    ? { pid, port: Number(lines[3]), state: (lines[7] ?? '').trim() }
    : undefined;
}
