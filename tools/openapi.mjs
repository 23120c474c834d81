/**
 * Writes the OpenAPI description of every service to `services/<service>/openapi.json`; with `--check` it writes
 * nothing and fails when one of them differs from the controllers.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from './build.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const check = process.argv.includes('--check');

const textOf = (file) => {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
};

await build();
const { apiDescriptions } = await import('@regieboek/app');
for (const [service, description] of Object.entries(await apiDescriptions())) {
  const file = join(root, 'services', service, 'openapi.json');
  const text = `${JSON.stringify(description, null, 2)}\n`;
  if (textOf(file) === text) continue;
  if (check) {
    console.error(`${relative(root, file)} differs from the controllers: run npm run openapi and commit it`);
    process.exitCode = 1;
  } else {
    writeFileSync(file, text);
    console.log(`wrote ${relative(root, file)}`);
  }
}
