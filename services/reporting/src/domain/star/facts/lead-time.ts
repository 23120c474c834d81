import type { Assignment } from '@regieboek/events';
import type { YouthHistory } from '@regieboek/journal';
import { fromDay, toDay } from '@regieboek/kernel';
import { careOf } from '@regieboek/billing';
import { firstDeclaredKey, type KnownRegion } from '../known.js';
import {
  categoryColumn,
  madeColumns,
  madeOf,
  productColumn,
  providerColumn,
  regionColumn,
  youthColumn,
} from '../shared-columns.js';
import { count, day, flag, integer, table, text } from '../table.js';

const columns = {
  region: regionColumn,
  municipality: text('toewijzende gemeente (CBS-code)', 'municipality that assigned (CBS code)'),
  assignment: integer('ToewijzingNummer', 'number of the assignment (ToewijzingNummer)'),
  youth: youthColumn,
  provider: providerColumn,
  category: categoryColumn,
  product: productColumn,
  decided_day: day('dag van de toewijzing', 'day of the assignment'),
  intended_start: day('toegewezen ingangsdag', 'first day assigned'),
  started_day: day('dag waarop de hulp begon (JW305)', 'day on which care started (JW305)'),
  first_declared_day: day('dagtekening van de eerste declaratie', 'date of the first declaration'),
  days_to_start: count('dagen van toewijzing tot begin', 'days from assignment to start'),
  days_late: count('dagen van toegewezen ingangsdag tot begin', 'days from the first day assigned to the start'),
  is_waiting: flag('ingangsdag voorbij en niet begonnen', 'the first day assigned has passed and care has not started'),
  ...madeColumns,
} as const;

/** First day of care on an assignment; undefined while it has not started. */
function startOf(youth: YouthHistory, { provider, municipality, number }: Assignment, region: KnownRegion) {
  const days = careOf(youth, region.contracts)
    .filter((one) => one.assignment === number && one.municipality === municipality && one.provider === provider)
    .map(({ from }) => from);
  return days.length === 0 ? undefined : Math.min(...days);
}

/** Code of a removed assignment (RedenWijziging, JZ002). */
const REMOVED = '13';

/** Time from assignment to start and first declaration; removed assignments are left out. */
export const leadTime = table<KnownRegion, typeof columns>({
  name: 'lead_time',
  kind: 'fact',
  grain: { nl: 'een toewijzing aan een aanbieder', en: 'an assignment to a provider' },
  key: ['region', 'municipality', 'assignment'],
  columns,
  *rows(region) {
    const { made, youths, firstDeclared, pseudonymOf } = region;
    for (const youth of youths)
      for (const one of youth.assignments.values()) {
        if (one.reason === REMOVED) continue;
        const started = startOf(youth, one, region);
        const decided = one.decidedAt.slice(0, 10);
        yield {
          ...{ region: made.region, municipality: one.municipality, assignment: one.number },
          ...{ youth: pseudonymOf(youth.youth), provider: one.provider, category: one.category, product: one.code },
          ...{ decided_day: decided, intended_start: one.from },
          started_day: started === undefined ? null : fromDay(started),
          first_declared_day: firstDeclared.get(firstDeclaredKey(one.provider, one.municipality, one.number)) ?? null,
          days_to_start: started === undefined ? null : started - toDay(decided),
          days_late: started === undefined ? null : started - toDay(one.from),
          is_waiting: started === undefined && one.from <= made.knownOn,
          ...madeOf(made),
        };
      }
  },
});
