import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';
import { run } from '../src/cli/program.js';
import { ledgerFolder, type LedgerFolder } from './ledger-folder.js';
import { command } from './printed.js';
import * as story from './story.js';

const month = ['--region', story.region, '--period', story.month];

describe('the command line on a ledger', () => {
  let ledger: LedgerFolder;
  let folder: string;
  let files: string;

  beforeAll(async () => {
    ledger = await ledgerFolder('cli ledger');
    ({ folder, files } = ledger);
  });
  afterAll(() => ledger.stop());

  it('reports that there is no ledger before any import, and creates none', async () => {
    expect(await command('bill', ...month)).toMatchObject({
      code: 1,
      errors: expect.stringContaining('there is no ledger in the database of DATABASE_URL: correct DATABASE_URL'),
    });
  });

  it('imports a folder, prints a row per kind, and writes the answers', async () => {
    const answers = join(folder, 'answers');
    const { code, lines, errors } = await command('import', files, '--answers', answers);
    expect([code, errors]).toEqual([0, '']);
    expect(lines.join('\n')).toMatch(/assignments \(JW301\) +2 +2 +0 +0/);
    expect(lines.join('\n')).toContain('1 declaration decided: 3 lines, 2 approved, 1 rejected');
    const [answer = ''] = (await readdir(join(answers, story.region))).filter((name) => name.startsWith('jw325-'));
    expect(await readFile(join(answers, story.region, answer), 'utf8')).toContain('<jw325:Bericht ');
  });

  it('imports the same files again without changing anything, also as JSON', async () => {
    const { code, json } = await command('import', join(files, 'e.xml'), join(files, 'contracts.yaml'), '--json');
    expect(code).toBe(0);
    expect(json).toMatchObject([
      [
        { kind: 'contracts', status: 'unchanged', region: 'zhz', faults: [] },
        { kind: 'JW323', status: 'unchanged', region: 'zhz', declaration: { lines: 3, approvedLines: 2 } },
      ],
    ]);
  });

  it('ends with 1 when a file is refused, and names its faults', async () => {
    const path = join(folder, 'broken.csv');
    await writeFile(path, story.factsFile.replace(',0505,', ',Dordrecht,'));
    const { code, lines, errors } = await command('import', path);
    await rm(path);
    expect([code, errors]).toEqual([
      1,
      'regieboek: 1 of 1 files refused; they are kept and can be imported again after repair',
    ]);
    expect(lines).toContainEqual(expect.stringMatching(/broken\.csv: line 2, column municipality: four digits/));
    expect(lines.join('\n')).not.toContain(story.bsn);
  });

  it('bills a month: a row per municipality, or JSON with totals that add up', async () => {
    const { lines } = await command('bill', ...month);
    expect(lines[0]).toMatch(/^code +municipality/);
    expect(lines).toContainEqual(expect.stringMatching(/^0505 +Dordrecht +2 /));
    const { code, json } = await command('bill', ...month, '--json');
    expect(code).toBe(0);
    const [{ totals }] = json as [{ totals: Record<string, number> }];
    expect(totals['approvedCents']).toBe(9 * story.tariffCents);
    expect((totals['billedCents'] ?? 0) + (totals['unresolvedCents'] ?? 0)).toBe(9 * story.tariffCents + 10_000);
  });

  it('gives figures about care: durations of stays, occupancy with the states of its months, and signals', async () => {
    const of = ['--region', story.region];
    const stays = await command('stays', ...of, '--year', '2026');
    expect(stays.lines[0]).toBe('Stays away from home in zhz in 2026, up to 2026-03-06');
    expect((await command('stays', ...of, '--year', '2026', '--json')).json).toEqual([
      expect.objectContaining({ region: 'zhz', year: 2026, chains: 0, cutOff: '2026-03-06' }),
    ]);
    expect((await command('--lang', 'nl', 'occupancy', ...of, '--period', '2026-q1')).lines).toEqual([
      'geen contract van de jeugdregio heeft plaatsen in deze maanden',
      expect.stringMatching(/^2026-01: /),
      expect.stringMatching(/^2026-02: /),
      '2026-03: nog niet voorbij, er kunnen declaraties bij komen',
    ]);
    expect((await command('occupancy', ...of, '--period', '2027', '--json')).json).toEqual([
      { groups: [], months: expect.arrayContaining([{ period: '2027-01', state: 'future' }]) },
    ]);
    expect((await command('signals', ...of)).lines).toEqual(['nothing needs a review']);
    expect((await command('stays', ...of, '--year', '25')).code).toBe(2);
  });

  it('gives statements as CSV, as JSON, and as files of every municipality', async () => {
    const { lines } = await command('statement', ...month, '--municipality', story.responsible);
    expect(lines[0]?.split('\r\n')[0]).toMatch(/^\uFEFFid;kind;municipality;municipalityOfDays;payer;youth/);
    const { json } = await command('statement', ...month, '--json');
    expect(json).toMatchObject([[{ municipality: '0505' }, { municipality: '1978' }]]);
    const out = join(folder, 'statements');
    const written = await command('statement', ...month, '--out', out);
    expect(written.lines).toEqual([`2 statements written to ${out}`, '2026-02: open, amounts can still change']);
    expect((await readdir(join(out, story.region, story.month))).sort()).toEqual([
      '0505.csv',
      '0505.json',
      '1978.csv',
      '1978.json',
    ]);
  });

  it('explains a line in Dutch and in English, and as JSON', async () => {
    const id = `${story.provider}.L1.2`;
    expect((await command('explain', id)).lines[0]).toMatch(/^Voorbeeld Jeugdhulp \(99990001\) declareerde 4 uur/);
    expect((await command('explain', id, '--lang', 'en')).lines[0]).toMatch(/declared 4 hours/);
    const { json } = await command('explain', id, '--json', '--region', story.region);
    expect(json).toMatchObject([{ line: { id, municipality: '1978' }, facts: [{ id: 'R2' }] }]);
  });

  it.each([
    [['explain', '99990001.L9.1'], 'no billed line has the id 99990001.L9.1'],
    [['explain', 'nonsense'], 'no billed line has the id nonsense'],
    [['explain', '99990001.L1.2', '--region', 'fryslan'], 'region fryslan does not exist; known regions: zhz'],
    [['bill', '--region', 'fryslan', '--period', '2026-02'], 'region fryslan does not exist; known regions: zhz'],
    [['statement', '--region', 'fryslan', '--period', '2026-02'], 'region fryslan does not exist; known regions: zhz'],
    [
      ['statement', ...month, '--municipality', '9999'],
      'municipality 9999 does not participate in region zhz in 2026-02',
    ],
  ])('refuses %j with the remedy', async (argv, text) => {
    const { code, errors, lines, json } = await command(...argv);
    expect([code, lines, json]).toEqual([1, [], []]);
    expect(errors).toContain(text);
  });

  it('reports an error of the database by its kind and place, never its message, which may be about a child', async () => {
    const client = new pg.Client({ connectionString: ledger.databaseUrl });
    await client.connect();
    await client.query(`
      CREATE FUNCTION public.tell() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN RAISE EXCEPTION 'duplicate key: ${story.bsn} ${story.familyName}'; END $$;
      CREATE TRIGGER tell BEFORE INSERT ON placements.message FOR EACH ROW EXECUTE FUNCTION public.tell()`);
    await client.end();
    const path = join(folder, 'new.xml');
    await writeFile(path, story.jw301(story.bsn, 5));
    const { code, errors, lines } = await command('import', path);
    expect(code).toBe(1);
    expect(errors).toMatch(/^regieboek: unexpected \w*Error\n {4}at /);
    expect([errors, ...lines].join('\n')).not.toMatch(new RegExp(`${story.bsn}|${story.familyName}`));
  });
});

describe('an unforeseen error', () => {
  it('ends with 1 and is reported by its kind and place only', async () => {
    const errors: string[] = [];
    const code = await run(['--help'], {
      language: 'en',
      line() {
        throw new TypeError(story.familyName);
      },
      json: () => undefined,
      error: (text) => void errors.push(text),
      jsonItems: async () => undefined,
      text: async () => undefined,
      width: undefined,
      step: () => undefined,
      progress: () => undefined,
      progressDone: () => undefined,
    });
    expect(code).toBe(1);
    expect(errors.join('\n')).toMatch(/^regieboek: unexpected TypeError\n {4}at /);
    expect(errors.join('\n')).not.toContain(story.familyName);
  });
});
