import { UnknownOutcome } from '../event-log.js';
import { eventId } from '../event-id.js';
import { withRetry } from '../retry.js';
import type { RetryPolicy } from '../retry.js';
import type { EventStoreClient, StoredEvent } from './event-store-client.js';
import { isUnanswered } from './failures.js';

const encoder = new TextEncoder();
const PAGE = 1_000;
const CONFLICTS_MAX = 1_000;

/** Name of the region that an entry opens; undefined for what is no entry. */
function regionIn({ data }: StoredEvent): string | undefined {
  if (typeof data !== 'object' || data === null || !('region' in data)) return undefined;
  return typeof data.region === 'string' ? data.region : undefined;
}

/** The stream that names every region: an entry comes before a region's first event, so none is missing. */
export class Directory {
  readonly #stream: string;
  readonly #client: EventStoreClient;
  readonly #retry: RetryPolicy;
  readonly #known = new Set<string>();
  #next = 0;

  constructor(stream: string, client: EventStoreClient, retry: RetryPolicy) {
    this.#stream = stream;
    this.#client = client;
    this.#retry = retry;
  }

  /** Regions that were opened, whether or not an event followed. */
  async regions(): Promise<string[]> {
    await this.#refresh();
    return [...this.#known];
  }

  /** Enters a region, once. */
  async open(region: string): Promise<void> {
    for (let tried = 0; tried < CONFLICTS_MAX; tried += 1) {
      if (!this.#known.has(region)) await this.#refresh();
      if (this.#known.has(region)) return;
      const at = this.#next;
      const id = eventId(`region-opened/${region}`, 0);
      const entry = { id, type: 'region-opened', data: { region }, metadata: encoder.encode('{}') };
      // Another one that entered a region meanwhile makes this a wrong revision: then read what it entered.
      await withRetry(this.#retry, isUnanswered, () => this.#client.append(this.#stream, at - 1, [entry]));
    }
    throw new UnknownOutcome(this.#stream, CONFLICTS_MAX, undefined);
  }

  async #refresh(): Promise<void> {
    for (;;) {
      const from = this.#next;
      const range = { from, countMax: PAGE };
      const events = (await withRetry(this.#retry, isUnanswered, () => this.#client.read(this.#stream, range))) ?? [];
      for (const event of events) {
        const region = regionIn(event);
        if (region !== undefined) this.#known.add(region);
      }
      this.#next = Math.max(this.#next, from + events.length);
      if (events.length < PAGE) return;
    }
  }
}
