import { execFile } from 'node:child_process';
import { realpath, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { dataFolder } from '../data-folder.js';
import { earlierName } from '../folder/folder-state.js';
import { IDENTITY_FILE } from '../folder/identity.js';
import { accountFor } from '../server/account.js';
import { locate } from '../server/cluster.js';

const run = promisify(execFile);

const COPY_WITHIN_MS = 120_000;

/**
 * Copies the database of a data folder whose server is not running to another data folder, with owners and permissions as an
 * earlier version made it: without identity.
 */
export async function copyDatabase(from: string, to: string): Promise<void> {
  await dataFolder(to);
  const target = await realpath(to);
  const source = await realpath(join(from, 'postgres'));
  const copy = (file: string, place: string) => run('cp', ['-a', file, place], { timeout: COPY_WITHIN_MS });
  const place = await locate(target, await accountFor(join(target, 'postgres')), earlierName(target));
  await copy(source, place);
  await rm(join(place, IDENTITY_FILE), { force: true });
  await copy(join(from, 'postgres-password'), target);
}
