/**
 * Writes the matrix of permissions into `docs/access.md`, from the table in `libs/access`: `npm run access-matrix`. With
 * `--check` it writes nothing and fails when the document differs from the table.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { format } from 'prettier';
import { build } from './build.mjs';

const file = join(fileURLToPath(import.meta.url), '..', '..', 'docs', 'access.md');
await build();
const { permissionMatrix, roles } = await import('@regieboek/access');

const row = (...cells) => `| ${cells.join(' | ')} |`;
const matrix = permissionMatrix();
const table = [
  row('Action', 'Object', 'Purpose', ...roles),
  row('---', '---', '---', ...roles.map(() => '---')),
  ...matrix.map(({ action, object, purpose, cells, machinesOnly }) =>
    row(
      `\`${action}\``,
      object,
      purpose,
      ...roles.map((role) => (machinesOnly && cells[role] === 'all' ? 'programs' : cells[role])),
    ),
  ),
].join('\n');

const [from, to] = ['below', 'above'].map((side) => `<!-- The table ${side} is made by npm run access-matrix. -->`);
const document = readFileSync(file, 'utf8');
const [before, after] = [document.split(from)[0], document.split(to)[1]];
if (after === undefined) throw new Error(`docs/access.md: the marks around the table are missing: ${from} and ${to}`);
const wanted = await format(`${before}${from}\n\n${table}\n\n${to}${after}`, { parser: 'markdown', printWidth: 120 });
if (!process.argv.includes('--check')) writeFileSync(file, wanted);
else if (wanted !== document) {
  console.error('docs/access.md: not what the table of permissions says; run: npm run access-matrix');
  process.exitCode = 1;
}
console.log(`permissions: ${matrix.length} actions, ${roles.length} roles`);
