/** Every command of the README's table, as written, in a folder in which the demo was run. */
import { afterAll, describe, expect, it } from '@jest/globals';
import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runIn } from './run-in.js';

const folder = mkdtempSync(join(tmpdir(), 'regieboek-readme-'));
// The account of the database comes through.
chmodSync(folder, 0o711);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const readme = readFileSync(new URL('../../../README.md', import.meta.url), 'utf8');
/** First cells of the table of commands. */
const commands = [...readme.matchAll(/^\| `(npx regieboek [^`]*)`/gm)].map(([, line = '']) => line);

describe('the commands of the README', () => {
  it('are many', () => {
    expect(commands.length).toBeGreaterThan(35);
  });

  it.each(commands.filter((line) => !line.includes('<')))('%s', async (line) => {
    const environment = { REGIEBOEK_DATA_DIR: '.regieboek/demo/data', PORT: '0' };
    const { code, errors } = await runIn(folder, line, line === 'npx regieboek demo' ? {} : environment);
    expect([line, code, code === 0 ? '' : errors]).toEqual([line, 0, '']);
  });
});
