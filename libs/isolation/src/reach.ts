import { AsyncLocalStorage } from 'node:async_hooks';
import { Refusal } from '@regieboek/kernel';

/** Reach of work over all regions. No region has this name. */
export const ALL_REGIONS = '*';

/** Name of a region, as accepted by the event log. */
const REGION = /^[A-Za-z0-9][A-Za-z0-9_-]*$/;

const reaches = new AsyncLocalStorage<string | undefined>();

/** Work that is bound to one region requested another one. This is a bug: permissions are checked before. */
export class OtherRegion extends Refusal {
  override readonly name = 'OtherRegion';
  constructor() {
    super('other-region', 'internal', 'work that is bound to one region asked for another region: see docs/access.md');
  }
}

/** Region that the current work may access in the database: `*` for all, undefined for none. */
export const currentReach = (): string | undefined => reaches.getStore();

/** True unless the current work is bound to another region. */
export function canReach(region: string): boolean {
  const reach = currentReach();
  return reach === undefined || reach === ALL_REGIONS || reach === region;
}

/** Throws OtherRegion when the current work is bound to another region. */
export function mustReach(region: string): void {
  if (!canReach(region)) throw new OtherRegion();
}

/** True when a text can be the name of a region. */
export const isRegionName = (text: string): boolean => REGION.test(text);

/**
 * Runs `work` bound to one region: it cannot access rows of another one, whatever it requests. Throws OtherRegion when the caller is
 * already bound to another region, and RangeError for an invalid region name.
 */
export function withinRegion<Result>(region: string, work: () => Result): Result {
  if (!isRegionName(region)) throw new RangeError('the name of a region has letters, digits, _ and - only');
  mustReach(region);
  return reaches.run(region, work);
}

/** Runs `work` over all regions; work that is bound to one region stays bound to it. */
export const overAllRegions = <Result>(work: () => Result): Result => reaches.run(currentReach() ?? ALL_REGIONS, work);

/**
 * Runs work of the process itself over all regions, even when a request bound to one region caused it. The answer of that request must not
 * contain anything that it reads.
 */
export const asProcess = <Result>(work: () => Result): Result => reaches.run(ALL_REGIONS, work);
