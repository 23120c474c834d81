import { correctionsSheet, ListCorrections, type Correction, type KnownAt } from '@regieboek/finance';
import { formatEuro, sumCents, type Language, type Month } from '@regieboek/kernel';
import type { Settings } from '../../process/settings.js';
import { inRegion, print, watching, type InRegion } from '../in-region.js';
import { writeOut, type OutFile } from '../files/out-file.js';
import type { Output } from '../output.js';
import { causeInWords } from './cause-in-words.js';
import { closingTexts } from './texts.js';

/** Options of `corrections`. */
export interface CorrectionsOptions extends InRegion, OutFile {
  readonly period: Month;
  readonly knownAt?: KnownAt;
}

function correctionLines(corrections: readonly Correction[], language: Language): string[] {
  const texts = closingTexts[language];
  const lines = corrections.flatMap(({ period, municipality, provider, product, cents, causes }) => [
    `${formatEuro(cents).padStart(12)}  ${period}  ${texts.correction(municipality, provider, product)}`,
    ...causes.map((cause) => causeInWords(cause, language)),
  ]);
  const sum = formatEuro(sumCents(corrections.map(({ cents }) => cents)));
  return [...lines, texts.differences(corrections.length, sum)];
}

/** `regieboek corrections`: corrections of earlier, sealed months that a month takes over. */
export async function correctionsCommand(
  settings: Settings,
  options: CorrectionsOptions,
  output: Output,
): Promise<void> {
  const { region, period, knownAt } = options;
  const corrections = await inRegion(settings, options, output, (regieboek) =>
    regieboek.ask(new ListCorrections({ region, period }, knownAt, watching(output))),
  );
  await writeOut(options, (language) => [correctionsSheet(corrections, language)], output);
  print(corrections, options, output, correctionLines);
}
