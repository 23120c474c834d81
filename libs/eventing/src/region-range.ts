import { InvalidRequest } from './event-log.js';
import type { RegionRange } from './event-log.js';

/** Numbers in (`after`, `upTo`], at most `rows` per page. */
export interface Range {
  readonly after: number;
  readonly upTo: number;
  readonly rows: number;
}

/** Default number of events in a batch of `readRegion`. */
export const BATCH_SIZE = 2_000;
const BATCH_SIZE_MAX = 100_000;

/** The requested batch size; throws InvalidRequest unless it is an integer from 1 to 100,000. */
function batchSizeOf({ batchSize = BATCH_SIZE }: RegionRange): number {
  if (Number.isSafeInteger(batchSize) && batchSize >= 1 && batchSize <= BATCH_SIZE_MAX) return batchSize;
  throw new InvalidRequest([`Batch size ${batchSize} must be an integer from 1 to ${BATCH_SIZE_MAX}.`]);
}

/** The position; throws InvalidRequest unless it is a non-negative integer. */
export function checkPosition(position: number): number {
  if (Number.isSafeInteger(position) && position >= 0) return position;
  throw new InvalidRequest([`Position ${position} must be a non-negative integer.`]);
}

/** The requested range as given, without reading the head of the region. Throws InvalidRequest for an invalid one. */
export const askedRange = (options: RegionRange): Range => ({
  rows: batchSizeOf(options),
  after: checkPosition(options.after ?? 0),
  upTo: checkPosition(options.upTo ?? Number.MAX_SAFE_INTEGER),
});

/**
 * The requested range, limited to the current head. Rejects with InvalidRequest for an invalid position or batch size, before
 * reading the head.
 */
export async function rangeOf(options: RegionRange, head: () => Promise<number>): Promise<Range> {
  const asked = askedRange(options);
  return { ...asked, upTo: Math.min(asked.upTo, await head()) };
}
