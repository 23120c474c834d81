import type { JournalledEvent } from '@regieboek/journal';
import type { JournalLog } from '@regieboek/journal/segments';
import type { Extent } from './replay-extent.ts';
import { benchEvents } from './replay-events.ts';

const BATCH = 2_000;

/**
 * The region as a log that generates its events while it is read from the start; a single event read by position only has an id.
 */
export class BenchLog implements JournalLog {
  /** Total number of events, once all of them were read. */
  count: number;

  readonly #extent: Extent;

  constructor(extent: Extent, count = Infinity) {
    this.#extent = extent;
    this.count = count;
  }

  async *readRegion(_: string, { after = 0, upTo = Infinity }: { after?: number; upTo?: number } = {}) {
    if (upTo - after === 1) {
      yield [{ stream: '', position: upTo, id: `e${upTo}`, type: '', data: {}, recordedAt: '' }];
      return;
    }
    if (after > 0) throw new Error('the region of the bench is read from its first event on');
    let batch: JournalledEvent[] = [];
    let last = 0;
    for (const event of benchEvents(this.#extent)) {
      last = event.position;
      if (batch.push(event) < BATCH) continue;
      yield batch;
      batch = [];
    }
    yield batch;
    this.count = last;
  }

  async head(): Promise<number> {
    return this.count;
  }
}

const encoder = new TextEncoder();

/** The same with events as the JSON that PostgreSQL would return; measures the time spent on generating them. */
export class EncodedBenchLog extends BenchLog {
  /** Seconds spent on generating events and writing their JSON, not on building the journal. */
  makingSeconds = 0;

  async *readEncoded(region: string) {
    let from = performance.now();
    for await (const events of this.readRegion(region)) {
      const batch = events.map(({ data, ...event }) => ({ ...event, json: encoder.encode(JSON.stringify(data)) }));
      this.makingSeconds += (performance.now() - from) / 1_000;
      yield batch;
      from = performance.now();
    }
  }
}
