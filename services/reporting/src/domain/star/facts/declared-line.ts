import type { DecidedLine } from '@regieboek/events';
import type { DeclarationHistory } from '@regieboek/journal';
import type { KnownMonth, KnownRegion } from '../known.js';
import {
  assignmentColumn,
  categoryColumn,
  madeColumns,
  madeOf,
  monthOfDate,
  productColumn,
  providerColumn,
  regionColumn,
  unitColumn,
  youthColumn,
} from '../common-columns.js';
import { count, day, integer, money, month, type RowOf, table, text } from '../table.js';

const columns = {
  region: regionColumn,
  declaration_month: month('declaratieperiode', 'month of the declaration'),
  provider: providerColumn,
  declaration: text('DeclaratieNummer', 'number of the declaration (DeclaratieNummer)'),
  place: integer('plaats van de regel in het bericht, vanaf 0', 'place of the line in the message, from 0'),
  reference: text('ReferentieNummer', 'reference of the line (ReferentieNummer)'),
  previous_reference: text('VorigReferentieNummer', 'reference of the line that it corrects (VorigReferentieNummer)'),
  message_day: day('dagtekening van het bericht', 'date of the message'),
  municipality: text('ontvangende gemeente (CBS-code)', 'municipality that received it (CBS code)'),
  youth: youthColumn,
  assignment: assignmentColumn,
  category: categoryColumn,
  product: productColumn,
  first_day: day('begin van de ProductPeriode', 'first day of the period of care'),
  last_day: day('einde van de ProductPeriode', 'last day of the period of care'),
  care_month: month('maand van de eerste zorgdag', 'month of the first day of care'),
  volume: count('geleverd volume in de eenheid', 'volume delivered, in the unit'),
  unit: unitColumn,
  tariff_cents: money('producttarief per eenheid', 'tariff of a unit'),
  amount_cents: money('ingediend bedrag; negatief bij credit', 'amount declared; negative for a credit'),
  status: text(
    'approved: goedgekeurd, refused: afgekeurd, waiting: nog niet beoordeeld',
    'approved, refused or waiting',
  ),
  approved_cents: money('toegekend bedrag', 'amount approved'),
  retour_codes: text('retourcodes (WJ001), gescheiden door spaties', 'retour codes (WJ001), separated by spaces'),
  ...madeColumns,
} as const;

type Row = RowOf<typeof columns>;

/** Status of a line: approved lines are those that are billed. */
export function statusOf(
  { codes, youth }: DecidedLine,
  { outcome }: DeclarationHistory,
): 'approved' | 'refused' | 'waiting' {
  if (!outcome) return 'waiting';
  return codes.length === 0 && youth !== null ? 'approved' : 'refused';
}

function rowOf(line: DecidedLine, declaration: DeclarationHistory, { made, names }: KnownRegion): Row {
  const { head } = declaration;
  const { youth, previous } = line;
  const name = (text: string): string => names.of(youth, text);
  const status = statusOf(line, declaration);
  return {
    ...{ region: made.region, declaration_month: head.period, provider: head.provider },
    declaration: names.of(null, head.number),
    ...{ place: line.place, reference: name(line.reference) },
    previous_reference: previous === null ? null : name(previous),
    ...{ message_day: head.messageDate, municipality: head.municipality },
    assignment: name(String(line.assignment)),
    youth: names.youth(youth),
    ...{ category: line.category, product: line.code, first_day: line.from, last_day: line.to },
    ...{ care_month: monthOfDate(line.from), volume: line.volume, unit: line.unit, tariff_cents: line.tariffCents },
    ...{ amount_cents: line.cents, status, approved_cents: status === 'approved' ? line.cents : 0 },
    retour_codes: line.codes.join(' '),
    ...madeOf(made),
  };
}

/** Declared lines of a month. */
export const declaredLine = table<KnownMonth, typeof columns>({
  name: 'declared_line',
  kind: 'fact',
  grain: {
    nl: 'een gedeclareerde regel (prestatie), zoals ingediend en beoordeeld',
    en: 'a declared line, as it was submitted and decided on',
  },
  key: ['region', 'provider', 'declaration', 'municipality', 'place'],
  columns,
  *rows({ region, declarations }) {
    for (const declaration of declarations)
      for (const line of declaration.lines) yield rowOf(line, declaration, region);
  },
});
