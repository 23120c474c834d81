import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { TextReader, Uint8ArrayWriter, ZipWriter } from '@zip.js/zip.js';
import { workbookRows } from './read-workbook.js';

const sheet = (rows: string): string =>
  `<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>${rows}</sheetData></worksheet>`;

describe('a workbook that a person saved', () => {
  let folder = '';
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'regieboek workbook '));
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  async function read(files: Readonly<Record<string, string>>): Promise<string[][]> {
    const zip = new ZipWriter(new Uint8ArrayWriter());
    for (const [name, text] of Object.entries(files)) await zip.add(name, new TextReader(text));
    const path = join(folder, 'saved.xlsx');
    await writeFile(path, await zip.close());
    return workbookRows(path, { language: 'en' });
  }

  it('is read with shared, inline and rich texts, numbers, and cells that are left out', async () => {
    const rows = await read({
      'xl/worksheets/sheet1.xml': sheet(
        '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="C1" t="s"><v>1</v></c></row>' +
          '<row r="2"><c r="A2" t="inlineStr"><is><t>a &amp; b</t></is></c><c r="AB2"><v>12.5</v></c></row>',
      ),
      'xl/sharedStrings.xml': '<sst><si><t>Sleutel</t></si><si><r><t>Op</t></r><r><t>merking</t></r></si></sst>',
    });
    expect(rows[0]).toEqual(['Sleutel', '', 'Opmerking']);
    expect([rows[1]?.[0], rows[1]?.[27], rows[1]?.length]).toEqual(['a & b', '12.5', 28]);
  });

  it.each([
    ['without a sheet', { 'xl/other.xml': '<a/>' }],
    ['with a broken sheet', { 'xl/worksheets/sheet1.xml': '<worksheet><row>' }],
  ])('%s is refused with the remedy', async (_, files) => {
    await expect(read(files)).rejects.toThrow('is not a workbook that can be read: save it as .xlsx or .csv again');
  });
});
