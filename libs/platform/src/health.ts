/** Health of one feed of a service. */
export interface FeedHealth {
  /** Name of the read model that is fed, or of the relay. */
  readonly feed: string;
  /** Records not yet processed, or positions not yet sent; null when unknown. */
  readonly lag: number | null;
  /** Streams that need an operator. */
  readonly parked: number;
  /** Problems, each with its remedy. */
  readonly problems: readonly string[];
}

/** Returns the current health of the feeds. */
export type FeedsHealth = () => Promise<readonly FeedHealth[]>;

/** A process that follows the log itself has no feeds. */
export const noFeeds: FeedsHealth = () => Promise.resolve([]);
