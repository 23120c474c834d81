import { withinRegion } from '@regieboek/isolation';
import type { Pool, PoolClient } from 'pg';
import type { EventLog } from '@regieboek/eventing';
import { KeyedQueue } from '../commands/keyed-queue.js';
import { LAST_BACKUP_TABLE } from '../database/last-backup.js';
import { inTransaction } from '../database/in-transaction.js';
import { FEED_TAIL_TABLE } from '../feeds/feed-barrier.js';
import { FEED_TABLES } from '../feeds/feed-tables.js';
import { REQUEST_KEY_TABLE } from '../http/requests/idempotency.js';
import { traced } from '../logging/traced.js';
import { prepare } from '../database/preparation.js';
import { REBUILD_TABLE } from '../read-models/rebuild/rebuild-table.js';
import {
  CHECKPOINT_TABLE,
  CheckpointAhead,
  lockCheckpoint,
  moveCheckpoint,
  mustBeSameLog,
  positionOf,
  reaches,
  type Checkpoint,
} from './checkpoints.js';
import { addressesOf, type DatabaseAddresses } from '@regieboek/isolation';
import type { Projection, Projections } from './projection.js';

const BATCH_EVENTS = 2_000;

/** The log, and the transaction that events are applied in. */
export interface Applying {
  readonly log: EventLog;
  readonly client: PoolClient;
}

/** Applies the batch after a locked checkpoint, up to `head`; returns the new checkpoint. Throws CheckpointAhead. */
export async function applyNext(
  { log, client }: Applying,
  projection: Projection,
  region: string,
  { checkpoint, head }: { readonly checkpoint: Checkpoint; readonly head: number },
): Promise<Checkpoint> {
  const consumer = projection.name;
  const { position } = checkpoint;
  if (position > head) {
    if (!(await reaches(log, region, position))) throw new CheckpointAhead(consumer, region, position, head);
    return checkpoint;
  }
  if (position === head) return checkpoint;
  let reached = checkpoint;
  for await (const batch of log.readRegion(region, { after: position, upTo: head, batchSize: BATCH_EVENTS })) {
    await projection.apply(batch, client, projection.schema);
    const last = batch.at(-1);
    if (last) reached = { position: last.position, eventId: last.id };
    break;
  }
  await moveCheckpoint(client, { consumer, region }, reached);
  return reached;
}

const TABLES = [CHECKPOINT_TABLE, REBUILD_TABLE, FEED_TABLES, FEED_TAIL_TABLE, REQUEST_KEY_TABLE, LAST_BACKUP_TABLE];

/** Runs read models over the log; each checkpoint is updated in the transaction of its batch. */
export class ProjectionRunner implements Projections {
  private readonly queue = new KeyedQueue(Infinity);
  /** Read models whose log this process has seen to be theirs. */
  private readonly known = new Set<string>();

  constructor(
    private readonly log: EventLog,
    private readonly pool: Pool,
  ) {}

  /** Creates the tables of checkpoints, rebuilds, feeds and keys of requests. Safe to run by several processes at once. */
  static migrate(at: string | DatabaseAddresses): Promise<void> {
    return prepare(
      addressesOf(at),
      { name: 'tables of the platform', witness: 'platform.checkpoint', made: TABLES },
      async (client) => {
        for (const table of TABLES) await client.query(table);
      },
    );
  }

  /** Applies all events up to the current head of the log. One run per read model and region at a time. */
  catchUp(
    projection: Projection,
    region: string,
    onStep: (position: number, head: number) => void = () => undefined,
  ): Promise<void> {
    return this.queue.take(`${projection.name}@${region}`, () =>
      withinRegion(region, () => this.run(projection, region, onStep)),
    );
  }

  follow(projection: Projection, region: string): Promise<void> {
    return this.catchUp(projection, region);
  }

  isRecordedElsewhere(): boolean {
    return false;
  }

  private async run(
    projection: Projection,
    region: string,
    onStep: (position: number, head: number) => void,
  ): Promise<void> {
    const head = await this.log.head(region);
    if (await this.isAt(head, projection.name, region)) return onStep(head, head);
    for (;;) {
      const facts = { projection: projection.name, region };
      const position = await traced('read model', facts, () => this.step(projection, region, head));
      onStep(position, head);
      if (position >= head) return;
    }
  }

  /** True when a read model of this log is at the head: the common case, without a transaction. */
  private async isAt(head: number, consumer: string, region: string): Promise<boolean> {
    return this.known.has(`${consumer}@${region}`) && (await positionOf(this.pool, consumer, region)) === head;
  }

  /** One batch in one transaction; returns the position reached. */
  private step(projection: Projection, region: string, head: number): Promise<number> {
    return inTransaction(this.pool, async (client) => {
      const checkpoint = await lockCheckpoint(client, projection.name, region);
      if (checkpoint.position <= head) await this.checkLog(projection.name, region, checkpoint);
      return (await applyNext({ log: this.log, client }, projection, region, { checkpoint, head })).position;
    });
  }

  /** Throws OtherLog when the read model was built from another log; looked at once per process. */
  private async checkLog(consumer: string, region: string, checkpoint: Checkpoint): Promise<void> {
    const key = `${consumer}@${region}`;
    if (this.known.has(key)) return;
    await mustBeSameLog(this.log, { consumer, region }, checkpoint);
    this.known.add(key);
  }
}
