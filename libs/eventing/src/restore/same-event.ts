import { NotRestorable } from '../event-log.js';
import type { Recorded } from '../event-log.js';
import { text, type RestoredEvent } from './restored-events.js';

const isSame = (held: Recorded, given: RestoredEvent): boolean =>
  held.stream === given.stream &&
  held.revision === given.revision &&
  held.id === given.id &&
  held.type === given.type &&
  held.recordedAt === given.recordedAt &&
  JSON.stringify(held.data) === text(given.json) &&
  JSON.stringify(held.meta) === text(given.metaJson);

/** Refusal for a position that holds another event. */
export const otherEvent = (region: string, position: number): NotRestorable =>
  new NotRestorable(region, position, 'the region holds another event there');

/** Throws NotRestorable unless an event that the region holds is the one that is restored. */
export function mustBeSame(held: Recorded, given: RestoredEvent | undefined): void {
  if (!given || !isSame(held, given)) throw otherEvent(held.region, held.position);
}
