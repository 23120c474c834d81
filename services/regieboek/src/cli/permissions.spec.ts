import { describe, expect, it } from '@jest/globals';
import { Command } from 'commander';
import { requirePermissions } from './permissions.js';
import { regieboekProgram, run } from './program.js';
import { standardInput } from './input.js';
import { terminal } from './output.js';

describe('the permissions of commands', () => {
  it('are declared for every command, and for no other', () => {
    expect(() => regieboekProgram(terminal, standardInput)).not.toThrow();
    const program = new Command('regieboek');
    program.command('seal');
    program.command('keys').command('forget');
    expect(() => requirePermissions(program, { seal: 'seal-periods', pay: 'order-payments' })).toThrow(
      'command keys forget declares no permission; there is no command pay to permit: correct the table of permissions',
    );
  });

  it('let the user of the machine do what it asks for', async () => {
    const lines: string[] = [];
    const output = { ...terminal, line: (text = '') => void lines.push(text) };
    expect(await run(['rules'], output)).toBe(0);
    expect(lines.join('\n')).toContain('2025.1');
  });
});
