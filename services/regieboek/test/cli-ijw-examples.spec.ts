import { describe, expect, it } from '@jest/globals';
import { existsSync, readdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { messageTypes } from '@regieboek/ijw';
import { today } from './ijw-files.js';
import { command } from './printed.js';

describe('help of ijw', () => {
  it.each(['check', 'answer', 'show', 'csv'])('%s has one example, and states its input', async (name) => {
    const { code, lines } = await command('ijw', name, '--help');
    const help = lines.join('\n');
    expect(code).toBe(0);
    expect(help.match(new RegExp(`regieboek ijw ${name} \\w`, 'g'))).toHaveLength(1);
    expect(help).toContain('standard input');
  });

  it('warns of personal data', async () => {
    const { lines } = await command('ijw', 'csv', '--help');
    expect(lines.join(' ').replace(/\s+/g, ' ')).toContain('the output then contains PERSONAL DATA');
  });
});

const examples = join(import.meta.dirname, '../../../../shared/ijw/examples');

const onExamples = () =>
  describe('the example messages', () => {
    const names = readdirSync(examples).filter((name) => name.endsWith('.xml'));

    it.each(names)('%s is valid, is shown, and gives a row per line', async (name) => {
      const path = join(examples, name);
      const xml = await readFile(path, 'utf8');
      const secrets = [...xml.matchAll(/(?:Bsn|Achternaam|Straatnaam)>([^<]+)</g)].map(([, secret = '']) => secret);
      expect(await command('ijw', 'check', path, ...today)).toMatchObject({ errors: '' });
      const shown = await command('ijw', 'show', path, '--lines', 'all', ...today);
      const table = await command('ijw', 'csv', path, ...today);
      expect([shown.code, table.code]).toEqual([0, 0]);
      for (const secret of secrets) expect([...shown.lines, shown.text, table.text].join('\n')).not.toContain(secret);
      const lines = xml.match(/<\w+:(Prestatie|\w+Product)>/g) ?? [];
      expect(table.text.split('\r\n').length - 2).toBe(lines.length);
    });

    it('have known types', () => {
      const types = names.map((name) => `JW${/\d{3}/.exec(name)?.[0] ?? ''}`);
      expect(types.filter((type) => !(messageTypes as readonly string[]).includes(type))).toEqual([]);
    });
  });

if (existsSync(examples)) onExamples();
