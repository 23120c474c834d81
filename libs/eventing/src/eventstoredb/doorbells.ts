import { backoff } from '../retry.js';
import { WakeUp } from '../wake-up.js';
import type { Ear } from './event-store-client.js';

/** What subscriptions are kept with. */
export interface DoorbellOptions {
  /** Subscribes to the events of a region after a position; the result ends the subscription. */
  readonly watch: (region: string, after: number, ear: Ear) => () => void;
  readonly backoffMs: number;
  /** How long a subscription may say nothing of events that were found otherwise. */
  readonly silenceMs: number;
}

/** Subscriptions at a time: with the requests under way fewer than the 100 streams of a connection. Regions beyond only look now and then. */
const SUBSCRIPTIONS_MAX = 60;
const FAILURES_MAX = 8;

/** A region that is followed, and the subscription that says when to look. */
interface Bell {
  followers: number;
  /** Position up to which the subscription has rung, and that of the last event found by looking. */
  heard: number;
  found: number;
  failures: number;
  isOn: boolean;
  stop: () => void;
  restart: NodeJS.Timeout | undefined;
  doubt: NodeJS.Timeout | undefined;
}

/**
 * Wakes followers when a region grows. A subscription only rings: followers read the events themselves, so one that ends, falls silent or says too
 * much costs time and never an event. One that is lost is started again from the last position heard.
 */
export class Doorbells {
  readonly #options: DoorbellOptions;
  readonly #bells = new Map<string, Bell>();
  readonly #wakeUp = new WakeUp();
  #isClosed = false;

  constructor(options: DoorbellOptions) {
    this.#options = options;
  }

  /** Keeps a subscription to the events after a position until the result is called by the last who joined. */
  join(region: string, after: number): () => void {
    const bell = this.#bells.get(region) ?? this.#hang(region, after);
    bell.followers += 1;
    return () => {
      bell.followers -= 1;
      if (bell.followers > 0) return;
      this.#takeDown(bell);
      this.#bells.delete(region);
    };
  }

  /** Says that the region was found to reach to a position: a subscription that does not say so soon is started again. */
  found(region: string, position: number): void {
    const bell = this.#bells.get(region);
    if (!bell || position <= bell.found) return;
    bell.found = position;
    bell.doubt ??= setTimeout(() => {
      bell.doubt = undefined;
      if (bell.isOn && bell.heard < bell.found) this.#start(region, bell);
    }, this.#options.silenceMs);
  }

  /** Says that events were recorded in the region. */
  wake(region: string): void {
    this.#wakeUp.wake(region);
  }

  /** See WakeUp.sleep. */
  sleep(region: string, signal: AbortSignal | undefined, milliseconds: number): ReturnType<WakeUp['sleep']> {
    return this.#wakeUp.sleep(region, signal, milliseconds);
  }

  /** Ends all subscriptions and wakes all followers. */
  close(): void {
    this.#isClosed = true;
    for (const bell of this.#bells.values()) this.#takeDown(bell);
    this.#wakeUp.wake();
  }

  #hang(region: string, after: number): Bell {
    const bell: Bell = {
      followers: 0,
      heard: after,
      found: after,
      failures: 0,
      isOn: false,
      stop: () => undefined,
      restart: undefined,
      doubt: undefined,
    };
    const isAllowed = this.#bells.size < SUBSCRIPTIONS_MAX;
    this.#bells.set(region, bell);
    if (isAllowed) this.#start(region, bell);
    return bell;
  }

  #start(region: string, bell: Bell): void {
    bell.stop();
    if (this.#isClosed) return;
    bell.isOn = true;
    bell.stop = this.#options.watch(region, bell.heard, {
      rang: (position) => {
        bell.heard = Math.max(bell.heard, position);
        bell.failures = 0;
        this.wake(region);
      },
      confirmed: () => this.wake(region),
      lost: () => this.#again(region, bell),
    });
  }

  #again(region: string, bell: Bell): void {
    if (!bell.isOn || bell.restart) return;
    bell.failures = Math.min(bell.failures + 1, FAILURES_MAX);
    bell.restart = setTimeout(
      () => {
        bell.restart = undefined;
        this.#start(region, bell);
      },
      backoff(this.#options.backoffMs, bell.failures),
    );
  }

  #takeDown(bell: Bell): void {
    bell.isOn = false;
    clearTimeout(bell.restart);
    clearTimeout(bell.doubt);
    bell.stop();
  }
}
