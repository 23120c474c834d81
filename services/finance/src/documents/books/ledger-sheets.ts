import type { Sheet } from '@regieboek/sheets';
import type { Language, Sentence } from '@regieboek/kernel';
import type { Entry, Posting } from '../../domain/ledger/posting.js';
import type { Balances, PostedMonth } from '../../ledger/ledger.js';
import { column, sheetOf, type Table } from './table.js';

/** Accounts of the ledger in words. */
export const accountNames: Readonly<Record<Entry['account'], Sentence>> = {
  'provider-payable': { nl: 'crediteuren: aanbieders', en: 'payable to providers' },
  'municipality-receivable': { nl: 'debiteuren: gemeenten', en: 'receivable from municipalities' },
  claim: { nl: 'vorderingen tussen gemeenten', en: 'claims between municipalities' },
  'lump-sum': { nl: 'te betalen lumpsums', en: 'payable lump sums' },
  suspense: { nl: 'tussenrekening: gemeente onbepaald', en: 'suspense: municipality undetermined' },
  payment: { nl: 'betalingen onderweg', en: 'payments under way' },
  receipt: { nl: 'ontvangsten', en: 'receipts' },
};

/** Sources of postings in words. */
export const sourceNames: Readonly<Record<Posting['source'], Sentence>> = {
  'billed-line': { nl: 'doorbelaste regel', en: 'billed line' },
  'lump-sum': { nl: 'lumpsum', en: 'lump sum' },
  correction: { nl: 'correctie', en: 'correction' },
  payment: { nl: 'betaling', en: 'payment' },
  receipt: { nl: 'ontvangst', en: 'receipt' },
};

interface PostedEntry {
  readonly posting: Posting;
  readonly entry: Entry;
}

const debit = (cents: number): number | null => (cents > 0 ? cents : null);
const credit = (cents: number): number | null => (cents < 0 ? -cents : null);

const postings: Table<PostedEntry> = {
  name: { nl: 'Journaalposten', en: 'Postings' },
  columns: [
    column('id', ['Journaalpost', 'Posting'], 'text', ({ posting }) => posting.id),
    column('period', ['Maand', 'Month'], 'text', ({ posting }) => posting.period),
    column('source', ['Bron', 'Source'], 'text', ({ posting }, language) => sourceNames[posting.source][language]),
    column('about', ['Kenmerk', 'Reference'], 'text', ({ posting }) => posting.about),
    column('account', ['Rekening', 'Account'], 'text', ({ entry }, language) => accountNames[entry.account][language]),
    column('party', ['Partij', 'Party'], 'text', ({ entry }) => entry.party),
    column('debitCents', ['Debet', 'Debit'], 'money', ({ entry }) => debit(entry.cents)),
    column('creditCents', ['Credit', 'Credit'], 'money', ({ entry }) => credit(entry.cents)),
  ],
  sums: ['debitCents', 'creditCents'],
};

const balances: Table<Entry> = {
  name: { nl: 'Saldi', en: 'Balances' },
  columns: [
    column('account', ['Rekening', 'Account'], 'text', (one, language) => accountNames[one.account][language]),
    column('party', ['Partij', 'Party'], 'text', (one) => one.party),
    column('debitCents', ['Debet', 'Debit'], 'money', (one) => debit(one.cents)),
    column('creditCents', ['Credit', 'Credit'], 'money', (one) => credit(one.cents)),
  ],
  sums: ['debitCents', 'creditCents'],
};

/** Postings of a month as a sheet, a row per entry. */
export const postingsSheet = ({ postings: posted }: PostedMonth, language: Language): Sheet =>
  sheetOf(
    postings,
    posted.flatMap((posting) => posting.entries.map((entry) => ({ posting, entry }))),
    language,
  );

/** Balances of a region as a sheet. */
export const balancesSheet = ({ balances: all, position }: Balances, language: Language): Sheet =>
  sheetOf(balances, all, language, [
    [language === 'nl' ? 'Plaats in het logboek' : 'Position in the log', position, 'integer'],
  ]);
