/** Messages of the command line that need no ledger: wrong files, faults in both languages, errors as JSON. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { command } from './printed.js';
import { storedZip } from './stored-zip.js';
import * as story from './story.js';

const folder = mkdtempSync(join(tmpdir(), 'regieboek messages '));
const at = (name: string): string => join(folder, name);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const terms = (name: string) => ['settle', '--region', 'zhz', '--period', '2025-q4', '--terms', at(name)];
const cases = (name: string) => ['residence', 'resolve', '--cases', at(name)];

beforeAll(() => {
  const files: Record<string, string | Buffer> = {
    'message.xml': story.jw301(story.bsn, 0),
    'other.xml': '<a/>',
    'contracts.yaml': story.regionFile,
    'facts.csv': story.factsFile,
    'terms.yaml': 'format: regieboek-payments/1\nregion: zhz\norganisation: { name: 3 }\nproviders: x\n',
    'deliveries.zip': storedZip({ 'a.xml': '<a/>' }),
    'cases.json': JSON.stringify({
      cases: [{ id: 'A', birthDate: '2010-01-01', naam: 'x', care: [{ from: '2024-02-30', form: '', vorm: 'x' }] }],
    }),
  };
  for (const [name, content] of Object.entries(files)) writeFileSync(at(name), content);
});

describe('a file of another kind than the command needs', () => {
  it.each([
    [
      terms('message.xml'),
      'is an iJw message (JW301): regieboek import and regieboek ijw read it; here terms of payment',
    ],
    [terms('contracts.yaml'), 'is a file of contracts: regieboek import reads it; here terms of payment'],
    [terms('facts.csv'), 'is a CSV of residence facts: regieboek import reads it; here terms of payment'],
    [terms('deliveries.zip'), 'is a ZIP file: regieboek import reads it; here terms of payment'],
    [cases('message.xml'), 'is an iJw message (JW301)'],
    [cases('other.xml'), 'is an XML file that is not an iJw message; here worked cases are needed'],
    [cases('terms.yaml'), 'is a file with terms of payment: regieboek settle and regieboek pay read it (--terms)'],
  ])('is named with its remedy: %#', async (argv, text) => {
    const { code, errors } = await command(...argv);
    expect([code, errors]).toEqual([1, expect.stringContaining(text)]);
  });

  it('is named in Dutch', async () => {
    const { errors } = await command('--lang', 'nl', ...cases('message.xml'));
    expect(errors).toContain(
      'is een iJw-bericht (JW301): regieboek import en regieboek ijw lezen het; hier zijn uitgewerkte',
    );
  });
});

describe('faults in a file', () => {
  it('are plain sentences with their place, in both languages', async () => {
    const lines = async (...lang: string[]) =>
      (await command(...lang, ...terms('terms.yaml'))).errors.split('\n').slice(1);
    expect(await lines()).toEqual([
      `  ${at('terms.yaml')}:3: organisation.name: is a number: put it in quotes`,
      `  ${at('terms.yaml')}:4: providers: must be a list`,
    ]);
    expect(await lines('--lang', 'nl')).toEqual([
      `  ${at('terms.yaml')}:3: organisation.name: is een getal: zet het tussen aanhalingstekens`,
      `  ${at('terms.yaml')}:4: providers: moet een lijst zijn`,
    ]);
  });

  it('with cases include unknown fields, whose names are not repeated', async () => {
    const { code, errors } = await command('--lang', 'nl', ...cases('cases.json'));
    expect([code, errors]).toEqual([1, expect.stringContaining('zijn ongeldig (docs/residence-cases-file.md):')]);
    expect(errors).toContain('cases[0]: bevat een onbekend veld: bekend zijn birthDate');
    expect(errors).toContain('cases[0].care[0]: bevat een onbekend veld: bekend zijn form, provider');
    expect(errors).toContain('cases[0].care[0].from: vul een bestaande dag in als jjjj-mm-dd');
    expect(errors).not.toMatch(/naam|vorm/);
  });
});

describe('an error with --json', () => {
  it('is JSON on standard output, with code 1 for a refusal and 2 for wrong usage', async () => {
    const refused = await command(...cases('message.xml'), '--json');
    expect([refused.code, refused.json]).toEqual([
      1,
      [{ error: { code: 'refused', message: expect.stringContaining('is an iJw message'), faults: [] } }],
    ]);
    const usage = await command('--lang', 'nl', 'bill', '--region', 'zhz', '--period', '2025-13', '--json');
    expect([usage.code, usage.json]).toEqual([
      2,
      [{ error: { code: 'usage', message: expect.stringContaining('verwacht een maand'), faults: [] } }],
    ]);
  });

  it('is only text without it', async () => {
    expect((await command(...cases('message.xml'))).json).toEqual([]);
  });
});
