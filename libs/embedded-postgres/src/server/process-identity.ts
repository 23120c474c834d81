import { execFile } from 'node:child_process';
import { readFile, readdir, readlink } from 'node:fs/promises';
import { promisify } from 'node:util';

const run = promisify(execFile);

const procFile = (path: string): Promise<string> => readFile(`/proc/${path}`, 'utf8').catch(() => '');

/** True when the system lists processes in `/proc`, as Linux does. */
const hasProc = async (): Promise<boolean> => (await procFile('self/stat')) !== '';

/** True when a process with this id is running. */
export function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return typeof error === 'object' && error !== null && 'code' in error && error.code === 'EPERM';
  }
}

const ps = async (pid: number, column: string): Promise<string> =>
  (
    await run('ps', ['-o', `${column}=`, '-p', `${pid}`], { timeout: 10_000 }).catch(() => ({ stdout: '' }))
  ).stdout.trim();

/**
 * Tells a process from a later one with the same number: when it was started, or `''` when the process is not there (or the system does
 * not say). On Linux the start time counts from boot, so the boot is part of it.
 */
export async function identityOf(pid: number): Promise<string> {
  if (!(await hasProc())) return ps(pid, 'lstart');
  const status = await procFile(`${pid}/stat`);
  // The command name, in brackets, may hold spaces; the fields after it do not. Field 22 is the start time, 3 the state.
  const fields = status.slice(status.lastIndexOf(')') + 2).split(' ');
  const boot = (await procFile('sys/kernel/random/boot_id')).trim();
  return status === '' || fields[0] === 'Z' ? '' : `${boot}/${fields[19]}`;
}

/** Numbers of the processes that work in a folder: a PostgreSQL server and its children stay in their data folder. */
export async function processesIn(folder: string): Promise<number[]> {
  const pids = (await readdir('/proc').catch(() => [])).map(Number).filter(Number.isSafeInteger);
  const places = await Promise.all(pids.map((pid) => readlink(`/proc/${pid}/cwd`).catch(() => '')));
  return pids.filter((_, index) => places[index] === folder);
}

/** Whether process `pid` is a PostgreSQL server on `folder`, by its working folder or else its command line. */
export async function servesFolder(pid: number, folder: string): Promise<boolean> {
  if (await hasProc()) return (await readlink(`/proc/${pid}/cwd`).catch(() => '')) === folder;
  return (await ps(pid, 'command')).includes(folder);
}
