import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';
import type { BillingSummary } from '@regieboek/finance';
import { ledgerFolder, type LedgerFolder } from './ledger-folder.js';
import { command } from './printed.js';
import * as story from './story.js';

const region = ['--region', story.region];
const month = [...region, '--period', story.month];
const by = ['--by', 'controller-3'];

const lateFacts = `region,bsn,birthDate,factId,kind,from,to,municipality,detail,recordedOn
${story.region},${story.otherBsn},2012-05-21,R9,registration,2026-02-10,,${story.responsible},woonadres,2026-03-06
`;

/** The other youth declared once more, under an assignment whose start was never told. */
const jw301WithoutStart = story.jw301(story.otherBsn, 7);

describe('closing on the command line', () => {
  let ledger: LedgerFolder;
  let folder: string;
  let files: string;
  let mark = '';

  const one = (json: readonly unknown[]) => json[0] as Record<string, never>;

  beforeAll(async () => {
    ledger = await ledgerFolder('cli closing', { 'd.xml': jw301WithoutStart });
    ({ folder, files } = ledger);
    expect((await command('import', files)).errors).toBe('');
  });
  afterAll(() => ledger.stop());

  it('lists open items before it seals, and waives them one by one or from a file', async () => {
    const refused = await command('seal', ...month, ...by);
    expect([refused.code, refused.errors]).toEqual([
      1,
      expect.stringMatching(/^regieboek: \d open items? in 2026-02: /),
    ]);
    const shown = refused.lines.join('\n');
    const items = [...shown.matchAll(/line:\S+/g)].map(([item]) => item);
    expect(items.length).toBeGreaterThan(0);
    expect(shown).toMatch(/start-unknown +No start message is known for this care/);
    expect(one((await command('seal', ...month, ...by, '--json')).json)['open']).toHaveLength(items.length);
    const file = join(folder, 'waivers.json');
    await writeFile(file, JSON.stringify(items.slice(1).map((item) => ({ item, reason: 'start follows' }))));
    const sealed = await command('seal', ...month, ...by, '--waive', `${items[0]}=start follows`, '--waivers', file);
    expect([sealed.code, sealed.errors]).toEqual([0, '']);
    expect(sealed.lines[0]).toMatch(
      /^2026-02 is sealed by controller-3 on 2026-03-06: position \d+, rule set 2025\.1, digest [0-9a-f]{64}$/,
    );
    expect(sealed.lines[1]).toContain(`waived ${items.length}`);
    mark = /[0-9a-f]{64}$/.exec(sealed.lines[2] ?? '')?.[0] ?? '';
    const again = await command('seal', ...month, ...by, '--json');
    expect(one(again.json)).toMatchObject({ period: '2026-02', sealed: { mark } });
  });

  it.each([
    ['no sign', ['--waive', 'line:1'], /^regieboek: --waive: waiver 1 \(reason\) must be/],
    ['no reason', ['--waive', 'line:1=x', '--waive', '=good reason'], /waiver 1 \(reason\), 2 \(item\)/],
    ['a file that is not a list', ['--waivers', 'contracts.yaml'], /contracts\.yaml is a file of contracts/],
  ])('refuses waivers with %s, naming each', async (_, given, text) => {
    const argv = given.map((part) => (part === 'contracts.yaml' ? join(files, part) : part));
    const { code, errors } = await command('seal', ...month, ...by, ...argv);
    expect([code, errors]).toEqual([1, expect.stringMatching(text)]);
  });

  it('shows later changes, line by line with their causes, and leaves the bill of the sealed month unchanged', async () => {
    const bill = await command('bill', ...month, '--json');
    const path = join(folder, 'late.csv');
    await writeFile(path, lateFacts);
    expect((await command('import', path)).code).toBe(0);
    expect((await command('bill', ...month, '--json')).json).toEqual(bill.json);
    const { lines, code } = await command('diff', ...month);
    expect(code).toBe(0);
    expect(lines[0]).toMatch(
      /^ +-[\d.,]+ {2}2026-02 {2}municipality 0505 {2}provider 99990001 {2}45A04 {2}youth [0-9a-f-]{36} /,
    );
    expect(lines[1]).toMatch(/ {2}residence fact recorded: R9 {2}position \d+, recorded \d{4}-/);
    expect(lines.slice(-3)).toEqual(['2 differences, together 0,00', '2026-02: sealed', 'compared with its seal']);
    expect(lines.join('\n')).not.toContain(story.otherBsn);
    const { json } = await command('diff', ...month, '--json');
    expect(one(json)).toMatchObject({ cents: 0, differences: [{}, {}] });
    const march = [...region, '--period', '2026-03'];
    const statement = await command('statement', ...march, '--municipality', story.responsible);
    expect(statement.lines.join('\n')).toContain(';correction;1978;;0505;');
    expect((await command('bill', ...march)).lines.at(-1)).toMatch(/^corrections of earlier sealed months are not in/);
    expect((await command('bill', ...month)).lines.join('\n')).not.toContain('corrections');
  });

  it('replays a month at a position and at a day, and shows the inputs of the answer', async () => {
    const [{ position }] = (await command('bill', ...month, '--json')).json as [{ position: number }];
    const { lines } = await command('replay', ...month, '--known-at', String(position));
    expect(lines.at(-1)).toBe('2026-02: sealed');
    expect(lines.at(-2)).toMatch(
      new RegExp(`^known at position ${position}, rule set 2025\\.1, month sealed, digest [0-9a-f]{64}$`),
    );
    const later = await command('replay', ...month, '--known-at', '2199-12-31', '--json');
    expect(one(later.json)['position']).toBeGreaterThan(position);
    const line = `${story.provider}.L1.1`;
    expect((await command('explain', line, '--known-at', String(position), '--json')).json).toMatchObject([
      { position },
    ]);
    expect((await command('explain', line)).lines.at(-1)).toBe(
      `Bekend op plaats ${position} van het logboek, regelset 2025.1; de maand is afgesloten.`,
    );
    const inEnglish = await command('explain', line, '--lang', 'en', '--known-at', String(position + 2));
    expect(inEnglish.lines.at(-1)).toBe(
      `Known at position ${position + 2} of the log, rule set 2025.1; the month is sealed.`,
    );
  });

  it('replays consecutive months, each as sealed or as known now, with figures of each and of all', async () => {
    const months = [...region, '--from', '2026-01', '--to', '2026-03'];
    const [range] = (await command('replay', ...months, '--json')).json as [Record<string, never>];
    const [{ digest, position, totals }] = (await command('replay', ...month, '--json')).json as [BillingSummary];
    expect(range['months']).toMatchObject([
      { period: '2026-01', lines: 0, sealed: false },
      { period: '2026-02', digest, position, totals, sealed: true, whatIf: false },
      { period: '2026-03', lines: 0 },
    ]);
    const { approvedCents, lumpSumCents } = totals;
    expect(range['totals']).toMatchObject({ approvedCents, lumpSumCents: 3 * lumpSumCents });
    const { lines, code } = await command('replay', ...months);
    expect([code, lines.length]).toEqual([0, 11]);
    expect(lines.slice(8)).toEqual(expect.arrayContaining(['2026-02: sealed']));
    expect(lines[3]).toMatch(new RegExp(`^2026-02 sealed .* ${position} +2025\\.1 +${digest}$`));
    expect(lines[6]).toMatch(/^3 months, \d+ lines: billed /);
    expect(lines[7]).toBe(`digest ${String(range['digest'])}`);
  });

  it.each([
    [['replay', ...region], 2, 'name a month with --period, or the first and the last'],
    [['replay', ...month, '--to', '2026-03'], 2, 'name a month with --period'],
    [['replay', ...region, '--from', '2026-03', '--to', '2026-02'], 2, 'name a month with --period'],
    [['replay', ...month, '--known-at', '99999'], 1, 'choose a position up to 16'],
    [
      ['replay', ...month, '--known-at', '2020-01-01'],
      1,
      'nothing of region zhz was recorded by the end of 2020-01-01',
    ],
    [['balances', ...region, '--known-at', '2020-01-01'], 1, 'recorded by the end of 2020-01-01'],
    [['replay', ...month, '--known-at', '0'], 1, 'at position 0 region zhz was not defined yet'],
    [['replay', ...region, '--period', '9999-12'], 2, 'expected a month'],
    [['replay', ...region, '--from', '1900-01', '--to', '2026-02'], 2, 'expected a month from 2015-01 to 20'],
    [['seal', ...month, '--by', ' '], 2, 'at most 40 characters'],
    [['seal', ...month, '--by', 'x'.repeat(41)], 2, 'at most 40 characters'],
    [['reopen', ...month, ...by, '--reason', ' a '], 2, 'a reason of 3 to 200 characters'],
    [['reopen', ...month, '--by', '', '--reason', 'a test'], 2, 'a role, initials'],
    [['verify', ...region, '--mark', 'typed over'], 2, 'a mark as it was printed'],
    [['replay', ...month, '--known-at', 'yesterday'], 2, 'expected a recording day'],
    [['replay', ...month, '--rule-set', '1999.1'], 1, 'rule set 1999.1 is unknown; known rule sets: 2025.1'],
    [['seal', ...region, '--period', '2026-03', ...by], 1, '2026-03 is not over: seal it after its last day'],
    [['seal', ...month], 2, '--by'],
    [['reopen', ...region, '--period', '2026-01', ...by, '--reason', 'a test'], 1, '2026-01 is not sealed'],
    [['explain', 'L1', '--region', 'fryslan'], 1, 'region fryslan does not exist; known regions: zhz'],
    [['explain', '2026-02/99990001/line/45A04'], 1, 'is a correction: regieboek diff --period 2026-02 shows'],
    [['verify', '--region', 'fryslan'], 1, 'region fryslan does not exist; known regions: zhz'],
    [['balances', '--region', 'fryslan'], 1, 'region fryslan does not exist; known regions: zhz'],
  ])('refuses %j', async (argv, code, text) => {
    const printed = await command(...argv);
    expect([printed.code, printed.lines]).toEqual([code, []]);
    expect(printed.errors).toContain(text);
  });

  it('prints balances that add up to zero, and postings of a month', async () => {
    const { lines } = await command('balances', ...region);
    expect(lines).toContainEqual(expect.stringMatching(/^municipality-receivable +0505 +[\d.,]+$/));
    expect(lines.at(-1)).toMatch(/^trial balance 0,00; 2026-02 to 2026-03, known at position \d+$/);
    const posted = await command('postings', ...month);
    expect(posted.lines).toContainEqual(
      expect.stringMatching(/^2026-02\/line\/99990001\.L1\.1 +provider-payable +99990001 +-[\d.,]+$/),
    );
    expect(posted.lines.at(-1)).toMatch(/^\d+ postings, known at position \d+, rule set 2025\.1$/);
  });

  it('proves the sealed month, with the mark that was kept', async () => {
    const { code, lines } = await command('verify', ...region, '--mark', mark);
    expect(code).toBe(0);
    expect(lines.at(-1)).toMatch(
      /^1 sealed month holds; nothing up to position \d+ of \d+ was changed, removed or reordered$/,
    );
    const again = await command('verify', ...region, '--mark', mark, '--from-scratch');
    expect([again.code, again.lines]).toEqual([0, lines]);
    const other = await command('verify', ...region, '--mark', mark, '--mark', '0'.repeat(64));
    expect([other.code, other.errors]).toEqual([1, 'regieboek: the log of zhz differs from its seals: 1 fault']);
    expect(other.lines).toContainEqual(expect.stringContaining(`mark ${'0'.repeat(64)}`));
  });

  it('opens the month again with a reason', async () => {
    const { lines } = await command('reopen', ...month, ...by, '--reason', 'the move was known in time');
    expect(lines).toEqual(['2026-02 is open']);
    expect((await command('diff', ...month)).lines.slice(-2)).toEqual([
      '2026-02: open, amounts can still change',
      'reopened; compared with its last seal',
    ]);
    const never = ['diff', '--region', story.region, '--period', '2026-01'];
    expect(await command(...never)).toMatchObject({
      code: 1,
      errors: expect.stringContaining('2026-01 is open and was never sealed, so there is nothing to compare it with'),
    });
    expect(await command('--lang', 'nl', ...never)).toMatchObject({
      errors: expect.stringContaining('2026-01 is open en nooit afgesloten'),
    });
    const [compared] = (await command(...never, '--from', '1', '--json')).json;
    expect(compared).toMatchObject({ state: 'no-data', from: { basis: 'named' } });
  });

  it('detects that somebody changed an event in the database, and where', async () => {
    expect((await command('seal', ...month, ...by, ...(await waiving()))).code).toBe(0);
    const client = new pg.Client({ connectionString: ledger.databaseUrl });
    await client.connect();
    await client.query('ALTER TABLE log.event DISABLE TRIGGER event_is_never_changed');
    const changed = await client.query<{ position: string }>(
      `UPDATE log.event SET data = replace(data, '${story.payer}', '${story.responsible}') WHERE data LIKE '%"R1"%' RETURNING position`,
    );
    await client.end();
    expect(changed.rowCount).toBe(1);
    for (const how of [[], ['--anew']]) {
      const { code, lines } = await command('verify', ...region, ...how);
      expect(code).toBe(1);
      expect(lines).toContainEqual(
        expect.stringMatching(/^positions 1 to \d+: events were changed, removed, inserted or reordered since 2026-02/),
      );
    }
  });

  async function waiving(): Promise<string[]> {
    const { lines } = await command('seal', ...month, ...by);
    return [...lines.join('\n').matchAll(/line:\S+/g)].flatMap(([item]) => ['--waive', `${item}=start follows`]);
  }
});
