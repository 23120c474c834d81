import { FeedUnavailable, Relay } from '@regieboek/eventing';
import type { ContextTopic } from '../feeds/feed-barrier.js';
import { PostgresRelayStore } from '../feeds/relay-store.js';
import { ParkedStreams } from '../feeds/parked-streams.js';
import { ProjectionFeed } from '../feeds/projection-feed.js';
import type { FeedHealth } from '../health.js';
import type { Context, Projection } from '../projections/projection.js';
import type { ServiceResources } from './open-resources.js';

const sum = (numbers: readonly number[]): number => numbers.reduce((total, one) => total + one, 0);

/** Feeds that a service sends and receives. */
export interface FeedsOf {
  readonly context: Context | null;
  readonly source: string | undefined;
  readonly fed: readonly Projection[];
}

/** The relay and the consumers of a service, at work until `stop`. */
export class FeedsAtWork {
  private readonly ending = new AbortController();
  private readonly relay: Relay | undefined;
  private readonly consumers: readonly ProjectionFeed[];
  private readonly running: Promise<void>[] = [];

  constructor(
    private readonly resources: ServiceResources,
    { context, source, fed }: FeedsOf,
  ) {
    const { log, feed, pool, topicOf } = resources;
    const route = context && { context, ...topicOf(context), ...(source === undefined ? {} : { source }) };
    this.relay = route ? new Relay(log, feed, new PostgresRelayStore(pool), route) : undefined;
    this.consumers = fed.map((projection) => new ProjectionFeed(pool, projection));
  }

  start(): void {
    const { feed, topicOf } = this.resources;
    const { signal } = this.ending;
    if (this.relay) this.running.push(this.relay.run(signal));
    for (const consumer of this.consumers) {
      const { name, contexts } = consumer.projection;
      const topics = contexts.map(topicOf);
      const subscription = { group: name, topics: topics.map(({ topic }) => topic) };
      this.running.push(
        // The first process that needs a topic creates it: without it there is nothing to subscribe to.
        Promise.all(topics.map((one) => this.untilPrepared(one))).then(() =>
          feed.consume(subscription, consumer, signal),
        ),
      );
    }
  }

  /** Waits for work in progress, and starts nothing new. */
  async stop(): Promise<void> {
    this.ending.abort();
    await Promise.allSettled(this.running);
  }

  /** Health of every feed: sent and received records, and what needs an operator. */
  async health(): Promise<FeedHealth[]> {
    return [...(await this.healthOfRelay()), ...(await Promise.all(this.consumers.map((one) => this.healthOf(one))))];
  }

  private async healthOfRelay(): Promise<FeedHealth[]> {
    const statuses = this.relay?.status() ?? [];
    return Promise.all(
      statuses.map(async ({ region, position, problem, isStopped }) => ({
        feed: `relay of region ${region}`,
        lag: Math.max(0, (await this.resources.log.head(region)) - position),
        parked: 0,
        problems: problem === null ? [] : [isStopped ? `stopped: ${problem}` : problem],
      })),
    );
  }

  private async healthOf({ projection, stopped }: ProjectionFeed): Promise<FeedHealth> {
    const parked = (await new ParkedStreams(this.resources.pool, []).list()).filter(
      ({ consumer }) => consumer === projection.name,
    );
    const problems = [...stopped].map(([partition, reason]) => `${partition} stopped: ${reason}`);
    try {
      const lags = await Promise.all(projection.contexts.map((context) => this.lagOf(projection.name, context)));
      return { feed: projection.name, lag: sum(lags), parked: parked.length, problems };
    } catch (error) {
      return {
        feed: projection.name,
        lag: null,
        parked: parked.length,
        problems: [...problems, error instanceof FeedUnavailable ? error.message : 'its lag is unknown'],
      };
    }
  }

  private async lagOf(consumer: string, context: Context): Promise<number> {
    const { topic } = this.resources.topicOf(context);
    const ends = await this.resources.feed.ends(topic);
    const { rows } = await this.resources.pool.query<{ next: string }>(
      'SELECT coalesce(sum(next_offset), 0) AS next FROM platform.feed_offset WHERE consumer = $1 AND topic = $2',
      [consumer, topic],
    );
    return Math.max(0, sum(ends.map(({ next }) => next)) - Number(rows[0]?.next ?? 0));
  }

  private async untilPrepared({ topic, partitions }: ContextTopic): Promise<void> {
    const { signal } = this.ending;
    while (!signal.aborted) {
      const made = await this.resources.feed.prepare(topic, partitions).catch(() => undefined);
      if (made !== undefined) return;
      await new Promise((resolve) => setTimeout(resolve, 500));
    }
  }
}
