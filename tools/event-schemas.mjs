/**
 * Writes the JSON Schema of every event version to `libs/events/schemas`: `npm run event-schemas`. With `--check` it
 * writes nothing and fails when a schema on disk is missing, differs or has no event: `npm run event-schemas -- --check`.
 */
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { format } from 'prettier';
import { build } from './build.mjs';

const folder = join(fileURLToPath(import.meta.url), '..', '..', 'libs', 'events', 'schemas');
await build();
const { catalogue, eventSchema } = await import('@regieboek/events');

const wanted = new Map();
for (const declaration of catalogue) {
  const text = await format(JSON.stringify(eventSchema(declaration)), { parser: 'json', printWidth: 120 });
  wanted.set(`${declaration.type}.json`, text);
}

mkdirSync(folder, { recursive: true });
const present = new Map(readdirSync(folder).map((name) => [name, readFileSync(join(folder, name), 'utf8')]));
const faults = [
  ...[...wanted].filter(([name, text]) => present.get(name) !== text).map(([name]) => name),
  ...[...present.keys()].filter((name) => !wanted.has(name)),
];

if (process.argv.includes('--check')) {
  for (const name of faults) console.error(`libs/events/schemas/${name}: not what the event declares; see below`);
  if (faults.length > 0) {
    console.error('A change that every event ever written still meets is fine; for any other, declare a new version.');
    console.error('Then: npm run event-schemas');
    process.exitCode = 1;
  } else console.log(`event schemas: ${wanted.size}, as declared`);
} else {
  for (const name of present.keys()) if (!wanted.has(name)) rmSync(join(folder, name));
  for (const [name, text] of wanted) writeFileSync(join(folder, name), text);
  console.log(`event schemas: ${wanted.size} written`);
}
