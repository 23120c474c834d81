import { CompareRuns, GetBillingRange, GetBillingSummary } from '@regieboek/finance';
import type { BilledRange, BillingSummary, Compared, Correction, KnownAt, RunQuery } from '@regieboek/finance';
import { formatEuro, type Month, type Language } from '@regieboek/kernel';
import type { Settings } from '../../process/settings.js';
import { summaryLines } from '../billing/bill-command.js';
import { billingTexts } from '../billing/texts.js';
import { inRegion, print, watching, type InRegion } from '../in-region.js';
import { stateLines, stateOf, statesOf } from '../months/month-states.js';
import { monthTexts } from '../months/texts.js';
import { table, type Output } from '../output.js';
import { causeInWords } from './cause-in-words.js';
import { closingTexts } from './texts.js';

/** A month of a region, at some time and by some rules. */
export interface ReplayOptions extends InRegion {
  readonly period: Month;
  readonly knownAt?: KnownAt;
  readonly ruleSet?: string;
}

const asked = ({ knownAt, ruleSet }: Pick<ReplayOptions, 'knownAt' | 'ruleSet'>): RunQuery => ({ knownAt, ruleSet });

const toldByText = (day: string | null, language: Language): string =>
  day === null ? '' : closingTexts[language].toldBy(day);

const whatIfText = (whatIf: boolean, language: Language): string => (whatIf ? closingTexts[language].whatIf : '');

function inputsOf(summary: BillingSummary, language: Language): string {
  const { position, toldBy, ruleSet, whatIf, digest, sealed } = summary;
  const texts = closingTexts[language];
  const known = texts.known(position, toldByText(toldBy, language), ruleSet);
  return `${known}${whatIfText(whatIf, language)}${sealed ? texts.monthSealed : ''}, ${texts.digest(digest)}`;
}

function rangeLines({ months, totals, lines, digest }: BilledRange, language: Language): string[] {
  const texts = closingTexts[language];
  const amounts = billingTexts[language].totals(
    formatEuro(totals.billedCents),
    formatEuro(totals.unresolvedCents),
    formatEuro(totals.approvedCents),
    formatEuro(totals.lumpSumCents),
  );
  return [
    ...table(
      texts.rangeColumns,
      months.map((one) => [
        `${one.period}${one.sealed ? texts.sealedMark : ''}`,
        String(one.lines),
        formatEuro(one.totals.billedCents),
        formatEuro(one.totals.unresolvedCents),
        String(one.position),
        `${one.ruleSet}${whatIfText(one.whatIf, language)}`,
        one.digest,
      ]),
      [1, 2, 3, 4],
    ),
    '',
    `${texts.monthsAndLines(months.length, lines)}: ${amounts}`,
    texts.digest(digest),
  ];
}

/** Options of `replay` for consecutive months. */
export interface ReplayRangeOptions extends Omit<ReplayOptions, 'period'> {
  readonly from: Month;
  readonly to: Month;
}

/** `regieboek replay --from --to`: runs of consecutive months in figures. */
export async function replayRangeCommand(
  settings: Settings,
  options: ReplayRangeOptions,
  output: Output,
): Promise<void> {
  const { region, from, to } = options;
  const { range, states } = await inRegion(settings, options, output, async (regieboek) => ({
    range: await regieboek.ask(new GetBillingRange({ region, from, to }, asked(options), watching(output))),
    states: await statesOf(regieboek, region, { from, to }),
  }));
  const months = range.months.map((one) => ({
    ...one,
    state: states.find(({ period }) => period === one.period)?.state,
  }));
  print({ ...range, months }, options, output, (one, language) => [
    ...rangeLines(one, language),
    ...stateLines(states, language),
  ]);
}

/** `regieboek replay`: a run of a month as it was known at a day or position, by any version of the rules. */
export async function replayCommand(settings: Settings, options: ReplayOptions, output: Output): Promise<void> {
  const { summary, stated } = await inRegion(settings, options, output, async (regieboek) => ({
    summary: await regieboek.ask(new GetBillingSummary(options, asked(options), watching(output))),
    stated: await stateOf(regieboek, options.region, options.period),
  }));
  print({ ...summary, state: stated.state }, options, output, (one, language) => [
    ...summaryLines(one, language),
    inputsOf(one, language),
    ...stateLines([stated], language),
  ]);
}

/** Options of `diff`. */
export interface DiffOptions extends InRegion {
  readonly period: Month;
  readonly from?: KnownAt;
  readonly to?: KnownAt;
  readonly fromRuleSet?: string;
  readonly toRuleSet?: string;
}

function correctionLine(one: Correction, language: Language): string {
  const texts = closingTexts[language];
  const youth = one.youth === null ? '' : texts.youth(one.youth);
  const rules = one.rules.length > 0 ? `  ${one.rules.join(' ')}` : '';
  const change = texts.change(formatEuro(one.beforeCents), formatEuro(one.afterCents));
  const subject = texts.correction(one.municipality, one.provider, one.product);
  return `${formatEuro(one.cents).padStart(12)}  ${one.period}  ${subject}${youth}${change}${rules}`;
}

function comparedLines({ from, to, cents, differences }: Compared, language: Language): string[] {
  const texts = closingTexts[language];
  return [
    ...differences.flatMap((one) => [
      correctionLine(one, language),
      ...one.causes.map((cause) => causeInWords(cause, language)),
    ]),
    ...[from, to].map((one, index) => {
      const side = texts.side(one.position, toldByText(one.toldBy, language), one.ruleSet);
      const amounts = texts.billed(formatEuro(one.billedCents), formatEuro(one.unresolvedCents));
      return `${texts.sides[index] ?? ''} ${side}${whatIfText(one.whatIf, language)}: ${amounts}`;
    }),
    texts.differences(differences.length, formatEuro(cents)),
  ];
}

/** `regieboek diff`: differences of a month, with their causes. */
export async function diffCommand(settings: Settings, options: DiffOptions, output: Output): Promise<void> {
  const { region, period, from, to, fromRuleSet, toRuleSet } = options;
  const sides = [
    { knownAt: from, ruleSet: fromRuleSet },
    { knownAt: to, ruleSet: toRuleSet },
  ] as const;
  const { compared, stated } = await inRegion(settings, options, output, async (regieboek) => ({
    compared: await regieboek.ask(new CompareRuns({ region, period }, sides, watching(output))),
    stated: await stateOf(regieboek, region, period),
  }));
  print({ ...compared, state: stated.state }, options, output, (one, language) => [
    ...comparedLines(one, language),
    ...stateLines([stated], language),
    monthTexts[language].comparedWith[one.from.basis],
  ]);
}
