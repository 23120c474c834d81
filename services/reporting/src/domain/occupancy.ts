/** Occupancy (bezetting) of places per night against the capacity agreed in contracts. */
import { OPEN, toDay, type Day, type Interval } from '@regieboek/kernel';
import type { Contract } from '@regieboek/events';
import type { CareOfYouth } from './care-of-youths.js';

/** Nights of a provider's groups of one form: places agreed and youths staying. */
export interface Occupancy {
  readonly provider: string;
  readonly name: string;
  readonly group: string;
  readonly form: string;
  readonly nights: readonly { readonly day: Day; readonly places: number; readonly occupied: number }[];
}

const staysOn = ({ from, to }: Interval, day: Day): boolean => from <= day && (to === OPEN || day < to);

type Capacity = Contract['capacity'];

/** Places agreed on a night, over the groups that are open then. */
const placesOn = (groups: Capacity, day: Day): number =>
  groups
    .filter(({ from, to }) => toDay(from) <= day && (to === null || day <= toDay(to)))
    .reduce((sum, { places }) => sum + places, 0);

function nightsOf(groups: Capacity, stays: readonly Interval[], window: Interval): Occupancy['nights'] {
  const nights = [];
  for (let day = window.from; day <= window.to; day += 1) {
    const places = placesOn(groups, day);
    const occupied = stays.filter((stay) => staysOn(stay, day)).length;
    if (places > 0 || occupied > 0) nights.push({ day, places, occupied });
  }
  return nights;
}

/** Occupancy of every form of stay that a contract has capacity for, for the nights of a window. */
export function occupancy(
  youths: readonly CareOfYouth[],
  contracts: Iterable<Contract>,
  window: Interval,
): Occupancy[] {
  const stays = youths.flatMap(({ care }) => care);
  return [...contracts].flatMap(({ provider, name, capacity }) =>
    [...Map.groupBy(capacity, ({ form }) => form)].map(([form, groups]): Occupancy => {
      const own = stays.filter((stay) => stay.provider === provider && stay.form === form);
      const group = [...new Set(groups.map((one) => one.group))].join(', ');
      return { provider, name, group, form, nights: nightsOf(groups, own, window) };
    }),
  );
}
