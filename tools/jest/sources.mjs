/**
 * Lets Node load the sources of this repository: TypeScript with decorators, compiled by swc and kept in a cache by
 * content. Loads external packages unchanged. Node keeps every module that a worker of Jest has loaded, for all spec
 * files of that worker.
 */
import { transformSync, version } from '@swc/core';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { registerHooks } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = join(import.meta.dirname, '..', '..');
const cache = join(root, 'node_modules', '.cache', 'regieboek-sources');
const { $schema: _, ...options } = JSON.parse(readFileSync(join(root, '.swcrc'), 'utf8'));
const compiler = JSON.stringify([version, options]);
const globals = new URL('./globals.mjs', import.meta.url).href;
const rootUrl = pathToFileURL(join(root, '/')).href;

/** Maps the address of a loaded source to the file of its source map, for the line numbers in stack traces. */
export const sourceMaps = new Map();

const isOurs = (url) => url?.startsWith(rootUrl) && !url.includes('/node_modules/');

/** Address of the `.ts` file beside an import of `.js`, where there is one. */
function typeScriptOf(specifier, parent) {
  if (!specifier.endsWith('.js')) return undefined;
  const url = new URL(`${specifier.slice(0, -'.js'.length)}.ts`, parent);
  return existsSync(url) ? url.href : undefined;
}

function resolve(specifier, context, nextResolve) {
  const { parentURL, conditions } = context;
  if (specifier === '@jest/globals') return { url: globals, shortCircuit: true };
  if (!isOurs(parentURL)) return nextResolve(specifier, context);
  if (specifier.startsWith('.')) return nextResolve(typeScriptOf(specifier, parentURL) ?? specifier, context);
  if (!specifier.startsWith('@regieboek/')) return nextResolve(specifier, context);
  return nextResolve(specifier, { ...context, conditions: [...conditions, 'source'] });
}

/** Writes a file that other workers may write at the same time. */
function write(file, text) {
  const unfinished = `${file}.${process.pid}.new`;
  writeFileSync(unfinished, text);
  renameSync(unfinished, file);
}

/** File with the compiled text of a source; its source map is beside it. */
function compiled(filename) {
  const source = readFileSync(filename, 'utf8');
  const key = createHash('sha256')
    .update(JSON.stringify([compiler, filename, source]))
    .digest('hex');
  const kept = join(cache, `${key}.js`);
  if (existsSync(kept)) return kept;
  const { code, map } = transformSync(source, { ...options, swcrc: false, filename });
  write(`${kept}.map`, map);
  write(kept, code);
  return kept;
}

function load(url, context, nextLoad) {
  if (!isOurs(url) || !url.endsWith('.ts')) return nextLoad(url, context);
  const file = compiled(fileURLToPath(url));
  sourceMaps.set(url, `${file}.map`);
  return { format: 'module', source: readFileSync(file, 'utf8'), shortCircuit: true };
}

mkdirSync(cache, { recursive: true });
registerHooks({ resolve, load });
