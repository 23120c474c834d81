/** Known-at by recording day and by business day: history that is imported late is replayed as it was reported (A25). */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { cp, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { BilledRange, BillingSummary, Compared, KnownExplanation } from '@regieboek/finance';
import { ledgerFolder, type LedgerFolder } from './ledger-folder.js';
import { command } from './printed.js';

const cases = fileURLToPath(new URL('./billing-cases/', import.meta.url));
const asked = ['--region', 'k', '--period', '2025-02', '--json'];

/** A move that was reported on 10 March 2025, imported with everything else much later. */
const facts = `region,bsn,birthDate,factId,kind,from,to,municipality,detail,recordedOn
k,999900006,2010-05-05,late,registration,2025-02-01,,0590,woonadres,2025-03-10
`;

describe('a month as known', () => {
  let ledger: LedgerFolder;
  beforeAll(async () => {
    ledger = await ledgerFolder('known at');
    process.env['REGIEBOEK_TODAY'] = '2026-11-29';
    await cp(join(cases, 'line-after-stop'), join(ledger.folder, 'case'), { recursive: true });
    await writeFile(join(ledger.folder, 'case', 'late.csv'), facts);
    expect((await command('import', join(ledger.folder, 'case'))).errors).toBe('');
  });
  afterAll(() => ledger.stop());

  const municipalities = async (...known: readonly string[]) => {
    const { json, errors } = await command('bill', ...asked, ...known);
    expect(errors).toBe('');
    const [{ municipalities: all, toldBy }] = json as [BillingSummary];
    const bearing = all.filter(({ totalCents }) => totalCents !== 0);
    return [toldBy, Object.fromEntries(bearing.map(({ municipality, totalCents }) => [municipality, totalCents]))];
  };

  it('by a business day includes what was reported by then, by a recording day what the log contained', async () => {
    expect(await municipalities()).toEqual([null, { '0512': 180_000, '0590': 100_000 }]);
    expect(await municipalities('--known-at', 'told:2025-03-09')).toEqual([
      '2025-03-09',
      { '0505': 100_000, '0512': 180_000 },
    ]);
    expect(await municipalities('--known-at', 'told:2025-03-10')).toEqual([
      '2025-03-10',
      { '0512': 180_000, '0590': 100_000 },
    ]);
  });

  it('explains a line by a business day, and states that', async () => {
    const id = '99990001.R1.1';
    const { json } = await command('explain', id, '--known-at', 'told:2025-03-09', '--json');
    const [explanation] = json as [KnownExplanation];
    expect([explanation.toldBy, explanation.line.municipality]).toEqual(['2025-03-09', '0505']);
    const { lines } = await command('explain', id, '--known-at', 'told:2025-03-09', '--lang', 'en');
    expect(lines.at(-1)).toMatch(/^Known at position \d+ of the log, reported by 2025-03-09, rule set /);
    expect(lines.join('\n')).toContain('because it lies outside the reported care');
  });

  it('names the first possible day, recorded or reported', async () => {
    const told = await command('bill', ...asked, '--known-at', 'told:2020-01-01');
    expect([told.code, told.errors]).toEqual([1, expect.stringContaining('(the first one is 2021-01-02)')]);
    const recorded = await command('bill', ...asked, '--known-at', '2020-01-01');
    expect([recorded.code, recorded.errors]).toEqual([
      1,
      expect.stringMatching(/\(the first one is \d{4}-\d\d-\d\d\)/),
    ]);
  });

  it('is compared between business days, with the fact reported in between', async () => {
    const sides = ['--from', 'told:2025-03-09', '--to', 'told:2025-03-10'];
    const { json, errors } = await command('diff', ...asked, ...sides);
    expect(errors).toBe('');
    const [{ from, to, cents, differences }] = json as [Compared];
    expect([from.toldBy, to.toldBy, cents]).toEqual(['2025-03-09', '2025-03-10', 0]);
    expect(differences.map(({ municipality, cents: own }) => [municipality, own])).toEqual([
      ['0505', -100_000],
      ['0590', 100_000],
    ]);
    const causes = differences.flatMap((one) => one.causes.map(({ what, subject }) => `${what} ${subject}`));
    expect(new Set(causes)).toEqual(new Set(['placements.residence-fact-recorded.v1 late']));
    const back = await command('diff', ...asked, '--from', 'told:2025-03-10', '--to', 'told:2025-03-09');
    const [{ differences: undone }] = back.json as [Compared];
    expect(undone.map(({ municipality, cents: own }) => [municipality, own])).toEqual([
      ['0505', 100_000],
      ['0590', -100_000],
    ]);
    const { lines } = await command('diff', ...asked.slice(0, 4), ...sides);
    expect(lines.join('\n')).toMatch(/from position \d+, reported by 2025-03-09, rule set/);
  });

  it('bills months of a range by a business day', async () => {
    const range = ['--region', 'k', '--from', '2025-01', '--to', '2025-02', '--json'];
    const { json, errors } = await command('replay', ...range, '--known-at', 'told:2025-03-09');
    expect(errors).toBe('');
    const [{ months }] = json as [BilledRange];
    const alone = await command('bill', ...asked, '--known-at', 'told:2025-03-09');
    const [{ digest }] = alone.json as [BillingSummary];
    expect(months.map(({ toldBy }) => toldBy)).toEqual(['2025-03-09', '2025-03-09']);
    expect(months[1]?.digest).toBe(digest);
  });

  it('is refused by business day where recordings count, with an alternative', async () => {
    const { code, errors } = await command('balances', '--region', 'k', '--known-at', 'told:2025-03-09');
    expect([code, errors]).toEqual([1, expect.stringContaining('enter a recording day (2025-03-09)')]);
    const wrong = await command('bill', ...asked, '--known-at', 'gisteren');
    expect([wrong.code, wrong.errors]).toEqual([2, expect.stringContaining('told:yyyy-mm-dd')]);
  });
});
