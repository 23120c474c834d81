import { fromDay } from '@regieboek/kernel';
import { occupancy } from '../../occupancy.js';
import type { KnownNights } from '../known.js';
import { formColumn, madeColumns, madeOf, providerColumn, regionColumn } from '../shared-columns.js';
import { count, day, table, text } from '../table.js';

const columns = {
  region: regionColumn,
  night: day('nacht die op deze dag begint', 'night that begins on this day'),
  provider: providerColumn,
  form: formColumn,
  groups: text('groepen van deze vorm in het contract', 'groups of this form in the contract'),
  places: count('gecontracteerde plaatsen', 'agreed places'),
  occupied: count('jeugdigen die er verblijven', 'youths who stay there'),
  ...madeColumns,
} as const;

/** Occupancy of agreed places, night by night. */
export const occupancyNight = table<KnownNights, typeof columns>({
  name: 'occupancy_night',
  kind: 'fact',
  grain: {
    nl: 'een nacht van een vorm van verblijf bij een aanbieder',
    en: 'a night of a form of stay at a provider',
  },
  key: ['region', 'night', 'provider', 'form'],
  columns,
  *rows({ region, from, to }) {
    for (const { provider, form, group, nights } of occupancy(region.careOfYouths, region.contracts.values(), {
      from,
      to,
    }))
      for (const night of nights)
        yield {
          ...{ region: region.made.region, night: fromDay(night.day), provider, form, groups: group },
          ...{ places: night.places, occupied: night.occupied },
          ...madeOf(region.made),
        };
  },
});
