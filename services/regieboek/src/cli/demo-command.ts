import { mkdir, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { BilledLine, BillingSummary, Proof } from '@regieboek/finance';
import { addMonths, formatEuro, lastDayOf, monthOf, toDay, type Month } from '@regieboek/kernel';
import { signalsOf } from '@regieboek/placements';
import { lockFolder } from '@regieboek/platform';
import { stayChains, stayStatistics } from '@regieboek/reporting';
import { demoDefaults, writeDemoFiles, type DemoOptions } from '../demo-data/index.js';
import { filesToImport } from '../import/classify.js';
import { importFiles, type FileResult } from '../import/import-files.js';
import { writeAnswers } from '../import/write-answers.js';
import { withRegieboek, type Regieboek } from '../process/regieboek.js';
import { readSettings } from '../process/settings.js';
import { summaryLines, writeStatements } from './billing-commands.js';
import { oldestOf, proveMonths, sealLines, sealMonths, type DemoSeal } from './demo-seals.js';
import { declaredSentence, importTable, refusedLines } from './import-command.js';
import { table, type Output } from './output.js';

/** Options of `demo`. */
export interface DemoCommandOptions {
  readonly youths?: number;
  readonly months?: number;
  readonly seed?: number;
  readonly out?: string;
  readonly filesOnly?: boolean;
  readonly json?: boolean;
}

/** Days after the last month on which the demo looks back: declarations and answers are in by then. */
const LOOK_BACK_DAYS = 45;
const FOLDERS_MAX = 99;

/** Folder of the demo, locked: the wanted one, otherwise the first that no other demo is running in. */
async function openFolder(out: string | undefined): Promise<{ folder: string; release: () => Promise<void> }> {
  for (let number = 1; ; number += 1) {
    const folder = resolve(out ?? join('.regieboek', number === 1 ? 'demo' : `demo-${number}`));
    await mkdir(folder, { recursive: true });
    try {
      return { folder, release: (await lockFolder(folder)).release };
    } catch (error) {
      if (out || number === FOLDERS_MAX) throw error;
    }
  }
}

interface Imported {
  readonly results: readonly FileResult[];
  readonly seconds: number;
}

async function importDemo(regieboek: Regieboek, folder: string, output: Output): Promise<Imported> {
  const started = performance.now();
  const files = await filesToImport([join(folder, 'files')]);
  output.step(`Taking in ${files.length} files: checking, deciding, answering`);
  let done = 0;
  const results = await importFiles(regieboek, files, ({ kind }) =>
    output.progress(`taking in ${(done += 1)} of ${files.length} files (${kind})`),
  );
  output.progressDone();
  await writeAnswers(regieboek, results, join(folder, 'answers'));
  return { results, seconds: (performance.now() - started) / 1000 };
}

/** Bills every month of every region and writes the statements; gives the figures, newest month last. */
async function billDemo(
  regieboek: Regieboek,
  folder: string,
  months: readonly Month[],
  output: Output,
): Promise<BillingSummary[]> {
  const summaries: BillingSummary[] = [];
  output.step(`Billing ${months.length} months of every region`);
  for (const region of await regieboek.resources.log.regions()) {
    for (const month of months) {
      output.progress(`billing ${region} ${month}`);
      const { summary, statements } = await regieboek.billing.month(region, month);
      summaries.push(summary);
      await writeStatements(statements, join(folder, 'statements'));
    }
  }
  output.progressDone();
  return summaries;
}

const days = (value: number | null): string => (value === null ? '-' : value.toFixed(0));

/** Stay durations and signals of every region in the year of the last month. */
async function stays(regieboek: Regieboek, last: Month) {
  const year = Number(last.slice(0, 4));
  const today = toDay(regieboek.resources.today());
  const rows = [];
  for (const region of await regieboek.resources.log.regions()) {
    const history = await regieboek.histories.of(region);
    const { curve: _, ...figures } = stayStatistics(stayChains(history), year, today);
    const signals = signalsOf(history, today);
    rows.push({
      region,
      ...figures,
      signals: Object.fromEntries(
        [...Map.groupBy(signals, ({ kind }) => kind)].map(([kind, own]) => [kind, own.length]),
      ),
    });
  }
  return rows;
}

type Stays = Awaited<ReturnType<typeof stays>>;

function stayLines(rows: Stays): string[] {
  const cells = rows.map((one) => [
    one.region,
    String(one.chains),
    String(one.ended),
    days(one.meanEndedDays),
    days(one.medianEndedDays),
    String(one.ongoing),
    days(one.medianSurvivalDays),
    Object.entries(one.signals)
      .map(([kind, count]) => `${kind} ${count}`)
      .join(', '),
  ]);
  return table(
    ['region', 'stays', 'ended', 'mean days', 'median', 'ongoing', 'median (Kaplan-Meier)', 'signals'],
    cells,
    [1, 2, 3, 4, 5, 6],
  );
}

interface DemoReport {
  readonly folder: string;
  readonly imported: Imported;
  readonly seals: readonly DemoSeal[];
  readonly proofs: readonly Proof[];
  readonly summaries: readonly BillingSummary[];
  readonly stays: Stays;
  readonly explanation: readonly string[];
}

/** A line of the last month, explained: one that was divided between municipalities when there is one. */
async function explainOne(regieboek: Regieboek, last: Month, dataDir: string): Promise<string[]> {
  const billed: { region: string; line: BilledLine }[] = [];
  for (const region of await regieboek.resources.log.regions()) {
    const { run } = await regieboek.billing.run(region, last);
    billed.push(...run.lines.map((line) => ({ region, line })));
  }
  const divided = billed.find(({ line }) => line.id.endsWith('.2') && line.municipality !== null) ?? billed[0];
  if (!divided) return [];
  const explanation = await regieboek.billing.explain(divided.region, divided.line.id, 'nl');
  return [`npx regieboek explain '${divided.line.id}' --data-dir '${dataDir}'`, ...(explanation?.sentences ?? [])];
}

function reportLines(report: DemoReport, last: Month): string[] {
  const { folder, imported, seals, proofs, summaries, stays: rows, explanation } = report;
  const total = (of: (summary: BillingSummary) => number) =>
    formatEuro(summaries.reduce((sum, one) => sum + of(one), 0));
  return [
    ...importTable(imported.results),
    '',
    `${declaredSentence(imported.results)} (in ${imported.seconds.toFixed(1)} s)`,
    ...refusedLines(imported.results).map((line) => `refused: ${line.replace(join(folder, 'files'), '').slice(1)}`),
    ...summaries
      .filter(({ period }) => period === last)
      .flatMap((summary) => ['', `Region ${summary.region}, ${summary.period}`, ...summaryLines(summary)]),
    '',
    `All months: billed ${total(({ totals }) => totals.billedCents)} + unresolved ${total(({ totals }) => totals.unresolvedCents)} = approved ${total(({ totals }) => totals.approvedCents)} + lump sums ${total(({ totals }) => totals.lumpSumCents)}`,
    '',
    ...(seals.length > 0 ? [...sealLines(seals, proofs), ''] : []),
    `Stays away from home in ${last.slice(0, 4)}`,
    ...stayLines(rows),
    '',
    ...explanation,
    '',
    `Files:      ${join(folder, 'files')}`,
    `Answers:    ${join(folder, 'answers')} (JW325)`,
    `Statements: ${join(folder, 'statements')} (JSON and CSV per municipality and month)`,
    `Ledger:     ${join(folder, 'data')} (npx regieboek serve --data-dir '${join(folder, 'data')}')`,
  ];
}

/** `regieboek demo`: generates a region's files, runs the whole main job on them, and shows the outcome. */
export async function demoCommand(given: DemoCommandOptions, output: Output): Promise<void> {
  const options: DemoOptions = { ...demoDefaults, ...defined(given) };
  const { folder, release } = await openFolder(given.out);
  try {
    output.step(`Writing the files of four regions to ${join(folder, 'files')}`);
    for (const part of ['files', 'answers', 'statements', 'data'])
      await rm(join(folder, part), { recursive: true, force: true });
    const written = await writeDemoFiles(join(folder, 'files'), options, ({ files }) =>
      output.progress(`writing file ${files}`),
    );
    output.progressDone();
    if (!given.json)
      output.line(
        `${written.youths} youths in four regions, ${options.months} months: ${written.files} files written\n`,
      );
    if (given.filesOnly) return output.line(join(folder, 'files'));
    await runDemo(folder, options, given.json === true, output);
  } finally {
    await release();
  }
}

const defined = ({ youths, months, seed }: DemoCommandOptions): Partial<DemoOptions> => ({
  ...(youths === undefined ? {} : { youths }),
  ...(months === undefined ? {} : { months }),
  ...(seed === undefined ? {} : { seed }),
});

/** The months that are billed, oldest first. */
function monthsOf({ until, months }: DemoOptions): Month[] {
  const last = toDay(until);
  return Array.from({ length: months }, (_, i) => monthOf(addMonths(last, i + 1 - months)));
}

async function runDemo(folder: string, options: DemoOptions, json: boolean, output: Output): Promise<void> {
  const months = monthsOf(options);
  const last = months.at(-1);
  if (!last) return;
  const settings = readSettings(process.env, {
    dataDir: join(folder, 'data'),
    today: lastDayOf(last) + LOOK_BACK_DAYS,
  });
  const report = await withRegieboek(settings, async (regieboek): Promise<DemoReport> => {
    const imported = await importDemo(regieboek, folder, output);
    const regions = await regieboek.resources.log.regions();
    const oldest = oldestOf(months);
    output.step(`Sealing ${oldest.length} months of every region`);
    const seals = await sealMonths(regieboek, regions, oldest, (text) => output.progress(text));
    output.progressDone();
    return {
      ...{ folder, imported, seals },
      summaries: await billDemo(regieboek, folder, months, output),
      proofs: await proveMonths(regieboek, regions, seals),
      stays: await stays(regieboek, last),
      explanation: await explainOne(regieboek, last, join(folder, 'data')),
    };
  });
  if (json)
    output.json({
      folder,
      summaries: report.summaries,
      seals: report.seals,
      proofs: report.proofs,
      stays: report.stays,
      refused: report.imported.results.filter(({ status }) => status === 'refused'),
    });
  else for (const line of reportLines(report, last)) output.line(line);
}
