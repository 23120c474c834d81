/**
 * Account numbers (IBAN, ISO 13616) of the SEPA area only: no other account can be paid with a SEPA credit transfer.
 * Formats and check digits by `ibantools`; check digits that a country has of its own are left to its banks.
 */
import { countrySpecs, validateIBAN, ValidationErrorsIBAN } from 'ibantools';

/** Countries that joined the SEPA schemes since 2024 (EPC409-09), in addition to those known to `ibantools`. */
const joinedSince: ReadonlySet<string> = new Set(['AL', 'MD', 'ME', 'MK', 'RS']);

/** Whether accounts of a country can be paid with a SEPA credit transfer. */
const isInSepa = (country: string): boolean => countrySpecs[country]?.SEPA === true || joinedSince.has(country);

/** The fault of an account number in capitals without blanks, with the remedy; undefined when there is none. */
export function ibanFault(iban: string): string | undefined {
  if (!/^[A-Z]{2}[0-9]{2}[A-Z0-9]+$/.test(iban)) return 'is not an IBAN: use capitals and digits without blanks';
  const country = iban.slice(0, 2);
  if (!isInSepa(country)) return `is an account in ${country}, outside the SEPA area: use an account inside it`;
  const length = countrySpecs[country]?.chars;
  if (length !== undefined && iban.length !== length)
    return `has ${iban.length} characters; an IBAN of ${country} has ${length}: copy it again`;
  const { errorCodes } = validateIBAN(iban);
  if (errorCodes.includes(ValidationErrorsIBAN.WrongBBANFormat))
    return `is not an IBAN of ${country}: letters and digits are in the wrong places; copy it again`;
  return errorCodes.includes(ValidationErrorsIBAN.WrongIBANChecksum)
    ? 'has wrong check digits: copy it again'
    : undefined;
}
