/**
 * Compiles every package's `src` to its `dist` with swc, file by file, only what changed.
 * Type checking is `npm run typecheck`; this step only strips types and lowers decorators.
 */
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const options = JSON.parse(readFileSync(join(root, '.swcrc'), 'utf8'));
delete options.$schema;

/** Packages of the monorepo: folders below `libs` and `services` that have a `src`. */
export const packages = () =>
  ['libs', 'services']
    .flatMap((top) => readdirSync(join(root, top)).map((name) => join(root, top, name)))
    .filter((folder) => existsSync(join(folder, 'src')));

const filesBelow = (folder) =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));

const isFresh = (source, target) => existsSync(target) && statSync(target).mtimeMs > statSync(source).mtimeMs;

const write = (target, text) => {
  mkdirSync(dirname(target), { recursive: true });
  writeFileSync(target, text);
};

/** Source file -> compiled file; null for what is not part of the product (specs). */
const targetOf = (folder, source) => {
  if (/\.(spec|test-d)\.ts$/.test(source)) return null;
  return join(folder, 'dist', relative(join(folder, 'src'), source)).replace(/\.ts$/, '.js');
};

async function buildPackage(folder, swc) {
  const wanted = new Set();
  let compiled = 0;
  for (const source of filesBelow(join(folder, 'src'))) {
    const target = targetOf(folder, source);
    if (!target) continue;
    wanted.add(target).add(`${target}.map`);
    if (isFresh(source, target)) continue;
    compiled += 1;
    if (!source.endsWith('.ts')) {
      write(target, readFileSync(source));
      continue;
    }
    const { transform } = await swc();
    const { code, map } = await transform(readFileSync(source, 'utf8'), {
      ...options,
      swcrc: false,
      filename: source,
      sourceFileName: relative(dirname(target), source),
    });
    write(target, `${code}\n//# sourceMappingURL=${target.split(/[\\/]/).at(-1)}.map\n`);
    write(`${target}.map`, map);
  }
  removeStale(join(folder, 'dist'), wanted);
  return compiled;
}

function removeStale(dist, wanted) {
  if (!existsSync(dist)) return;
  for (const file of filesBelow(dist)) if (!wanted.has(file)) rmSync(file);
}

/**
 * Compiles what is older than its source, of all packages or of the folders given; returns how many files that was.
 * Concurrent calls are harmless.
 */
export async function build(folders = packages()) {
  let loaded;
  const swc = () => (loaded ??= import('@swc/core'));
  let compiled = 0;
  for (const folder of folders) compiled += await buildPackage(folder, swc);
  return compiled;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const folders = process.argv.slice(2).map((folder) => join(root, folder));
  await build(folders.length > 0 ? folders : packages());
}
