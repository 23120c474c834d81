import { execFile } from 'node:child_process';
import { realpath } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { dataFolder } from '../data-folder.js';
import { accountFor } from '../server/account.js';
import { locate } from '../server/cluster.js';

const run = promisify(execFile);

const COPY_WITHIN_MS = 120_000;

/** Copies the database of a data folder whose server is not running to another data folder, with owners and permissions. */
export async function copyDatabase(from: string, to: string): Promise<void> {
  await dataFolder(to);
  const target = await realpath(to);
  const source = await realpath(join(from, 'postgres'));
  const copy = (file: string, place: string) => run('cp', ['-a', file, place], { timeout: COPY_WITHIN_MS });
  await copy(source, await locate(target, await accountFor(join(target, 'postgres'))));
  await copy(join(from, 'postgres-password'), target);
}
