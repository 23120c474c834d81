import { join, resolve } from 'node:path';
import {
  IssueSettlement,
  ListSettlements,
  pdfOf,
  settlementLetter,
  settlementsSheet,
  type SettlementOnRecord,
} from '@regieboek/finance';
import { privateFolder, writePrivate } from '@regieboek/platform/files';
import { formatEuro, type Language } from '@regieboek/kernel';
import type { Settings } from '../../process/settings.js';
import type { MonthsOfOption } from '../arguments.js';
import { inRegion, print, watching, type InRegion } from '../in-region.js';
import { writeOut, type OutFile } from '../files/out-file.js';
import { CommandRefused, table, warnOfOthers, type Output } from '../output.js';
import { issueTexts } from './issue-texts.js';
import { readTermsFile } from './terms-file.js';

/** Options of `issue-settlement`. */
export interface IssueOptions extends InRegion {
  /** A month, a quarter or a year. */
  readonly period: MonthsOfOption;
  /** File with the terms of payment. */
  readonly terms: string;
  readonly by: string;
  /** Folder for the letters. */
  readonly letters?: string;
  readonly lang: Language;
}

/** Options of `settlements`. */
export interface SettlementsOptions extends InRegion, OutFile {
  /** Number of a settlement, to show it alone. */
  readonly number?: string;
  readonly letters?: string;
  readonly lang: Language;
}

function settlementLines(issued: readonly SettlementOnRecord[], language: Language): string[] {
  const texts = issueTexts[language];
  if (issued.length === 0) return [texts.none];
  const rows = issued.flatMap(({ number, issuedOn, from, to, municipalities }) =>
    municipalities.map((one) => [
      ...[number, issuedOn, from === to ? from : texts.span(from, to), one.municipality, one.name],
      ...[one.totalCents, one.beforeCents, one.dueCents].map((cents) => formatEuro(cents)),
    ]),
  );
  return table(texts.columns, rows, [5, 6, 7]);
}

/** Writes a letter per municipality to `<folder>/<number>-<municipality>.pdf`; gives their number. */
async function writeLetters(issued: SettlementOnRecord, folder: string, language: Language): Promise<number> {
  await privateFolder(folder);
  for (const { municipality } of issued.municipalities) {
    const letter = settlementLetter(issued, municipality, language);
    if (letter) await writePrivate(join(folder, `${issued.number}-${municipality}.pdf`), await pdfOf(letter));
  }
  return issued.municipalities.length;
}

/** Writes the letters of settlements, if the options name a folder. */
async function lettersOf(
  issued: readonly SettlementOnRecord[],
  { letters, lang, json }: Pick<SettlementsOptions, 'letters' | 'lang' | 'json'>,
  output: Output,
): Promise<void> {
  if (letters === undefined) return;
  await warnOfOthers(letters, output);
  let count = 0;
  for (const one of issued) count += await writeLetters(one, resolve(letters), lang);
  if (!json) output.line(issueTexts[output.language].letters(count, resolve(letters)));
}

/** `regieboek issue-settlement`: issues a settlement of sealed months, with a letter per municipality. */
export async function issueCommand(settings: Settings, options: IssueOptions, output: Output): Promise<void> {
  const { region, period, by } = options;
  const terms = await readTermsFile(options.terms, region, output.language);
  const issued = await inRegion(settings, options, output, (regieboek) =>
    regieboek.execute(new IssueSettlement(region, { ...period, terms: terms.settlement, by }, watching(output))),
  );
  await lettersOf([issued], options, output);
  print(issued, options, output, (one, language) => settlementLines([one], language));
}

/** `regieboek settlements`: settlements that were issued, as they were recorded. */
export async function settlementsCommand(
  settings: Settings,
  options: SettlementsOptions,
  output: Output,
): Promise<void> {
  const { region, number } = options;
  const all = await inRegion(settings, options, output, (regieboek) => regieboek.ask(new ListSettlements(region)));
  const issued = all.filter((one) => number === undefined || one.number === number);
  if (number !== undefined && issued.length === 0)
    throw new CommandRefused(issueTexts[output.language].noNumber(number, region));
  await lettersOf(issued, options, output);
  await writeOut(options, (language) => [settlementsSheet(issued, language)], output);
  print(issued, options, output, settlementLines);
}
