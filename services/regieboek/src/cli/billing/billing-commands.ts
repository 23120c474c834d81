import { join, resolve } from 'node:path';
import { ListRegionIds } from '@regieboek/contracts';
import {
  csvOf,
  ExplainLine,
  GetBillingSummary,
  GetPeriod,
  GetStatements,
  type BillingSummary,
  type KnownAt,
  type KnownExplanation,
  type KnownStatement,
} from '@regieboek/finance';
import { firstDayOf, formatEuro, monthOf, type Month } from '@regieboek/kernel';
import { privateFolder, writePrivate } from '@regieboek/platform/files';
import { withLedger, type Regieboek } from '../../process/regieboek.js';
import type { Settings } from '../../process/settings.js';
import { factInWords } from './fact-in-words.js';
import type { Language } from '../language/language.js';
import { CommandRefused, table, warnOfOthers, type Output } from '../output.js';
import { problemTexts } from '../texts.js';
import { billingTexts } from './texts.js';

/** Month of a region, with its output. */
export interface PeriodOptions {
  readonly region: string;
  readonly period: Month;
  readonly knownAt?: KnownAt;
  readonly json?: boolean;
}

const UNRESOLVED_SHOWN = 5;

/** Lines for people about a billing run, with the first lines of the review queue. */
export function summaryLines(summary: BillingSummary, language: Language): string[] {
  const texts = billingTexts[language];
  const rows = summary.municipalities.map((one) => [
    one.municipality,
    one.name,
    String(one.youths),
    String(one.lines),
    formatEuro(one.lineCents),
    formatEuro(one.lumpSumCents),
    formatEuro(one.totalCents),
  ]);
  const { approvedCents, lumpSumCents, billedCents, unresolvedCents } = summary.totals;
  const open = summary.unresolved.slice(0, UNRESOLVED_SHOWN).map((line) => {
    const amount = formatEuro(line.cents).padStart(12);
    const reasons = line.review.map((reason) => texts.reviewReasons[reason] ?? reason);
    return `  ${amount}  ${line.id}  ${texts.youth(line.youth)}  ${line.from}..${line.to}  ${reasons.join(', ')}`;
  });
  const claimed = summary.claims.reduce((sum, { cents }) => sum + cents, 0);
  return [
    ...table(texts.columns, rows, [2, 3, 4, 5, 6]),
    '',
    texts.totals(
      formatEuro(billedCents),
      formatEuro(unresolvedCents),
      formatEuro(approvedCents),
      formatEuro(lumpSumCents),
    ),
    texts.claims(summary.claims.length, formatEuro(claimed), summary.review),
    ...(open.length > 0 ? [texts.toDecide(summary.unresolved.length), ...open] : []),
  ];
}

/** Throws CommandRefused unless the log has events of the region. */
export async function mustKnow(regieboek: Regieboek, region: string, language: Language): Promise<void> {
  const known = await regieboek.ask(new ListRegionIds());
  if (!known.includes(region)) {
    const { noRegion, noRegions } = problemTexts[language];
    throw new CommandRefused(noRegion(region, known.join(', ') || noRegions));
  }
}

/** `regieboek bill`: bills a month of a region and prints a row per municipality. */
export async function billCommand(
  settings: Settings,
  { region, period, knownAt, json }: PeriodOptions,
  output: Output,
): Promise<void> {
  const { summary, before } = await withLedger(settings, async (regieboek) => {
    await mustKnow(regieboek, region, output.language);
    const previous = monthOf(firstDayOf(period) - 1);
    return {
      summary: await regieboek.ask(new GetBillingSummary({ region, period }, { knownAt })),
      before: await regieboek.ask(new GetPeriod({ region, period: previous })),
    };
  });
  if (json) return output.json(summary);
  for (const line of summaryLines(summary, output.language)) output.line(line);
  if (before.sealed) output.line(billingTexts[output.language].correctionsApart);
}

/** Options of `statement`. */
export interface StatementOptions extends PeriodOptions {
  readonly municipality?: string;
  readonly out?: string;
}

/** Everything that a statement lists: lines, lump sums, and corrections of earlier months. */
const rowsOf = ({ lines, lumpSums, corrections }: KnownStatement) => [...lines, ...lumpSums, ...corrections];

/** Writes statements as JSON and CSV to `<folder>/<region>/<period>/`; gives the folder. */
export async function writeStatements(statements: readonly KnownStatement[], folder: string): Promise<void> {
  for (const statement of statements) {
    const target = join(folder, statement.region, statement.period);
    await privateFolder(target);
    await writePrivate(join(target, `${statement.municipality}.json`), `${JSON.stringify(statement, null, 2)}\n`);
    await writePrivate(join(target, `${statement.municipality}.csv`), csvOf(rowsOf(statement)));
  }
}

/** `regieboek statement`: statements of a month, of one municipality or of all. */
export async function statementCommand(settings: Settings, options: StatementOptions, output: Output): Promise<void> {
  const statements = await withLedger(settings, async (regieboek) => {
    await mustKnow(regieboek, options.region, output.language);
    return regieboek.ask(new GetStatements(options, options.municipality));
  });
  const texts = billingTexts[output.language];
  if (options.municipality && statements.length === 0) {
    throw new CommandRefused(texts.nothingBorne(options.municipality, options.region, options.period));
  }
  if (options.out) {
    await warnOfOthers(options.out, output);
    await writeStatements(statements, resolve(options.out));
  }
  if (options.json) output.json(statements);
  else if (options.out) output.line(texts.written(statements.length, resolve(options.out)));
  else output.line(csvOf(statements.flatMap(rowsOf)).trimEnd());
}

/** Options of `explain`. */
export interface ExplainOptions {
  readonly region?: string;
  readonly knownAt?: KnownAt;
  readonly ruleSet?: string;
  readonly lang: Language;
  readonly json?: boolean;
}

/** Inputs of an explanation, in words. */
function inputsOf({ position, toldBy, ruleSet, whatIf, sealed }: KnownExplanation, language: Language): string {
  const texts = billingTexts[language];
  return `${texts.known(position, toldBy, ruleSet)}${whatIf ? texts.whatIf : ''}${sealed ? texts.sealed : ''}.`;
}

/** Why there is no explanation under an id; a correction, which statements also list, is explained by its causes. */
function notExplained(id: string, language: Language): string {
  const texts = billingTexts[language];
  const corrected = /^(\d{4}-\d{2})\//.exec(id)?.[1];
  return corrected === undefined ? texts.noLine(id) : texts.isCorrection(id, corrected);
}

/** `regieboek explain <line id>`: why this municipality pays this amount, in sentences. */
export async function explainCommand(
  id: string,
  settings: Settings,
  options: ExplainOptions,
  output: Output,
): Promise<void> {
  const { knownAt, ruleSet } = options;
  const asked = { knownAt, ruleSet };
  const explanation = await withLedger(settings, async (regieboek) => {
    if (options.region !== undefined) await mustKnow(regieboek, options.region, output.language);
    for (const region of options.region ? [options.region] : await regieboek.ask(new ListRegionIds())) {
      const found = await regieboek.ask(new ExplainLine({ region, id }, options.lang, asked));
      if (found) return found;
    }
    return null;
  });
  if (!explanation) throw new CommandRefused(notExplained(id, output.language));
  if (options.json) return output.json(explanation);
  for (const sentence of explanation.sentences) output.line(sentence);
  for (const fact of explanation.facts) output.line(`  - ${factInWords(fact, options.lang)}`);
  output.line(inputsOf(explanation, options.lang));
}
