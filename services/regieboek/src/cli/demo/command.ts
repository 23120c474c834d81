import { join } from 'node:path';
import { ListRegionIds } from '@regieboek/contracts';
import { placesOf } from '@regieboek/embedded-postgres';
import {
  ExplainLine,
  GetBilledLines,
  GetBillingSummary,
  GetStatementDocuments,
  type BilledLine,
  type BillingSummary,
  type Proof,
} from '@regieboek/finance';
import { addMonths, formatEuro, lastDayOf, monthOf, toDay, type Month, type Language } from '@regieboek/kernel';
import { demoDefaults, writeDemoFiles, type DemoOptions } from '../../demo-data/index.js';
import type { ImportFile } from '../../import/classify.js';
import { filesToImport } from '../../import/files-to-import.js';
import { importFiles } from '../../import/import-files.js';
import type { FileResult } from '../../import/import-one.js';
import { writeAnswers } from '../../import/write-answers.js';
import { hasLedger } from '../../process/require-ledger.js';
import { withRegieboek, type Regieboek } from '../../process/regieboek.js';
import { hasRegionsElsewhere } from '../../process/resources.js';
import { readSettings } from '../../process/settings.js';
import { summaryLines } from '../billing/bill-command.js';
import { writeStatements } from '../statement/files.js';
import { exportTables, tablesLines } from './bi.js';
import { correctionLines, correctionsOf, creditOf, type DemoCorrections, type DemoCredit } from './corrections.js';
import { openDemoFolder } from './folder.js';
import { stayLines, stays, type Stays } from './stays.js';
import { nextSteps } from './next-steps.js';
import { writeTerms } from './terms.js';
import { oldestOf, proveMonths, sealLines, sealMonths, type DemoSeal } from './seals.js';
import { declaredSentence, importTable, refusedLines } from '../import-command.js';
import { CommandRefused, warnOfOthers, type Output } from '../output.js';
import { billingTexts } from '../billing/texts.js';
import { demoTexts } from './texts.js';

/** Options of `demo`. */
export interface DemoCommandOptions {
  readonly youths?: number;
  readonly months?: number;
  readonly seed?: number;
  readonly out?: string;
  readonly filesOnly?: boolean;
  readonly json?: boolean;
}

/** Days after the last month on which the demo reports: declarations and answers have arrived by then. */
const LOOK_BACK_DAYS = 45;

interface Imported {
  readonly results: readonly FileResult[];
  readonly seconds: number;
}

/** Facts that come in after months were sealed. */
const isLate = ({ path }: ImportFile): boolean => path.endsWith('-late.csv');

/** Imports the files of the demo: the late ones, or all others. */
async function importDemo(
  regieboek: Regieboek,
  folder: string,
  wants: (file: ImportFile) => boolean,
  output: Output,
): Promise<Imported> {
  const started = performance.now();
  const files = (await filesToImport([join(folder, 'files')])).filter(wants);
  const texts = demoTexts[output.language];
  output.step(texts.importing(files.length));
  let done = 0;
  const results = await importFiles(regieboek, files, ({ kind }) =>
    output.progress(texts.importProgress((done += 1), files.length, kind)),
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
  const texts = demoTexts[output.language];
  output.step(texts.billing(months.length));
  for (const region of await regieboek.ask(new ListRegionIds())) {
    for (const month of months) {
      output.progress(texts.billProgress(region, month));
      const billed = { region, period: month };
      summaries.push(await regieboek.ask(new GetBillingSummary(billed)));
      await writeStatements(await regieboek.ask(new GetStatementDocuments(billed)), join(folder, 'statements'));
    }
  }
  output.progressDone();
  return summaries;
}

interface DemoReport {
  readonly folder: string;
  /** Place of the database when it is outside the folder. */
  readonly elsewhere: string | undefined;
  readonly imported: Imported;
  readonly seals: readonly DemoSeal[];
  readonly proofs: readonly Proof[];
  readonly summaries: readonly BillingSummary[];
  readonly corrections: readonly DemoCorrections[];
  readonly credit: DemoCredit | null;
  readonly stays: Stays;
  readonly explanation: readonly string[];
}

/** A line of the last month, explained: one that was divided between municipalities when there is one. */
async function explainOne(regieboek: Regieboek, last: Month, dataDir: string): Promise<string[]> {
  const billed: { region: string; line: BilledLine }[] = [];
  for (const region of await regieboek.ask(new ListRegionIds())) {
    const { run } = await regieboek.ask(new GetBilledLines({ region, period: last }));
    billed.push(...run.lines.map((line) => ({ region, line })));
  }
  const divided = billed.find(({ line }) => line.id.endsWith('.2') && line.municipality !== null) ?? billed[0];
  if (!divided) return [];
  const explanation = await regieboek.ask(new ExplainLine({ region: divided.region, id: divided.line.id }, 'nl'));
  return [`npx regieboek explain '${divided.line.id}' --data-dir '${dataDir}'`, ...(explanation?.sentences ?? [])];
}

function reportLines(report: DemoReport, last: Month, language: Language): string[] {
  const texts = demoTexts[language];
  const { folder, imported, seals, proofs, summaries, stays: rows, explanation } = report;
  const total = (of: (summary: BillingSummary) => number) =>
    formatEuro(summaries.reduce((sum, one) => sum + of(one), 0));
  return [
    ...importTable(imported.results, language),
    '',
    `${declaredSentence(imported.results, language)} ${texts.duration(imported.seconds.toFixed(1))}`,
    ...refusedLines(imported.results, language).map((line) =>
      texts.refused(line.replace(join(folder, 'files'), '').slice(1)),
    ),
    ...summaries
      .filter(({ period }) => period === last)
      .flatMap((summary) => ['', texts.region(summary.region, summary.period), ...summaryLines(summary, language)]),
    '',
    texts.allMonths(
      billingTexts[language].totals(
        total(({ totals }) => totals.billedCents),
        total(({ totals }) => totals.unresolvedCents),
        total(({ totals }) => totals.approvedCents),
        total(({ totals }) => totals.lumpSumCents),
      ),
    ),
    '',
    ...(seals.length > 0 ? [...sealLines(seals, proofs, language), ''] : []),
    ...correctionLines(report.corrections, report.credit, language),
    '',
    texts.stays(last.slice(0, 4)),
    ...stayLines(rows, language),
    '',
    ...explanation,
    '',
    texts.files(join(folder, 'files')),
    texts.answers(join(folder, 'answers')),
    texts.statements(join(folder, 'statements')),
    ...tablesLines(folder, language),
    texts.ledger(join(folder, 'data')),
    ...(report.elsewhere === undefined ? [] : [texts.database(report.elsewhere)]),
    ...nextSteps({ folder, seals, last }, language),
  ];
}

/** Place of the database of a data folder when it is not in that folder. */
async function placeElsewhere(dataDir: string): Promise<string | undefined> {
  const { folder, database } = await placesOf(dataDir);
  return database === null || database === join(folder, 'postgres') ? undefined : database;
}

/** Invented children never enter a real ledger. */
async function mustBeNoLedger(language: Language): Promise<void> {
  const settings = readSettings(process.env);
  if (settings.databaseUrl !== undefined && (await hasLedger(settings)))
    throw new CommandRefused(demoTexts[language].databaseInUse);
  if (await hasRegionsElsewhere(settings)) throw new CommandRefused(demoTexts[language].logInUse);
}

/** `regieboek demo`: generates a region's files, runs the whole main job on them, and shows the outcome. */
export async function demoCommand(given: DemoCommandOptions, output: Output): Promise<void> {
  const options: DemoOptions = { ...demoDefaults, ...defined(given) };
  if (!given.filesOnly) await mustBeNoLedger(output.language);
  const { folder, startsOver, release } = await openDemoFolder(given.out, output.language);
  const texts = demoTexts[output.language];
  try {
    await warnOfOthers(folder, output);
    if (startsOver) output.step(texts.startingOver(folder));
    output.step(texts.writing(join(folder, 'files')));
    const written = await writeDemoFiles(folder, options, ({ files }) => output.progress(texts.writeProgress(files)));
    output.progressDone();
    if (!given.json) output.line(`${texts.written(written.youths, options.months, written.files)}\n`);
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
    // A demo has no second person.
    fourEyes: false,
  });
  const report = await withRegieboek(settings, async (regieboek): Promise<DemoReport> => {
    const taken = await importDemo(regieboek, folder, (file) => !isLate(file), output);
    const regions = await regieboek.ask(new ListRegionIds());
    const oldest = oldestOf(months);
    output.step(demoTexts[output.language].sealing(oldest.length));
    const seals = await sealMonths(regieboek, regions, oldest, (region, period) =>
      output.progress(demoTexts[output.language].sealProgress(region, period)),
    );
    output.progressDone();
    const late = await importDemo(regieboek, folder, isLate, output);
    const imported = { results: [...taken.results, ...late.results], seconds: taken.seconds + late.seconds };
    const next = months[oldest.length] ?? last;
    await writeTerms(regieboek, folder, next);
    await exportTables(regieboek, regions, folder, output);
    return {
      ...{ folder, elsewhere: await placeElsewhere(join(folder, 'data')), imported, seals },
      corrections: await correctionsOf(regieboek, regions, next),
      credit: await creditOf(regieboek, regions, months),
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
      ...{ seals: report.seals, proofs: report.proofs },
      corrections: report.corrections,
      credit: report.credit,
      stays: report.stays,
      refused: report.imported.results.filter(({ status }) => status === 'refused'),
    });
  else for (const line of reportLines(report, last, output.language)) output.line(line);
}
