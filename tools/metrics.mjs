/**
 * Writes the definitions of all figures by name into `docs/metrics.json`, from `services/reporting`: `npm run metrics`. With `--check` it
 * writes nothing and fails when the document differs from the definitions.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { format } from 'prettier';
import { build } from './build.mjs';

const file = join(fileURLToPath(import.meta.url), '..', '..', 'docs', 'metrics.json');
await build();
const { metricDescriptions } = await import('@regieboek/reporting');

const described = metricDescriptions();
const wanted = await format(JSON.stringify(described), { parser: 'json', printWidth: 120 });
if (!process.argv.includes('--check')) writeFileSync(file, wanted);
else if (wanted !== readFileSync(file, 'utf8')) {
  console.error('docs/metrics.json: not what the definitions of the figures say; run: npm run metrics');
  process.exitCode = 1;
}
console.log(`figures by name: ${described.metrics.length}`);
