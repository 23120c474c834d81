/** A read model of two tables that a reader joins, for tests of rebuilds: notes, and two words of each. */
import type { Pool } from 'pg';
import type { Projection } from '../src/projections/projection.js';

/** Positions that were applied, and the one that cannot be. */
export const seen: { applied: number[]; broken: number | undefined } = { applied: [], broken: undefined };

export const notes: Projection = {
  name: 'own.notes.v1',
  contexts: ['finance'],
  schema: 'own',
  tables: ['note', 'word'],
  async apply(events, transaction, into) {
    seen.applied.push(...events.map(({ position }) => position));
    if (events.some(({ position }) => position === seen.broken)) throw new TypeError('it cannot be applied');
    const values = [events.map(({ region }) => region), events.map(({ position }) => position)];
    const told = 'unnest($1::text[], $2::bigint[]) AS told (region, position)';
    await transaction.query(
      `INSERT INTO ${into}.note (region, position) SELECT * FROM ${told} ON CONFLICT DO NOTHING`,
      values,
    );
    await transaction.query(
      `INSERT INTO ${into}.word SELECT told.*, word FROM ${told}, unnest('{a,b}'::text[]) AS word ON CONFLICT DO NOTHING`,
      values,
    );
  },
};

/** Empties the read model: as it is before its first event, and no rebuild was begun. */
export async function forgetNotes(pool: Pool): Promise<void> {
  Object.assign(seen, { applied: [], broken: undefined });
  await pool.query(`
    DROP SCHEMA IF EXISTS own CASCADE; DROP SCHEMA IF EXISTS own_next CASCADE; CREATE SCHEMA own;
    TRUNCATE platform.checkpoint, platform.rebuild;
    CREATE TABLE own.note (region text, position bigint, PRIMARY KEY (region, position));
    CREATE TABLE own.word (region text, position bigint, word text, PRIMARY KEY (region, position, word));
    CREATE INDEX ON own.word (word)`);
}
