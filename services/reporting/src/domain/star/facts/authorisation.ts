import { toDay } from '@regieboek/kernel';
import type { KnownRegion } from '../known.js';
import { madeColumns, madeOf, regionColumn, youthColumn } from '../shared-columns.js';
import { count, day, flag, integer, table, text } from '../table.js';

const columns = {
  region: regionColumn,
  youth: youthColumn,
  number: integer('volgnummer bij de jeugdige, vanaf 1', 'number for the youth, from 1'),
  kind: text('soort machtiging (Jeugdwet 6.1.2-6.1.4)', 'kind of authorisation (Jeugdwet 6.1.2-6.1.4)'),
  is_extension: flag('verlenging van een voorwaardelijke machtiging', 'extends a conditional authorisation'),
  first_day: day('eerste dag', 'first day'),
  last_day: day('laatste dag', 'last day'),
  days: count('aantal dagen', 'number of days'),
  ...madeColumns,
} as const;

/** Court authorisations for closed youth care. */
export const authorisation = table<KnownRegion, typeof columns>({
  name: 'authorisation',
  kind: 'fact',
  grain: { nl: 'een machtiging gesloten jeugdhulp', en: 'a court authorisation for closed youth care' },
  key: ['region', 'youth', 'number'],
  columns,
  *rows({ youths, made, pseudonymOf }) {
    for (const { youth, authorisations } of youths)
      for (const [index, { kind, extension, from, to }] of authorisations.entries())
        yield {
          ...{ region: made.region, youth: pseudonymOf(youth), number: index + 1, kind, is_extension: extension },
          ...{ first_day: from, last_day: to, days: toDay(to) - toDay(from) + 1 },
          ...madeOf(made),
        };
  },
});
