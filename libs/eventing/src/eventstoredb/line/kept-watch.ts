import { backoff } from '../../retry.js';
import type { EventStoreClient, StoredEvent } from '../event-store-client.js';

/** Stream to follow, start position and listener. */
export interface Watched {
  readonly client: EventStoreClient;
  readonly stream: string;
  /** Revision after which events are wanted; -1 for all. */
  readonly after: number;
  readonly backoffMs: number;
  readonly hear: (event: StoredEvent) => void;
}

const FAILURES_MAX = 5;

/** A subscription that restarts from its last position whenever it is lost, until it is stopped. */
export class KeptWatch {
  readonly #watched: Watched;
  #heard: number;
  #failures = 0;
  #stop = (): void => undefined;
  #restart: NodeJS.Timeout | undefined;
  #isOver = false;

  constructor(watched: Watched) {
    this.#watched = watched;
    this.#heard = watched.after;
    this.#start();
  }

  stop(): void {
    this.#isOver = true;
    clearTimeout(this.#restart);
    this.#stop();
  }

  #start(): void {
    const { client, stream, hear } = this.#watched;
    this.#stop = client.watch(stream, this.#heard, {
      received: (revision, event) => {
        if (this.#isOver || revision <= this.#heard) return;
        this.#heard = revision;
        this.#failures = 0;
        hear(event);
      },
      confirmed: () => undefined,
      lost: () => this.#again(),
    });
  }

  #again(): void {
    if (this.#isOver) return;
    this.#failures = Math.min(this.#failures + 1, FAILURES_MAX);
    this.#restart = setTimeout(() => this.#start(), backoff(this.#watched.backoffMs, this.#failures));
  }
}
