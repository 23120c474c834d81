/**
 * Compiles every package's `src` to its `dist` with swc, file by file, only changed files. Type checking is `npm run
 * typecheck`; this step only strips types and lowers decorators.
 *
 * Changes are detected by content: `dist/compiled.json` keeps the hash of every source, and its time and size so that an
 * untouched file need not be read. A source with an old time stamp (from an archive or a copy) is compiled too.
 */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const RECORD = 'compiled.json';

const sha256 = (content) => createHash('sha256').update(content).digest('hex');

/** Options of swc, and a hash of everything that affects its output. */
function compiler(top) {
  const text = readFileSync(join(top, '.swcrc'), 'utf8');
  const { $schema: _, ...options } = JSON.parse(text);
  const { version } = JSON.parse(readFileSync(join(top, 'node_modules', '@swc', 'core', 'package.json'), 'utf8'));
  return { options, key: sha256(`${version}\n${text}`) };
}

/** Packages of the monorepo: folders below `libs` and `services` that have a `src`. */
export const packages = (top = root) =>
  ['libs', 'services']
    .flatMap((group) => readdirSync(join(top, group)).map((name) => join(top, group, name)))
    .filter((folder) => existsSync(join(folder, 'src')));

const filesBelow = (folder) =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));

/** Writes a file atomically: a concurrent reader sees the old one or the new one. */
function write(target, content) {
  mkdirSync(dirname(target), { recursive: true });
  const unfinished = `${target}.${process.pid}.new`;
  writeFileSync(unfinished, content);
  renameSync(unfinished, target);
}

/** Source file -> compiled file; null for files outside the product (tests). */
const targetOf = (folder, source) => {
  if (/\.(spec|long|test-d)\.ts$/.test(source)) return null;
  return join(folder, 'dist', relative(join(folder, 'src'), source)).replace(/\.ts$/, '.js');
};

/** Result of the last build of a package, when made with the same compiler. */
function recordOf(folder, key) {
  try {
    const record = JSON.parse(readFileSync(join(folder, 'dist', RECORD), 'utf8'));
    return record.key === key ? record.sources : {};
  } catch {
    return {};
  }
}

/** The entry of a source in the record: the known one while its time and size are the same. */
function entryOf(source, known) {
  const { mtimeMs, size } = statSync(source);
  if (known?.mtimeMs === mtimeMs && known.size === size) return known;
  return { mtimeMs, size, sha256: sha256(readFileSync(source)) };
}

async function compile(source, target, options) {
  if (!source.endsWith('.ts')) return write(target, readFileSync(source));
  const { transform } = await import('@swc/core');
  const { code, map } = await transform(readFileSync(source, 'utf8'), {
    ...options,
    swcrc: false,
    filename: source,
    sourceFileName: relative(dirname(target), source),
  });
  write(`${target}.map`, map);
  write(target, `${code}\n//# sourceMappingURL=${target.split(/[\\/]/).at(-1)}.map\n`);
}

async function buildPackage(folder, { options, key }) {
  const record = recordOf(folder, key);
  const sources = {};
  const wanted = new Set([join(folder, 'dist', RECORD)]);
  let compiled = 0;
  for (const source of filesBelow(join(folder, 'src'))) {
    const target = targetOf(folder, source);
    if (!target) continue;
    wanted.add(target).add(`${target}.map`);
    const name = relative(folder, source);
    sources[name] = entryOf(source, record[name]);
    if (record[name]?.sha256 === sources[name].sha256 && existsSync(target)) continue;
    compiled += 1;
    await compile(source, target, options);
  }
  removeStale(join(folder, 'dist'), wanted);
  const isSame = JSON.stringify(record) === JSON.stringify(sources);
  if (!isSame) write(join(folder, 'dist', RECORD), JSON.stringify({ key, sources }));
  return compiled;
}

/** Removes files whose source is gone, but not files that another build is writing. */
function removeStale(dist, wanted) {
  if (!existsSync(dist)) return;
  for (const file of filesBelow(dist)) if (!wanted.has(file) && !file.endsWith('.new')) rmSync(file, { force: true });
}

/**
 * Compiles files that changed since the last build, in all packages or in the given folders; returns the number of
 * files. Concurrent calls are harmless.
 */
export async function build(folders = packages(), top = root) {
  const chosen = compiler(top);
  let compiled = 0;
  for (const folder of folders) compiled += await buildPackage(folder, chosen);
  return compiled;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const folders = process.argv.slice(2).map((folder) => join(root, folder));
  await build(folders.length > 0 ? folders : packages());
}
