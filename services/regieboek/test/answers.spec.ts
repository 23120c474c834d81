import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { checkFile, type RetourCode } from '@regieboek/ijw';
import { startTestDatabase, type TestDatabase } from '@regieboek/embedded-postgres/testing';
import { filesToImport } from '../src/import/files-to-import.js';
import { importFiles } from '../src/import/import-files.js';
import type { FileResult } from '../src/import/import-one.js';
import { writeAnswers } from '../src/import/write-answers.js';
import { Regieboek } from '../src/process/regieboek.js';
import { hasOfficialSchemas, validateOfficially } from './official-schemas.js';
import { testSettings } from './running.js';
import * as story from './story.js';

const start = story.jw305(story.bsn, 0);
const ofOther = (xml: string): string => xml.replaceAll(story.bsn, story.testBsns(3)[2] ?? '');

/** Files whose names are in no order, with what becomes of each and the retour codes in its answer. */
const files: Record<string, [content: string, status: FileResult['status'], codes: RetourCode[]]> = {
  'a-start.xml': [start, 'processed', []],
  'b-start-again.xml': [start.replace('>S0<', '>S10<'), 'refused', ['0200', '9074', '9326']],
  'c-same-identification.xml': [ofOther(start), 'refused', ['9056']],
  'd-unknown-client.xml': [story.jw305(story.testBsns(4)[3] ?? '', 3), 'refused', ['0200', '9019']],
  'e-removed-status.xml': [
    story.jw305(story.otherBsn, 1).replace('Aanlevering>1<', 'Aanlevering>9<'),
    'refused',
    ['0001'],
  ],
  'f-start.xml': [story.jw305(story.otherBsn, 1).replace('>S1<', '>S11<'), 'processed', []],
  'g-declaration.xml': [story.jw323(), 'processed', ['0200', '0233', '8187']],
  'w-same-number.xml': [ofOther(story.jw301(story.bsn, 0)).replace('>T0<', '>T9<'), 'refused', ['0200', '9332']],
  'v-assignment.xml': [story.jw301(story.bsn, 0), 'processed', []],
  'x-assignment.xml': [story.jw301(story.otherBsn, 1), 'processed', []],
  'y-unreadable.xml': [start.replace('BerichtVersie>3<', 'BerichtVersie>4<'), 'refused', []],
  'z.yaml': [story.regionFile, 'processed', []],
};

/** A ledger that imported the files, with the answers it wrote. */
class Import {
  readonly answers = mkdtempSync(join(tmpdir(), 'regieboek answers '));

  private constructor(
    private readonly database: TestDatabase,
    readonly regieboek: Regieboek,
    readonly folder: string,
  ) {}

  static async of(folder: string): Promise<Import> {
    const database = await startTestDatabase();
    return new Import(database, await Regieboek.open(testSettings(database.url)), folder);
  }

  /** Results by name of the file. */
  async run(): Promise<ReadonlyMap<string, FileResult>> {
    const results = await importFiles(this.regieboek, await filesToImport([this.folder]), () => undefined);
    await writeAnswers(this.regieboek, results, this.answers);
    return new Map(results.map((result) => [basename(result.file), result]));
  }

  /** Content of every answer written, by name. */
  written(): Record<string, string> {
    const folder = join(this.answers, story.region);
    return Object.fromEntries(readdirSync(folder).map((name) => [name, readFileSync(join(folder, name), 'utf8')]));
  }

  async close(): Promise<void> {
    await this.regieboek.close();
    await this.database.stop();
  }
}

const codesIn = (xml: string): string[] =>
  [...new Set([...xml.matchAll(/RetourCode>(\w+)</g)].map(([, code = '']) => code))].sort();

describe('an import with answers', () => {
  let first: Import;
  let results: ReadonlyMap<string, FileResult>;
  const folder = mkdtempSync(join(tmpdir(), 'regieboek import '));

  beforeAll(async () => {
    for (const [name, [content]] of Object.entries(files)) writeFileSync(join(folder, name), content);
    first = await Import.of(folder);
    results = await first.run();
  });
  afterAll(() => first.close());

  const nameOf = ({ answer, declaration }: FileResult): string | undefined =>
    answer
      ? `${answer.type.toLowerCase()}-${answer.message}.xml`
      : declaration && `jw325-${declaration.provider}-${declaration.number}-${declaration.id.slice(0, 8)}.xml`;

  it.each(Object.entries(files))('reports the outcome of %s, and writes its answer', (name, [, status, codes]) => {
    const result = results.get(name);
    if (!result) throw new Error(name);
    expect([result.status, result.faults.length > 0]).toEqual([status, status === 'refused']);
    const answer = nameOf(result);
    const isAnswered = !name.startsWith('y') && !name.startsWith('z');
    expect(answer !== undefined).toBe(isAnswered);
    if (answer) expect(codesIn(first.written()[answer] ?? '')).toEqual(codes);
  });

  it('writes each answer once, all of them valid', () => {
    const written = first.written();
    expect(Object.keys(written)).toHaveLength(Object.keys(files).length - 2);
    for (const [name, xml] of Object.entries(written)) {
      const { message, findings } = checkFile(xml, { today: story.day('2026-03-06') });
      expect([name.slice(0, 5).toUpperCase(), findings]).toEqual([message, []]);
    }
  });

  describe(hasOfficialSchemas ? 'by the official schemas' : 'without the official schemas', () => {
    it(hasOfficialSchemas ? 'every answer is valid' : 'nothing more is known of the answers', () => {
      for (const [name, xml] of Object.entries(first.written()))
        if (hasOfficialSchemas) expect(() => validateOfficially(name.slice(0, 5), xml)).not.toThrow();
        else expect(xml).toMatch(/^<\?xml/);
    });
  });

  it('gives the same answers and findings for a repeat, to the byte, and records nothing', async () => {
    const written = first.written();
    const head = await first.regieboek.resources.log.head(story.region);
    const again = await first.run();
    for (const [name, result] of results) {
      const status = result.status === 'processed' ? 'unchanged' : result.status;
      expect([name, again.get(name)]).toEqual([name, { ...result, status }]);
    }
    expect(first.written()).toEqual(written);
    expect(await first.regieboek.resources.log.head(story.region)).toBe(head);
  });

  it('gives the same answers elsewhere, although files are imported in parallel', async () => {
    for (let round = 0; round < 3; round += 1) {
      const elsewhere = await Import.of(folder);
      try {
        await elsewhere.run();
        expect(elsewhere.written()).toEqual(first.written());
      } finally {
        await elsewhere.close();
      }
    }
  });
});
