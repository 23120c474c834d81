import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, extname, join, relative } from 'node:path';
import fc from 'fast-check';
import { GetBillingSummary, GetDeclarationAnswer } from '@regieboek/finance';
import { readJw325 } from '@regieboek/ijw';
import { startTestDatabase } from '@regieboek/embedded-postgres/testing';
import { inLongRuns, sized } from '@regieboek/kernel/testing';
import { lastDayOf, parseMonth, type Month } from '@regieboek/kernel';
import { demoDefaults, writeDemoFiles } from '../src/demo-data/index.js';
import { filesToImport } from '../src/import/files-to-import.js';
import { importFiles } from '../src/import/import-files.js';
import { Regieboek } from '../src/process/regieboek.js';
import { readSettings } from '../src/process/settings.js';

const region = 'zhz';
const options = { ...demoDefaults, youths: sized(12, 24), months: 4, regions: [region] };
const monthOf = (text: string): Month => {
  const month = parseMonth(text);
  if (!month) throw new RangeError(text);
  return month;
};
const last = monthOf('2025-12');
const LATER = lastDayOf(last) + 45;
/** A day on which the declarations of November are still recent enough to wait. */
const SOON = lastDayOf(last) + 14;
const months = [...['2025-09', '2025-10', '2025-11'].map(monthOf), last];

interface Expected {
  readonly wrong: readonly { readonly file: string; readonly kind: string }[];
}

/** Bills and decisions of a ledger that imported folders one after the other, without what differs between ledgers by nature. */
async function outcomeOf(today: number, ...folders: string[]): Promise<unknown> {
  const database = await startTestDatabase();
  const dataDir = await mkdtemp(join(tmpdir(), 'regieboek order data '));
  const variables = { DATABASE_URL: database.url, REGIEBOEK_VAULT_KEY: 'ab'.repeat(32) };
  const regieboek = await Regieboek.open(readSettings(variables, { dataDir, today }));
  try {
    const results = [];
    for (const folder of folders)
      results.push(...(await importFiles(regieboek, await filesToImport([folder]), () => undefined)));
    expect(results.filter(({ status }) => status === 'passed-over')).toEqual([]);
    const decided = results.flatMap(({ declaration, released = [] }) => [
      ...(declaration ? [declaration] : []),
      ...released,
    ]);
    const answers = [];
    for (const { id } of decided) {
      const read = readJw325((await regieboek.ask(new GetDeclarationAnswer(region, id))) ?? '');
      if (!read.ok) throw new Error('an answer that cannot be read');
      const { retourCodes } = read.value.header;
      answers.push(JSON.stringify({ retourCodes, answer: read.value.declaratieAntwoord }));
    }
    const bills = [];
    for (const month of months) bills.push(await regieboek.ask(new GetBillingSummary({ region, period: month })));
    return {
      answers: answers.sort(),
      bills: bills.map(({ totals, municipalities, claims }) => ({ totals, municipalities, claims })),
    };
  } finally {
    await regieboek.close();
    await database.stop();
    await rm(dataDir, { recursive: true, force: true });
  }
}

describe('the files of a region give the same decisions and bills', () => {
  let folder: string;
  let files: string[];
  let undisturbed: unknown;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'regieboek order '));
    await writeDemoFiles(folder, options);
    const root = join(folder, 'files', region);
    const entries = await readdir(root, { recursive: true, withFileTypes: true });
    files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
    undisturbed = await outcomeOf(LATER, root);
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  const copyOf = async (name: string, chosen: readonly string[], nameOf: (file: string, at: number) => string) => {
    const target = join(folder, name);
    for (const [at, file] of chosen.entries()) {
      const path = join(target, nameOf(file, at));
      await mkdir(dirname(path), { recursive: true });
      await cp(file, path);
    }
    return target;
  };

  it('for any names and folders', async () => {
    let run = 0;
    await fc.assert(
      fc.asyncProperty(fc.shuffledSubarray(files, { minLength: files.length }), async (shuffled) => {
        run += 1;
        const renamed = await copyOf(`renamed-${run}`, shuffled, (file, at) => `${at % 7}/${at}${extname(file)}`);
        expect(await outcomeOf(LATER, renamed)).toEqual(undisturbed);
      }),
      { seed: 20251129, numRuns: sized(1, 2) },
    );
  });

  inLongRuns('when the declarations of a month in between come in a later import', async () => {
    const { wrong } = JSON.parse(await readFile(join(folder, 'expected', `${region}.json`), 'utf8')) as Expected;
    const outOfOrder = new Set(wrong.filter(({ kind }) => kind === 'earlier-period').map(({ file }) => file));
    const inOrder = files.filter((file) => !outOfOrder.has(relative(join(folder, 'files', region), file)));
    const pairOf = (file: string): string => basename(file).split('-').slice(0, 2).join('-');
    const isOf = (month: string) => (file: string) => relative(folder, file).includes(join('declarations', month));
    // The first declaration of a provider to a municipality never waits: earlier ones are unknown.
    const declaredBefore = new Set(inOrder.filter(isOf('2025-09')).map(pairOf));
    const madeUpFor = new Set<string>();
    for (const file of inOrder.filter(isOf('2025-11')))
      if ((await readFile(file, 'utf8')).includes('Begindatum>2025-10')) madeUpFor.add(pairOf(file));
    const isLate = (file: string): boolean =>
      isOf('2025-10')(file) && declaredBefore.has(pairOf(file)) && !madeUpFor.has(pairOf(file));
    const contracts = inOrder.find((file) => file.endsWith('contracts.yaml')) ?? '';
    await writeFile(contracts, `${await readFile(contracts, 'utf8')}ijw: { predecessorWaitDays: 60 }\n`);
    const keep = (file: string): string => relative(folder, file);
    const early = await copyOf(
      'early',
      inOrder.filter((file) => !isLate(file)),
      keep,
    );
    const late = await copyOf('late', inOrder.filter(isLate), keep);
    expect((await readdir(late, { recursive: true })).length).toBeGreaterThan(3);
    expect(await outcomeOf(SOON, early, late)).toEqual(await outcomeOf(SOON, await copyOf('in-order', inOrder, keep)));
  });

  it('and from a folder with a file of another kind, which is named', async () => {
    const target = await copyOf('with-notes', files.slice(0, 1), (file) => `a${extname(file)}`);
    await writeFile(join(target, 'notes.docx'), await readFile(files[0] ?? ''));
    expect((await filesToImport([target])).map(({ kind }) => kind)).toEqual(['contracts', 'passed-over']);
  });
});
