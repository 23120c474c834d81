/**
 * Account numbers (IBAN, ISO 13616): check digits by modulo 97 (ISO 7064), and the length that the register of IBANs
 * gives for a country. Countries of the SEPA area only: no other account can be paid with a SEPA credit transfer.
 */

/** Length of an IBAN by country of the SEPA area (IBAN registry of SWIFT). */
const lengths: Readonly<Record<string, number>> = {
  ...{ AD: 24, AT: 20, BE: 16, BG: 22, CH: 21, CY: 28, CZ: 24, DE: 22, DK: 18, EE: 20, ES: 24, FI: 18, FR: 27, GB: 22 },
  ...{ GI: 23, GR: 27, HR: 21, HU: 28, IE: 22, IS: 26, IT: 27, LI: 21, LT: 20, LU: 20, LV: 21, MC: 27, MT: 31, NL: 18 },
  ...{ NO: 15, PL: 28, PT: 25, RO: 24, SE: 24, SI: 19, SK: 24, SM: 27, VA: 22 },
};

/** Remainder by 97 of a number of any length in digits. */
const remainder = (digits: string): number => [...digits].reduce((rest, digit) => (rest * 10 + Number(digit)) % 97, 0);

/** Letters as the numbers 10 (A) to 35 (Z). */
const inDigits = (text: string): string => text.replace(/[A-Z]/g, (letter) => String(letter.charCodeAt(0) - 55));

/** What is wrong with an account number in capitals without blanks, with the remedy; undefined when nothing is. */
export function ibanFault(iban: string): string | undefined {
  if (!/^[A-Z]{2}[0-9]{2}[A-Z0-9]+$/.test(iban)) return 'is no IBAN: capitals and digits without blanks';
  const country = iban.slice(0, 2);
  const length = lengths[country];
  if (length === undefined) return `is an account in ${country}, outside the SEPA area: it cannot be paid this way`;
  if (iban.length !== length)
    return `has ${iban.length} characters; an IBAN of ${country} has ${length}: copy it again`;
  if (country === 'NL' && !/^NL[0-9]{2}[A-Z]{4}[0-9]{10}$/.test(iban))
    return 'is no Dutch IBAN: NL, 2 digits, bank, 10 digits';
  return remainder(inDigits(iban.slice(4) + iban.slice(0, 4))) === 1
    ? undefined
    : 'has check digits that do not fit: a character is wrong, copy it again';
}
