import type { PoolClient } from 'pg';
import { asProcess } from '@regieboek/isolation';
import { decode, type youthErased, type EventOf } from '@regieboek/events';
import type { Recorded } from '@regieboek/eventing';
import type { Projection } from '../../projections/projection.js';
import { forgetKeys } from '../../secrets/keys-at-hand.js';
import { NO_REGION } from '../../secrets/region-keys.js';
import { youthKeyTable } from '../../secrets/youth-keys.js';

type Erased = EventOf<typeof youthErased>['data'];

// Statements as text: a projection fills the tables of a schema given at run time, which entities do not support.
const insertErasure = (schema: string): string => `
  INSERT INTO ${schema}.erasure (region, youth, ground, erased_on) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING`;
const deleteIn = (table: string): string =>
  `DELETE FROM ${table} WHERE (region = $1 AND youth = $2) OR (region = $3 AND youth = ANY($4))`;

const erasedIn = (recorded: Recorded): Erased | undefined => {
  if (recorded.type !== 'placements.youth-erased.v1') return undefined;
  const { type, data } = decode(recorded);
  return type === 'placements.youth-erased.v1' ? data : undefined;
};

/**
 * Destroys the keys of erased youths of a service, also those that this process remembers, and their rows in `tables`. It follows the log, so that a restored database or
 * read model loses them again before anything of it is given out. AVG art. 17.
 */
export const erasuresProjection = (schema: string, tables: readonly string[]): Projection => ({
  name: `${schema}.erasures.v1`,
  contexts: ['placements'],
  followsLog: true,
  schema,
  tables: ['erasure'],
  async apply(events: readonly Recorded[], transaction: PoolClient, into: string): Promise<void> {
    for (const recorded of events) {
      const erased = erasedIn(recorded);
      if (!erased) continue;
      const { youth, ground, erasedOn, alsoAs } = erased;
      const ids = [recorded.region, youth, NO_REGION, alsoAs];
      for (const table of [youthKeyTable(schema), ...tables])
        await asProcess(() => transaction.query(deleteIn(table), ids));
      forgetKeys(recorded.region, [youth]);
      forgetKeys(NO_REGION, alsoAs);
      await transaction.query(insertErasure(into), [recorded.region, youth, ground, erasedOn]);
    }
  },
});
