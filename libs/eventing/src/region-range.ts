import { InvalidRequest } from './event-log.js';
import type { RegionRange } from './event-log.js';

/** Numbers in (`after`, `upTo`], at most `rows` of them a page. */
export interface Range {
  readonly after: number;
  readonly upTo: number;
  readonly rows: number;
}

/** Events a batch of `readRegion` holds unless told otherwise. */
export const BATCH_SIZE = 2_000;
const BATCH_SIZE_MAX = 100_000;

/** The batch size asked for; throws InvalidRequest when it is no whole number from 1 to 100,000. */
function batchSizeOf({ batchSize = BATCH_SIZE }: RegionRange): number {
  if (Number.isSafeInteger(batchSize) && batchSize >= 1 && batchSize <= BATCH_SIZE_MAX) return batchSize;
  throw new InvalidRequest([`Batch size ${batchSize} is no whole number from 1 to ${BATCH_SIZE_MAX}.`]);
}

/** The position itself; throws InvalidRequest when it is no whole number from 0. */
export function checkPosition(position: number): number {
  if (Number.isSafeInteger(position) && position >= 0) return position;
  throw new InvalidRequest([`Position ${position} is no whole number from 0.`]);
}

/** What is asked of a region, as far as it goes now. Rejects with InvalidRequest, before `head` is asked, on what is no position or batch size. */
export async function rangeOf(options: RegionRange, head: () => Promise<number>): Promise<Range> {
  const rows = batchSizeOf(options);
  const after = checkPosition(options.after ?? 0);
  const upTo = checkPosition(options.upTo ?? Number.MAX_SAFE_INTEGER);
  return { after, upTo: Math.min(upTo, await head()), rows };
}
