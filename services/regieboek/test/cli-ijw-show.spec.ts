import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { broken, testFolder, today, type TestFolder } from './ijw-files.js';
import { answerable, unevenJw323 } from './ijw-messages.js';
import { command, commandIn } from './printed.js';
import * as story from './story.js';

let files: TestFolder;

beforeAll(async () => {
  files = await testFolder();
});
afterAll(() => files.remove());

describe('ijw show', () => {
  it('prints header, lines and totals of a declaration, without identifiable persons', async () => {
    const path = await files.file('declaration.xml', story.jw323());
    const { code, lines, text, errors } = await command('ijw', 'show', path, ...today);
    expect([code, errors]).toEqual([0, '']);
    expect(lines).toContain('Afzender           99990001');
    expect(lines).toContain('Ontvanger          0505 Dordrecht');
    expect(lines).toContain('Totaal ingediend   € 1.201,20');
    expect(text.split('\n')[0]).toMatch(
      /^ {5}1 {2}\*{6}\d{3} {2}L1 +700001 {2}45 45A04 {2}2026-02 {3}4 uur {2}€ 92,40 {2}€ 369,60$/,
    );
    expect(lines.at(-1)).toBe('3 lines of 3 clients: debet € 1.201,20, credit € 0,00, saldo € 1.201,20');
    for (const bsn of story.testBsns(3)) expect([...lines, text].join('\n')).not.toContain(bsn);
  });

  it('prints the first lines of a large declaration, and the totals of all', async () => {
    const path = await files.file('large.xml', story.largeJw323(280));
    const shown = await command('ijw', 'show', path, ...today);
    expect(shown.text.trimEnd().split('\n').length).toBe(50);
    expect(shown.lines.slice(-2)).toEqual([
      '50 of 280 lines are shown; --lines all shows every line',
      expect.stringMatching(/^280 lines of 10 clients: debet € 25\.872,00, /),
    ]);
    const counts = { '7': 7, '0': 0, all: 280, '280': 280 };
    for (const [wanted, count] of Object.entries(counts)) {
      const { text, lines } = await command('ijw', 'show', path, '--lines', wanted, ...today);
      expect([wanted, text.split('\n').length - 1]).toEqual([wanted, count]);
      expect(lines.at(-1)).toMatch(/^280 lines of 10 clients/);
    }
  });

  it('fits the terminal, and names the omitted columns', async () => {
    const path = await files.file('declaration.xml', story.jw323());
    const { lines, text } = await commandIn({ width: 60 }, 'ijw', 'show', path, ...today);
    for (const row of text.trimEnd().split('\n')) expect(row.length).toBeLessThanOrEqual(60);
    expect(lines.at(-1)).toMatch(/^Columns left out for lack of space: Bsn, .*Tarief; a wider window shows them$/);
  });

  it.each(Object.entries(answerable))('shows a %s without names, numbers and comments', async (type, { sound }) => {
    const { code, lines, text } = await command('ijw', 'show', await files.file(`${type}.xml`, sound), ...today);
    const shown = [...lines, text].join('\n');
    expect(code).toBe(0);
    expect(lines[0]).toContain(`  ${type} (`);
    for (const secret of [story.bsn, story.familyName, story.streetName]) expect(shown).not.toContain(secret);
  });

  it('shows an answer without lines', async () => {
    const answer = await command('ijw', 'answer', await files.file('start.xml', answerable.JW305.sound), ...today);
    const { lines } = await commandIn({ piped: [answer.text] }, 'ijw', 'show', ...today);
    expect(lines[0]).toContain('JW306 (439), retour op een start jeugdhulp');
    expect(lines.at(-1)).toBe('The message has no lines');
  });

  it('refers to the check for faults of level 2, and prints those of level 1', async () => {
    const uneven = await files.file('uneven.xml', unevenJw323());
    const faulty = await command('ijw', 'show', uneven, ...today);
    expect(faulty.code).toBe(0);
    expect(faulty.lines.at(-1)).toBe(`${uneven}: JW323: 1 fault at level 2: see regieboek ijw check`);
    const path = await files.file('broken.xml', broken);
    const { code, lines, text, errors } = await command('ijw', 'show', path, ...today);
    expect([code, text, lines[0]]).toEqual([1, '', expect.stringMatching(/: JW301: \d+ faults? at level 1$/)]);
    expect(errors).toBe(`regieboek: ${path} cannot be shown: only a message without level 1 faults can`);
  });

  it('refuses a number of lines that is not a number', async () => {
    const { code, errors } = await command('ijw', 'show', 'x.xml', '--lines', 'some');
    expect([code, errors]).toEqual([2, expect.stringContaining('expected a number of lines, or all')]);
  });
});
