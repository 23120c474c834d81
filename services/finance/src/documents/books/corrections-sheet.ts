import { nationalNameOf } from '@regieboek/ijw';
import type { Sheet } from '@regieboek/sheets';
import type { Language } from '@regieboek/kernel';
import { causeInWords } from '../../differences/cause-in-words.js';
import type { Correction } from '../../domain/differences/diff-causes.js';
import { column, sheetOf, type Table } from './table.js';

const nameOf = (code: string | null): string => (code === null ? '' : (nationalNameOf(code) ?? ''));

const corrections: Table<Correction> = {
  name: { nl: 'Correcties', en: 'Corrections' },
  columns: [
    column('period', ['Maand', 'Month'], 'text', (one) => one.period),
    column('municipality', ['Gemeente', 'Municipality'], 'text', (one) => one.municipality),
    column('name', ['Naam gemeente', 'Name of municipality'], 'text', (one) => nameOf(one.municipality)),
    column('payer', ['Betalende gemeente', 'Paying municipality'], 'text', (one) => one.payer),
    column('youth', ['Jeugdige', 'Youth'], 'text', (one) => one.youth),
    column('provider', ['Aanbieder', 'Provider'], 'text', (one) => one.provider),
    column('product', ['Product of lumpsum', 'Product or lump sum'], 'text', (one) => one.product),
    column('beforeCents', ['Was', 'Was'], 'money', (one) => one.beforeCents),
    column('afterCents', ['Is', 'Is'], 'money', (one) => one.afterCents),
    column('cents', ['Bedrag', 'Amount'], 'money', (one) => one.cents),
    column('causes', ['Oorzaak', 'Cause'], 'text', (one, language) =>
      [...new Set(one.causes.map((cause) => causeInWords(cause, language)))].join('; '),
    ),
  ],
  sums: ['cents'],
};

/** Corrections of earlier months, or differences between two runs, as a sheet. */
export const correctionsSheet = (all: readonly Correction[], language: Language): Sheet =>
  sheetOf(corrections, all, language);
