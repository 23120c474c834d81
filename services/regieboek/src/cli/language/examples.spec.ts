import { describe, expect, it } from '@jest/globals';
import type { Command } from 'commander';
import { standardInput } from '../input.js';
import { terminal } from '../output.js';
import { regieboekProgram } from '../program.js';
import { examples } from './examples.js';

const leavesOf = ({ commands }: Command, path: readonly string[] = []): string[] =>
  commands.length === 0 ? [path.join(' ')] : commands.flatMap((one) => leavesOf(one, [...path, one.name()]));

describe('the help of a command', () => {
  it('ends with an example, for every command', () => {
    const leaves = leavesOf(regieboekProgram(terminal, standardInput));
    expect(leaves.filter((name) => !Object.hasOwn(examples, name))).toEqual([]);
  });
});
