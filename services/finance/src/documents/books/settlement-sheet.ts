import type { Sheet } from '@regieboek/sheets';
import type { Language } from '@regieboek/kernel';
import type { NettedClaim } from '../../domain/settlement/claims.js';
import type { SettlementResult } from '../../settlement/settlements.js';
import { column, sheetOf, type Table } from './table.js';

type Settled = SettlementResult['municipalities'][number];

/** Amounts of a settlement per municipality, with their headings. */
export const settledAmounts = [
  ['ownUseCents', 'Eigen gebruik', 'Own use'],
  ['lumpSumCents', 'Lumpsums', 'Lump sums'],
  ['solidarityCents', 'Solidariteit', 'Solidarity'],
  ['correctionCents', 'Correcties', 'Corrections'],
  ['borneCents', 'Gedragen', 'Borne'],
  ['paidCents', 'Betaald aan aanbieders', 'Paid to providers'],
  ['advanceCents', 'Voorschotten volgens afspraak', 'Advances as agreed'],
  ['receivedAdvanceCents', 'Voorschotten ontvangen', 'Advances received'],
  ['receivedSettlementCents', 'Afrekeningen ontvangen', 'Settlements received'],
  ['claimsReceivableCents', 'Te vorderen', 'Receivable'],
  ['claimsPayableCents', 'Te betalen', 'Payable'],
  ['balanceCents', 'Saldo', 'Balance'],
] as const;

const table: Table<Settled> = {
  name: { nl: 'Afrekening', en: 'Settlement' },
  columns: [
    column('municipality', ['Gemeente', 'Municipality'], 'text', (one) => one.municipality),
    column('name', ['Naam gemeente', 'Name of municipality'], 'text', (one) => one.name),
    ...settledAmounts.map(([key, nl, en]) => column<Settled>(key, [nl, en], 'money', (one) => one[key])),
  ],
  sums: settledAmounts.map(([key]) => key),
};

const claims: Table<NettedClaim> = {
  name: { nl: 'Vorderingen verrekend', en: 'Claims set off' },
  columns: [
    column('debtor', ['Te betalen door', 'Payable by'], 'text', (one) => one.debtor),
    column('creditor', ['Te betalen aan', 'Payable to'], 'text', (one) => one.creditor),
    column('cents', ['Bedrag', 'Amount'], 'money', (one) => one.cents),
  ],
};

/** A settlement as sheets: amounts per municipality, and claims set off against each other. */
export function settlementSheets(result: SettlementResult, language: Language): [Sheet, ...Sheet[]] {
  const { region, from, to, position, months } = result;
  const isDutch = language === 'nl';
  const open = months.filter(({ sealed }) => !sealed).map(({ period }) => period);
  return [
    sheetOf(table, result.municipalities, language, [
      [isDutch ? 'Jeugdregio' : 'Youth region', region],
      [isDutch ? 'Maanden' : 'Months', from === to ? from : `${from} - ${to}`],
      [isDutch ? 'Plaats in het logboek' : 'Position in the log', position, 'integer'],
      [isDutch ? 'Niet afgesloten maanden' : 'Months not sealed', open.join(', ')],
    ]),
    sheetOf(claims, result.claims, language),
  ];
}
