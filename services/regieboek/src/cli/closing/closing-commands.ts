import {
  CompareRuns,
  GetBalances,
  GetBillingRange,
  GetBillingSummary,
  ListPostings,
  PeriodRefused,
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
import { formatEuro, type Month } from '@regieboek/kernel';
import type { Settings } from '../../process/settings.js';
import { summaryLines } from '../billing/billing-commands.js';
import { causeInWords } from './cause-in-words.js';
import { inRegion, print, watching, type InRegion } from '../in-region.js';
import { CommandRefused, counted, table, type Output } from '../output.js';
import { waiversIn, type GivenWaivers } from './waivers.js';

/** A month of a region, at some time and by some rules. */
export interface ReplayOptions extends InRegion {
  readonly period: Month;
  readonly knownAt?: KnownAt;
  readonly ruleSet?: string;
}

const asked = ({ knownAt, ruleSet }: Pick<ReplayOptions, 'knownAt' | 'ruleSet'>): RunQuery => ({ knownAt, ruleSet });

const toldByText = (day: string | null): string => (day === null ? '' : `, told by ${day}`);

const restsOn = ({ position, toldBy, ruleSet, whatIf, digest, sealed }: BillingSummary): string =>
  `known at position ${position}${toldByText(toldBy)}, rule set ${ruleSet}${whatIf ? ' (what if)' : ''}${sealed ? ', month sealed' : ''}, digest ${digest}`;

const rangeLines = ({ months, totals, lines, digest }: BilledRange): string[] => [
  ...table(
    ['period', 'lines', 'billed', 'unresolved', 'position', 'rule set', 'digest'],
    months.map((one) => [
      `${one.period}${one.sealed ? ' sealed' : ''}`,
      String(one.lines),
      formatEuro(one.totals.billedCents),
      formatEuro(one.totals.unresolvedCents),
      String(one.position),
      `${one.ruleSet}${one.whatIf ? ' (what if)' : ''}`,
      one.digest,
    ]),
    [1, 2, 3, 4],
  ),
  '',
  `${counted(months.length, 'month')}, ${counted(lines, 'line')}: billed ${formatEuro(totals.billedCents)} + unresolved ${formatEuro(totals.unresolvedCents)} = approved ${formatEuro(totals.approvedCents)} + lump sums ${formatEuro(totals.lumpSumCents)}`,
  `digest ${digest}`,
];

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
  print(summary, options, output, (one) => [...summaryLines(one), restsOn(one)]);
}

/** Options of `diff`. */
export interface DiffOptions extends InRegion {
  readonly period: Month;
  readonly from?: KnownAt;
  readonly to?: KnownAt;
  readonly fromRuleSet?: string;
  readonly toRuleSet?: string;
}

const correctionLines = (corrections: readonly Correction[]): string[] =>
  corrections.flatMap((one) => [
    `${formatEuro(one.cents).padStart(12)}  ${one.period}  municipality ${one.municipality ?? 'undetermined'}  provider ${one.provider}  ${one.product}${one.youth === null ? '' : `  youth ${one.youth}`}  was ${formatEuro(one.beforeCents)}, is ${formatEuro(one.afterCents)}${one.rules.length > 0 ? `  ${one.rules.join(' ')}` : ''}`,
    ...one.causes.map(causeInWords),
  ]);

const comparedLines = ({ from, to, cents, differences }: Compared): string[] => [
  ...correctionLines(differences),
  ...[from, to].map(
    ({ position, toldBy, ruleSet, whatIf, billedCents, unresolvedCents }, index) =>
      `${index === 0 ? 'from' : 'to  '} position ${position}${toldByText(toldBy)}, rule set ${ruleSet}${whatIf ? ' (what if)' : ''}: billed ${formatEuro(billedCents)}, unresolved ${formatEuro(unresolvedCents)}`,
  ),
  `${counted(differences.length, 'difference')}, together ${formatEuro(cents)}`,
];

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

const periodLines = ({ period, sealed }: PeriodState): string[] => {
  if (!sealed) return [`${period} is open`];
  const { seal, mark } = sealed;
  return [
    `${period} is sealed by ${seal.sealedBy} on ${seal.sealedOn}: position ${seal.position}, rule set ${seal.ruleSet}, digest ${seal.digest}`,
    `billed ${formatEuro(seal.billedCents)}, unresolved ${formatEuro(seal.unresolvedCents)}, corrections of earlier months ${formatEuro(seal.correctionCents)}, waived ${seal.waivers.length}`,
    `mark, to keep outside the ledger: ${mark}`,
  ];
};

/** `regieboek seal`: closes a month over everything known now. */
export async function sealCommand(settings: Settings, options: SealOptions, output: Output): Promise<void> {
  const { region, period, by } = options;
  const waivers = await waiversIn(options);
  const now = await inRegion(settings, options, output, (regieboek) =>
    regieboek.execute(new SealPeriod({ region, period }, { by, waivers }, watching(output))),
  ).catch((error: unknown) => {
    // The message of a refusal lists the first items only; a file of waivers needs all of them.
    if (options.json && error instanceof PeriodRefused) output.json({ code: error.code, open: error.open });
    throw error;
  });
  print(now, options, output, periodLines);
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

const proofLines = ({ periods, faults, provenUpTo, head }: Proof): string[] => [
  ...table(
    ['period', 'position', 'rule set', 'holds', 'mark'],
    periods.map((one) => [one.period, String(one.position), one.ruleSet, one.holds ? 'yes' : 'no', one.mark]),
    [1],
  ),
  ...faults.map(({ place, text }) => `${place}: ${text}`),
  ...(faults.length === 0
    ? [
        `${counted(periods.length, 'sealed month')} ${periods.length === 1 ? 'holds' : 'hold'}; nothing up to position ${provenUpTo} of ${head} was changed, removed or reordered`,
      ]
    : []),
];

/** `regieboek verify`: proves the sealed months of a region from its log; refused with every fault when one does not hold. */
export async function verifyCommand(settings: Settings, options: VerifyOptions, output: Output): Promise<void> {
  const proof = await inRegion(settings, options, output, (regieboek) => {
    const request = { marks: options.mark ?? [], anew: options.fromScratch ?? false };
    return regieboek.ask(new ProvePeriods(options.region, request, watching(output)));
  });
  print(proof, options, output, proofLines);
  if (proof.faults.length > 0)
    throw new CommandRefused(
      `the log of ${options.region} is not what was sealed: ${counted(proof.faults.length, 'fault')}`,
    );
}

/** Options of `balances` and, with a month, of `postings`. */
export interface BooksOptions extends InRegion {
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
  print(balances, options, output, (one) => [
    ...table(['account', 'party', 'balance'], one.balances.map(entryCells), [2]),
    `trial balance ${formatEuro(one.trialBalanceCents)}; ${one.from ?? 'nothing declared'}${one.to ? ` to ${one.to}` : ''}, known at position ${one.position}`,
  ]);
}

const postedLines = ({ postings, position, ruleSet }: PostedMonth): string[] => [
  ...table(
    ['posting', 'account', 'party', 'amount'],
    postings.flatMap(({ id, entries }) => entries.map((entry) => [id, ...entryCells(entry)])),
    [3],
  ),
  `${counted(postings.length, 'posting')}, known at position ${position}, rule set ${ruleSet}`,
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
  print(posted, options, output, postedLines);
}
