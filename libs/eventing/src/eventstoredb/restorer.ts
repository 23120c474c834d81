import { GapInLog } from '../event-log.js';
import { mustBeSame } from '../restore/same-event.js';
import { text, type RestoredEvent } from '../restore/restored-events.js';
import { withRetry } from '../retry.js';
import type { RetryPolicy } from '../retry.js';
import { propose } from './envelope.js';
import type { EventStoreClient, ProposedEvent } from './event-store-client.js';
import { isUnanswered } from './failures.js';
import type { RegionReader } from './region-reader.js';

/** Events and bytes of one write: below the limit of EventStoreDB on a write, with room for the metadata. */
export const lot = { eventsMax: 1_000, bytesMax: 524_288 };

const proposed = ({ stream, revision, id, type, json, metaJson, recordedAt }: RestoredEvent): ProposedEvent =>
  propose({ stream, meta: text(metaJson) }, { id, type, data: text(json) }, { revision, recordedAt });

/** Writes events to the stream of a region as they were recorded elsewhere. */
export class RegionRestorer {
  constructor(
    private readonly stream: string,
    private readonly client: EventStoreClient,
    private readonly reader: RegionReader,
    private readonly retry: RetryPolicy,
  ) {}

  /** Records events that follow each other, after those that are there already. Throws NotRestorable at one that differs. */
  async write(events: readonly RestoredEvent[]): Promise<void> {
    const missing = (await this.#send(events)) ? [] : await this.#missing(events);
    // An earlier write of these events arrived, in whole or in part; nobody else writes.
    if (missing.length > 0 && !(await this.#send(missing))) await this.#missing(missing);
  }

  async #send(events: readonly RestoredEvent[]): Promise<boolean> {
    const before = (events[0]?.position ?? 1) - 1;
    const written = await withRetry(this.retry, isUnanswered, () =>
      this.client.append(this.stream, before - 1, events.map(proposed)),
    );
    return written === 'written';
  }

  /** The events that the region does not hold yet. */
  async #missing(events: readonly RestoredEvent[]): Promise<readonly RestoredEvent[]> {
    const first = events[0]?.position ?? 1;
    const head = await this.reader.head();
    if (head < first - 1) throw new GapInLog(`Region ${this.reader.region}`, head + 1, first);
    const upTo = Math.min(head, first - 1 + events.length);
    for await (const page of this.reader.pages({ after: first - 1, upTo, rows: lot.eventsMax }))
      for (const held of page) mustBeSame(held, events[held.position - first]);
    return events.slice(upTo - first + 1);
  }
}
