/**
 * Lets Node load the sources of this repository: TypeScript with decorators, compiled by swc. It loads packages of
 * others as they are. Node keeps every module that a worker of Jest has loaded, for all spec files of that worker.
 */
import { transformSync } from '@swc/core';
import { existsSync, readFileSync } from 'node:fs';
import { registerHooks } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = join(import.meta.dirname, '..', '..');
const { $schema: _, ...options } = JSON.parse(readFileSync(join(root, '.swcrc'), 'utf8'));
const globals = new URL('./globals.mjs', import.meta.url).href;
const rootUrl = pathToFileURL(join(root, '/')).href;

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

function load(url, context, nextLoad) {
  if (!url.endsWith('.ts') || !isOurs(url)) return nextLoad(url, context);
  const filename = fileURLToPath(url);
  const compiled = transformSync(readFileSync(filename, 'utf8'), {
    ...options,
    swcrc: false,
    filename,
    sourceMaps: 'inline',
  });
  return { format: 'module', source: compiled.code, shortCircuit: true };
}

registerHooks({ resolve, load });
