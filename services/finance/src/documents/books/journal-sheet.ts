import { fromDay, lastDayOf, type Language } from '@regieboek/kernel';
import type { Sheet } from '@regieboek/sheets';
import type { JournalLine } from '../../domain/ledger/journal-entries.js';
import { sourceNames } from './ledger-sheets.js';
import { column, sheetOf, type Table } from './table.js';

const table: Table<JournalLine> = {
  name: { nl: 'Boekstukken', en: 'Journal entries' },
  columns: [
    column('journal', ['Dagboek', 'Journal'], 'text', (one) => one.journal),
    column('entry', ['Boekstuk', 'Entry'], 'text', (one) => one.entry),
    column('date', ['Boekdatum', 'Date'], 'day', (one) => fromDay(lastDayOf(one.period))),
    column('period', ['Periode', 'Period'], 'text', (one) => one.period),
    column('account', ['Grootboekrekening', 'Account'], 'text', ({ account }) => account.code),
    column('accountName', ['Naam rekening', 'Name of account'], 'text', ({ account }) => account.name),
    column('party', ['Relatie', 'Party'], 'text', (one) => one.party),
    column(
      'description',
      ['Omschrijving', 'Description'],
      'text',
      (one, language) => sourceNames[one.source][language],
    ),
    column('debitCents', ['Debet', 'Debit'], 'money', ({ cents }) => (cents > 0 ? cents : null)),
    column('creditCents', ['Credit', 'Credit'], 'money', ({ cents }) => (cents < 0 ? -cents : null)),
    column('iv3Task', ['Iv3-taakveld', 'Iv3 task field'], 'text', ({ account }) => account.iv3Task),
    column('iv3Category', ['Iv3-categorie', 'Iv3 category'], 'text', ({ account }) => account.iv3Category),
    column('rgs', ['RGS', 'RGS'], 'text', ({ account }) => account.rgs),
  ],
  sums: ['debitCents', 'creditCents'],
};

/** Journal entries as a sheet, a row per line: docs/accounts-file.md describes the columns. */
export const journalSheet = (lines: readonly JournalLine[], language: Language): Sheet =>
  sheetOf(table, lines, language);
