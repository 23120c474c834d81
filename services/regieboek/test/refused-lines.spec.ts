/** Refused lines and declarations, as the command line and the interface show them. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { writeMessage } from '@regieboek/ijw';
import { sheetOf } from '@regieboek/sheets/testing';
import { ledgerFolder, type LedgerFolder } from './ledger-folder.js';
import { command } from './printed.js';
import { start, type Running } from './running.js';
import * as story from './story.js';

const region = ['--region', story.region];

/** A second declaration under the number of the first, and so refused as a whole. */
const repeated = (): string => {
  const message = story.jw323Of('D2', [{ bsn: story.bsn, prestaties: [story.line('L9', 0)] }]);
  return writeMessage('JW323', { ...message, declaratie: { ...message.declaratie, declaratieNummer: 'DECD1' } });
};

describe('refused lines and declarations', () => {
  let ledger: LedgerFolder;
  let running: Running | undefined;
  let whole = '';

  beforeAll(async () => {
    ledger = await ledgerFolder('refusals');
    whole = join(ledger.folder, 'whole.xml');
    await writeFile(whole, repeated());
  });
  afterAll(async () => {
    await running?.close();
    await ledger.stop();
  });

  it('are named at the end of an import, with file, line, code, sentence and remedy', async () => {
    const { code, lines, errors } = await command('--lang', 'nl', 'import', ledger.files);
    expect(errors).toBe('');
    const text = lines.join('\n');
    expect(code).toBe(0);
    expect(text).toMatch(
      /e\.xml: regel 3, referentie L3, toewijzing 700003\n +0233 Berichtklasse is niet beoordeeld\. De client/,
    );
    expect(text).not.toContain(story.testBsns(3)[2]);
  });

  it('end an import with 1 when a declaration is refused as a whole, now and when it is imported again', async () => {
    const answers = join(ledger.folder, 'answers');
    for (const _ of [1, 2]) {
      const { code, lines, json } = await command('import', whole, '--answers', answers, '--json');
      expect([code, lines]).toEqual([1, []]);
      expect(json).toMatchObject([
        [
          {
            status: 'refused',
            faults: [{ place: '/Bericht/Declaratie', text: expect.stringMatching(/^9333: Declaratienummer/) }],
          },
        ],
      ]);
    }
    const [name = '', ...others] = await readdir(join(answers, story.region));
    expect(others).toEqual([]);
    expect(name).toMatch(/^jw325-99990001-DECD1-[0-9a-f]{8}\.xml$/);
    expect(await readFile(join(answers, story.region, name), 'utf8')).toContain('9333');
  });

  it('are listed per declaration, in one language, and selected by number, provider and period', async () => {
    const { lines } = await command('--lang', 'nl', 'refusals', ...region);
    const text = lines.join('\n');
    expect(text).toContain('99990001  declaratie DECD1  2026-02');
    expect(text).toContain('als geheel afgekeurd');
    expect(text).toContain(
      '9333 Declaratienummer is niet uniek. Verzend de declaratie met een nieuw declaratienummer.',
    );
    expect(lines.at(-1)).toBe('1 regel en 1 hele declaratie afgekeurd');
    const inEnglish = (await command('refusals', ...region)).lines.join('\n');
    expect(inEnglish).toContain('9333 The declaration number was used before. Send the declaration with a new number.');
    expect(inEnglish).not.toMatch(/\b(de|het|een|niet)\b/);
    const found = async (...filter: string[]) => (await command('refusals', ...region, '--json', ...filter)).json[0];
    expect(await found('--declaration', 'DECD1', '--provider', story.provider, '--period', '2026-q1')).toHaveLength(2);
    expect(await found('--period', '2025')).toEqual([]);
    expect((await command('refusals', ...region, '--provider', '99990002')).errors).toContain(
      'did you mean 99990001 (Voorbeeld Jeugdhulp)?',
    );
  });

  it('are written as a workbook with Dutch headings, amounts as numbers and names beside codes', async () => {
    const out = join(ledger.folder, 'afkeuringen.xlsx');
    expect((await command('refusals', ...region, '--out', out)).code).toBe(0);
    const sheet = sheetOf(await readFile(out));
    expect(JSON.stringify(sheet)).toContain('Wat te doen');
    expect(JSON.stringify(sheet)).toContain('Voorbeeld Jeugdhulp');
  });

  it('are explained: a refused line says why, and a reference alone is found', async () => {
    const refused = await command('explain', `${story.provider}.L3.1`);
    expect(refused).toMatchObject({ code: 0, errors: '' });
    expect(refused.lines[0]).toBe(
      'Regel L3 van 99990001 in declaratie DECD1 (2026-02) is afgekeurd, dus niemand betaalt haar:',
    );
    expect((await command('explain', 'L3', '--lang', 'en')).lines[0]).toMatch(/^Line L3 of 99990001 .* was refused/);
    expect((await command('explain', 'L1')).lines[0]).toMatch(/^Voorbeeld Jeugdhulp \(99990001\) declareerde 4 uur/);
    expect((await command('explain', `${story.provider}.L1.9`)).errors).toContain('no billed line has the id');
  });

  it('are the same over HTTP, as JSON and as CSV', async () => {
    const product = await start(ledger.databaseUrl);
    running = product;
    const url = `/v1/regions/${story.region}/refusals`;
    const { refusals } = (await product.get(url)).json();
    expect(refusals).toMatchObject([
      { scope: 'declaration', number: 'DECD1', line: null, reasons: [{ code: '9333' }] },
      { scope: 'line', number: 'DECD1', line: 3, reference: 'L3', assignment: 700_003, youth: null, cents: 36_960 },
    ]);
    const csv = await product.get(`${url}?declaration=DECD1`, { accept: 'text/csv' });
    expect(csv.body).toMatch(/^\uFEFFAanbieder;Naam aanbieder;Declaratienummer;/);
    expect(csv.body).toContain(';L3;45A04;2026-02-01;2026-02-28;369,60;0233;');
    const lines = (await product.get(`/v1/regions/${story.region}/declared-lines?reference=L1&lang=en`)).json().lines;
    expect(lines).toMatchObject([{ status: 'approved', explanation: '99990001.L1.1', reasons: [] }]);
    const declared = await product.post('/v1/declarations', 'application/xml', repeated());
    expect(declared.json()).toMatchObject({
      status: 'unchanged',
      lines: 0,
      faults: [{ place: '/Bericht/Declaratie' }],
    });
  });
});
