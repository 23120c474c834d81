import type { PoolClient } from 'pg';
import { partitionOf, type EventLog } from '@regieboek/eventing';
import type { ContextTopic, FeedBarrier } from '../../feeds/feed-barrier.js';
import type { Context, Projection } from '../../projections/projection.js';
import { RebuildRefused } from './rebuild-table.js';

/** Destination of the events of contexts, and the end of the log for each of their partitions. */
export interface Feeds {
  readonly topicOf: (context: Context) => ContextTopic;
  readonly barrier: Pick<FeedBarrier, 'tail'>;
}

/** True when a read model is filled by a feed in this database. */
export async function isFed(client: PoolClient, { name }: Projection): Promise<boolean> {
  return (await client.query('SELECT 1 FROM platform.feed_offset WHERE consumer = $1 LIMIT 1', [name])).rowCount === 1;
}

/** Events that an operator skipped, as `region@position`: a rebuild omits them too. */
export async function skippedEvents(client: PoolClient, { name }: Projection): Promise<ReadonlySet<string>> {
  const { rows } = await client.query<{ region: string; position: string }>(
    `SELECT region, position FROM platform.parked WHERE consumer = $1 AND status = 'skipped'`,
    [name],
  );
  return new Set(rows.map(({ region, position }) => `${region}@${position}`));
}

/** Stops the feed of a read model until the transaction ends: every batch locks these rows first. */
export async function holdFeed(client: PoolClient, { name, contexts }: Projection, { topicOf }: Feeds): Promise<void> {
  for (const context of contexts) {
    const { topic, partitions } = topicOf(context);
    await client.query(
      `INSERT INTO platform.feed_offset SELECT $1, $2, partition, 0 FROM generate_series(0, $3::int - 1) AS partition
       ON CONFLICT DO NOTHING`,
      [name, topic, partitions],
    );
  }
  await client.query('SELECT 1 FROM platform.feed_offset WHERE consumer = $1 ORDER BY topic, partition FOR UPDATE', [
    name,
  ]);
}

/** Throws RebuildRefused while records of a read model are parked: it is undecided whether they count. */
export async function refuseParked(client: PoolClient, { name }: Projection): Promise<void> {
  const { rowCount } = await client.query(
    `SELECT 1 FROM platform.parked WHERE consumer = $1 AND status <> 'skipped' LIMIT 1`,
    [name],
  );
  if (rowCount)
    throw new RebuildRefused(
      `${name} has parked events: retry or skip them first (regieboek parked list), then rebuild it`,
    );
}

interface PlaceRow {
  readonly topic: string;
  readonly partition: number;
  readonly region: string;
  readonly position: string;
}

/**
 * Throws RebuildRefused unless the log has, at every place the feed has reached, an event of that topic and partition: otherwise
 * it is another log, or the number of partitions is not the one of the service.
 */
export async function mustBeFeedOf(
  { client, log }: { readonly client: PoolClient; readonly log: EventLog },
  { name, contexts }: Projection,
  { topicOf }: Feeds,
): Promise<void> {
  const { rows } = await client.query<PlaceRow>(
    'SELECT topic, partition, region, position FROM platform.feed_position WHERE consumer = $1 AND position > 0',
    [name],
  );
  const contextOf = new Map(contexts.map((context) => [topicOf(context).topic, context]));
  for (const { topic, partition, region, position } of rows) {
    const context = contextOf.get(topic);
    if (context === undefined) continue;
    const at = Number(position);
    const [found] = (await log.head(region)) < at ? [] : await firstOf(log, region, at);
    if (found?.type.startsWith(`${context}.`) && partitionOf(found.stream, topicOf(context).partitions) === partition)
      continue;
    throw new RebuildRefused(
      `${name} applied position ${at} of region ${region} from ${topic}/${partition}, but the log has no event of that partition there: it is another log, or KAFKA_PARTITIONS differs from the service; set EVENT_LOG_URL and KAFKA_PARTITIONS as in the service`,
    );
  }
}

async function firstOf(log: EventLog, region: string, position: number) {
  for await (const batch of log.readRegion(region, { after: position - 1, upTo: position, batchSize: 1 })) return batch;
  return [];
}

/** Moves a feed past the events applied up to a tail of the log: records that it still delivers are known by then. */
export async function moveFeed(
  client: PoolClient,
  { name, contexts }: Projection,
  { topicOf }: Feeds,
  { region, last }: { readonly region: string; readonly last: ReadonlyMap<string, readonly number[]> },
): Promise<void> {
  for (const context of contexts) {
    const reached = (last.get(context) ?? []).map((position, partition) => ({ partition, position }));
    const moved = reached.filter(({ position }) => position > 0);
    await client.query(
      `INSERT INTO platform.feed_position
       SELECT $1, $2, partition, $3, position FROM unnest($4::int[], $5::bigint[]) AS reached (partition, position)
       ON CONFLICT (consumer, topic, partition, region) DO UPDATE SET position = excluded.position`,
      [
        name,
        topicOf(context).topic,
        region,
        moved.map(({ partition }) => partition),
        moved.map(({ position }) => position),
      ],
    );
  }
}
