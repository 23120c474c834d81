import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';
import type { Approval } from '@regieboek/platform';
import { ledgerFolder, type LedgerFolder } from './ledger-folder.js';
import { command } from './printed.js';
import * as story from './story.js';

const region = ['--region', story.region];
const installation = ['--region', '*'];
const month = [...region, '--period', story.month];

describe('decisions of two people on the command line', () => {
  let ledger: LedgerFolder;
  let pool: pg.Pool;
  let waivers: string[];

  beforeAll(async () => {
    ledger = await ledgerFolder('cli approvals', { 'd.xml': story.jw301(story.otherBsn, 7) });
    pool = new pg.Pool({ connectionString: ledger.databaseUrl });
    expect((await command('import', ledger.files)).errors).toBe('');
    const refused = await command('seal', ...month, '--by', 'controller-3');
    const items = [...refused.lines.join('\n').matchAll(/line:\S+/g)].map(([item]) => item);
    waivers = items.flatMap((item) => ['--waive', `${item}=start follows`]);
  });
  afterAll(async () => {
    await pool.end();
    await ledger.stop();
  });
  beforeEach(() => {
    process.env['REGIEBOEK_FOUR_EYES'] = 'on';
  });
  afterEach(() => {
    delete process.env['REGIEBOEK_FOUR_EYES'];
    delete process.env['REGIEBOEK_NEW_VAULT_KEY'];
  });

  const openIn = async (where: readonly string[]): Promise<Approval[]> => {
    const { json } = await command('approvals', 'list', ...where, '--json');
    return json[0] as Approval[];
  };
  /** Another user of the machine asked for it: tests have one user only. */
  const askedByAnother = () => pool.query("UPDATE access.approval SET asked_subject = 'another'");

  it('take a standing decision when another user confirms it; a seal that applies it needs no second person', async () => {
    const [{ items } = { items: [] }] = (await command('open-items', ...month, '--json')).json as [
      { items: { youth: string; reasons: string[] }[] },
    ];
    const [{ youth = '', reasons = [] } = {}] = items;
    const take = ['standing', 'take', ...month, '--youth', youth, '--waives', reasons[0] ?? '', '--by', 'controller-3'];
    const asked = await command(...take, '--reason', 'start follows');
    expect(asked.lines[0]).toMatch(
      /^Standing decision from 2026-02 to 2026-02: start-unknown of youth .*: nothing is done yet/,
    );
    expect((await command('standing', 'list', ...region)).lines).toEqual(['no standing decisions']);
    const [approval] = await openIn(region);
    await askedByAnother();
    expect((await command('approvals', 'confirm', approval?.id ?? '', ...region)).code).toBe(0);
    const [[decision] = []] = (await command('standing', 'list', ...region, '--json')).json as [
      { id: string; fourEyes: { asked: string; confirmed: string } }[],
    ];
    expect(decision).toMatchObject({ takenBy: 'controller-3', fourEyes: { confirmed: expect.any(String) } });
    expect((await command('seal', ...month, '--by', 'controller-3')).lines[0]).toMatch(/^2026-02 is sealed by/);
    const why = ['--reason', 'the start message arrived', '--by', 'controller-3'];
    await command('reopen', ...month, ...why);
    await command('standing', 'withdraw', ...region, '--decision', decision?.id ?? '', ...why);
  });

  it('wait for another user of the machine, and the answer says how that user confirms them', async () => {
    const asked = await command('seal', ...month, '--by', 'controller-3', ...waivers);
    expect([asked.code, asked.errors]).toEqual([0, '']);
    const [approval] = await openIn(region);
    expect(asked.lines).toEqual([
      expect.stringMatching(/^Seal 2026-02 with \d+ waivers, billed .*: nothing is done yet; a second person/),
      `regieboek approvals confirm ${approval?.id} --region 'zhz'`,
    ]);
    const { lines } = await command('approvals', 'list', ...region, '--lang', 'nl');
    expect(lines.join('\n')).toMatch(/verzoek +gevraagd[^]*2026-02 afsluiten met/);
    const own = await command('approvals', 'confirm', approval?.id ?? '', ...region);
    expect(own).toMatchObject({ code: 1, errors: expect.stringContaining('another person has to decide') });
  });

  it('are carried out when that user confirms them, and audited with the request', async () => {
    const [approval] = await openIn(region);
    await askedByAnother();
    const confirmed = await command('approvals', 'confirm', approval?.id ?? '', ...region);
    expect([confirmed.code, confirmed.lines[0]]).toEqual([0, expect.stringMatching(/confirmed and done$/)]);
    const again = await command('seal', ...month, '--by', 'controller-3', '--json');
    expect(again.json).toMatchObject([
      { sealed: { seal: { sealedBy: 'controller-3', fourEyes: expect.any(Object) } } },
    ]);
    expect(await openIn(region)).toEqual([]);
    const [entries] = (await command('audit', 'show', ...region, '--json')).json as [{ action: string }[]];
    expect(entries).toContainEqual(
      expect.objectContaining({ action: 'decide-approvals', event: 'change', object: { approval: approval?.id } }),
    );
  });

  it('write the files for the bank once the batches are confirmed', async () => {
    const terms = join(ledger.folder, 'terms.yaml');
    await writeFile(
      terms,
      `format: regieboek-payments/1
region: zhz
organisation: { name: Serviceorganisatie Jeugd }
municipalities:
  - { code: "0505", name: Gemeente, iban: NL91ABNA0417164300 }
providers:
  - { agb: "99990001", name: Voorbeeld, iban: BE68539007547034 }
`,
    );
    const out = join(ledger.folder, 'bank');
    const pay = ['pay', ...region, '--terms', terms, '--on', '2026-03-16', '--out', out];
    expect((await command(...pay)).lines[0]).toContain('1 payment batches for 2026-03-16');
    const [approval] = await openIn(region);
    await askedByAnother();
    expect((await command('approvals', 'confirm', approval?.id ?? '', ...region)).code).toBe(0);
    const ordered = await command(...pay);
    expect(ordered.lines.join('\n')).toContain('bank');
    await rm(out, { recursive: true });
  });

  it('rotate the vault key, without an open ledger', async () => {
    process.env['REGIEBOEK_NEW_VAULT_KEY'] = '23'.repeat(32);
    const asked = await command('keys', 'rotate');
    expect([asked.code, asked.lines[0]]).toEqual([0, expect.stringMatching(/^Rotate vault key [0-9a-f]{8}: nothing/)]);
    const [approval] = await openIn(installation);
    expect(await command('approvals', 'confirm', approval?.id ?? '', ...installation)).toMatchObject({ code: 1 });
    await askedByAnother();
    const confirmed = await command('approvals', 'confirm', approval?.id ?? '', ...installation);
    expect([confirmed.code, confirmed.errors]).toEqual([0, '']);
    expect(confirmed.lines.join('\n')).toMatch(/encrypted with key [0-9a-f]{8}[^]*confirmed and done/);
    process.env['REGIEBOEK_VAULT_KEY'] = '23'.repeat(32);
    expect((await command('keys', 'check')).code).toBe(0);
    expect(await openIn(installation)).toEqual([]);
  });

  it('can be declined, after which nothing is done', async () => {
    process.env['REGIEBOEK_NEW_VAULT_KEY'] = '42'.repeat(32);
    const asked = await command('keys', 'rotate');
    expect([asked.code, asked.errors]).toEqual([0, '']);
    const [approval] = await openIn(installation);
    await askedByAnother();
    const declined = await command('approvals', 'decline', approval?.id ?? '', ...installation);
    expect([declined.errors, declined.lines]).toEqual(['', [expect.stringMatching(/declined; nothing was done$/)]]);
    expect((await command('keys', 'check')).code).toBe(0);
  });
});
