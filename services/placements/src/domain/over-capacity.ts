import { fromDay, merge, OPEN, toDay, type Day, type Interval } from '@regieboek/kernel';
import type { Contract } from '@regieboek/events';
import type { Care } from '@regieboek/billing';
import type { Signal } from './signal.js';

interface Change {
  readonly day: Day;
  readonly by: number;
}

const arrivals = (stays: readonly Interval[]): Change[] =>
  stays.flatMap(({ from, to }) => [{ day: from, by: 1 }, ...(to === OPEN ? [] : [{ day: to, by: -1 }])]);

/** Nights on which a form of stay of a provider has more youths than the agreed places. */
export function overCapacity(contract: Contract, stays: readonly Care[], today: Day): Signal[] {
  return [...Map.groupBy(contract.capacity, ({ form }) => form)].flatMap(([form, groups]) => {
    const own = stays.filter((stay) => stay.provider === contract.provider && stay.form === form);
    const places = groups.flatMap((group): Change[] => [
      { day: toDay(group.from), by: -group.places },
      ...(group.to === null ? [] : [{ day: toDay(group.to) + 1, by: group.places }]),
    ]);
    return overruns([...arrivals(own), ...places], today).map((days) => ({
      kind: 'over-capacity' as const,
      youth: null,
      provider: contract.provider,
      from: fromDay(days.from),
      to: fromDay(days.to),
      text: `more youths in ${groups.map(({ group }) => group).join(', ')} (${form}) than agreed places`,
    }));
  });
}

/** Runs of nights on which arrivals exceed places. */
function overruns(changes: readonly Change[], today: Day): Interval[] {
  const byDay = [...Map.groupBy(changes, ({ day }) => day)].sort(([a], [b]) => a - b);
  const runs: Interval[] = [];
  let balance = 0;
  byDay.forEach(([day, own], i) => {
    balance += own.reduce((sum, { by }) => sum + by, 0);
    const until = Math.min((byDay[i + 1]?.[0] ?? OPEN) - 1, today);
    if (balance > 0 && day <= until) runs.push({ from: day, to: until });
  });
  return merge(runs);
}
