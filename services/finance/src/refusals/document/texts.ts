import type { Language } from '@regieboek/kernel';

/** Headings and words of the list of refusals. */
interface DocumentTexts {
  readonly name: string;
  readonly headings: Readonly<Record<RefusalColumn, string>>;
  readonly scopes: Readonly<Record<'line' | 'declaration', string>>;
}

/** Columns of the list of refusals, by their names in JSON. */
export type RefusalColumn =
  | 'scope'
  | 'messageId'
  | 'provider'
  | 'providerName'
  | 'municipality'
  | 'municipalityName'
  | 'number'
  | 'period'
  | 'line'
  | 'assignment'
  | 'youth'
  | 'reference'
  | 'code'
  | 'from'
  | 'to'
  | 'cents'
  | 'codes'
  | 'reasons'
  | 'remedies';

/** Texts of the list of refusals in both languages. */
export const refusalDocumentTexts: Readonly<Record<Language, DocumentTexts>> = {
  nl: {
    name: 'Afkeuringen',
    headings: {
      ...{ scope: 'Afgekeurd', messageId: 'Bericht', provider: 'Aanbieder', providerName: 'Naam aanbieder' },
      ...{ municipality: 'Gemeente', municipalityName: 'Naam gemeente', number: 'Declaratienummer', period: 'Periode' },
      ...{ line: 'Regel', assignment: 'ToewijzingNummer', youth: 'Jeugdige', reference: 'Referentienummer' },
      ...{ code: 'Product', from: 'Begindatum', to: 'Einddatum', cents: 'Bedrag', codes: 'Retourcodes' },
      ...{ reasons: 'Reden', remedies: 'Wat te doen' },
    },
    scopes: { line: 'regel', declaration: 'hele declaratie' },
  },
  en: {
    name: 'Refusals',
    headings: {
      ...{ scope: 'Refused', messageId: 'Message', provider: 'Provider', providerName: 'Name of provider' },
      ...{ municipality: 'Municipality', municipalityName: 'Name of municipality' },
      ...{ number: 'Declaration number', period: 'Period' },
      ...{ line: 'Line', assignment: 'Assignment number', youth: 'Youth', reference: 'Reference' },
      ...{ code: 'Product', from: 'First day', to: 'Last day', cents: 'Amount', codes: 'Return codes' },
      ...{ reasons: 'Reason', remedies: 'What to do' },
    },
    scopes: { line: 'line', declaration: 'whole declaration' },
  },
};
