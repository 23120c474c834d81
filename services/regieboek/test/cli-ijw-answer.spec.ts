import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { checkFile, readMessage, type Message } from '@regieboek/ijw';
import { startChild } from './child.js';
import { broken, notIjw, testFolder, today, type TestFolder } from './ijw-files.js';
import { answerable, unevenJw323 } from './ijw-messages.js';
import { command } from './printed.js';
import * as story from './story.js';

let files: TestFolder;

beforeAll(async () => {
  files = await testFolder();
});
afterAll(() => files.remove());

/** A message as read again; throws when it is not sound. */
function soundMessage(xml: string): Message {
  const report = checkFile(xml, { today: story.day('2026-04-01') });
  const result = readMessage(xml);
  if (!result.ok || report.level !== null) throw new Error(JSON.stringify(report));
  return result.message;
}

describe('ijw answer', () => {
  const refusalOf = async (name: string, content: string, ...argv: string[]) =>
    command('ijw', 'answer', await files.file(name, content), ...today, ...argv);

  describe.each(Object.entries(answerable))('to a %s', (type, { retour, sound, breach, rule }) => {
    it(`is the ${retour} with 0001 after a breach of level 2, and nothing else on standard output`, async () => {
      const { code, lines, text, errors } = await refusalOf('breach.xml', breach);
      expect([code, lines]).toEqual([0, []]);
      expect(soundMessage(text)).toMatchObject({
        type: retour,
        value: { header: { retourCodes: ['0001'], dagtekeningRetour: '2026-04-01' } },
      });
      expect(errors).toContain(`${type}: `);
      expect(errors).toContain(rule);
      expect(errors).not.toContain(story.familyName);
    });

    it(`is the ${retour} without codes when levels 1 and 2 find nothing, and says no more than that`, async () => {
      const { code, text, errors } = await refusalOf('sound.xml', sound);
      const { type: made, value } = soundMessage(text);
      expect([code, made, value.header]).toEqual([0, retour, expect.not.objectContaining({ retourCodes: [] })]);
      expect(Object.keys(value)).toEqual(['header']);
      expect(errors).toMatch(/levels 3 and 4 need the ledger and were not checked$/);
    });
  });

  it('to a declaration with a breach of level 2 is the JW325 that refuses it, back to its sender', async () => {
    const { code, text } = await refusalOf('uneven.xml', unevenJw323());
    expect(code).toBe(0);
    expect(soundMessage(text)).toEqual({
      type: 'JW325',
      value: {
        header: expect.objectContaining({
          afzender: story.payer,
          ontvanger: story.provider,
          retourCodes: ['0001'],
          declaratieIdentificatie: { identificatie: 'D1', dagtekening: '2026-03-05' },
          berichtIdentificatie: { identificatie: expect.stringMatching(/^[0-9A-V]{12}$/), dagtekening: '2026-04-01' },
        }),
      },
    });
  });

  it('to a declaration that is correct on level 2 is not made, since levels 3 and 4 need the ledger', async () => {
    const { code, text, errors } = await refusalOf('right.xml', story.jw323());
    expect([code, text]).toEqual([1, '']);
    expect(errors).toContain('need the ledger: regieboek import <file> --answers <folder>');
  });

  it('to a message from the future is not made, since its header may have more codes', async () => {
    const { code, text, errors } = await refusalOf('future.xml', story.jw305(story.bsn, 0), '--today', '2026-01-01');
    expect([code, text]).toEqual([1, '']);
    expect(errors).toContain('TR135 (8848)');
  });

  it.each([
    ['a file with faults of level 1', broken, 'inform its sender outside the messages'],
    ['a file that is not a message', notIjw, 'inform its sender outside the messages'],
  ])('to %s does not exist, and the reason is printed', async (_, content, why) => {
    const { code, text, errors } = await refusalOf('other.xml', content);
    expect([code, text]).toEqual([1, '']);
    expect(errors).toContain(why);
    expect(errors).toMatch(/\n {2}line \d+ .*: XSD: /);
  });

  it('is the same for the same file and day, and differs for another file', async () => {
    const [once, again, other] = [
      await refusalOf('a.xml', answerable.JW305.sound),
      await refusalOf('b.xml', answerable.JW305.sound),
      await refusalOf('c.xml', answerable.JW305.breach),
    ];
    expect(once.text).toBe(again.text);
    const idOf = (xml: string) => /IdentificatieRetour>(.*)</.exec(xml)?.[1];
    expect(idOf(once.text)).not.toBe(idOf(other.text));
  });

  it('has the same bytes in a pipe', async () => {
    const { text } = await refusalOf('sound.xml', answerable.JW305.sound);
    const child = await startChild(['ijw', 'answer', join(files.path, 'sound.xml'), ...today]).ended;
    expect([child.code, child.output]).toEqual([0, text]);
  });

  describe('for several files', () => {
    const given = {
      'declaration.xml': unevenJw323(),
      'start.xml': answerable.JW305.sound,
      'retour.xml': '',
      'right.xml': story.jw323(),
    };
    let received: string;
    let out: string;

    beforeAll(async () => {
      const { text } = await refusalOf('start.xml', answerable.JW305.sound);
      received = await files.folder('received', { ...given, 'retour.xml': text });
      out = join(files.path, 'answers', 'march');
    });

    it('asks for a folder', async () => {
      const { code, errors, text } = await command('ijw', 'answer', received, ...today);
      expect([code, text]).toEqual([2, '']);
      expect(errors).toContain('the answers of several files need --out <folder>');
    });

    it('writes an answer per file under a name of its kind, and lists files without an answer', async () => {
      const { code, lines, errors } = await command('ijw', 'answer', received, '--out', out, ...today);
      const written = (await readdir(out)).sort();
      expect(written).toEqual([
        expect.stringMatching(/^jw306-99990001-S0-[0-9A-V]{12}\.xml$/),
        expect.stringMatching(/^jw325-99990001-D1-[0-9A-V]{12}\.xml$/),
      ]);
      for (const name of written) soundMessage(await readFile(join(out, name), 'utf8'));
      expect(lines.filter((line) => !line.startsWith(' ')).map((line) => line.slice(received.length + 1))).toEqual([
        expect.stringMatching(/^declaration\.xml: JW323: 1 fault at level 2: refused with code 0001: .* written$/),
        expect.stringMatching(/^retour\.xml: JW306: no faults: needs no answer: a JW306 gets no answer$/),
        expect.stringMatching(/^right\.xml: JW323: no faults: not answered: /),
        expect.stringMatching(/^start\.xml: JW305: no faults: accepted .* written$/),
      ]);
      expect([code, errors]).toEqual([1, 'regieboek: 1 of 4 files have no answer']);
    });

    it('reports a folder that is a file', async () => {
      const taken = join(received, 'start.xml');
      const { code, errors } = await command('ijw', 'answer', received, '--out', taken, ...today);
      expect([code, errors]).toEqual([1, `regieboek: ${taken} exists and is not a folder: choose another name`]);
    });

    it('changes nothing the second time, and never overwrites other content', async () => {
      const start = join(received, 'start.xml');
      const [name = ''] = (await readdir(out)).filter((each) => each.startsWith('jw306'));
      const before = await readFile(join(out, name), 'utf8');
      const again = await command('ijw', 'answer', start, '--out', out, ...today);
      expect([again.code, again.lines[0]]).toEqual([0, expect.stringMatching(/ already there$/)]);
      const later = await command('ijw', 'answer', start, '--out', out, '--today', '2026-04-02');
      expect([later.code, later.lines[0]]).toEqual([1, expect.stringContaining('exists with other content')]);
      expect(await readFile(join(out, name), 'utf8')).toBe(before);
    });
  });
});
