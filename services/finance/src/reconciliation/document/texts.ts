import type { Language } from '@regieboek/kernel';
import type { WorkOutcome } from '../work-list/list.js';

/** Columns of a work list, by their names in JSON. */
export type WorkColumn =
  | ('outcome' | 'provider' | 'providerName' | 'municipality' | 'municipalityName' | 'youth' | 'assignment')
  | ('category' | 'code' | 'from' | 'to' | 'unit' | 'reference' | 'codes' | 'basis' | 'declaredVolume')
  | ('expectedVolume' | 'declaredCents' | 'expectedCents' | 'differenceCents' | 'remark' | 'key');

interface DocumentTexts {
  readonly name: string;
  readonly headings: Readonly<Record<WorkColumn, string>>;
  readonly outcomes: Readonly<Record<WorkOutcome, string>>;
  readonly bases: Readonly<Record<string, string>>;
}

/** Headings and words of a work list in both languages. */
export const workListTexts: Readonly<Record<Language, DocumentTexts>> = {
  nl: {
    name: 'Werklijst',
    headings: {
      ...{ outcome: 'Uitkomst', provider: 'Aanbieder', providerName: 'Naam aanbieder', municipality: 'Gemeente' },
      ...{ municipalityName: 'Naam gemeente', youth: 'Jeugdige', assignment: 'ToewijzingNummer' },
      ...{ category: 'Categorie', code: 'Product', from: 'Begindatum', to: 'Einddatum', unit: 'Eenheid' },
      ...{ reference: 'Referentienummer', codes: 'Retourcodes', basis: 'Grondslag' },
      ...{ declaredVolume: 'Volume gedeclareerd', expectedVolume: 'Volume verwacht' },
      ...{ declaredCents: 'Bedrag gedeclareerd', expectedCents: 'Bedrag verwacht', differenceCents: 'Verschil' },
      ...{ remark: 'Opmerking', key: 'Sleutel' },
    },
    outcomes: {
      ...{ different: 'wijkt af', unknown: 'onbekend', duplicate: 'dubbel', 'out-of-period': 'buiten periode' },
      ...{ undeclared: 'niet gedeclareerd', refused: 'afgekeurd', late: 'te laat ingediend', credit: 'creditregel' },
    },
    bases: {
      ...{ 'counted-days': 'getelde dagen', 'assigned-volume': 'toegewezen volume', 'care-only': 'alleen zorg bekend' },
    },
  },
  en: {
    name: 'Work list',
    headings: {
      ...{ outcome: 'Outcome', provider: 'Provider', providerName: 'Name of provider', municipality: 'Municipality' },
      ...{ municipalityName: 'Name of municipality', youth: 'Youth', assignment: 'Assignment number' },
      ...{ category: 'Category', code: 'Product', from: 'First day', to: 'Last day', unit: 'Unit' },
      ...{ reference: 'Reference', codes: 'Return codes', basis: 'Basis' },
      ...{ declaredVolume: 'Volume declared', expectedVolume: 'Volume expected' },
      ...{ declaredCents: 'Amount declared', expectedCents: 'Amount expected', differenceCents: 'Difference' },
      ...{ remark: 'Remark', key: 'Key' },
    },
    outcomes: {
      ...{ different: 'different', unknown: 'unknown', duplicate: 'duplicate', 'out-of-period': 'out of period' },
      ...{ undeclared: 'undeclared', refused: 'refused', late: 'late', credit: 'credit' },
    },
    bases: {
      ...{ 'counted-days': 'counted days', 'assigned-volume': 'assigned volume', 'care-only': 'only care known' },
    },
  },
};
