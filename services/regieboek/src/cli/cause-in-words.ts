import type { Correction } from '@regieboek/finance';
import { formatEuro } from '@regieboek/kernel';

type Cause = Correction['causes'][number];

/** Causes that are no event. */
const others: Readonly<Record<string, string>> = {
  'rule-set': 'other rules',
  use: 'other days of care in the month, by which the lump sum is divided',
};

/** What a type of event says happened, without its context and version: `residence fact recorded`. */
const happened = (type: string): string =>
  others[type] ??
  type
    .replace(/^[a-z]+\./, '')
    .replace(/\.v\d+$/, '')
    .replaceAll('-', ' ');

/** A cause of a difference in a line for people: how much, what happened to what, and where the log has it. */
export const causeInWords = ({ what, position, recordedAt, subject, cents }: Cause): string =>
  [
    `    ${formatEuro(cents).padStart(12)}  ${happened(what)}${subject === null ? '' : `: ${subject}`}`,
    ...(position === null ? [] : [`position ${position}, recorded ${recordedAt}`]),
  ].join('  ');
