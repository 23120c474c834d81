import { toDay } from '@regieboek/kernel';
import type { KnownRegion } from '../known.js';
import { madeColumns, madeOf, regionColumn, youthColumn } from '../common-columns.js';
import { count, day, flag, table, text } from '../table.js';

const columns = {
  region: regionColumn,
  authorisation: text('machtiging', 'authorisation'),
  youth: youthColumn,
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
  key: ['region', 'authorisation'],
  columns,
  *rows({ youths, made, names }) {
    for (const { youth, authorisations } of youths)
      for (const { id, kind, extension, from, to } of authorisations)
        yield {
          ...{
            region: made.region,
            authorisation: names.code(`authorisation/${youth}/${id}`),
            youth: names.youth(youth),
          },
          ...{ kind, is_extension: extension },
          ...{ first_day: from, last_day: to, days: toDay(to) - toDay(from) + 1 },
          ...madeOf(made),
        };
  },
});
