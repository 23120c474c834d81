/** Every command of the command line on one region, while a neighbour with recognisable values is in the same ledger. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Command } from 'commander';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { standardInput } from '../../src/cli/input.js';
import { terminal } from '../../src/cli/output.js';
import { regieboekProgram } from '../../src/cli/program.js';
import { ledgerFolder, type LedgerFolder } from '../ledger-folder.js';
import { command } from '../printed.js';
import * as story from '../story.js';
import * as neighbour from './neighbour.js';

const leavesOf = ({ commands }: Command, path: readonly string[] = []): string[] =>
  commands.length === 0 ? [path.join(' ')] : commands.flatMap((one) => leavesOf(one, [...path, one.name()]));
const leaves = leavesOf(regieboekProgram(terminal, standardInput));

/** Commands on the installation as a whole, or on no ledger: they are not for one region. */
const ofNoRegion = [
  ...[
    'serve',
    'demo',
    'import',
    'rules',
    'residence resolve',
    'ijw check',
    'ijw answer',
    'ijw show',
    'ijw csv',
    'verify-statement',
  ],
  ...[
    'parked list',
    'parked retry',
    'parked skip',
    'read-models rebuild',
    'keys check',
    'keys rotate',
    'backup create',
    'backup verify',
    'backup exercise',
    'restore',
    'status',
    'upgrade',
    'remove',
  ],
];

const terms = `format: regieboek-payments/1
region: zhz
organisation: { name: Serviceorganisatie Jeugd, iban: NL91ABNA0417164300 }
municipalities:
  - { code: "0505", name: Gemeente, iban: NL91ABNA0417164300 }
providers:
  - { agb: "99990001", name: Voorbeeld, iban: BE68539007547034 }
`;

const accounts = `format: regieboek-accounts/1
region: zhz
journal: "70"
accounts:
${['provider-payable', 'municipality-receivable', 'claim', 'lump-sum', 'suspense', 'payment', 'receipt']
  .map((kind, index) => `  ${kind}: { code: "1${index}00", name: Rekening }`)
  .join('\n')}
`;

/** Id of nothing. */
const ABSENT = '3f2b8c1e-5d47-4b0a-9c36-7a1e2d904f55';

let ledger: LedgerFolder;
const out = (name: string): string => join(ledger.folder, 'out', name);

/** Arguments of every command on a region, in the order in which they have something to print. */
const onRegion = (): Readonly<Record<string, readonly string[]>> => {
  const region = ['--region', story.region];
  const period = [...region, '--period', story.month];
  const by = ['--by', 'controller-3'];
  const settled = [...region, '--period', story.month, '--terms', join(ledger.folder, 'terms.yaml')];
  return {
    bill: [...period, '--json'],
    'export bi': [...region, '--purpose', 'monitor', '--form', 'csv', '--out', out('bi')],
    statement: [...period, '--out', out('statements')],
    explain: [`${story.provider}.L1.1`, ...region],
    refusals: [...region, '--json'],
    who: [...region, '--assignment', '700001'],
    identity: [...region, '--youth', ABSENT],
    fact: [...region, '--assignment', '1', '--fact', '{}'],
    remarks: [out('reconciled.csv'), ...region, '--by', 'controller-3'],
    'open-items': [...period, '--json'],
    'standing take': [
      ...period,
      ...['--youth', ABSENT, '--waives', 'start-unknown', '--reason', 'start follows', '--by', 'controller-3'],
    ],
    'standing withdraw': [...region, '--decision', ABSENT, '--reason', 'start came', '--by', 'controller-3'],
    'standing list': region,
    replay: [...period, '--json'],
    diff: [...period, '--from', '10', '--to', 'now'],
    reconcile: [...period, '--out', out('reconciled.csv')],
    receive: [
      ...region,
      '--reference',
      'B-1',
      '--municipality',
      story.payer,
      '--kind',
      'advance',
      '--cents',
      '100',
      '--received-on',
      '2026-02-03',
      '--from',
      story.month,
      '--to',
      story.month,
    ],
    receipts: region,
    figures: [...period, '--json'],
    forecast: [...region, '--from', '2026-01-01'],
    'late-billing': region,
    stays: [...region, '--year', story.month.slice(0, 4)],
    occupancy: [...period, '--json'],
    signals: region,
    'bank-statement': [join(ledger.folder, 'bank.xml'), ...region, '--terms', join(ledger.folder, 'terms.yaml')],
    retention: region,
    'approvals list': region,
    'approvals confirm': [ABSENT, ...region],
    'approvals decline': [ABSENT, ...region],
    'access review': region,
    'access emergency': region,
    'access review-emergency': [ABSENT, ...region, '--outcome', 'justified'],
    'audit prune': region,
    erase: [...region, '--youth', ABSENT, '--ground', 'term-ended'],
    seal: [...period, ...by],
    balances: [...region, '--out', out('balances.csv')],
    corrections: [...period, '--out', out('corrections.csv')],
    'journal-entries': [...period, '--accounts', join(ledger.folder, 'accounts.yaml'), '--out', out('journal.csv')],
    postings: [...period, '--out', out('postings.csv')],
    verify: region,
    settle: settled,
    'issue-settlement': [...settled, ...by, '--letters', out('letters')],
    settlements: [...region, '--out', out('settlements.csv')],
    pay: [
      ...region,
      '--terms',
      join(ledger.folder, 'terms.yaml'),
      '--execution-date',
      '2026-03-16',
      '--out',
      out('payments'),
    ],
    'withdraw-payment': [...region, '--batch', 'RB4F1D', '--reason', 'AC04', ...by],
    reopen: [...period, '--reason', 'vergeten', ...by],
    'read-models list': [...region, '--json'],
    check: [...region, '--deep'],
    'audit show': [...region, '--json'],
    'audit verify': region,
    'audit export': region,
  };
};

async function filesBelow(folder: string): Promise<string> {
  const files = (await readdir(folder, { recursive: true, withFileTypes: true })).filter((one) => one.isFile());
  const texts = await Promise.all(
    files.map(async ({ parentPath, name }) => `${name} ${await readFile(join(parentPath, name), 'latin1')}`),
  );
  return texts.join('\n');
}

beforeAll(async () => {
  ledger = await ledgerFolder('isolation');
  await writeFile(join(ledger.folder, 'terms.yaml'), terms);
  await writeFile(join(ledger.folder, 'accounts.yaml'), accounts);
  await writeFile(join(ledger.folder, 'bank.xml'), story.camt({ cents: 12_345, iban: 'NL91ABNA0417164300', text: '' }));
  await mkdir(join(ledger.folder, 'out'));
  const other = join(ledger.folder, 'other');
  await mkdir(other);
  for (const [name, text] of Object.entries(story.files()))
    await writeFile(join(other, name), neighbour.neighbours(text));
  for (const folder of [ledger.files, other]) expect(await command('import', folder)).toMatchObject({ code: 0 });
  expect((await command('bill', '--region', neighbour.region, '--period', story.month)).code).toBe(0);
});
afterAll(() => ledger.stop());

describe('commands on one region', () => {
  it('are all known here, so that a new one is not forgotten', () => {
    expect([...Object.keys(onRegion()), ...ofNoRegion].sort()).toEqual([...leaves].sort());
  });

  it('print and write nothing of another region', async () => {
    const worked: string[] = [];
    for (const [name, parameters] of Object.entries(onRegion())) {
      const { code, lines, json, text, errors } = await command(...name.split(' '), ...parameters);
      const printed = [...lines, JSON.stringify(json), text, errors].join('\n');
      expect([name, code, errors, neighbour.shownIn(printed)]).toEqual([name, code, errors, []]);
      if (code === 0) worked.push(name);
    }
    expect(worked).toEqual(
      expect.arrayContaining(['bill', 'statement', 'explain', 'reconcile', 'verify', 'audit show', 'audit export']),
    );
    const written = await filesBelow(join(ledger.folder, 'out'));
    expect(written.length).toBeGreaterThan(1_000);
    expect(neighbour.shownIn(written)).toEqual([]);
  });
});
