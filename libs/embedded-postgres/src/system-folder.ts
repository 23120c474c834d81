import { mkdir } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';

const path = (): string =>
  process.getuid?.() === 0 ? '/var/lib/regieboek' : join(homedir(), '.local', 'share', 'regieboek');

/**
 * Where things go that the server's account could not reach in the data folder or in node_modules: `/var/lib/regieboek` for root, open to
 * all accounts, else a folder of the user. Never a folder where another user could have put something first.
 */
export async function systemFolder(): Promise<string> {
  await mkdir(path(), { recursive: true, mode: 0o755 });
  return path();
}

/** Folder below the system folder with the databases that the server's account could not reach; it need not exist. */
export const clustersPath = (): string => join(path(), 'clusters');
