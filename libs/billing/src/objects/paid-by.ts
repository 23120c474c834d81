import { toDay, type Day } from '@regieboek/kernel';
import type { RegionDefinition } from '@regieboek/events';

/**
 * True when the organisation of a region pays its providers on a day instead of each municipality: municipalities then owe the
 * organisation what they bear, and have no claims on each other. Municipalities pay where the region does not name a payer.
 */
export const paidByOrganisation = ({ providersPaidBy }: RegionDefinition, day: Day): boolean =>
  providersPaidBy.findLast(({ from }) => toDay(from) <= day)?.by === 'organisation';
