import type { ListedEntry } from '@regieboek/events';
import type { Sheet } from '@regieboek/sheets';
import type { Language, Sentence } from '@regieboek/kernel';
import { column, sheetOf, type Table } from './table.js';

const reasons: Readonly<Record<ListedEntry['reason'], Sentence>> = {
  'unknown-payer': {
    nl: 'rekening onbekend: zet haar in de betaalafspraken, of leg de ontvangst zelf vast',
    en: 'unknown account: add it to the terms of payment, or record the receipt yourself',
  },
  'no-expected-amount': {
    nl: 'geen afrekening of voorschot met dit bedrag: leg de ontvangst zelf vast',
    en: 'no settlement or advance has this amount: record the receipt yourself',
  },
  'other-amount': {
    nl: 'ander bedrag dan de genoemde afrekening: leg de ontvangst zelf vast',
    en: 'another amount than the settlement that is mentioned: record the receipt yourself',
  },
  'several-possible': {
    nl: 'past bij meer dan een afrekening: leg de ontvangst zelf vast',
    en: 'fits more than one settlement: record the receipt yourself',
  },
};

/** Why an entry is not a receipt, with the remedy. */
export const unmatchedInWords = (reason: ListedEntry['reason'], language: Language): string =>
  reasons[reason][language];

const table: Table<ListedEntry> = {
  name: { nl: 'Bijschrijvingen', en: 'Credit entries' },
  columns: [
    column('reference', ['Kenmerk', 'Reference'], 'text', (one) => one.reference),
    column('receivedOn', ['Ontvangen op', 'Received on'], 'day', (one) => one.receivedOn),
    column('municipality', ['Gemeente', 'Municipality'], 'text', (one) => one.municipality),
    column('cents', ['Bedrag', 'Amount'], 'money', (one) => one.cents),
    column('reason', ['Reden', 'Reason'], 'text', (one, language) => unmatchedInWords(one.reason, language)),
  ],
  sums: ['cents'],
};

/** Entries of bank statements that ask for a decision, as a sheet. */
export const unmatchedSheet = (entries: readonly ListedEntry[], language: Language): Sheet =>
  sheetOf(table, entries, language);
