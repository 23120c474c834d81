import type { IssuedSettlement } from '@regieboek/events';
import type { Sheet } from '@regieboek/sheets';
import type { Language } from '@regieboek/kernel';
import { column, sheetOf, type Table } from './table.js';

interface IssuedRow {
  readonly settlement: IssuedSettlement;
  readonly settled: IssuedSettlement['municipalities'][number];
}

const table: Table<IssuedRow> = {
  name: { nl: 'Afrekeningen', en: 'Settlements' },
  columns: [
    column('number', ['Nummer', 'Number'], 'text', ({ settlement }) => settlement.number),
    column('issuedOn', ['Datum', 'Date'], 'day', ({ settlement }) => settlement.issuedOn),
    column('from', ['Maand van', 'Month from'], 'text', ({ settlement }) => settlement.from),
    column('to', ['Maand tot en met', 'Month to'], 'text', ({ settlement }) => settlement.to),
    column('municipality', ['Gemeente', 'Municipality'], 'text', ({ settled }) => settled.municipality),
    column('name', ['Naam gemeente', 'Name of municipality'], 'text', ({ settled }) => settled.name),
    column('borneCents', ['Gedragen', 'Borne'], 'money', ({ settled }) => settled.borneCents),
    column('paidCents', ['Betaald aan aanbieders', 'Paid to providers'], 'money', ({ settled }) => settled.paidCents),
    column('advanceCents', ['Voorschotten', 'Advances'], 'money', ({ settled }) => settled.advanceCents),
    column('totalCents', ['Afrekening', 'Settlement'], 'money', ({ settled }) => settled.totalCents),
    column('beforeCents', ['Eerder afgerekend', 'Settled before'], 'money', ({ settled }) => settled.beforeCents),
    column('dueCents', ['Te betalen', 'Due'], 'money', ({ settled }) => settled.dueCents),
  ],
  sums: ['dueCents'],
};

/** Issued settlements as a sheet, a row per municipality. */
export const settlementsSheet = (issued: readonly IssuedSettlement[], language: Language): Sheet =>
  sheetOf(
    table,
    issued.flatMap((settlement) => settlement.municipalities.map((settled) => ({ settlement, settled }))),
    language,
  );
