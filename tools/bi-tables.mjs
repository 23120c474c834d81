/**
 * Writes the tables of the star schema into `docs/bi.md`, from their definitions in `services/reporting`: `npm run bi-tables`. With
 * `--check` it writes nothing and fails when the document differs from the definitions.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { format } from 'prettier';
import { build } from './build.mjs';

const file = join(fileURLToPath(import.meta.url), '..', '..', 'docs', 'bi.md');
await build();
const { tableDescriptions } = await import('@regieboek/reporting');

const row = (...cells) => `| ${cells.join(' | ')} |`;
const tables = tableDescriptions();
const sections = tables.map(({ name, kind, grain, key, columns }) =>
  [
    `### ${name}`,
    '',
    `A ${kind}. A row is ${grain.en} (${grain.nl}). Key: ${key.map((one) => `\`${one}\``).join(', ')}.`,
    '',
    row('Column', 'Kind', 'Is', 'Is, in Dutch'),
    row('---', '---', '---', '---'),
    ...columns.map((column) => row(`\`${column.name}\``, column.kind, column.en, column.nl)),
  ].join('\n'),
);

const [from, to] = ['below', 'above'].map((side) => `<!-- The tables ${side} are made by npm run bi-tables. -->`);
const document = readFileSync(file, 'utf8');
const [before, after] = [document.split(from)[0], document.split(to)[1]];
if (after === undefined) throw new Error(`docs/bi.md: the marks around the tables are missing: ${from} and ${to}`);
const wanted = await format(`${before}${from}\n\n${sections.join('\n\n')}\n\n${to}${after}`, {
  parser: 'markdown',
  printWidth: 120,
});
if (!process.argv.includes('--check')) writeFileSync(file, wanted);
else if (wanted !== document) {
  console.error('docs/bi.md: not what the definitions of the tables say; run: npm run bi-tables');
  process.exitCode = 1;
}
console.log(`tables for BI: ${tables.length}`);
