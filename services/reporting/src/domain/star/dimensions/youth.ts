import { civil } from '@regieboek/kernel';
import type { KnownRegion } from '../known.js';
import { regionColumn, youthColumn } from '../common-columns.js';
import { integer, table } from '../table.js';

const columns = {
  region: regionColumn,
  youth: youthColumn,
  birth_year: integer('geboortejaar', 'year of birth'),
} as const;

/** Youths by pseudonym, with nothing but the year of birth; without those who have a secret address. */
export const youth = table<KnownRegion, typeof columns>({
  name: 'youth',
  kind: 'dimension',
  grain: { nl: 'een jeugdige', en: 'a youth' },
  key: ['region', 'youth'],
  columns,
  *rows({ youths, made, names }) {
    for (const { youth: id, birth } of youths) {
      const pseudonym = names.youth(id);
      if (pseudonym !== null) yield { region: made.region, youth: pseudonym, birth_year: civil(birth).year };
    }
  },
});
