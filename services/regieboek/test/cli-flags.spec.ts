import type { Command } from 'commander';
import { describe, expect, it } from '@jest/globals';
import { standardInput } from '../src/cli/input.js';
import { terminal } from '../src/cli/output.js';
import { regieboekProgram } from '../src/cli/program.js';
import { command } from './printed.js';

/** Paths of all commands that do something. */
const pathsOf = ({ commands }: Command, path: readonly string[] = []): string[][] =>
  commands.length === 0 ? [[...path]] : commands.flatMap((one) => pathsOf(one, [...path, one.name()]));

const paths = pathsOf(regieboekProgram(terminal, standardInput));

describe('the command line', () => {
  it('has commands', () => expect(paths.length).toBeGreaterThanOrEqual(20));

  it.each(paths)('refuses an unknown flag: %s %s', async (...path) => {
    const { code, errors } = await command(...path, '--kwetsbaarsma');
    expect([code, errors]).toEqual([
      2,
      expect.stringMatching(/unknown option|not specified|missing required argument/),
    ]);
  });

  it('suggests the flag that was meant', async () => {
    const asked = ['replay', '--region', 'zhz', '--period', '2026-02', '--knownat', '2026-01-31'];
    const { code, errors } = await command(...asked);
    expect([code, errors]).toEqual([2, expect.stringContaining('Did you mean --known-at?')]);
  });
});
