import type { Pool } from 'pg';
import type { EventLog } from '@regieboek/eventing';
import type { Context, Projection } from '../../projections/projection.js';
import { besideOf } from './beside.js';

/** Position of one read model in one region. */
export interface ReadModelState {
  readonly name: string;
  readonly contexts: readonly Context[];
  readonly tables: readonly string[];
  readonly region: string;
  /** Whether feeds fill it here; otherwise it follows the log. */
  readonly fed: boolean;
  /** Last position applied; of a fed read model the last one of its contexts. 0: nothing yet. */
  readonly position: number;
  /** Last position of the region in the log. */
  readonly head: number;
  /** Position of an unfinished rebuild; null: none. */
  readonly rebuiltUpTo: number | null;
}

const positions = async (pool: Pool, text: string): Promise<ReadonlyMap<string, number>> => {
  const { rows } = await pool.query<{ consumer: string; region: string; position: string }>(text);
  return new Map(rows.map(({ consumer, region, position }) => [`${consumer}@${region}`, Number(position)]));
};

/** Position of each read model in every region of the log. */
export async function readModelStates(
  { log, pool }: { readonly log: EventLog; readonly pool: Pool },
  projections: readonly Projection[],
): Promise<ReadModelState[]> {
  const followed = await positions(pool, 'SELECT consumer, region, position FROM platform.checkpoint');
  const fed = await positions(
    pool,
    'SELECT consumer, region, max(position) AS position FROM platform.feed_position GROUP BY consumer, region',
  );
  const states: ReadModelState[] = [];
  for (const region of await log.regions()) {
    const head = await log.head(region);
    for (const projection of projections) {
      const { name, contexts, schema, tables } = projection;
      const key = `${name}@${region}`;
      const position = fed.get(key) ?? followed.get(key) ?? 0;
      const rebuiltUpTo = followed.get(`${besideOf(projection).name}@${region}`) ?? null;
      const named = { name, contexts, tables: tables.map((table) => `${schema}.${table}`), region };
      states.push({ ...named, fed: fed.has(key), position, head, rebuiltUpTo });
    }
  }
  return states;
}
