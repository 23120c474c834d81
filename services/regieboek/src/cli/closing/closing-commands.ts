import {
  balancesSheet,
  GetBalances,
  ListPostings,
  PeriodRefused,
  postingsSheet,
  ProvePeriods,
  ReopenPeriod,
  SealPeriod,
} from '@regieboek/finance';
import type { Balances, KnownAt, PeriodState, PostedMonth, Proof } from '@regieboek/finance';
import { isAsked } from '@regieboek/platform';
import { formatEuro, type Month, type Language } from '@regieboek/kernel';
import type { Settings } from '../../process/settings.js';
import { printAsked } from '../approvals/approval-commands.js';
import { inRegion, print, watching, type InRegion } from '../in-region.js';
import { writeOut, type OutFile } from '../files/out-file.js';
import { CommandRefused, table, type Output } from '../output.js';
import { itemTable } from '../open-items/item-lines.js';
import { openItemsTexts } from '../open-items/texts.js';
import { closingTexts } from './texts.js';
import { waiversIn, type GivenWaivers } from './waivers.js';

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

/** Prints the open items that refuse a seal: a file of waivers needs all of them, a person a table. */
function refusedSeal(error: PeriodRefused, { json, period, region }: SealOptions, output: Output): Error {
  if (json) output.json({ code: error.code, open: error.open });
  if (json || error.code !== 'open-items') return error;
  for (const line of itemTable(error.open, output.language)) output.line(line);
  return new CommandRefused(openItemsTexts[output.language].refused(error.open.length, period, region));
}

/** `regieboek seal`: closes a month over everything known now. */
export async function sealCommand(settings: Settings, options: SealOptions, output: Output): Promise<void> {
  const { region, period, by } = options;
  const waivers = await waiversIn(options, output.language);
  const now = await inRegion(settings, options, output, (regieboek) =>
    regieboek.execute(new SealPeriod({ region, period }, { by, waivers }, watching(output))),
  ).catch((error: unknown) => {
    throw error instanceof PeriodRefused ? refusedSeal(error, options, output) : error;
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
