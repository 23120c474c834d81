import type { Language } from '@regieboek/kernel';

interface VerifyTexts {
  readonly file: string;
  readonly mark: string;
  readonly added: string;
  readonly changed: (nr: number) => string;
  readonly missing: (nr: number) => string;
  readonly total: string;
  readonly otherMark: (period: string, region: string) => string;
  readonly notSealed: string;
}

/** Faults of a statement. */
export const verifyTexts: Readonly<Record<Language, VerifyTexts>> = {
  nl: {
    file: 'bestand',
    mark: 'zegel',
    added: 'deze regel hoort niet bij de afgesloten specificatie: hij is toegevoegd of onherkenbaar gewijzigd',
    changed: (nr) => `regel ${nr} is gewijzigd na het afsluiten`,
    missing: (nr) => `regel ${nr} ontbreekt`,
    total: 'dit bedrag is niet de som van de regels',
    otherMark: (period, region) =>
      `dit bestand gaat over ${period} van ${region}, en het opgegeven zegel is niet dat van deze afgesloten maand: controleer het zegel; klopt dat, dan zijn de zegelgegevens in het bestand gewijzigd`,
    notSealed: 'de regels samen zijn niet die van de afgesloten specificatie: vraag het bestand opnieuw op',
  },
  en: {
    file: 'file',
    mark: 'mark',
    added: 'this line is not part of the sealed statement: it was added, or changed beyond recognition',
    changed: (nr) => `line ${nr} was changed after sealing`,
    missing: (nr) => `line ${nr} is missing`,
    total: 'this amount is not the sum of the lines',
    otherMark: (period, region) =>
      `this file is about ${period} of ${region}, and the given mark is not that of this sealed month: check the mark; if it is right, the seal data in the file were changed`,
    notSealed: 'the lines together are not those of the sealed statement: ask for the file again',
  },
};
