import type { BilledLine } from '@regieboek/billing';
import type { KnownMonth } from '../known.js';
import {
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
import { count, money, month, type RowOf, table, text } from '../table.js';

const columns = {
  region: regionColumn,
  declaration_month: month('maand waarin is gedeclareerd en doorbelast', 'month of the declarations and the bill'),
  care_month: month('maand van de eerste getelde dag', 'month of the first counted day'),
  youth: youthColumn,
  municipality: text(
    'gemeente die de kosten draagt (CBS-code); leeg: niet vast te stellen',
    'municipality that bears it (CBS code); empty: undetermined',
  ),
  municipality_of_days: text('code van die gemeente op de dagen zelf', 'code of that municipality on the days'),
  payer: text(
    'gemeente die de aanbieder betaalt (CBS-code); leeg: de organisatie van de regio',
    'municipality that pays the provider (CBS code); empty: the organisation of the region',
  ),
  provider: providerColumn,
  category: categoryColumn,
  product: productColumn,
  unit: unitColumn,
  rule: text('regel van het woonplaatsbeginsel', 'rule of the residence principle'),
  lines: count('aantal delen van regels', 'number of parts of lines'),
  days: count('getelde dagen; negatief bij credit', 'counted days; negative for a credit'),
  volume: count('volume in de eenheid', 'volume in the unit'),
  amount_cents: money('bedrag', 'amount'),
  ...madeColumns,
} as const;

type Row = RowOf<typeof columns>;

/** Adds up parts of lines that differ in nothing but days, volume and amount. */
class Sums {
  readonly #rows = new Map<string, { row: Row; lines: number; days: number; volume: number; amount_cents: number }>();

  constructor(private readonly month: KnownMonth) {}

  add(line: BilledLine): void {
    const care = monthOfDate(line.from);
    const { municipality, municipalityOfDays, payer, provider, category, code, unit, rule } = line;
    const youth = this.month.region.names.youth(line.youth);
    const key = [care, youth, municipality, municipalityOfDays, payer, provider, category, code, unit, rule].join('/');
    const sum = this.#rows.get(key) ?? {
      row: this.#rowOf(line, { care, youth }),
      lines: 0,
      days: 0,
      volume: 0,
      amount_cents: 0,
    };
    this.#rows.set(key, sum);
    sum.lines += 1;
    sum.days += line.days;
    sum.volume += line.volume;
    sum.amount_cents += line.cents;
  }

  #rowOf(line: BilledLine, { care, youth }: { readonly care: string; readonly youth: string | null }): Row {
    const { region, month: declared } = this.month;
    return {
      ...{ region: region.made.region, declaration_month: declared, care_month: care },
      youth,
      ...{ municipality: line.municipality, municipality_of_days: line.municipalityOfDays, payer: line.payer },
      ...{ provider: line.provider, category: line.category, product: line.code, unit: line.unit, rule: line.rule },
      ...{ lines: 0, days: 0, volume: 0, amount_cents: 0 },
      ...madeOf(region.made),
    };
  }

  *rows(): Generator<Row> {
    for (const { row, ...sums } of this.#rows.values()) yield { ...row, ...sums };
  }
}

/** Counted days and amounts of a month: their sum is the bill of the month, without lump sums. */
export const billedDayMonth = table<KnownMonth, typeof columns>({
  name: 'billed_day_month',
  kind: 'fact',
  grain: {
    nl: 'jeugdige, dragende en betalende gemeente, aanbieder, product, regel en zorgmaand, per maand van declaratie',
    en: 'youth, bearing and paying municipality, provider, product, rule and month of care, by month of declaration',
  },
  key: [
    ...['region', 'declaration_month', 'care_month', 'youth', 'municipality', 'municipality_of_days', 'payer'],
    ...['provider', 'category', 'product', 'unit', 'rule'],
  ],
  columns,
  rows(month) {
    const sums = new Sums(month);
    for (const line of month.lines) sums.add(line);
    return sums.rows();
  },
});
