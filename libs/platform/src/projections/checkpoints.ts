import type { Pool, PoolClient } from 'pg';
import { GapInLog } from '@regieboek/eventing';
import type { EventLog } from '@regieboek/eventing';
import { Refusal } from '@regieboek/kernel';

/** Table of how far read models that follow the log are. */
export const CHECKPOINT_TABLE = `
  CREATE SCHEMA IF NOT EXISTS platform;
  CREATE TABLE IF NOT EXISTS platform.checkpoint (
    consumer text NOT NULL,
    region text NOT NULL,
    position bigint NOT NULL,
    PRIMARY KEY (consumer, region)
  );
  ALTER TABLE platform.checkpoint ADD COLUMN IF NOT EXISTS event_id text`;

/** The checkpoint is ahead of the log: the log was restored from an older backup, or is another log. */
export class CheckpointAhead extends Refusal {
  override readonly name = 'CheckpointAhead';
  constructor(consumer: string, region: string, position: number, head: number) {
    super(
      'other-log',
      'unavailable',
      `read model ${consumer} of region ${region} is at ${position}, but the log ends at ${head}: ` +
        'it was built from another log; restore that log, or drop the read model to rebuild it',
    );
  }
}

/** At the checkpoint the log has another event than the one that was applied: it is another log, or was restored and went on. */
export class OtherLog extends Refusal {
  override readonly name = 'OtherLog';
  constructor(consumer: string, region: string, position: number) {
    super(
      'other-log',
      'unavailable',
      `read model ${consumer} of region ${region} is at ${position}, where the log has a different event than the one that was applied: ` +
        'it was built from another log; restore that log, or drop the read model to rebuild it',
    );
  }
}

/** Position of a read model in a region. */
export interface Checkpoint {
  readonly position: number;
  /** Id of the event at that position; null when a version before this one noted it. */
  readonly eventId: string | null;
}

interface CheckpointRow {
  readonly position: string;
  readonly event_id: string | null;
}

const asCheckpoint = (row: CheckpointRow | undefined): Checkpoint => ({
  position: Number(row?.position ?? 0),
  eventId: row?.event_id ?? null,
});

/** The checkpoint of a read model, locked until the transaction ends, so that two processes never apply the same batch. */
export async function lockCheckpoint(client: PoolClient, consumer: string, region: string): Promise<Checkpoint> {
  const locked = () =>
    client.query<CheckpointRow>(
      'SELECT position, event_id FROM platform.checkpoint WHERE consumer = $1 AND region = $2 FOR UPDATE',
      [consumer, region],
    );
  const { rows } = await locked();
  if (rows[0]) return asCheckpoint(rows[0]);
  await client.query('INSERT INTO platform.checkpoint VALUES ($1, $2, 0) ON CONFLICT DO NOTHING', [consumer, region]);
  return asCheckpoint((await locked()).rows[0]);
}

/** Position of a read model in a region, without a lock; undefined when it has none. */
export async function positionOf(pool: Pool, consumer: string, region: string): Promise<number | undefined> {
  const { rows } = await pool.query<{ position: string }>(
    'SELECT position FROM platform.checkpoint WHERE consumer = $1 AND region = $2',
    [consumer, region],
  );
  return rows[0] && Number(rows[0].position);
}

/** Moves the checkpoint of a read model. */
export async function moveCheckpoint(
  client: PoolClient,
  { consumer, region }: { readonly consumer: string; readonly region: string },
  { position, eventId }: Checkpoint,
): Promise<void> {
  await client.query(
    'UPDATE platform.checkpoint SET position = $3, event_id = $4 WHERE consumer = $1 AND region = $2',
    [consumer, region, position, eventId],
  );
}

/** True when the log does have a position: a cluster node that lags reports an earlier end of the log. */
export async function reaches(log: EventLog, region: string, position: number): Promise<boolean> {
  try {
    for await (const item of log.follow(region, position)) return item.position >= position;
    return false;
  } catch (error) {
    if (error instanceof GapInLog) return false;
    throw error;
  }
}

/** Throws OtherLog unless the log has, at the checkpoint, the event that was applied. */
export async function mustBeSameLog(
  log: EventLog,
  { consumer, region }: { readonly consumer: string; readonly region: string },
  { position, eventId }: Checkpoint,
): Promise<void> {
  if (position === 0 || eventId === null) return;
  for await (const [event] of log.readRegion(region, { after: position - 1, upTo: position, batchSize: 1 })) {
    if (event?.id !== eventId) throw new OtherLog(consumer, region, position);
  }
}
