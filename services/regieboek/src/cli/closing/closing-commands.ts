import {
  balancesSheet,
  CompareRuns,
  GetBalances,
  GetBillingRange,
  GetBillingSummary,
  ListPostings,
  PeriodRefused,
  postingsSheet,
  ProvePeriods,
  ReopenPeriod,
  SealPeriod,
} from '@regieboek/finance';
import type {
  Balances,
  BilledRange,
  BillingSummary,
  Compared,
  Correction,
  KnownAt,
  PeriodState,
  PostedMonth,
  Proof,
  RunQuery,
} from '@regieboek/finance';
import { isAsked } from '@regieboek/platform';
import { formatEuro, type Month, type Language } from '@regieboek/kernel';
import type { Settings } from '../../process/settings.js';
import { summaryLines } from '../billing/bill-command.js';
import { printAsked } from '../approvals/approval-commands.js';
import { causeInWords } from './cause-in-words.js';
import { inRegion, print, watching, type InRegion } from '../in-region.js';
import { writeOut, type OutFile } from '../files/out-file.js';
import { CommandRefused, table, type Output } from '../output.js';
import { billingTexts } from '../billing/texts.js';
import { closingTexts } from './texts.js';
import { waiversIn, type GivenWaivers } from './waivers.js';

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
  const range = await inRegion(settings, options, output, (regieboek) =>
    regieboek.ask(new GetBillingRange({ region, from, to }, asked(options), watching(output))),
  );
  print(range, options, output, rangeLines);
}

/** `regieboek replay`: a run of a month as it was known at a day or position, by any version of the rules. */
export async function replayCommand(settings: Settings, options: ReplayOptions, output: Output): Promise<void> {
  const summary = await inRegion(settings, options, output, (regieboek) =>
    regieboek.ask(new GetBillingSummary(options, asked(options), watching(output))),
  );
  print(summary, options, output, (one, language) => [...summaryLines(one, language), inputsOf(one, language)]);
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
  const compared = await inRegion(settings, options, output, (regieboek) =>
    regieboek.ask(new CompareRuns({ region, period }, sides, watching(output))),
  );
  print(compared, options, output, comparedLines);
}

/** Options of `seal`. */
export interface SealOptions extends InRegion, GivenWaivers {
  readonly period: Month;
  readonly by: string;
}

function periodLines({ period, sealed }: PeriodState, language: Language): string[] {
  const texts = closingTexts[language];
  if (!sealed) return [texts.isOpen(period)];
  const { seal, mark } = sealed;
  const amounts = texts.billed(formatEuro(seal.billedCents), formatEuro(seal.unresolvedCents));
  return [
    `${texts.isSealed(period, seal.sealedBy, seal.sealedOn)}: ${texts.seal(seal.position, seal.ruleSet, seal.digest)}`,
    `${amounts}, ${texts.sealAmounts(formatEuro(seal.correctionCents), seal.waivers.length)}`,
    texts.mark(mark),
  ];
}

/** `regieboek seal`: closes a month over everything known now. */
export async function sealCommand(settings: Settings, options: SealOptions, output: Output): Promise<void> {
  const { region, period, by } = options;
  const waivers = await waiversIn(options, output.language);
  const now = await inRegion(settings, options, output, (regieboek) =>
    regieboek.execute(new SealPeriod({ region, period }, { by, waivers }, watching(output))),
  ).catch((error: unknown) => {
    // The message of a refusal lists the first items only; a file of waivers needs all of them.
    if (options.json && error instanceof PeriodRefused) output.json({ code: error.code, open: error.open });
    throw error;
  });
  if (!isAsked(now)) print(now, options, output, periodLines);
  else if (options.json) output.json(now);
  else printAsked(now.approval, output);
}

/** Options of `reopen`. */
export interface ReopenOptions extends InRegion {
  readonly period: Month;
  readonly by: string;
  readonly reason: string;
}

/** `regieboek reopen`: opens the month that was sealed last again. */
export async function reopenCommand(settings: Settings, options: ReopenOptions, output: Output): Promise<void> {
  const { region, period, by, reason } = options;
  const now = await inRegion(settings, options, output, (regieboek) =>
    regieboek.execute(new ReopenPeriod({ region, period }, { by, reason })),
  );
  print(now, options, output, periodLines);
}

/** Options of `verify`. */
export interface VerifyOptions extends InRegion {
  readonly mark?: readonly string[];
  readonly fromScratch?: boolean;
}

function proofLines({ periods, faults, provenUpTo, head }: Proof, language: Language): string[] {
  const texts = closingTexts[language];
  return [
    ...table(
      texts.proofColumns,
      periods.map((one) => [one.period, String(one.position), one.ruleSet, one.holds ? texts.yes : texts.no, one.mark]),
      [1],
    ),
    ...faults.map(({ place, text }) => `${place}: ${text}`),
    ...(faults.length === 0 ? [texts.proven(periods.length, provenUpTo, head)] : []),
  ];
}

/** `regieboek verify`: proves the sealed months of a region from its log; refused with every fault when one does not hold. */
export async function verifyCommand(settings: Settings, options: VerifyOptions, output: Output): Promise<void> {
  const proof = await inRegion(settings, options, output, (regieboek) => {
    const request = { marks: options.mark ?? [], fromScratch: options.fromScratch ?? false };
    return regieboek.ask(new ProvePeriods(options.region, request, watching(output)));
  });
  print(proof, options, output, proofLines);
  if (proof.faults.length > 0)
    throw new CommandRefused(closingTexts[output.language].notSealed(options.region, proof.faults.length));
}

/** Options of `balances` and, with a month, of `postings`. */
export interface BooksOptions extends InRegion, OutFile {
  readonly knownAt?: KnownAt;
}

const entryCells = ({ account, party, cents }: Balances['balances'][number]): string[] => [
  account,
  party,
  formatEuro(cents),
];

/** `regieboek balances`: what everybody owes and is owed, over all months. */
export async function balancesCommand(settings: Settings, options: BooksOptions, output: Output): Promise<void> {
  const balances = await inRegion(settings, options, output, (regieboek) =>
    regieboek.ask(new GetBalances(options.region, options.knownAt, watching(output))),
  );
  await writeOut(options, (language) => [balancesSheet(balances, language)], output);
  print(balances, options, output, (one, language) => [
    ...table(closingTexts[language].balanceColumns, one.balances.map(entryCells), [2]),
    closingTexts[language].trialBalance(formatEuro(one.trialBalanceCents), one.from, one.to, one.position),
  ]);
}

const postedLines = ({ postings, position, ruleSet }: PostedMonth, language: Language): string[] => [
  ...table(
    closingTexts[language].postingColumns,
    postings.flatMap(({ id, entries }) => entries.map((entry) => [id, ...entryCells(entry)])),
    [3],
  ),
  `${closingTexts[language].postings(postings.length)}, ${closingTexts[language].known(position, '', ruleSet)}`,
];

/** `regieboek postings`: the books of one month, posting by posting. */
export async function postingsCommand(
  settings: Settings,
  options: BooksOptions & { readonly period: Month },
  output: Output,
): Promise<void> {
  const { region, period, knownAt } = options;
  const posted = await inRegion(settings, options, output, (regieboek) =>
    regieboek.ask(new ListPostings({ region, period }, knownAt, watching(output))),
  );
  await writeOut(options, (language) => [postingsSheet(posted, language)], output);
  print(posted, options, output, postedLines);
}
