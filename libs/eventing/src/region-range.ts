import { InvalidRequest } from './event-log.js';
import type { RegionRange } from './event-log.js';

/** Events a batch of `readRegion` holds unless told otherwise. */
export const BATCH_SIZE = 2_000;
const BATCH_SIZE_MAX = 100_000;

/** The batch size asked for; throws InvalidRequest when it is no whole number from 1 to 100,000. */
export function batchSizeOf({ batchSize = BATCH_SIZE }: RegionRange): number {
  if (Number.isSafeInteger(batchSize) && batchSize >= 1 && batchSize <= BATCH_SIZE_MAX) return batchSize;
  throw new InvalidRequest([`Batch size ${batchSize} is no whole number from 1 to ${BATCH_SIZE_MAX}.`]);
}

/** The position itself; throws InvalidRequest when it is no whole number from 0. */
export function checkPosition(position: number): number {
  if (Number.isSafeInteger(position) && position >= 0) return position;
  throw new InvalidRequest([`Position ${position} is no whole number from 0.`]);
}
