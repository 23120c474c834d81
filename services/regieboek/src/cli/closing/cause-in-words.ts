import type { Correction } from '@regieboek/finance';
import { formatEuro, type Language } from '@regieboek/kernel';
import { closingTexts } from './texts.js';

type Cause = Correction['causes'][number];

/** Name of a cause: an event without context and version, such as `residence fact recorded`, or another cause. */
function nameOf(cause: string, language: Language): string {
  const { otherCauses, events } = closingTexts[language];
  const event = cause.replace(/^[a-z]+\./, '').replace(/\.v\d+$/, '');
  return otherCauses[cause] ?? events[event] ?? event.replaceAll('-', ' ');
}

/** A cause of a difference in a line, in words: amount, event, subject and position in the log. */
export const causeInWords = ({ what, position, recordedAt, subject, cents }: Cause, language: Language): string =>
  [
    `    ${formatEuro(cents).padStart(12)}  ${nameOf(what, language)}${subject === null ? '' : `: ${subject}`}`,
    ...(position === null ? [] : [closingTexts[language].recorded(position, recordedAt)]),
  ].join('  ');
