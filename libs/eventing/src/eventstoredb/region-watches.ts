import { backoff } from '../retry.js';
import { WakeUp } from '../wake-up.js';
import type { SubscriptionListener } from './event-store-client.js';

/** Settings of the subscriptions. */
export interface RegionWatchOptions {
  /** Subscribes to the events of a region after a position; the result ends the subscription. */
  readonly subscribe: (region: string, after: number, listener: SubscriptionListener) => () => void;
  readonly backoffMs: number;
  /** Maximum time that a subscription may be silent about events found by polling. */
  readonly silenceMs: number;
}

/**
 * Maximum number of subscriptions. Together with the concurrent requests it stays under the 100 streams of a connection. Further
 * regions are polled.
 */
const SUBSCRIPTIONS_MAX = 60;
const FAILURES_MAX = 8;

/** A followed region and its subscription. */
interface RegionWatch {
  followers: number;
  /** Position of the last event that the subscription announced, and of the last event found by polling. */
  announced: number;
  found: number;
  failures: number;
  isOn: boolean;
  stop: () => void;
  restart: NodeJS.Timeout | undefined;
  doubt: NodeJS.Timeout | undefined;
}

/**
 * Wakes followers when a region grows. A subscription only signals; followers read the events themselves, so a subscription that
 * ends, falls silent or repeats itself costs time but never an event. A lost subscription is restarted from the last announced
 * position.
 */
export class RegionWatches {
  readonly #options: RegionWatchOptions;
  readonly #watches = new Map<string, RegionWatch>();
  readonly #wakeUp = new WakeUp();
  #isClosed = false;

  constructor(options: RegionWatchOptions) {
    this.#options = options;
  }

  /** Subscribes to the events after a position until the last follower calls its result. */
  join(region: string, after: number): () => void {
    const watch = this.#watches.get(region) ?? this.#add(region, after);
    watch.followers += 1;
    return () => {
      watch.followers -= 1;
      if (watch.followers > 0) return;
      this.#stop(watch);
      this.#watches.delete(region);
    };
  }

  /** Reports a position found by polling: a subscription that does not announce it soon is restarted. */
  found(region: string, position: number): void {
    const watch = this.#watches.get(region);
    if (!watch || position <= watch.found) return;
    watch.found = position;
    watch.doubt ??= setTimeout(() => {
      watch.doubt = undefined;
      if (watch.isOn && watch.announced < watch.found) this.#start(region, watch);
    }, this.#options.silenceMs);
  }

  /** Wakes the followers of a region. */
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
    for (const watch of this.#watches.values()) this.#stop(watch);
    this.#wakeUp.wake();
  }

  #add(region: string, after: number): RegionWatch {
    const watch: RegionWatch = {
      followers: 0,
      announced: after,
      found: after,
      failures: 0,
      isOn: false,
      stop: () => undefined,
      restart: undefined,
      doubt: undefined,
    };
    const isAllowed = this.#watches.size < SUBSCRIPTIONS_MAX;
    this.#watches.set(region, watch);
    if (isAllowed) this.#start(region, watch);
    return watch;
  }

  #start(region: string, watch: RegionWatch): void {
    watch.stop();
    if (this.#isClosed) return;
    watch.isOn = true;
    watch.stop = this.#options.subscribe(region, watch.announced, {
      received: (position) => {
        watch.announced = Math.max(watch.announced, position);
        watch.failures = 0;
        this.wake(region);
      },
      confirmed: () => this.wake(region),
      lost: () => this.#again(region, watch),
    });
  }

  #again(region: string, watch: RegionWatch): void {
    if (!watch.isOn || watch.restart) return;
    watch.failures = Math.min(watch.failures + 1, FAILURES_MAX);
    watch.restart = setTimeout(
      () => {
        watch.restart = undefined;
        this.#start(region, watch);
      },
      backoff(this.#options.backoffMs, watch.failures),
    );
  }

  #stop(watch: RegionWatch): void {
    watch.isOn = false;
    clearTimeout(watch.restart);
    clearTimeout(watch.doubt);
    watch.stop();
  }
}
