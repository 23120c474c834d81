import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdir, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { startChild } from './child.js';
import { testFolder, today, type TestFolder } from './ijw-files.js';
import { unevenJw323 } from './ijw-messages.js';
import { command, commandIn } from './printed.js';
import * as story from './story.js';

let files: TestFolder;

beforeAll(async () => {
  files = await testFolder();
});
afterAll(() => files.remove());

describe('ijw check', () => {
  it('reads folders recursively, by name, and skips files that are not XML', async () => {
    const path = await files.folder('mixed', {
      'b.XML': story.jw323(),
      'a/late.xml': unevenJw323(),
      'a/early.xml': story.jw305(story.bsn, 0),
      'notes.txt': 'left alone',
    });
    await symlink(join(path, 'b.XML'), join(path, 'c.xml'));
    const { code, lines, errors } = await command('ijw', 'check', path, ...today);
    expect(lines.filter((line) => !line.startsWith(' '))).toEqual([
      `${join(path, 'a/early.xml')}: JW305: no faults`,
      `${join(path, 'a/late.xml')}: JW323: 1 fault at level 2`,
      `${join(path, 'b.XML')}: JW323: no faults`,
      `${join(path, 'c.xml')}: JW323: no faults`,
    ]);
    expect(lines[2]).toMatch(/^ {2}(line \d+ )?\/Bericht\/Declaratie.*: TR358 \(0001\): [A-Z].*\.$/);
    expect([code, errors]).toEqual([1, 'regieboek: 1 of 4 files have faults']);
  });

  it('names the remedy for every unreadable path, and checks the others', async () => {
    const good = await files.file('good.xml', story.jw323());
    const [gone, empty] = [join(files.path, 'gone.xml'), join(files.path, 'empty')];
    await mkdir(empty);
    const { code, lines, errors } = await command('ijw', 'check', gone, good, empty, ...today);
    expect(lines).toEqual([`${good}: JW323: no faults`]);
    expect([code, errors.split('\n')]).toEqual([
      1,
      [
        `regieboek: ${gone} does not exist: check the path`,
        `${empty} contains no XML files: name another folder, or the files themselves`,
      ],
    ]);
  });

  it('reads standard input when it is named, or when nothing is', async () => {
    const piped = [story.jw323().slice(0, 100), Buffer.from(story.jw323().slice(100))];
    for (const named of [[], ['-']])
      expect(await commandIn({ piped }, 'ijw', 'check', ...named, ...today)).toMatchObject({
        code: 0,
        lines: ['-: JW323: no faults'],
      });
  });

  it('is wrong usage without any input', async () => {
    for (const name of ['check', 'answer', 'show', 'csv']) {
      const { code, errors } = await command('ijw', name);
      expect([code, errors]).toEqual([2, expect.stringContaining('nothing to read: name files or folders')]);
    }
  });

  it('prints with --json a list in the same form as before, in any output', async () => {
    const good = await files.file('good.xml', story.jw323());
    const uneven = await files.file('uneven.xml', unevenJw323());
    const finding = { rule: 'TR358', code: '0001', path: expect.any(String), text: expect.any(String) };
    const expected = [
      { file: good, message: 'JW323', xsdValid: true, level: null, findings: [] },
      { file: uneven, message: 'JW323', xsdValid: true, level: 2, findings: [finding] },
    ];
    const { json } = await command('ijw', 'check', good, uneven, '--json', ...today);
    expect(json).toEqual([expected]);
    const { code, output } = await startChild(['ijw', 'check', good, uneven, '--json', ...today]).ended;
    expect([code, output]).toEqual([1, `${JSON.stringify(json[0], null, 2)}\n`]);
    const none = await startChild(['ijw', 'check', join(files.path, 'gone.xml'), '--json']).ended;
    expect([none.code, none.output]).toEqual([1, '[]\n']);
  });

  it('refuses a file of more than 25 MB with the reason, without a line', async () => {
    const path = await files.file('large.xml', `${story.jw323()}${' '.repeat(26 * 1024 * 1024)}`);
    const { code, lines } = await command('ijw', 'check', path, ...today);
    expect([code, lines[1]]).toEqual([1, expect.stringMatching(/^ {2}\/: OP179: /)]);
  });
});
