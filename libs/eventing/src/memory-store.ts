import type { Recorded } from './event-log.js';
import { text, type RestoredEvent } from './restore/restored-events.js';
import { mustBeSame, otherEvent } from './restore/same-event.js';
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

  /** Adds events that follow each other; those that are there already must be the same. Throws NotRestorable. */
  restore(region: string, events: readonly RestoredEvent[]): void {
    const inRegion = this.region(region);
    this.regions.set(region, inRegion);
    for (const event of events) {
      const held = inRegion[event.position - 1];
      if (held) mustBeSame(asRecorded(held), event);
      else if (event.position > inRegion.length + 1) throw otherEvent(region, inRegion.length + 1);
      else this.#add(inRegion, region, event);
    }
  }

  #add(inRegion: Stored[], region: string, { atMs: _, json, metaJson, ...given }: RestoredEvent): void {
    const event = { region, ...given, data: text(json), meta: text(metaJson) };
    const inStream = this.stream(event.stream);
    this.streams.set(event.stream, inStream);
    inRegion.push(event);
    inStream.push(event);
  }

  /** Events of a stream, by revision; empty before its first one. */
  stream(stream: string): Stored[] {
    return this.streams.get(stream) ?? [];
  }
}
