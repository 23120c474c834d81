import anyAscii from 'any-ascii';
import type { Transfer } from '@regieboek/events';

/** Characters that banks write in another way than a transliteration does (EPC217-08). */
const written: Readonly<Record<string, string>> = { Æ: 'AE', Œ: 'OE', Þ: 'TH', ẞ: 'SS', '&': '+' };

/** Text in the characters that banks carry (EPC217-08): letters without marks, plain spaces and hyphens, else a full stop. */
export const bankText = (value: string, length: number): string =>
  anyAscii(value.normalize('NFC').replace(/[ÆŒÞẞ&]/gu, (character) => written[character] ?? character))
    .replaceAll('"', "'")
    .replace(/[^A-Za-z0-9/?:().,'+ -]/gu, '.')
    .replace(/ +/g, ' ')
    .trim()
    .slice(0, length)
    .trimEnd();

const REMITTANCE_MAX = 140;

const nameOf = (one: Transfer['positions'][number]): string =>
  `${'lumpSum' in one ? one.lumpSum : one.number} ${one.period}`;

/** Purpose of a transfer: numbers of declarations and lump sums with their months, as many as fit, then the number of others. */
export function remittanceOf({ positions }: Pick<Transfer, 'positions'>): string {
  const names = positions.map((one) => bankText(nameOf(one), REMITTANCE_MAX));
  for (let shown = names.length; shown > 0; shown -= 1) {
    const more = names.length > shown ? [`en ${names.length - shown} meer`] : [];
    const line = `Jeugdhulp ${[...names.slice(0, shown), ...more].join(', ')}`;
    if (line.length <= REMITTANCE_MAX) return line;
  }
  return `Jeugdhulp ${names.length} declaraties`;
}
