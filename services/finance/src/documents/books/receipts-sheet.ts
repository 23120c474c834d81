import { nationalNameOf } from '@regieboek/ijw';
import type { Sheet } from '@regieboek/sheets';
import type { Language } from '@regieboek/kernel';
import type { ReceiptOnRecord } from '../../domain/settlement/receipt-on-record.js';
import { column, sheetOf, type Table } from './table.js';

const kinds = {
  advance: { nl: 'voorschot', en: 'advance' },
  settlement: { nl: 'afrekening', en: 'settlement' },
} as const;

const receipts: Table<ReceiptOnRecord> = {
  name: { nl: 'Ontvangsten', en: 'Receipts' },
  columns: [
    column('receivedOn', ['Ontvangen op', 'Received on'], 'day', (one) => one.receivedOn),
    column('reference', ['Kenmerk', 'Reference'], 'text', (one) => one.reference),
    column('municipality', ['Gemeente', 'Municipality'], 'text', (one) => one.municipality),
    column('name', ['Naam gemeente', 'Name of municipality'], 'text', (one) => nationalNameOf(one.municipality) ?? ''),
    column('kind', ['Soort', 'Kind'], 'text', (one, language) => kinds[one.kind][language]),
    column('from', ['Maand van', 'Month from'], 'text', (one) => one.from),
    column('to', ['Maand tot en met', 'Month to'], 'text', (one) => one.to),
    column('cents', ['Bedrag', 'Amount'], 'money', (one) => one.cents),
  ],
  sums: ['cents'],
};

/** Receipts of a region as a sheet. */
export const receiptsSheet = (all: readonly ReceiptOnRecord[], language: Language): Sheet =>
  sheetOf(receipts, all, language);
