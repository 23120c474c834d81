import type { EncodedEvent, Recorded } from '@regieboek/eventing';
import { decode } from '@regieboek/events';
import type { ErasedYouth } from '../format/manifest.js';

/** Type of the event that records an erasure. */
export const ERASED = 'placements.youth-erased.v1';

const dataOf = (event: Recorded | EncodedEvent): unknown =>
  'json' in event ? JSON.parse(Buffer.from(event.json).toString('utf8')) : event.data;

/** The youth that an event says is erased; undefined for another event. */
export function erasedIn(region: string, event: Recorded | EncodedEvent): ErasedYouth | undefined {
  if (event.type !== ERASED) return undefined;
  const { type, data } = decode({ type: event.type, data: dataOf(event) });
  return type === ERASED ? { region, youth: data.youth, alsoAs: [...data.alsoAs] } : undefined;
}
