/** How one feed of a service is doing. */
export interface FeedHealth {
  /** Name of the read model that is fed, or of the relay. */
  readonly feed: string;
  /** Records not yet taken in, or positions not yet sent; null when it cannot be told. */
  readonly lag: number | null;
  /** Streams that wait for somebody. */
  readonly parked: number;
  /** What is wrong, each with the remedy. */
  readonly problems: readonly string[];
}

/** Gives how the feeds are doing now. */
export type FeedsHealth = () => Promise<readonly FeedHealth[]>;

/** A process that follows the log itself has no feeds. */
export const noFeeds: FeedsHealth = () => Promise.resolve([]);
