import type { Assignment } from '@regieboek/events';
import { fromDay, toDay, type Day } from '@regieboek/kernel';
import { careOf, type Care } from '@regieboek/billing';
import { firstDeclaredKey, type KnownRegion } from '../known.js';
import {
  assignmentColumn,
  categoryColumn,
  madeColumns,
  madeOf,
  productColumn,
  providerColumn,
  regionColumn,
  youthColumn,
} from '../common-columns.js';
import { count, day, flag, table, text } from '../table.js';

const columns = {
  region: regionColumn,
  municipality: text('toewijzende gemeente (CBS-code)', 'municipality that assigned (CBS code)'),
  assignment: assignmentColumn,
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
function startOf(care: readonly Care[], { provider, municipality, number }: Assignment): Day | undefined {
  const days = care
    .filter((one) => one.assignment === number && one.municipality === municipality && one.provider === provider)
    .map(({ from }) => from);
  return days.length === 0 ? undefined : Math.min(...days);
}

/** Code of a removed assignment (RedenWijziging, JZ002). */
const REMOVED = '13';

/** The youth of an assignment, and the first day of care on it. */
interface Start {
  readonly youth: string;
  readonly started: Day | undefined;
}

function rowOf(one: Assignment, { youth, started }: Start, { made, firstDeclared, names }: KnownRegion) {
  const decided = one.decidedAt.slice(0, 10);
  return {
    ...{ region: made.region, municipality: one.municipality, assignment: names.of(youth, String(one.number)) },
    ...{ youth: names.youth(youth), provider: one.provider, category: one.category, product: one.code },
    ...{ decided_day: decided, intended_start: one.from },
    started_day: started === undefined ? null : fromDay(started),
    first_declared_day: firstDeclared.get(firstDeclaredKey(one.provider, one.municipality, one.number)) ?? null,
    days_to_start: started === undefined ? null : started - toDay(decided),
    days_late: started === undefined ? null : started - toDay(one.from),
    is_waiting: started === undefined && one.from <= made.knownOn,
    ...madeOf(made),
  };
}

/** Time from assignment to start and first declaration; removed assignments are left out. */
export const leadTime = table<KnownRegion, typeof columns>({
  name: 'lead_time',
  kind: 'fact',
  grain: { nl: 'een toewijzing aan een aanbieder', en: 'an assignment to a provider' },
  key: ['region', 'municipality', 'assignment'],
  columns,
  *rows(region) {
    for (const youth of region.youths) {
      const care = careOf(youth, region.contracts);
      for (const one of youth.assignments.values())
        if (one.reason !== REMOVED) yield rowOf(one, { youth: youth.youth, started: startOf(care, one) }, region);
    }
  },
});
