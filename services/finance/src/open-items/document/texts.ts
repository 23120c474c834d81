import type { Language } from '@regieboek/kernel';
import type { OpenWork } from '../open-work.js';

/** Columns of the list of open items, by their names in JSON. */
export type OpenItemColumn =
  | 'item'
  | 'period'
  | 'kind'
  | 'reasons'
  | 'words'
  | 'provider'
  | 'providerName'
  | 'payer'
  | 'payerName'
  | 'municipality'
  | 'municipalityName'
  | 'youth'
  | 'reference'
  | 'from'
  | 'to'
  | 'cents'
  | 'facts'
  | 'standing'
  | 'ways';

interface DocumentTexts {
  readonly name: string;
  readonly headings: Readonly<Record<OpenItemColumn, string>>;
  readonly kinds: Readonly<Record<OpenWork['kind'], string>>;
}

/** Headings and words of the list of open items in both languages. */
export const openItemDocumentTexts: Readonly<Record<Language, DocumentTexts>> = {
  nl: {
    name: 'Open posten',
    headings: {
      ...{ period: 'Periode', kind: 'Soort', reasons: 'Code', words: 'Reden', item: 'Post' },
      ...{ provider: 'Aanbieder', providerName: 'Naam aanbieder', payer: 'Betaler', payerName: 'Naam betaler' },
      ...{ municipality: 'Gemeente', municipalityName: 'Naam gemeente', youth: 'Jeugdige', reference: 'Nummer' },
      ...{ from: 'Begindatum', to: 'Einddatum', cents: 'Bedrag', facts: 'Feiten' },
      ...{ standing: 'Doorlopende afwijking', ways: 'Wat te doen' },
    },
    kinds: { line: 'regel', declaration: 'declaratie' },
  },
  en: {
    name: 'Open items',
    headings: {
      ...{ period: 'Period', kind: 'Kind', reasons: 'Code', words: 'Reason', item: 'Item' },
      ...{ provider: 'Provider', providerName: 'Name of provider', payer: 'Payer', payerName: 'Name of payer' },
      ...{ municipality: 'Municipality', municipalityName: 'Name of municipality', youth: 'Youth' },
      ...{ reference: 'Number', from: 'First day', to: 'Last day', cents: 'Amount', facts: 'Facts' },
      ...{ standing: 'Standing decision', ways: 'What to do' },
    },
    kinds: { line: 'line', declaration: 'declaration' },
  },
};
