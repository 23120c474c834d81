/** Expected lines of an assignment with a total, by what was used of it before. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ledgerFolder, type LedgerFolder } from './ledger-folder.js';
import { command } from './printed.js';
import * as story from './story.js';

/** The assignment of the first youth with a total of hours until the end of March, instead of 40 a week. */
const inTotal = (hours: number): string =>
  story
    .jw301(story.bsn, 0)
    .replace('2026-12-31', '2026-03-31')
    .replace(/(Volume>)40</, `$1${hours}<`)
    .replace(/(Frequentie>)2</, '$16<');

const ofFirst = (items: readonly { assignment: number; expectedVolume: number; expectedCents: number }[]) =>
  items
    .filter(({ assignment }) => assignment === 700_001)
    .map(({ expectedVolume, expectedCents }) => [expectedVolume, expectedCents]);

describe('an assignment with a total', () => {
  let ledger: LedgerFolder;
  const march = async (...parameters: string[]) => {
    const { json } = await command(
      'reconcile',
      '--region',
      story.region,
      '--period',
      '2026-03',
      '--json',
      ...parameters,
    );
    return json[0] as { items: never[]; totals: { expected: { undeclared: { lines: number; cents: number } } } };
  };

  beforeAll(async () => {
    ledger = await ledgerFolder('remaining', { 'a.xml': inTotal(30) });
    expect((await command('import', ledger.files)).errors).toBe('');
  });
  afterAll(() => ledger.stop());

  it('is expected in a month for the part that falls in it, while that is left', async () => {
    // 31 of the 79 days of the assignment; 4 of the 30 hours were declared in February.
    expect(ofFirst((await march()).items)).toEqual([[12, 12 * story.tariffCents]]);
  });

  it.each([
    [6, [[2, 2 * story.tariffCents]]],
    [4, []],
  ])('is expected for at most what is left of it: of %i hours', async (hours, expected) => {
    const path = join(ledger.folder, `of-${hours}.xml`);
    const later = inTotal(hours)
      .replace('>T0<', `>T9${hours}<`)
      .replace('10:15:00', `1${8 - hours}:15:00`);
    await writeFile(path, later);
    expect((await command('import', path)).errors).toBe('');
    const now = await march();
    expect(ofFirst(now.items)).toEqual(expected);
    expect(now.totals.expected.undeclared.lines).toBe(now.items.length);
  });
});
