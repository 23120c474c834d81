import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import fc from 'fast-check';
import { classify, filesToImport } from './classify.js';

const xml = (type: string, date: string, receiver = '0505') =>
  `<?xml version="1.0"?><m:Bericht xmlns:m="http://www.istandaarden.nl/ijw/3_2/${type}/schema"><m:Header>` +
  `<m:Ontvanger>${receiver}</m:Ontvanger><ijw:Dagtekening>${date}</ijw:Dagtekening></m:Header></m:Bericht>`;

describe('the kind of a file', () => {
  it.each([
    ['contracts.yaml', '', 'contracts'],
    ['contracts.YML', '', 'contracts'],
    ['facts.csv', '', 'residence-facts'],
    ['a.xml', xml('jw301', '2025-01-01'), 'JW301'],
    ['a.xml', xml('jw305', '2025-01-01'), 'care'],
    ['a.xml', xml('jw307', '2025-01-01'), 'care'],
    ['a.xml', xml('jw323', '2025-01-01'), 'JW323'],
    ['message.txt', xml('jw323', '2025-01-01'), 'JW323'],
    ['other.xml', '<a/>', 'other-xml'],
    ['notes.txt', 'hello', 'unknown'],
    ['answer.txt', xml('jw325', '2025-01-01'), 'unknown'],
  ])('%s is told by its name and first bytes', (path, head, kind) => {
    expect(classify(path, head)).toMatchObject({ path, kind });
  });

  it('of a message comes with its date, its type and its receiver', () => {
    expect(classify('a.xml', xml('jw305', '2025-01-31', '0512'))).toMatchObject({
      order: '2025-01-31|jw305',
      receiver: '0512',
    });
    expect(classify('a.xml', '<a/>').receiver).toBe('');
  });
});

describe('what a message touches', () => {
  const message = (sender: string, receiver: string, body: string) =>
    `<m:Bericht xmlns:m="http://www.istandaarden.nl/ijw/3_2/jw305/schema"><m:Header><m:Afzender>${sender}</m:Afzender>` +
    `<m:Ontvanger>${receiver}</m:Ontvanger><m:BerichtIdentificatie><ijw:Identificatie>S1</ijw:Identificatie>` +
    `</m:BerichtIdentificatie></m:Header>${body}</m:Bericht>`;
  const body = '<m:Bsn>999900006</m:Bsn><m:ToewijzingNummer> 007 </m:ToewijzingNummer>';

  it('is its identification, its client, and every assignment it names, of the municipality', () => {
    const expected = ['message 99990001 S1', 'client 999900006', 'assignment 0505 7'];
    expect(classify('a.xml', message('99990001', '0505', body)).touches).toEqual(expected);
  });

  it('is looked for in the whole of it', () => {
    const text = message('0505', '99990001', body);
    expect(classify('a.xml', text.slice(0, 300), () => text).touches).toContain('assignment 0505 7');
    expect(classify('a.xml', text.replace('jw305', 'jw323'), () => text).touches).toEqual([]);
  });
});

describe('files to import', () => {
  let folder: string;
  const contents = {
    'a-declaration.xml': xml('jw323', '2025-02-01'),
    'a-stop.xml': xml('jw307', '2025-01-10'),
    'b-start.xml': xml('jw305', '2025-01-10'),
    'c-later.xml': xml('jw305', '2025-01-11'),
    'd-assignment.xml': xml('jw301', '2025-03-01'),
    'e-earlier.xml': xml('jw323', '2025-01-31'),
    'f.csv': '',
    'sub/z.yaml': '',
    'sub/notes.txt': 'left alone',
    'sub/expected.json': '{}',
  };
  const inOrder = [
    'sub/z.yaml',
    'f.csv',
    'd-assignment.xml',
    'b-start.xml',
    'a-stop.xml',
    'c-later.xml',
    'e-earlier.xml',
    'a-declaration.xml',
  ];

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'regieboek classify '));
    await mkdir(join(folder, 'sub'));
    for (const [name, content] of Object.entries(contents)) await writeFile(join(folder, name), content);
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  const namesOf = async (paths: readonly string[]) =>
    (await filesToImport(paths)).map(({ path }) => relative(folder, path));

  it('of a folder go contracts first, then facts, assignments, starts before stops by date, declarations as sent', async () => {
    expect(await namesOf([folder])).toEqual(inOrder);
  });

  it('are in the same order however they are named', async () => {
    await fc.assert(
      fc.asyncProperty(fc.shuffledSubarray(inOrder, { minLength: 1 }), async (names) => {
        const paths = names.map((name) => join(folder, name));
        expect(await namesOf(paths)).toEqual(inOrder.filter((name) => names.includes(name)));
      }),
      { seed: 20250310, numRuns: 25 },
    );
  });

  it('include a file that is named itself, whatever it is, so that it is refused with reasons', async () => {
    expect(await namesOf([join(folder, 'sub', 'notes.txt'), join(folder, 'f.csv')])).toEqual([
      'f.csv',
      'sub/notes.txt',
    ]);
  });

  it('that are not there are an error with their path', async () => {
    await expect(filesToImport([join(folder, 'gone')])).rejects.toMatchObject({
      code: 'ENOENT',
      path: join(folder, 'gone'),
    });
  });
});
