import { AsyncLocalStorage } from 'node:async_hooks';
import { Refusal } from '@regieboek/kernel';

/** Reach of work over all regions. No region has this name. */
export const ALL_REGIONS = '*';

/** Name of a region, as the event log takes it. */
const REGION = /^[A-Za-z0-9][A-Za-z0-9_-]*$/;

const reaches = new AsyncLocalStorage<string | undefined>();

/** Work that is bound to one region asked for another one. A fault of the program: its permission was checked before. */
export class OtherRegion extends Refusal {
  override readonly name = 'OtherRegion';
  constructor() {
    super('other-region', 'internal', 'work that is bound to one region asked for another region: see docs/access.md');
  }
}

/** Region that the work under way reaches in the database, `*` for all; undefined: none. */
export const currentReach = (): string | undefined => reaches.getStore();

/** Whether the work under way can reach a region: it is not bound to another one. */
export function canReach(region: string): boolean {
  const reach = currentReach();
  return reach === undefined || reach === ALL_REGIONS || reach === region;
}

/** Throws OtherRegion when the work under way is bound to another region. */
export function mustReach(region: string): void {
  if (!canReach(region)) throw new OtherRegion();
}

/** Whether a text can be the name of a region. */
export const isRegionName = (text: string): boolean => REGION.test(text);

/**
 * Runs `work` bound to one region: it reaches no row of another one, whatever it asks. Throws OtherRegion when it is bound to another
 * region already, and RangeError for what cannot be a region.
 */
export function withinRegion<Result>(region: string, work: () => Result): Result {
  if (!isRegionName(region)) throw new RangeError('the name of a region has letters, digits, _ and - only');
  mustReach(region);
  return reaches.run(region, work);
}

/** Runs `work` over all regions; work that is bound to one region stays bound to it. */
export const overAllRegions = <Result>(work: () => Result): Result => reaches.run(currentReach() ?? ALL_REGIONS, work);

/**
 * Runs work of the process itself over all regions, also when a request that is bound to one region caused it. Nothing of what it reads may
 * get into the answer of that request.
 */
export const asProcess = <Result>(work: () => Result): Result => reaches.run(ALL_REGIONS, work);
