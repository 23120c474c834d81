import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const BIN = fileURLToPath(new URL('../../bin/regieboek.mjs', import.meta.url));

/** Runs the command line in a process of its own; gives what it printed. Rejects when it does not end with 0. */
export async function runCommand(...argv: readonly string[]): Promise<string> {
  const { DATABASE_URL: _, REGIEBOEK_VAULT_KEY: __, ...env } = process.env;
  const { stdout } = await promisify(execFile)(process.execPath, [BIN, ...argv], { env, maxBuffer: 64 * 1_048_576 });
  return stdout;
}
