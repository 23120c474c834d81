import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { Uint8ArrayWriter, ZipWriter, Uint8ArrayReader } from '@zip.js/zip.js';
import { filesToImport } from './files-to-import.js';

const xml = (type: string, date: string) =>
  `<m:Bericht xmlns:m="http://www.istandaarden.nl/ijw/3_2/${type}/schema"><m:Header>` +
  `<ijw:Dagtekening>${date}</ijw:Dagtekening></m:Header></m:Bericht>`;

async function zipOf(contents: Readonly<Record<string, string>>, password?: string): Promise<Uint8Array> {
  const zip = new ZipWriter(new Uint8ArrayWriter(), { useWebWorkers: false, ...(password ? { password } : {}) });
  for (const [name, content] of Object.entries(contents))
    await zip.add(name, new Uint8ArrayReader(Buffer.from(content)));
  return zip.close();
}

describe('files to import', () => {
  let folder: string;
  const contents = {
    'a-declaration.xml': xml('jw323', '2025-02-01'),
    'a-stop.xml': xml('jw307', '2025-01-10'),
    'b-start.xml': xml('jw305', '2025-01-09'),
    'c-later.xml': xml('jw305', '2025-01-11'),
    'd-assignment.xml': xml('jw301', '2025-03-01'),
    'e-earlier.txt': xml('jw323', '2025-01-31'),
    'f.csv': '',
    'sub/z.yaml': '',
    'sub/notes.txt': 'left alone',
    'sub/picture.jpg': '\xFF\xD8',
  };
  const taken = [
    'sub/z.yaml',
    'f.csv',
    'd-assignment.xml',
    'b-start.xml',
    'a-stop.xml',
    'c-later.xml',
    'e-earlier.txt',
    'a-declaration.xml',
  ];
  const passedOver = ['sub/notes.txt', 'sub/picture.jpg'];

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'regieboek files '));
    await mkdir(join(folder, 'sub'));
    for (const [name, content] of Object.entries(contents)) await writeFile(join(folder, name), content);
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  const found = async (...paths: string[]) =>
    (await filesToImport(paths.map((path) => join(folder, path)))).map(({ path, kind, reason }) => ({
      path: relative(folder, path),
      kind,
      reason,
    }));

  it('of a folder are sorted by kind and day, with files of no known kind last, each named with the reason', async () => {
    const all = await found('');
    expect(all.slice(0, taken.length).map(({ path }) => path)).toEqual(taken);
    expect(
      all
        .slice(taken.length)
        .map(({ path }) => path)
        .sort(),
    ).toEqual(passedOver);
    for (const { kind, reason } of all.slice(taken.length)) {
      expect(kind).toBe('passed-over');
      expect(reason).toContain('was skipped');
    }
  });

  it('include a file that is named explicitly, whatever it is, so that it is refused with reasons', async () => {
    expect(await found('sub/notes.txt', 'f.csv')).toMatchObject([
      { path: 'f.csv', kind: 'residence-facts' },
      { path: 'sub/notes.txt', kind: 'unknown' },
    ]);
  });

  it('are imported once when named twice', async () => {
    expect((await found('', 'f.csv')).length).toBe(taken.length + passedOver.length);
  });

  it('that do not exist are an error with their path', async () => {
    await expect(filesToImport([join(folder, 'gone')])).rejects.toMatchObject({
      code: 'ENOENT',
      path: join(folder, 'gone'),
    });
  });

  it('behind a link are read; a broken link is named', async () => {
    const own = await mkdtemp(join(tmpdir(), 'regieboek links '));
    await symlink(join(folder, 'a-stop.xml'), join(own, 'stop.xml'));
    await symlink(join(own, 'gone'), join(own, 'lost.xml'));
    expect((await filesToImport([own])).map(({ kind }) => kind)).toEqual(['care', 'unreadable']);
    await rm(own, { recursive: true });
  });

  describe('in a ZIP file', () => {
    const inZip = async (bytes: Uint8Array) => {
      await writeFile(join(folder, 'delivery.ZIP'), bytes);
      const files = await filesToImport([join(folder, 'delivery.ZIP')]);
      await rm(join(folder, 'delivery.ZIP'));
      return files;
    };

    it('are read like those of a folder', async () => {
      const files = await inZip(await zipOf(contents));
      expect(files.map(({ path }) => relative(join(folder, 'delivery.ZIP'), path)).slice(0, taken.length)).toEqual(
        taken,
      );
      expect((await files[2]?.read())?.toString()).toBe(contents['d-assignment.xml']);
      expect(files.filter(({ kind }) => kind === 'passed-over').length).toBe(2);
    });

    it('with a password, or damaged, are refused as a whole with a remedy', async () => {
      expect(await inZip(await zipOf(contents, 'secret'))).toMatchObject([
        { kind: 'unreadable', reason: expect.stringContaining('with a password: unpack it') },
      ]);
      expect(await inZip(Buffer.from('PK\x03\x04 and nothing else'))).toMatchObject([
        { kind: 'unreadable', reason: expect.stringContaining('is damaged or not a ZIP file') },
      ]);
    });

    it('with changed bytes are refused one by one', async () => {
      const bytes = await zipOf({ 'a.xml': xml('jw305', '2025-01-01'), 'b.xml': xml('jw305', '2025-01-02') });
      const at = Buffer.from(bytes).indexOf('a.xml') + 40;
      bytes[at] = (bytes[at] ?? 0) ^ 0xff;
      expect((await inZip(bytes)).map(({ kind }) => kind)).toEqual(['care', 'unreadable']);
    });

    it('that unpack to more than the limit are refused before unpacking', async () => {
      const bomb = await zipOf({ 'a.xml': ' '.repeat(40 * 1024 * 1024) });
      expect(bomb.length).toBeLessThan(100_000);
      expect(await inZip(bomb)).toMatchObject([
        { kind: 'unreadable', reason: expect.stringContaining('more than 32 MB') },
      ]);
    });

    it('inside another ZIP file are named', async () => {
      await writeFile(join(folder, 'inner.zip'), await zipOf({ 'a.xml': '<a/>' }));
      const inner = await readFile(join(folder, 'inner.zip'), 'latin1');
      await rm(join(folder, 'inner.zip'));
      expect(await inZip(await zipOf({ 'inner.zip': inner }))).toMatchObject([{ kind: 'passed-over' }]);
    });
  });
});
