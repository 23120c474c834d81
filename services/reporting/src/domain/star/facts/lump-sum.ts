import type { KnownMonth } from '../known.js';
import { madeColumns, madeOf, providerColumn, regionColumn } from '../shared-columns.js';
import { count, money, month, table, text } from '../table.js';

const columns = {
  region: regionColumn,
  declaration_month: month('maand waarover wordt doorbelast', 'month of the bill'),
  provider: providerColumn,
  lump_sum: text(
    'taakgericht bedrag of beschikbaarheid (id in het contract)',
    'lump sum or availability (id in the contract)',
  ),
  municipality: text('gemeente die dit deel draagt (CBS-code)', 'municipality that bears this share (CBS code)'),
  model: text('soort verdeelsleutel', 'kind of key'),
  use_days: count('dagen gebruik die de sleutel telde', 'days of use that the key counted'),
  places: count('betaalde plaatsen, bij beschikbaarheid', 'paid places, for availability'),
  place_days: count('plaatsdagen, bij beschikbaarheid', 'days of places, for availability'),
  used_days: count('gebruikte plaatsdagen, bij beschikbaarheid', 'used days of places, for availability'),
  amount_cents: money('bedrag', 'amount'),
  ...madeColumns,
} as const;

/** Shares of lump sums of a month: with `billed_day_month` they add up to the bill. */
export const lumpSum = table<KnownMonth, typeof columns>({
  name: 'lump_sum',
  kind: 'fact',
  grain: {
    nl: 'het deel van een gemeente in een taakgericht bedrag of een beschikbaarheid, per maand',
    en: 'the share of a municipality in a lump sum or an availability, by month',
  },
  key: ['region', 'declaration_month', 'provider', 'lump_sum', 'municipality'],
  columns,
  *rows({ region: { made }, month: declared, lumpSums }) {
    for (const one of lumpSums)
      yield {
        ...{ region: made.region, declaration_month: declared, provider: one.provider, lump_sum: one.lumpSum },
        ...{ municipality: one.municipality, model: one.model, use_days: one.useDays, places: one.places ?? null },
        ...{ place_days: one.placeDays ?? null, used_days: one.usedDays ?? null, amount_cents: one.cents },
        ...madeOf(made),
      };
  },
});
