import { firstDayOf, lastDayOf } from '@regieboek/kernel';
import { euro, monthlyMode } from './funding-mode.js';

/**
 * Availability per place (beschikbaarheid per plaats): a price per place and day, used or not. The days of use are reported with
 * the days of the places, so that occupancy is visible.
 */
export const availability = monthlyMode(
  'availability',
  (contract) => contract.availability ?? [],
  ({ name, places, dailyCentsPerPlace }, month) => {
    const placeDays = places * (lastDayOf(month) - firstDayOf(month) + 1);
    const daily = euro(dailyCentsPerPlace);
    return {
      cents: placeDays * dailyCentsPerPlace,
      capacity: { places, placeDays },
      terms: {
        nl: `beschikbaarheid ${name} (${places} plaatsen, ${daily} per plaats en dag, gebruikt of niet)`,
        en: `availability ${name} (${places} places, ${daily} a place and day, used or not)`,
      },
    };
  },
);
