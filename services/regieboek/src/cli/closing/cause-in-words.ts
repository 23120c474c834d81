import type { Correction } from '@regieboek/finance';
import { formatEuro } from '@regieboek/kernel';

type Cause = Correction['causes'][number];

/** Causes that are not events. */
const others: Readonly<Record<string, string>> = {
  'rule-set': 'other rules',
  use: 'other days of care in the month, by which the lump sum is divided',
  'told-in-other-order': 'facts told in another order than they were recorded in',
};

/** Title of a type of event without context and version: `residence fact recorded`. */
const happened = (type: string): string =>
  others[type] ??
  type
    .replace(/^[a-z]+\./, '')
    .replace(/\.v\d+$/, '')
    .replaceAll('-', ' ');

/** A cause of a difference in a line, in words: amount, event, subject and position in the log. */
export const causeInWords = ({ what, position, recordedAt, subject, cents }: Cause): string =>
  [
    `    ${formatEuro(cents).padStart(12)}  ${happened(what)}${subject === null ? '' : `: ${subject}`}`,
    ...(position === null ? [] : [`position ${position}, recorded ${recordedAt}`]),
  ].join('  ');
