import { SettleMonths, settlementSheets } from '@regieboek/finance';
import type { KnownAt, SettlementResult } from '@regieboek/finance';
import { formatEuro, type Language } from '@regieboek/kernel';
import type { Settings } from '../../process/settings.js';
import type { MonthsOfOption } from '../arguments.js';
import { inRegion, print, watching } from '../in-region.js';
import { stateLines, statesOf } from '../months/month-states.js';
import { writeOut, type OutFile } from '../files/out-file.js';
import { table, type Output } from '../output.js';
import { readTermsFile } from './terms-file.js';
import { settlementTexts } from './texts.js';

/** Options of `settle`. */
export interface SettleOptions extends OutFile {
  readonly region: string;
  /** A month, a quarter or a year. */
  readonly period: MonthsOfOption;
  /** File with the terms of payment. */
  readonly terms: string;
  readonly knownAt?: KnownAt;
  readonly json?: boolean;
}

/** Lines for people about a settlement. */
function settlementLines(result: SettlementResult, language: Language): string[] {
  const texts = settlementTexts[language];
  const { municipalities, claims, months, borneCents, unresolvedCents, position } = result;
  const columns = ['ownUse', 'lumpSum', 'solidarity', 'correction', 'borne', 'paid', 'advance'] as const;
  const rows = municipalities.map((one) => [
    one.municipality,
    one.name,
    ...columns.map((column) => formatEuro(one[`${column}Cents`])),
    formatEuro(one.receivedAdvanceCents + one.receivedSettlementCents),
    formatEuro(one.balanceCents),
  ]);
  const open = months.filter(({ sealed }) => !sealed).map(({ period }) => period);
  const corrections = municipalities.flatMap(({ municipality, corrections: own }) =>
    own.map(({ period, cents }) => `  ${formatEuro(cents).padStart(14)}  ${municipality}  ${texts.of(period)}`),
  );
  return [
    ...table(texts.columns, rows, [2, 3, 4, 5, 6, 7, 8, 9, 10]),
    '',
    texts.borne(formatEuro(borneCents), formatEuro(unresolvedCents), position),
    texts.advances(texts.countedAs[result.advancesCounted] ?? result.advancesCounted),
    ...(corrections.length > 0 ? [texts.corrections, ...corrections] : []),
    ...(claims.length > 0 ? [texts.claims] : []),
    ...claims.map(
      ({ debtor, creditor, cents }) => `  ${formatEuro(cents).padStart(14)}  ${texts.claim(debtor, creditor)}`,
    ),
    ...(open.length > 0 ? [texts.notFinal(open.join(', '))] : []),
  ];
}

/** `regieboek settle`: what municipalities settle over a month, a quarter or a year; records nothing. */
export async function settleCommand(settings: Settings, options: SettleOptions, output: Output): Promise<void> {
  const { region, period, knownAt } = options;
  const terms = await readTermsFile(options.terms, region, output.language);
  const { result, states } = await inRegion(settings, options, output, async (regieboek) => ({
    result: await regieboek.ask(new SettleMonths(region, { ...period, knownAt }, terms.settlement, watching(output))),
    states: await statesOf(regieboek, region, period),
  }));
  const months = result.months.map((one) => ({
    ...one,
    state: states.find((stated) => stated.period === one.period)?.state,
  }));
  await writeOut(options, (language) => settlementSheets(result, language), output);
  print({ ...result, months }, options, output, (one, language) => [
    ...settlementLines(one, language),
    ...stateLines(states, language),
  ]);
}
