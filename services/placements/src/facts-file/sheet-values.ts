/** Values of spreadsheet cells, however a program or a person wrote them; an unclear value stays unchanged. */
import { z } from 'zod';
import { parseDay } from '@regieboek/kernel';

const yes = ['yes', 'ja', 'j', 'y', 'true', 'waar', '1', 'x'];
const no = ['', 'no', 'nee', 'n', 'false', 'onwaar', '0'];

/** A yes or no (`ja`, `WAAR`, `TRUE`, `x`; `nee`, `ONWAAR`, `FALSE`, empty). Anything else is a fault, never a no. */
export const yesOrNo = z
  .string()
  .optional()
  .transform((text = '', context) => {
    const word = text.toLowerCase();
    if (yes.includes(word)) return true;
    if (no.includes(word)) return false;
    context.addIssue({ code: 'custom', message: 'must be yes or no (ja, nee, WAAR, ONWAAR, x, or empty for no)' });
    return z.NEVER;
  });

/** A day written the Dutch way (`28-2-2025`, as a Dutch spreadsheet saves dates) in the form of ISO 8601. */
export function isoDay(text: string): string {
  const [, day = '', month = '', year = ''] = /^(\d{1,2})-(\d{1,2})-(\d{4})$/.exec(text) ?? [];
  const iso = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  return parseDay(iso) === undefined ? text : iso;
}

/** Restores the leading zeros that a spreadsheet removed from a code of `digits` digits. */
export const withZeros = (text: string, digits: number, digitsMin: number): string =>
  new RegExp(`^\\d{${digitsMin},${digits}}$`).test(text) ? text.padStart(digits, '0') : text;

/** Words for the ground of a decision, in search order. */
const groundWords: readonly (readonly [pattern: RegExp, ground: string])[] = [
  [/bindend[\s-]*advies/, 'bindend advies'],
  [/uitspraak|vonnis|beschikking/, 'uitspraak'],
  [/convenant/, 'convenant'],
  [/overeenkomst|afspraak|akkoord|overeenstemming|overeengekomen/, 'overeenkomst'],
  [/geschil/, 'geschil'],
  [/besluit/, 'besluit'],
];

/**
 * Ground of a decision by its words: a code, or `overig` for any other text. The text itself is not kept in the log: it may name
 * a person. Empty stays empty, to be refused.
 */
export function groundIn(text: string): string {
  if (text === '') return text;
  const words = text.toLowerCase();
  return groundWords.find(([pattern]) => pattern.test(words))?.[1] ?? 'overig';
}
