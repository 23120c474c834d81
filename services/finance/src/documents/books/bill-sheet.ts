import type { Sheet } from '@regieboek/sheets';
import type { Language } from '@regieboek/kernel';
import type { BillingSummary, MunicipalityTotal } from '../../billing/billing.js';
import type { Claim } from '../../statements/statement.js';
import { column, sheetOf, type Table } from './table.js';

const totals: Table<MunicipalityTotal> = {
  name: { nl: 'Doorbelasting', en: 'Bill' },
  columns: [
    column('municipality', ['Gemeente', 'Municipality'], 'text', (one) => one.municipality),
    column('name', ['Naam gemeente', 'Name of municipality'], 'text', (one) => one.name),
    column('youths', ['Jeugdigen', 'Youths'], 'integer', (one) => one.youths),
    column('lines', ['Regels', 'Lines'], 'integer', (one) => one.lines),
    column('lineCents', ['Zorg', 'Care'], 'money', (one) => one.lineCents),
    column('lumpSumCents', ['Lumpsums', 'Lump sums'], 'money', (one) => one.lumpSumCents),
    column('totalCents', ['Totaal', 'Total'], 'money', (one) => one.totalCents),
  ],
  sums: ['lineCents', 'lumpSumCents', 'totalCents'],
};

const claims: Table<Claim> = {
  name: { nl: 'Vorderingen', en: 'Claims' },
  columns: [
    column('payer', ['Betalende gemeente', 'Paying municipality'], 'text', (one) => one.payer),
    column('responsible', ['Verantwoordelijke gemeente', 'Responsible municipality'], 'text', (one) => one.responsible),
    column('lines', ['Regels', 'Lines'], 'integer', (one) => one.lines),
    column('cents', ['Bedrag', 'Amount'], 'money', (one) => one.cents),
  ],
  sums: ['cents'],
};

/** A bill as sheets: amounts per municipality, and claims between municipalities. */
export function billSheets(summary: BillingSummary, language: Language): [Sheet, ...Sheet[]] {
  const { region, period, position, sealed, totals: sums } = summary;
  const isDutch = language === 'nl';
  const open = isDutch ? 'open: bedragen kunnen nog veranderen' : 'open: amounts can still change';
  return [
    sheetOf(totals, summary.municipalities, language, [
      [isDutch ? 'Jeugdregio' : 'Youth region', region],
      [isDutch ? 'Maand' : 'Month', period],
      [isDutch ? 'Plaats in het logboek' : 'Position in the log', position, 'integer'],
      [isDutch ? 'Stand' : 'State', sealed ? (isDutch ? 'afgesloten' : 'sealed') : open],
      [isDutch ? 'Onbepaald' : 'Unresolved', sums.unresolvedCents, 'money'],
    ]),
    sheetOf(claims, summary.claims, language),
  ];
}
