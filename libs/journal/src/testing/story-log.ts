import type { EncodedEvent } from '../columns/encode/segment-builder.js';
import type { JournalLog } from '../segments/building/follow-log.js';
import type { StoryEvent } from './story.js';

/** How a test log names and dates its events. */
export interface StoryLogOptions {
  /** Makes the ids of another log different. */
  readonly name?: string;
  readonly batchSize?: number;
  /** Time of the event at an index; by default a minute apart from 2025-01-01. */
  readonly recordedAt?: (index: number) => string;
}

const minutes = (index: number): string => new Date(Date.UTC(2025, 0, 1) + index * 60_000).toISOString();

/** A log of one region with the events of a story, read like any log; push to `events` to extend it. */
export class StoryLog implements JournalLog {
  /** Number of batches read, for assertions. */
  batches = 0;

  constructor(
    readonly events: StoryEvent[],
    private readonly options: StoryLogOptions = {},
  ) {}

  async *readRegion(_region: string, { after = 0, upTo = Infinity }: { after?: number; upTo?: number } = {}) {
    const { name = 'log', batchSize = 7, recordedAt = minutes } = this.options;
    const end = Math.min(upTo, this.events.length);
    for (let from = after; from < end; from += batchSize) {
      this.batches += 1;
      const batch = this.events.slice(from, Math.min(from + batchSize, end));
      yield batch.map((event, index) => ({
        ...event,
        id: `${name}-${event.position}`,
        recordedAt: recordedAt(from + index),
      }));
    }
  }

  async head(): Promise<number> {
    return this.events.length;
  }
}

/** The same log, which also gives events as recorded JSON bytes, and counts those. */
export class EncodedLog extends StoryLog {
  given = 0;

  async *readEncoded(region: string, options: { after?: number } = {}): AsyncGenerator<readonly EncodedEvent[]> {
    for await (const batch of this.readRegion(region, options)) {
      this.given += batch.length;
      yield batch.map(({ data, ...event }) => ({ ...event, json: new TextEncoder().encode(JSON.stringify(data)) }));
    }
  }
}
