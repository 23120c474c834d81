import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { UnknownOutcome } from '../event-log.js';
import { GroupCommit } from '../group-commit.js';
import { backoff, withRetry } from '../retry.js';
import type { RetryPolicy } from '../retry.js';
import type { EventStoreClient, StoredEvent } from './event-store-client.js';
import { isUnanswered } from './failures.js';

const encoder = new TextEncoder();
const PAGE = 1_000;
const CONFLICTS_MAX = 1_000;
/** Longest pause after a conflict, as a power of two times the pause after the first. */
const PAUSES_MAX = 5;
const PAUSE_MS = 4;
const limits = { jobsMax: 500, sizeMax: 65_536, sizeOf: (region: string) => region.length };

/** Region that an entry opens; undefined when the event is not an entry. */
function regionIn({ data }: StoredEvent): string | undefined {
  if (typeof data !== 'object' || data === null || !('region' in data)) return undefined;
  return typeof data.region === 'string' ? data.region : undefined;
}

/** The stream that lists every region: its entry is written before a region's first event, so none is missing. */
export class Directory {
  readonly #stream: string;
  readonly #client: EventStoreClient;
  readonly #retry: RetryPolicy;
  readonly #known = new Set<string>();
  /** Regions opened during a write go together in the next one, so these writes never conflict. */
  readonly #opening: GroupCommit<string, true>;
  #next = 0;

  constructor(stream: string, client: EventStoreClient, retry: RetryPolicy) {
    this.#stream = stream;
    this.#client = client;
    this.#retry = retry;
    this.#opening = new GroupCommit<string, true>(
      (regions) => this.#enter(regions),
      limits,
      () => false,
    );
  }

  /** Regions that were opened, whether or not an event followed. */
  async regions(): Promise<string[]> {
    await this.#refresh();
    return [...this.#known];
  }

  /** Adds a region, once. */
  async open(region: string): Promise<void> {
    if (!this.#known.has(region)) await this.#opening.add(region);
  }

  async #enter(regions: readonly string[]): Promise<readonly true[]> {
    for (let tried = 1; tried <= CONFLICTS_MAX; tried += 1) {
      await this.#refresh();
      const missing = [...new Set(regions)].filter((region) => !this.#known.has(region));
      if (missing.length === 0) return regions.map(() => true);
      const at = this.#next;
      // Random ids: when two processes send the same ids, a server may leave the second without an answer.
      const entries = missing.map((region) => ({
        id: randomUUID(),
        type: 'region-opened',
        data: { region },
        metadata: encoder.encode('{}'),
      }));
      // A concurrent entry gives a wrong revision: read the new entries and try again.
      const answer = await withRetry(this.#retry, isUnanswered, () =>
        this.#client.append(this.#stream, at - 1, entries),
      );
      if (answer !== 'written') await delay(backoff(PAUSE_MS, Math.min(tried, PAUSES_MAX)));
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
