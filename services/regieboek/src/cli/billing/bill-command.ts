import { asProcess, nearest } from '@regieboek/platform';
import { ListRegionIds } from '@regieboek/contracts';
import {
  billSheets,
  GetBillingSummary,
  GetPeriod,
  reviewInWords,
  type BillingSummary,
  type KnownAt,
} from '@regieboek/finance';
import { firstDayOf, formatEuro, monthOf, type Month, type Language } from '@regieboek/kernel';
import { withLedger, type Regieboek } from '../../process/regieboek.js';
import type { Settings } from '../../process/settings.js';
import { writeOut, type OutFile } from '../files/out-file.js';
import { CommandRefused, table, type Output } from '../output.js';
import { stateLines, stateOf } from '../months/month-states.js';
import { problemTexts } from '../texts.js';
import { billingTexts } from './texts.js';

/** Month of a region, with its output. */
export interface PeriodOptions {
  readonly region: string;
  readonly period: Month;
  readonly knownAt?: KnownAt;
  readonly json?: boolean;
}

/** Options of `bill`. */
export interface BillOptions extends PeriodOptions, OutFile {}

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
    const reasons = line.review.map((reason) => reviewInWords(reason, language));
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
  // The message lists the existing regions, also when the command names one that does not exist.
  const known = await asProcess(() => regieboek.ask(new ListRegionIds()));
  if (!known.includes(region)) {
    const { noRegion, noRegions } = problemTexts[language];
    const near = nearest(region, known);
    throw new CommandRefused(noRegion(region, known.join(', ') || noRegions, near));
  }
}

/** `regieboek bill`: bills a month of a region and prints a row per municipality. */
export async function billCommand(
  settings: Settings,
  { region, period, knownAt, json, ...file }: BillOptions,
  output: Output,
): Promise<void> {
  const { summary, before, stated } = await withLedger(settings, async (regieboek) => {
    await mustKnow(regieboek, region, output.language);
    const previous = monthOf(firstDayOf(period) - 1);
    return {
      summary: await regieboek.ask(new GetBillingSummary({ region, period }, { knownAt })),
      before: await regieboek.ask(new GetPeriod({ region, period: previous })),
      stated: await stateOf(regieboek, region, period),
    };
  });
  await writeOut({ ...file, json }, (language) => billSheets(summary, language), output);
  if (json) return output.json({ ...summary, state: stated.state });
  for (const line of summaryLines(summary, output.language)) output.line(line);
  for (const line of stateLines([stated], output.language)) output.line(line);
  if (before.sealed) output.line(billingTexts[output.language].correctionsApart);
}
