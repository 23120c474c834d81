/** Open items, and the standing decisions that waive them, over the command line and HTTP. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sheetOf } from '@regieboek/sheets/testing';
import { ledgerFolder, type LedgerFolder } from './ledger-folder.js';
import { command } from './printed.js';
import { start, type Running } from './running.js';
import * as story from './story.js';

const region = ['--region', story.region];
const month = [...region, '--period', story.month];
const by = ['--by', 'controller-3'];

interface Item {
  readonly item: string;
  readonly youth: string;
  readonly reasons: readonly string[];
  readonly standing: readonly string[];
}

describe('open items and standing decisions', () => {
  let ledger: LedgerFolder;
  let running: Running | undefined;
  let youth = '';
  let decision = '';

  const items = async (...filter: string[]): Promise<Item[]> =>
    ((await command('open-items', ...month, '--json', ...filter)).json[0] as { items: Item[] }).items;

  beforeAll(async () => {
    ledger = await ledgerFolder('standing', { 'd.xml': story.jw301(story.otherBsn, 7) });
    expect((await command('import', ledger.files)).errors).toBe('');
  });
  afterAll(async () => {
    await running?.close();
    await ledger.stop();
  });

  it('name each line with its youth, its reason in words and the ways out', async () => {
    const { code, lines } = await command('--lang', 'nl', 'open-items', ...month);
    const text = lines.join('\n');
    expect(code).toBe(0);
    expect(text).toContain('Van deze hulp is geen startbericht bekend; gerekend is met de productperiode.');
    expect(text).toContain('- laat de aanbieder het startbericht (JW305) sturen en importeer het');
    expect(text).toMatch(
      /regieboek standing take --region zhz --youth [0-9a-f-]{36} --waives start-unknown --period 2026-02/,
    );
    expect(text).toMatch(/1 post om over te beslissen, samen 462,00; 0 goedgekeurd/);
    const [only] = await items();
    expect(only).toMatchObject({ item: 'line:99990001.L2.1', reasons: ['start-unknown'], standing: [] });
    youth = only?.youth ?? '';
    expect(await items('--municipality', story.responsible)).toEqual([]);
    expect((await command('open-items', ...month, '--provider', '12345678')).errors).toContain(
      'known: 99990001 (Voorbeeld Jeugdhulp)',
    );
    expect(await items('--municipality', story.payer, '--kind', 'line', '--reason', 'start-unknown')).toHaveLength(1);
  });

  it('are written as a workbook for people', async () => {
    const out = join(ledger.folder, 'open-posten.xlsx');
    expect((await command('open-items', ...month, '--out', out)).errors).toBe('');
    const cells = JSON.stringify(sheetOf(await readFile(out)));
    for (const text of ['Naam aanbieder', 'Voorbeeld Jeugdhulp', 'Dordrecht', 'Wat te doen', '"number":462'])
      expect(cells).toContain(text);
  });

  it('waive a reason of a youth once, which the same request again does not change', async () => {
    const take = ['standing', 'take', ...region, '--youth', youth, '--waives', 'start-unknown', '--period', '2026-q1'];
    const reason = ['--reason', 'start message follows'];
    const first = await command(...take, ...reason, ...by, '--json');
    expect(first.json[0]).toMatchObject([
      { youth, waives: 'start-unknown', from: '2026-01', to: '2026-03', withdrawn: null },
    ]);
    expect((await command(...take, ...reason, ...by, '--json')).json).toEqual(first.json);
    decision = (first.json[0] as { id: string }[])[0]?.id ?? '';
    const other = await command(...take, '--reason', 'another reason', ...by);
    expect(other).toMatchObject({
      code: 1,
      errors: expect.stringContaining(`decision ${decision} waives this reason`),
    });
    expect((await items())[0]?.standing).toEqual([decision]);
  });

  it('refuse an unknown youth, and a citizen service number in the reason', async () => {
    const unknown = '3f2b8c1e-5d47-4b0a-9c36-7a1e2d904f55';
    const take = ['standing', 'take', ...month, '--waives', 'start-unknown', ...by, '--reason'];
    expect((await command(...take, 'start follows', '--youth', unknown)).errors).toContain('no youth of this region');
    const withBsn = await command(...take, `start of ${story.bsn}`, '--youth', youth);
    expect(withBsn.code).toBe(1);
    expect(withBsn.errors).not.toContain(story.bsn);
  });

  it('are applied by a seal, which names them in its waivers; its proof holds', async () => {
    const sealed = await command('seal', ...month, ...by, '--json');
    expect(sealed.json[0]).toMatchObject({
      sealed: {
        seal: { waivers: [{ item: 'line:99990001.L2.1', reason: 'start message follows', standing: [decision] }] },
      },
    });
    expect((await command('verify', ...region, '--from-scratch')).code).toBe(0);
    const { lines } = await command('open-items', ...month);
    expect(lines).toContain('sealed, so nothing is open: 2026-02');
  });

  it('are withdrawn for later seals, and listed with the withdrawal', async () => {
    await command('reopen', ...month, ...by, '--reason', 'the start message arrived');
    const withdraw = ['standing', 'withdraw', ...region, '--decision', decision, ...by, '--reason', 'start arrived'];
    for (const _ of [1, 2]) expect((await command(...withdraw)).code).toBe(0);
    expect((await command('standing', 'list', ...region, '--json')).json[0]).toMatchObject([
      { id: decision, withdrawn: { reason: 'start arrived', by: 'controller-3', on: '2026-03-06' } },
    ]);
    const refused = await command('--lang', 'nl', 'seal', ...month, ...by);
    expect(refused.code).toBe(1);
    expect(refused.errors).toMatch(/1 open post in 2026-02: los elke op of keur haar goed/);
    expect(refused.lines[0]).toMatch(/^post +jeugdige +bedrag +code +reden$/);
  });

  it('are the same over HTTP', async () => {
    const product = await start(ledger.databaseUrl);
    running = product;
    const base = `/v1/regions/${story.region}`;
    const shown = (await product.get(`${base}/open-items?period=2026-q1`)).json();
    expect(shown).toMatchObject({
      months: [{ status: 'open' }, { status: 'open' }, { status: 'open' }],
      items: [
        { youth, reasons: [{ code: 'start-unknown', text: expect.stringMatching(/^Van deze hulp/) }], standing: [] },
      ],
    });
    const csv = await product.get(`${base}/open-items?period=2026-02`, { accept: 'text/csv' });
    expect(csv.body).toContain(';462,00;');
    const body = {
      youth,
      waives: 'start-unknown',
      period: '2026-02',
      reason: 'start message follows',
      by: 'controller-3',
    };
    const taken = await product.post(`${base}/standing-decisions`, 'application/json', JSON.stringify(body));
    const { id } = taken.json();
    const { decisions } = (await product.get(`${base}/standing-decisions`)).json();
    expect(decisions).toMatchObject([{ id: decision }, { id, withdrawn: null }]);
    const seal = `${base}/periods/${story.month}/seal`;
    const sealed = await product.post(seal, 'application/json', JSON.stringify({ by: 'controller-3' }));
    expect(sealed.json()).toMatchObject({ seal: { waivers: [{ standing: [id] }] } });
    expect((await product.get(`${base}/proof`)).json()).toMatchObject({ faults: [] });
    const why = JSON.stringify({ reason: 'start arrived', by: 'controller-3' });
    const withdrawn = await product.post(`${base}/standing-decisions/${id}/withdrawal`, 'application/json', why);
    expect(withdrawn.json()).toMatchObject({ id, withdrawn: { reason: 'start arrived' } });
    const absent = await product.post(`${base}/standing-decisions/${youth}/withdrawal`, 'application/json', why);
    expect(absent.statusCode).toBe(404);
  });
});
