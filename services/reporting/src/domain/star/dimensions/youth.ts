import { civil } from '@regieboek/kernel';
import type { KnownRegion } from '../known.js';
import { regionColumn, youthColumn } from '../shared-columns.js';
import { integer, table } from '../table.js';

const columns = {
  region: regionColumn,
  youth: youthColumn,
  birth_year: integer('geboortejaar', 'year of birth'),
} as const;

/** Youths by pseudonym, with nothing but the year of birth. */
export const youth = table<KnownRegion, typeof columns>({
  name: 'youth',
  kind: 'dimension',
  grain: { nl: 'een jeugdige', en: 'a youth' },
  key: ['region', 'youth'],
  columns,
  *rows({ youths, made, pseudonymOf }) {
    for (const { youth: id, birth } of youths)
      yield { region: made.region, youth: pseudonymOf(id), birth_year: civil(birth).year };
  },
});
