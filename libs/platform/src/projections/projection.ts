import type { Pool, PoolClient } from 'pg';
import type { EventLog, Recorded } from '@regieboek/eventing';
import { FEED_TAIL_TABLE } from '../feeds/feed-barrier.js';
import { FEED_TABLES } from '../feeds/feed-tables.js';
import { whileMigrating } from '../read-models/data-source.js';

/** Contexts whose events a read model can be made of. */
export type Context = 'contracts' | 'placements' | 'finance';

/** Brings read models up to date with the log before a question is answered or a decision taken. */
export interface Projections {
  /** Returns when the read model holds all that the log holds of the region now. */
  catchUp(projection: Projection, region: string): Promise<void>;
}

/** A read model: applies batches of a region's events inside the transaction that also moves its checkpoint. */
export interface Projection {
  /** Name of the checkpoint; a new name rebuilds from the first event. */
  readonly name: string;
  /** Whose events it is made of; others may pass by and change nothing. */
  readonly context: Context;
  apply(events: readonly Recorded[], transaction: PoolClient): Promise<void>;
}

const CHECKPOINTS = `
  CREATE SCHEMA IF NOT EXISTS platform;
  CREATE TABLE IF NOT EXISTS platform.checkpoint (
    consumer text NOT NULL,
    region text NOT NULL,
    position bigint NOT NULL,
    PRIMARY KEY (consumer, region)
  );
  ALTER TABLE platform.checkpoint ADD COLUMN IF NOT EXISTS event_id text`;

/** The checkpoint is ahead of the log: the log was restored from an older backup, or is another log. */
export class CheckpointAhead extends Error {
  override readonly name = 'CheckpointAhead';
  constructor(consumer: string, region: string, position: number, head: number) {
    super(
      `read model ${consumer} of region ${region} is at ${position}, but the log ends at ${head}: ` +
        'this is not the log it was built from; restore the matching log, or drop the read model so that it is rebuilt',
    );
  }
}

/** At the checkpoint the log has another event than the one that was applied: it is another log, or was restored and went on. */
export class OtherLog extends Error {
  override readonly name = 'OtherLog';
  constructor(consumer: string, region: string, position: number) {
    super(
      `read model ${consumer} of region ${region} is at ${position}, where the log has another event than the one it took in: ` +
        'this is not the log it was built from; restore the matching log, or drop the read model so that it is rebuilt',
    );
  }
}

/** How far a read model is. */
interface Checkpoint {
  readonly position: number;
  /** Id of the event at that position; null when a version before this one noted it. */
  readonly eventId: string | null;
}

/** Runs read models over the log, each with its checkpoint in the transaction of its own work. */
export class ProjectionRunner implements Projections {
  private readonly turns = new Map<string, Promise<unknown>>();
  /** Read models whose log this process has seen to be theirs. */
  private readonly known = new Set<string>();

  constructor(
    private readonly log: EventLog,
    private readonly pool: Pool,
  ) {}

  /** Creates the tables of checkpoints and feeds. Safe to run by several processes at once. */
  static migrate(url: string): Promise<void> {
    return whileMigrating(url, async (client) => {
      await client.query(CHECKPOINTS);
      await client.query(FEED_TABLES);
      await client.query(FEED_TAIL_TABLE);
    });
  }

  /** Applies all events up to the head of the log as it is now. One run per read model and region at a time. */
  catchUp(projection: Projection, region: string): Promise<void> {
    const key = `${projection.name}@${region}`;
    const turn = (this.turns.get(key) ?? Promise.resolve())
      .catch(() => undefined)
      .then(() => this.run(projection, region));
    this.turns.set(key, turn);
    return turn;
  }

  private async run(projection: Projection, region: string): Promise<void> {
    const head = await this.log.head(region);
    for (;;) {
      const position = await this.step(projection, region, head);
      if (position >= head) return;
    }
  }

  /** One batch in one transaction; gives the position reached. */
  private async step(projection: Projection, region: string, head: number): Promise<number> {
    const client = await this.pool.connect();
    try {
      await client.query('BEGIN');
      const checkpoint = await this.checkpoint(client, projection.name, region);
      const { position } = checkpoint;
      if (position > head) throw new CheckpointAhead(projection.name, region, position, head);
      await this.checkLog(projection.name, region, checkpoint);
      let reached = checkpoint;
      for await (const batch of this.log.readRegion(region, { after: position, upTo: head, batchSize: 2_000 })) {
        await projection.apply(batch, client);
        const last = batch.at(-1);
        if (last) reached = { position: last.position, eventId: last.id };
        break;
      }
      await client.query(
        'UPDATE platform.checkpoint SET position = $3, event_id = $4 WHERE consumer = $1 AND region = $2',
        [projection.name, region, reached.position, reached.eventId],
      );
      await client.query('COMMIT');
      return reached.position;
    } catch (error) {
      await client.query('ROLLBACK');
      throw error;
    } finally {
      client.release();
    }
  }

  /** Position so far, locked until the transaction ends, so that two processes never apply the same batch. */
  private async checkpoint(client: PoolClient, consumer: string, region: string): Promise<Checkpoint> {
    const locked = () =>
      client.query<{ position: string; event_id: string | null }>(
        'SELECT position, event_id FROM platform.checkpoint WHERE consumer = $1 AND region = $2 FOR UPDATE',
        [consumer, region],
      );
    const { rows } = await locked();
    if (rows[0]) return asCheckpoint(rows[0]);
    await client.query('INSERT INTO platform.checkpoint VALUES ($1, $2, 0) ON CONFLICT DO NOTHING', [consumer, region]);
    return asCheckpoint((await locked()).rows[0]);
  }

  /** Throws OtherLog unless the log has, at the checkpoint, the event that was applied; looked at once per process. */
  private async checkLog(consumer: string, region: string, { position, eventId }: Checkpoint): Promise<void> {
    const key = `${consumer}@${region}`;
    if (this.known.has(key)) return;
    if (position > 0 && eventId !== null) {
      for await (const [event] of this.log.readRegion(region, { after: position - 1, upTo: position, batchSize: 1 })) {
        if (event?.id !== eventId) throw new OtherLog(consumer, region, position);
      }
    }
    this.known.add(key);
  }
}

const asCheckpoint = (row: { position: string; event_id: string | null } | undefined): Checkpoint => ({
  position: Number(row?.position ?? 0),
  eventId: row?.event_id ?? null,
});
