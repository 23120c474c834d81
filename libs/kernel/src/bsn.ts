/** True when nine digits pass the eleven test (elfproef) of a citizen service number, 9a+8b+...+2h-1i. iJw rule CS002. */
export function passesElevenTest(bsn: string): boolean {
  if (!/^[0-9]{9}$/.test(bsn)) return false;
  let sum = 0;
  for (let i = 0; i < 8; i += 1) sum += (9 - i) * Number(bsn[i]);
  return (sum - Number(bsn[8])) % 11 === 0;
}

const BSN_DIGITS = 9;
/** Nine digits form at most nine groups. */
const GROUPS_MAX = BSN_DIGITS;

/**
 * Converts a digit of any script to ASCII; leaves other characters unchanged. The ten digits of a script are consecutive code
 * points.
 */
function asciiDigit(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  let back = 0;
  while (back < BSN_DIGITS && /\p{Nd}/u.test(String.fromCodePoint(code - back - 1))) back += 1;
  return String(back);
}

/** Printable ASCII with fewer than eight digits: a quick check that settles nearly all texts. */
const hasFewDigits = /^(?:[ -/:-~]*[0-9]){0,7}[ -/:-~]*$/;

/** Printable ASCII. */
const isPlain = /^[ -~]*$/;

/** Converts all digits of a text to 0-9: full-width, superscript, circled and those of other scripts. */
const withPlainDigits = (text: string): string =>
  isPlain.test(text) ? text : text.normalize('NFKC').replaceAll(/(?![0-9])\p{Nd}/gu, asciiDigit);

/** Runs of digit groups that are separated only by spaces, dots, dashes or other signs; a letter ends a run. */
const groupsOf = (text: string): string[][] =>
  withPlainDigits(text)
    .split(/[\p{L}\p{Nl}]+/u)
    .map((part) => part.match(/[0-9]+/g) ?? []);

/** True for a BSN without its leading zero; eight digits that can be a date count as a date. */
const isShortBsn = (digits: string): boolean =>
  digits.length === BSN_DIGITS - 1 &&
  !/^(19|20)[0-9]{2}(0[1-9]|1[0-2])([0-2][0-9]|3[01])$/.test(digits) &&
  !/^([0-2][0-9]|3[01])(0[1-9]|1[0-2])(19|20)[0-9]{2}$/.test(digits) &&
  isBsn(`0${digits}`);

/** True for digits that pass the eleven test; all zeros means "no number". */
const isBsn = (digits: string): boolean => passesElevenTest(digits) && !/^0+$/.test(digits);

/** True when nine consecutive digits of a longer row can be a BSN. */
const holdsWithin = (digits: string): boolean =>
  Array.from({ length: Math.max(0, digits.length - BSN_DIGITS + 1) }, (_, at) =>
    digits.slice(at, at + BSN_DIGITS),
  ).some(isBsn);

/** True when consecutive groups together have nine digits that can be a BSN. */
const holdsAcross = (groups: readonly string[]): boolean =>
  groups.some((_, from) =>
    groups.slice(from, from + GROUPS_MAX).some((__, length) => {
      const joined = groups.slice(from, from + length + 1).join('');
      return joined.length === BSN_DIGITS && isBsn(joined);
    }),
  );

/**
 * True when a text may contain a citizen service number (BSN): nine digits of any script that pass the eleven test, consecutive
 * or in groups separated by spaces, dots, dashes or other signs; or eight digits, when a leading zero was left out.
 */
export const holdsBsn = (text: string): boolean =>
  !hasFewDigits.test(text) &&
  groupsOf(text).some(
    (groups) => holdsAcross(groups) || groups.some((group) => holdsWithin(group) || isShortBsn(group)),
  );

/** All digits of a text, without the other characters. */
const digitsIn = (text: string): string =>
  /^[0-9]*$/.test(text) ? text : withPlainDigits(text).replaceAll(/[^0-9]/g, '');

/** The digits of a text written as a BSN: with exactly as many leading zeros as nine digits need. */
export const asBsn = (text: string): string => digitsIn(text).replace(/^0+/, '').padStart(BSN_DIGITS, '0');

/** True when a text or number contains this BSN, also without leading zeros and with any separators. */
export function holdsThisBsn(text: string, bsn: string): boolean {
  // A BSN that begins with two zeros is only found with its zeros, so that seven digits never count as a BSN.
  if (text.length < BSN_DIGITS - 1 && isPlain.test(text)) return false;
  return digitsIn(text).includes(bsn) || (!bsn.startsWith('00') && asBsn(text) === bsn);
}

/** Ids made by the product: their digits are not a BSN. */
const MADE_IDS = /([0-9a-f]{64}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})/;

const maskedPart = (part: string): string => (holdsBsn(part) ? part.replaceAll(/[\p{Nd}\p{No}]/gu, '#') : part);

/** Replaces the digits of every possible citizen service number by #; ids of the product stay. */
export const withoutBsn = (text: string): string =>
  text
    .split(MADE_IDS)
    .map((one, at) =>
      at % 2 === 1
        ? one
        : one
            .split(/([\p{L}\p{Nl}]+)/u)
            .map(maskedPart)
            .join(''),
    )
    .join('');
