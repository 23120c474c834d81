import { mkdir } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';

/**
 * Where things go that the server's account could not reach in the data folder or in node_modules: `/var/lib/regieboek` for root, open to
 * all accounts, else a folder of the user. Never a folder where another user could have put something first.
 */
export async function systemFolder(): Promise<string> {
  const folder = process.getuid?.() === 0 ? '/var/lib/regieboek' : join(homedir(), '.local', 'share', 'regieboek');
  await mkdir(folder, { recursive: true, mode: 0o755 });
  return folder;
}
