import { FeedAway, Relay, type FeedEnds } from '@regieboek/eventing';
import { PostgresRelayStore } from '../feeds/relay-store.js';
import { ParkedStreams } from '../feeds/parked-streams.js';
import { ProjectionFeed } from '../feeds/projection-feed.js';
import type { FeedHealth } from '../health.js';
import type { Context, Projection } from '../projections/projection.js';
import type { ServiceResources } from './open-resources.js';

/** What a service sends and what it is fed with. */
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
      const { topic, partitions } = topicOf(consumer.projection.context);
      const subscription = { group: consumer.projection.name, topics: [topic] };
      this.running.push(
        // The topic is made by whoever needs it first: without it there is nothing to subscribe to.
        this.untilPrepared(topic, partitions).then(() => feed.consume(subscription, consumer, signal)),
      );
    }
  }

  /** Lets what is under way end, and takes up nothing new. */
  async stop(): Promise<void> {
    this.ending.abort();
    await Promise.allSettled(this.running);
  }

  /** How every feed is doing: what was sent, what was taken in, and what needs somebody. */
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
    const { topic } = this.resources.topicOf(projection.context);
    const parked = (await new ParkedStreams(this.resources.pool, []).list()).filter(
      ({ consumer }) => consumer === projection.name,
    );
    const problems = [...stopped].map(([partition, reason]) => `${partition} stopped: ${reason}`);
    try {
      const lag = await this.lagOf(projection.name, topic, await this.resources.feed.ends(topic));
      return { feed: projection.name, lag, parked: parked.length, problems };
    } catch (error) {
      return {
        feed: projection.name,
        lag: null,
        parked: parked.length,
        problems: [...problems, error instanceof FeedAway ? error.message : 'its lag cannot be told'],
      };
    }
  }

  private async lagOf(consumer: string, topic: string, ends: readonly FeedEnds[]): Promise<number> {
    const { rows } = await this.resources.pool.query<{ next: string }>(
      'SELECT coalesce(sum(next_offset), 0) AS next FROM platform.feed_offset WHERE consumer = $1 AND topic = $2',
      [consumer, topic],
    );
    return Math.max(0, ends.reduce((sum, { next }) => sum + next, 0) - Number(rows[0]?.next ?? 0));
  }

  private async untilPrepared(topic: string, partitions: number): Promise<void> {
    const { signal } = this.ending;
    while (!signal.aborted) {
      const made = await this.resources.feed.prepare(topic, partitions).catch(() => undefined);
      if (made !== undefined) return;
      await new Promise((resolve) => setTimeout(resolve, 500));
    }
  }
}
