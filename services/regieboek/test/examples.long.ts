/** Every example of a help text, on the ledger of a demo, in the folder in which the demo was run. */
import { afterAll, describe, expect, it } from '@jest/globals';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Command } from 'commander';
import { standardInput } from '../src/cli/input.js';
import { examples } from '../src/cli/language/examples.js';
import { terminal } from '../src/cli/output.js';
import { regieboekProgram } from '../src/cli/program.js';
import { runIn } from './run-in.js';

const folder = mkdtempSync(join(tmpdir(), 'regieboek-examples-'));
// The account of the database comes through.
chmodSync(folder, 0o711);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const leavesOf = ({ commands }: Command, path: readonly string[] = []): string[] =>
  commands.length === 0 ? [path.join(' ')] : commands.flatMap((one) => leavesOf(one, [...path, one.name()]));
const leaves = leavesOf(regieboekProgram(terminal, standardInput));

describe('the examples of the help texts', () => {
  it.each(Object.entries(examples).filter(([name, line]) => leaves.includes(name) && !line.includes('<')))(
    '%s works',
    async (name, line) => {
      const { code, errors } = await runIn(folder, name === 'serve' ? `${line} --port 0` : line);
      expect([line, code, code === 0 ? '' : errors]).toEqual([line, 0, '']);
    },
  );
});
