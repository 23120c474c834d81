import type { Recorded } from './event-log.js';
import { WakeUp } from './wake-up.js';

/** An event with its data and meta as JSON text, so that no reader can change what another one gets. */
type Stored = Omit<Recorded, 'data' | 'meta'> & { readonly data: string; readonly meta: string };

/** A copy of the event for one reader, with new data and meta objects. */
export const asRecorded = (stored: Stored): Recorded => ({
  ...stored,
  data: JSON.parse(stored.data) as unknown,
  meta: JSON.parse(stored.meta) as Readonly<Record<string, string>>,
});

/** Contents of a memory log: give it to another log to reopen it. */
export class MemoryStore {
  readonly regions = new Map<string, Stored[]>();
  readonly streams = new Map<string, Stored[]>();
  readonly wakeUp = new WakeUp();

  /** Events of a region, by position; empty before its first one. */
  region(region: string): Stored[] {
    return this.regions.get(region) ?? [];
  }

  /** Events of a stream, by revision; empty before its first one. */
  stream(stream: string): Stored[] {
    return this.streams.get(stream) ?? [];
  }
}
