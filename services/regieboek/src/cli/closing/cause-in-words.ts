import { causeName, type Correction } from '@regieboek/finance';
import { formatEuro, type Language } from '@regieboek/kernel';
import { closingTexts } from './texts.js';

type Cause = Correction['causes'][number];

/** A cause of a difference in a line, in words: amount, event, subject and position in the log. */
export const causeInWords = ({ what, position, recordedAt, subject, cents }: Cause, language: Language): string =>
  [
    `    ${formatEuro(cents).padStart(12)}  ${causeName(what, language)}${subject === null ? '' : `: ${subject}`}`,
    ...(position === null ? [] : [closingTexts[language].recorded(position, recordedAt)]),
  ].join('  ');
