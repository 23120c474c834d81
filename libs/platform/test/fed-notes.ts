/** Records of a feed about notes, and a read model that they fill, for tests of feeds. */
import type { Pool } from 'pg';
import { cloudEventOf, eventId, type FeedBatch, type IncomingRecord, type Recorded } from '@regieboek/eventing';
import type { Projection } from '../src/projections/projection.js';

/** Positions that cannot be applied. */
export const broken = new Set<number>();

/** Stores the events it applies; fails on the positions in `broken`, after it has written. */
export const takenNotes: Projection = {
  name: 'notes.v1',
  contexts: ['finance'],
  schema: 'public',
  tables: ['taken'],
  async apply(events, transaction) {
    for (const { stream, position } of events) {
      await transaction.query('INSERT INTO taken VALUES ($1, $2)', [stream, position]);
      if (broken.has(position)) throw new TypeError(`no place for ${position}`);
    }
  },
};

/** Creates its table. */
export const makeTaken = (pool: Pool): Promise<unknown> =>
  pool.query('CREATE TABLE taken (stream text, position bigint, number serial)');

/** Empties its table and all that feeds know. */
export async function forgetTaken(pool: Pool): Promise<void> {
  await pool.query('TRUNCATE taken, platform.feed_offset, platform.feed_position, platform.parked RESTART IDENTITY');
  broken.clear();
}

/** Positions that were applied, in the order in which they were; of one stream when it is named. */
export async function takenIn(pool: Pool, stream?: string): Promise<number[]> {
  const { rows } = await pool.query<{ stream: string; position: string }>('SELECT * FROM taken ORDER BY number');
  return rows
    .filter((row) => stream === undefined || row.stream === `zhz.note-${stream}`)
    .map(({ position }) => Number(position));
}

const noted = (position: number, stream: string, region: string): Recorded => ({
  region,
  position,
  stream: `${region}.note-${stream}`,
  revision: position,
  id: eventId(`${region}/${stream}`, position),
  type: 'notes.said.v1',
  data: { position },
  meta: { actor: 'a' },
  recordedAt: '2026-01-01T00:00:00.000Z',
});

/** A record of a note, with its position and the one before it in its region. */
export function record(
  offset: number,
  position: number,
  previous: number,
  stream = 'a',
  region = 'zhz',
): IncomingRecord {
  const told = noted(position, stream, region);
  return { offset, key: told.stream, place: { region, position, previous }, value: cloudEventOf(told, previous) };
}

/** Records 1, 2, 3 … of the streams, at offsets 0, 1, 2 …. */
export const chain = (streams: string): IncomingRecord[] =>
  [...streams].map((stream, offset) => record(offset, offset + 1, offset, stream));

/** The partition of all records here. */
export const partition = { topic: 'notes', partition: 0 };

/** A batch of records. */
export const batchOf = (records: readonly IncomingRecord[], next = (records.at(-1)?.offset ?? -1) + 1): FeedBatch => ({
  ...partition,
  records,
  next,
});
